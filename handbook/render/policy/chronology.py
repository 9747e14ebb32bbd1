"""A policy as it is known on a date -> its versions in order, each with its state, its period and its predecessor.

Worked out once for a policy and used by all of its pages.
"""

from itertools import pairwise

from msgspec import Struct

from handbook.history.changes import ClauseChange, successive_changes
from handbook.history.clauses import clause_records
from handbook.history.edition import Edition
from handbook.history.in_force import State, binding, known, state
from handbook.model.handbook import Policy
from handbook.model.period import Period
from handbook.model.policy import PolicyText
from handbook.model.version import Version
from handbook.model.version_number import VersionNumber


class Issue(Struct, frozen=True, kw_only=True):
    """A known version. `period` is None if it never binds; `successor` is the version that takes its place.

    `changes` are against `previous`, the version with the next lower number; `clauses` the ids of its own clauses.
    """

    version: Version
    state: State
    period: Period | None
    previous: Version | None
    successor: Version | None
    changes: tuple[ClauseChange, ...]
    clauses: frozenset[str]

    @property
    def number(self) -> str:
        """The version's number as text."""
        return str(self.version.number)


def issues(policy: Policy, edition: Edition) -> tuple[Issue, ...]:
    """All known versions by ascending number."""
    versions = known(policy, edition.as_of)
    bound = binding(policy, edition.as_of)
    periods = {version.number: period for version, period in bound}
    successors = {earlier.number: later for (earlier, _), (later, _) in pairwise(bound)}
    changed = successive_changes(version.text for version in versions)
    found = []
    for place, (version, changes) in enumerate(zip(versions, changed, strict=True)):
        previous = versions[place - 1] if place else None
        found.append(
            Issue(
                version=version,
                state=state(policy, version, edition.as_of),
                period=periods.get(version.number),
                previous=previous,
                successor=successors.get(version.number) or _overtaking(version, periods, versions),
                changes=changes,
                clauses=clause_ids(version.text),
            )
        )
    return tuple(found)


def clause_ids(text: PolicyText) -> frozenset[str]:
    """The ids of all clauses of a text."""
    return frozenset(record.id for record in clause_records(text))


def current_issue(found: tuple[Issue, ...]) -> Issue | None:
    """The version in force."""
    return next((issue for issue in found if issue.state is State.IN_FORCE), None)


def _overtaking(
    version: Version, periods: dict[VersionNumber, Period], versions: tuple[Version, ...]
) -> Version | None:
    """What overtook a version that never bound."""
    if version.number in periods:
        return None
    return next((later for later in versions if later.number > version.number and later.number in periods), None)
