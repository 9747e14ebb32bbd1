"""What binds on the edition's day, one row a policy, as it is known on that day or on another."""

from dataclasses import dataclass
from datetime import date

from handbook.history.edition import Edition
from handbook.history.in_force import binding, corrections_known
from handbook.model.record import Correction
from handbook.model.version_number import VersionNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class InForceRow:
    """The version of one policy that binds, with the mistakes in it that are known, oldest correction first.

    `until` is the day on which it ceases, as far as that is known.
    """

    policy_id: str
    version: VersionNumber
    title: str
    effective: date
    until: date | None
    corrections: tuple[Correction, ...] = ()


def in_force_rows(edition: Edition, known_on: date | None = None) -> tuple[InForceRow, ...]:
    """One row for each policy with a version in force on the edition's day, sorted by policy id.

    `known_on` is the day up to which publications, withdrawals and corrections count; without it the edition's day.
    """
    known_by = edition.as_of if known_on is None else known_on
    return tuple(
        InForceRow(
            policy_id=policy.id,
            version=version.number,
            title=version.text.title,
            effective=period.start,
            until=period.end,
            corrections=corrections_known(policy, version, known_by),
        )
        for policy in edition.handbook.policies
        for version, period in binding(policy, known_by)
        if edition.as_of in period
    )
