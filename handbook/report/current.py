"""Policies -> those in force on the edition's day, those to come and those withdrawn, each with the version that tells.

Every register starts from here, so a working text or a version not yet published can reach none of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from handbook.history.edition import Edition, once
from handbook.history.in_force import in_force, known, known_withdrawal, prospective
from handbook.model.handbook import Policy
from handbook.model.period import Duration
from handbook.model.policy import PolicyText
from handbook.model.record import Withdrawal
from handbook.model.version import Version
from handbook.report.filing import filed

DAY = Duration(days=1)
"""The day before the end of a half-open period is its last one; at the calendar's first day it stays there."""


class Current:
    """A policy with one of its published versions: the one in force, or the one to come.

    No dataclass, so that a stamp of what holds it can name it by its policy's stamp instead of by all that it says.
    """

    __slots__ = ("policy", "version")

    def __init__(self, *, policy: Policy, version: Version) -> None:
        self.policy: Final = policy
        self.version: Final = version

    def __eq__(self, other: object) -> bool:
        """Whether it is the same version of the same policy."""
        return isinstance(other, Current) and (self.policy, self.version) == (other.policy, other.version)

    def __hash__(self) -> int:
        return hash((self.policy.id, self.version.number))

    def __repr__(self) -> str:
        return f"Current({self.policy.id} {self.version.number})"

    @property
    def id(self) -> str:
        """The policy's id."""
        return self.policy.id

    @property
    def text(self) -> PolicyText:
        """What the version says."""
        return self.version.text

    @property
    def title(self) -> str:
        """The policy's name in this version."""
        return self.version.text.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A policy whose withdrawal is known, with its last version; `withdrawal.effective` may still lie ahead."""

    policy: Policy
    version: Version
    withdrawal: Withdrawal


@once
def current(edition: Edition) -> tuple[Current, ...]:
    """Every policy in force on the edition's day, by title."""
    pairs = ((policy, in_force(policy, edition.as_of)) for policy in edition.handbook.policies)
    found = (Current(policy=policy, version=version) for policy, version in pairs if version)
    return by_title(found, _language(edition))


@once
def coming(edition: Edition) -> tuple[Current, ...]:
    """Every version that is published and does not bind yet, the soonest first."""
    found = (
        Current(policy=policy, version=version)
        for policy in edition.handbook.policies
        for version in prospective(policy, edition.as_of)
    )
    return tuple(sorted(by_title(found, _language(edition)), key=lambda item: item.version.release.effective))


@once
def ended(edition: Edition) -> tuple[Ended, ...]:
    """Every policy whose withdrawal is published, by the day on which it stops to bind, the latest first."""
    found = []
    for policy in edition.handbook.policies:
        withdrawal, versions = known_withdrawal(policy, edition.as_of), known(policy, edition.as_of)
        if withdrawal and versions:
            found.append(Ended(policy=policy, version=versions[-1], withdrawal=withdrawal))
    return tuple(sorted(found, key=lambda item: (item.withdrawal.effective, item.policy.id), reverse=True))


@once
def published(edition: Edition) -> tuple[Current, ...]:
    """Every policy that was ever published, by title, with its version in force, else the last one."""
    found = []
    for policy in edition.handbook.policies:
        version = in_force(policy, edition.as_of) or next(reversed(known(policy, edition.as_of)), None)
        if version:
            found.append(Current(policy=policy, version=version))
    return by_title(found, _language(edition))


def by_title(items: Iterable[Current], language: str) -> tuple[Current, ...]:
    """The same, sorted by title as the language files it, then by id."""
    return tuple(sorted(items, key=lambda item: (filed(item.title, language), item.id)))


def happened(day: date, edition: Edition) -> bool:
    """Whether a record of this day is known: a record dated after the edition's day appears nowhere."""
    return day <= edition.as_of


def _language(edition: Edition) -> str:
    return edition.handbook.organisation.language
