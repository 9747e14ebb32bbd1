"""What somebody names on the command line -> a text of a policy: a version, the working text, what binds on a day."""

from datetime import date

from handbook.history.edition import Edition
from handbook.history.in_force import in_force
from handbook.load.scalars import Refused, read_day
from handbook.model.handbook import Policy
from handbook.model.version_number import VersionNumber
from handbook.report.difference.compare import NOTHING, version_side, working_side
from handbook.report.difference.facts import Side

WORKING, IN_FORCE = "working", "in-force"


class UnknownSide(Exception):
    """There is no such text; the message says what there is."""


def named_side(policy: Policy, name: str, edition: Edition) -> Side:
    """The side that `2.0`, `working`, `in-force` or a day such as `2026-03-01` names.

    Raises:
        UnknownSide: the policy has no such text.
    """
    if name == WORKING:
        if policy.working is None:
            raise UnknownSide(f"{policy.id} has no working text")
        return working_side(policy)
    number = VersionNumber.parse(name)
    if number:
        version = next((item for item in policy.versions if item.number == number), None)
        if version is None:
            raise UnknownSide(f"{policy.id} has no version {name}; {_there_is(policy)}")
        return version_side(policy, version, edition.as_of)
    return _in_force(policy, edition.as_of if name == IN_FORCE else _day(policy, name), edition)


def newest_side(policy: Policy, edition: Edition) -> Side:
    """The newest version, which the working text comes after; nothing where none is published."""
    return version_side(policy, policy.versions[-1], edition.as_of) if policy.versions else NOTHING


def _in_force(policy: Policy, day: date, edition: Edition) -> Side:
    version = in_force(policy, day)
    if version is None:
        raise UnknownSide(f"no version of {policy.id} binds on {day}; {_there_is(policy)}")
    return version_side(policy, version, edition.as_of)


def _day(policy: Policy, name: str) -> date:
    try:
        return read_day(name)
    except Refused:
        forms = f"a version, `{WORKING}`, `{IN_FORCE}` or a day (YYYY-MM-DD)"
        raise UnknownSide(f"{name} is not {forms}; {_there_is(policy)}") from None


def _there_is(policy: Policy) -> str:
    numbers = [str(version.number) for version in policy.versions]
    return f"it has {', '.join(numbers[-8:])}" if numbers else "no version of it is published"
