"""A policy's versions and a date -> which one binds, since when, and the state of each.

Everything is derived from `published` and `effective`; nothing is stored. A version published after the date is not
known and appears nowhere. Where effective days are out of order, the version with the higher number wins from its
effective day. A withdrawal is final: no version begins to bind on its effective day or later. What binds on one day
can be asked as it was known on another: then publications, withdrawals and corrections count up to that other day.
"""

from datetime import date
from enum import StrEnum

from handbook.model.handbook import Policy
from handbook.model.period import Period
from handbook.model.record import Correction, Withdrawal
from handbook.model.version import Version
from handbook.model.version_number import VersionNumber


class State(StrEnum):
    """What a version is on a date."""

    PROSPECTIVE = "prospective"
    IN_FORCE = "in-force"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


def known(policy: Policy, as_of: date) -> tuple[Version, ...]:
    """The versions published on or before the date, by ascending number; total."""
    published = [version for version in policy.versions if version.release.published <= as_of]
    return tuple(sorted(published, key=_place) if len(published) > 1 else published)


def in_force(policy: Policy, as_of: date) -> Version | None:
    """The version that binds on the date; None before the first and after a withdrawal; total."""
    return None if withdrawal(policy, as_of) else _newest_begun(policy, as_of)


def corrections_known(policy: Policy, version: Version, known_on: date) -> tuple[Correction, ...]:
    """The corrections of a version made by the day, oldest first; none of a version not published by then; total."""
    if version.release.published > known_on:
        return ()
    own = [item for item in policy.records.corrections if item.version == version.number]
    return tuple(
        sorted((item for item in own if item.corrected <= known_on), key=lambda item: (item.corrected, item.id))
    )


def state(policy: Policy, version: Version, as_of: date) -> State:
    """The state of a known version on the date.

    A version is superseded once a higher one has begun to bind. A withdrawal makes the version that it ends, and
    those that would have followed, withdrawn; versions superseded before stay superseded.

    Raises:
        ValueError: the version is not known on the date, or is not one of the policy.
    """
    if version.release.published > as_of or all(version.number != other.number for other in policy.versions):
        raise ValueError(f"version {version.number} of {policy.id} is not known on {as_of}")
    return _state(version, _newest_begun(policy, as_of), is_withdrawn=withdrawal(policy, as_of) is not None)


def states(policy: Policy, as_of: date) -> tuple[tuple[Version, State], ...]:
    """Each known version with its state on the date, by ascending number; total."""
    newest, is_withdrawn = _newest_begun(policy, as_of), withdrawal(policy, as_of) is not None
    return tuple((version, _state(version, newest, is_withdrawn=is_withdrawn)) for version in known(policy, as_of))


def _state(version: Version, newest_begun: Version | None, *, is_withdrawn: bool) -> State:
    if newest_begun is not None and version.number < newest_begun.number:
        return State.SUPERSEDED
    if is_withdrawn:
        return State.WITHDRAWN
    is_newest = newest_begun is not None and version.number == newest_begun.number
    return State.IN_FORCE if is_newest else State.PROSPECTIVE


def binding(policy: Policy, as_of: date) -> tuple[tuple[Version, Period], ...]:
    """Each known version that binds at some time with its period, oldest first; total.

    Periods never overlap and leave no gap. The last is open unless a withdrawal known by then closes it. A version
    that a higher one overtakes before its own effective day never binds and is left out.
    """
    ending = known_withdrawal(policy, as_of)
    end = ending.effective if ending else None
    periods: list[tuple[Version, Period]] = []
    for version in reversed(known(policy, as_of)):
        start = version.release.effective
        if end is None or start < end:
            periods.append((version, Period(start, end)))
            end = start
    return tuple(reversed(periods))


def prospective(policy: Policy, as_of: date) -> tuple[Version, ...]:
    """The versions published by the date that do not bind yet, by ascending number; total."""
    return tuple(version for version, state in states(policy, as_of) if state is State.PROSPECTIVE)


def withdrawal(policy: Policy, as_of: date) -> Withdrawal | None:
    """The withdrawal that is known and effective on the date; total."""
    ending = known_withdrawal(policy, as_of)
    return ending if ending and ending.effective <= as_of else None


def known_withdrawal(policy: Policy, as_of: date) -> Withdrawal | None:
    """The withdrawal published by the date, whether effective or still to come; of several the first; total."""
    published = [item for item in policy.records.withdrawals if item.published <= as_of]
    return min(published, key=lambda item: (item.effective, item.published, item.id), default=None)


def _place(version: Version) -> tuple[VersionNumber, str]:
    return version.number, version.sha256


def _newest_begun(policy: Policy, as_of: date) -> Version | None:
    """The highest known version that began to bind by the date, even where a withdrawal has ended it since."""
    ending = known_withdrawal(policy, as_of)
    begun = [
        version
        for version in known(policy, as_of)
        if version.release.effective <= as_of and (ending is None or version.release.effective < ending.effective)
    ]
    return begun[-1] if begun else None
