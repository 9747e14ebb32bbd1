"""Clauses that changed -> what rests on them: links from other texts, open exceptions, checks, measurements, reviews.

Feedback and corrections are history and rest on nothing. A text is looked at as it stands today: the working text and
the newest version of each policy that was read.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from handbook.check.uses import Known, find_uses
from handbook.history.edition import Edition
from handbook.history.exceptions import ExceptionState, exception_state
from handbook.history.revision import last_review
from handbook.model.field import Target
from handbook.model.handbook import Policy
from handbook.model.record import FrontLineCheck, Measurement, PolicyException
from handbook.model.source import Source
from handbook.report.difference.facts import Suspect

_NAMED: Known = {Target.CLAUSE: frozenset({None, ""}), Target.STANDARD: frozenset({None, ""})}
_RESTING = {FrontLineCheck: "front-line check", Measurement: "measurement", PolicyException: "exception"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Something in `policy` that names a clause; `place` is the clause or record that it stands in.

    `day`: the first day of what a record tells; None for a link, which is looked at as it stands.
    """

    kind: str
    policy: str
    place: str
    day: date | None = None


References = Mapping[tuple[str, str], tuple[Reference, ...]]
"""By policy and clause what names it, in order."""


def references_to_clauses(edition: Edition) -> References:
    """What names which clause, over all policies of the edition, as far as they were read."""
    former = {rename.former: policy.id for policy in edition.handbook.policies for rename in policy.records.renames}
    found: defaultdict[tuple[str, str], dict[Reference, None]] = defaultdict(dict)
    for policy in edition.handbook.policies:
        for target, clause, reference in (*_from_texts(policy), *_from_records(policy, edition.as_of)):
            found[former.get(target, target), clause][reference] = None
    return {place: tuple(references) for place, references in found.items()}


def suspects(
    policy: str,
    clauses: Mapping[str, bool],
    since: date | None,
    references: References,
    reviewed: Mapping[str, date],
) -> tuple[Suspect, ...]:
    """What rests on the clauses of a policy; links within a clause that changes are left out, as it is read anyway.

    Args:
        policy: whose clauses they are.
        clauses: the ids of clauses that changed what they ask, and whether each is gone.
        since: the day on which the change takes effect, from which records tell of the newer text; None: not yet known.
        references: of the newer copy.
        reviewed: when each policy was last reviewed.
    """
    return tuple(
        Suspect(
            kind=item.kind,
            policy=item.policy,
            place=item.place,
            target=policy,
            clause=clause,
            gone=gone,
            reviewed=reviewed.get(item.policy),
        )
        for clause, gone in clauses.items()
        for item in references.get((policy, clause), ())
        if since is None or item.day is None or item.day < since
        if gone or item.policy != policy or item.kind != "link" or item.place not in clauses
    )


def last_reviews(edition: Edition) -> dict[str, date]:
    """When each policy was last reviewed, of those that were."""
    policies = edition.handbook.policies
    return {item.id: last.reviewed for item in policies if (last := last_review(item, edition))}


def _from_texts(policy: Policy) -> Iterator[tuple[str, str, Reference]]:
    texts: list[Any] = [version.text for version in policy.versions[-1:]]
    texts += [policy.working.text] if policy.working else []
    for text in texts:
        _, links = find_uses([text], _NAMED)
        for link in links:
            if link.clause:
                place = _clause_at(text, link.source)
                yield link.policy, link.clause, Reference(kind="link", policy=policy.id, place=place)


def _from_records(policy: Policy, as_of: date) -> Iterator[tuple[str, str, Reference]]:
    """What names clauses in the newest check and measurement of each, and in every open exception."""
    kept = policy.records
    checks = {item.clause: item for item in kept.checks}
    measurements = {item.standard: item for item in kept.measurements}
    resting: list[tuple[Any, date]] = [(item, item.observed) for item in checks.values()]
    resting += [(item, item.begins) for item in measurements.values()]
    resting += [(item, item.granted) for item in kept.exceptions if exception_state(item, as_of) is ExceptionState.OPEN]
    for record, day in resting:
        uses, links = find_uses([record], _NAMED)
        reference = Reference(kind=_RESTING[type(record)], policy=policy.id, place=record.id, day=day)
        for use in uses:
            yield policy.id, use.id, reference
        for link in links:
            if link.clause:
                yield link.policy, link.clause, reference


def _clause_at(text: Any, source: Source) -> str:
    """The id of the innermost clause on the way to a value of the text; empty in the head."""
    found, value = "", text
    for key in source.path:
        value = value[key] if isinstance(key, int) else getattr(value, key)
        found = getattr(value, "id", found)
    return found
