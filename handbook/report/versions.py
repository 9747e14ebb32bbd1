"""Every version ever published -> its state and the days on which it bound, for auditors and for any date.

Periods are half-open; a quarter is one of the calendar's.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from handbook.history.edition import Edition, once
from handbook.history.in_force import State, binding, states
from handbook.model.period import Period
from handbook.model.version_number import VersionNumber
from handbook.report.current import Current, published


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """A version. `period` is None where it never bound; `corrections` counts the mistakes put right beside it."""

    current: Current
    state: State
    period: Period | None
    corrections: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BindingLine:
    """A version with the days on which it binds, as far as they are known."""

    policy_id: str
    version: VersionNumber
    title: str
    category: str
    period: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """A quarter of a year: what begins or ceases to bind on a day in it, and how many are in force when it ends."""

    year: int
    number: int
    begun: tuple[BindingLine, ...]
    ended: tuple[BindingLine, ...]
    count: int

    @property
    def period(self) -> Period:
        """Its days."""
        return Period(_first_day(self.year * 4 + self.number - 1), _first_day(self.year * 4 + self.number))


@once
def versions(edition: Edition) -> tuple[VersionLine, ...]:
    """Every version known on the edition's day: by policy title, then by ascending number."""
    lines = []
    for item in published(edition):
        periods = {version.number: period for version, period in binding(item.policy, edition.as_of)}
        corrected = [record.version for record in item.policy.records.corrections if record.corrected <= edition.as_of]
        lines += [
            VersionLine(
                current=Current(policy=item.policy, version=version),
                state=state,
                period=periods.get(version.number),
                corrections=corrected.count(version.number),
            )
            for version, state in states(item.policy, edition.as_of)
        ]
    return tuple(lines)


@once
def binding_lines(edition: Edition) -> tuple[BindingLine, ...]:
    """Every version that binds at some time: by policy title, then oldest first."""
    return tuple(
        BindingLine(
            policy_id=item.id,
            version=version.number,
            title=version.text.title,
            category=version.text.category,
            period=period,
        )
        for item in published(edition)
        for version, period in binding(item.policy, edition.as_of)
    )


def quarters(lines: tuple[BindingLine, ...]) -> tuple[Quarter, ...]:
    """Every quarter in which something began or ceased to bind, newest first; linear but for sorting."""
    begun: dict[int, list[BindingLine]] = defaultdict(list)
    ended: dict[int, list[BindingLine]] = defaultdict(list)
    for line in lines:
        begun[_quarter(line.period.start)].append(line)
        if line.period.end:
            ended[_quarter(line.period.end)].append(line)
    found, count = [], 0
    for place in sorted({*begun, *ended}):
        starting, ending = tuple(begun[place]), tuple(ended[place])
        count += len(starting) - len(ending)
        found.append(Quarter(year=place // 4, number=place % 4 + 1, begun=starting, ended=ending, count=count))
    return tuple(reversed(found))


def bound_during(lines: tuple[BindingLine, ...], period: Period) -> tuple[BindingLine, ...]:
    """The lines that bind on at least one day of the period."""
    return tuple(
        line
        for line in lines
        if (period.end is None or line.period.start < period.end)
        and (line.period.end is None or period.start < line.period.end)
    )


def _quarter(day: date) -> int:
    return day.year * 4 + (day.month - 1) // 3


def _first_day(quarter: int) -> date:
    year = quarter // 4
    return date(year, quarter % 4 * 3 + 1, 1) if year <= date.max.year else date.max
