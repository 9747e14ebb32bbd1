"""Records of what customers said and of what was seen at the front line -> one register of each, newest first.

A piece of feedback names the versions that give it as their reason, so that it can be followed to what it changed.
"""

from dataclasses import dataclass

from handbook.history.clauses import clause_title
from handbook.history.edition import Edition, once
from handbook.history.evidence import record_named
from handbook.history.in_force import known
from handbook.model.handbook import Policy
from handbook.model.record import Feedback, FrontLineCheck
from handbook.model.version_number import VersionNumber
from handbook.report.current import Current, happened, published


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackLine:
    """What was said. `clause_title` is empty where no clause is named, or the policy holds it no more."""

    current: Current
    feedback: Feedback
    clause_title: str = ""
    led_to: tuple[VersionNumber, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """What was seen. `clause_title` is empty where the policy holds the clause no more."""

    current: Current
    check: FrontLineCheck
    clause_title: str = ""
    led_to: tuple[VersionNumber, ...] = ()


@once
def feedback(edition: Edition) -> tuple[FeedbackLine, ...]:
    """All feedback received by the edition's day, newest first."""
    lines = []
    for item in published(edition):
        records = [record for record in item.policy.records.feedback if happened(record.received, edition)]
        led_to = _led_to(item.policy, edition) if records else {}
        lines += [
            FeedbackLine(
                current=item,
                feedback=record,
                clause_title=clause_title(item.text, record.clause) if record.clause else "",
                led_to=led_to.get((Feedback, record.id), ()),
            )
            for record in records
        ]
    return tuple(sorted(lines, key=lambda line: line.feedback.received, reverse=True))


@once
def front_line_checks(edition: Edition) -> tuple[CheckLine, ...]:
    """All front-line checks made by the edition's day, newest first."""
    lines = []
    for item in published(edition):
        records = [record for record in item.policy.records.checks if happened(record.observed, edition)]
        led_to = _led_to(item.policy, edition) if records else {}
        lines += [
            CheckLine(
                current=item,
                check=record,
                clause_title=clause_title(item.text, record.clause),
                led_to=led_to.get((FrontLineCheck, record.id), ()),
            )
            for record in records
        ]
    return tuple(sorted(lines, key=lambda line: line.check.observed, reverse=True))


def _led_to(policy: Policy, edition: Edition) -> dict[tuple[type, str], tuple[VersionNumber, ...]]:
    """The versions that name a record as their reason, by the record's type and id."""
    found: dict[tuple[type, str], tuple[VersionNumber, ...]] = {}
    for version in known(policy, edition.as_of):
        named = [record_named(reason, policy) for reason in version.release.reasons if reason.ref]
        for key in dict.fromkeys((type(record), record.id) for record in named if record):
            found[key] = (*found.get(key, ()), version.number)
    return found
