"""Policies in force and their measurements -> every standard with its values, and whether each was met.

A value is held against the target that bound when its period ended, not against a target set later.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from handbook.history.edition import Edition, once
from handbook.history.in_force import binding
from handbook.model.handbook import Policy
from handbook.model.policy import Direction, Goal, PolicyText, Procedure, Standard
from handbook.model.record import Measurement
from handbook.report.current import DAY, Current, current, happened


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A value with the standard, or the goal's measure, as it stood when the period ended."""

    measurement: Measurement
    standard: Standard

    @property
    def met(self) -> bool:
        """Whether the value keeps the target of its day."""
        return is_met(self.standard.better, self.standard.target, self.measurement.value)

    def differs_from(self, today: Standard) -> bool:
        """Whether another level was to be kept than today."""
        then = self.standard
        return (then.better, then.target, then.unit) != (today.better, today.target, today.unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardLine:
    """A standard in force, the procedure that it holds, and its measurements, newest first."""

    current: Current
    procedure: Procedure
    standard: Standard
    measured: tuple[Measured, ...] = ()

    @property
    def latest(self) -> Measured | None:
        """The newest measurement."""
        return self.measured[0] if self.measured else None


_KEEPS: dict[Direction, Callable[[Decimal, Decimal], bool]] = {
    Direction.AT_LEAST: lambda value, target: value >= target,
    Direction.AT_MOST: lambda value, target: value <= target,
    Direction.EXACTLY: lambda value, target: value == target,
}


def is_met(better: Direction, target: Decimal, value: Decimal) -> bool:
    """Whether a value lies on the good side of a target, or on it."""
    return _KEEPS[better](value, target)


@once
def standards(edition: Edition) -> tuple[StandardLine, ...]:
    """Every standard in force: by policy title, then in reading order."""
    lines = []
    for item in current(edition):
        values = measured(item.policy, edition)
        lines += [
            StandardLine(
                current=item,
                procedure=procedure,
                standard=standard,
                measured=values.get(standard.id, ()),
            )
            for procedure in item.text.procedures
            for standard in procedure.standards
        ]
    return tuple(lines)


def measured(policy: Policy, edition: Edition) -> dict[str, tuple[Measured, ...]]:
    """The measurements of a policy whose period is over, by standard or goal, newest first.

    A measurement of a standard that no version of its day holds is held against the nearest version that does.
    """
    versions = [(_standards_of(version.text), period) for version, period in reversed(binding(policy, edition.as_of))]
    found: dict[str, list[Measured]] = defaultdict(list)
    newest_first = sorted(policy.records.measurements, key=lambda item: (item.ends, item.begins, item.id), reverse=True)
    for measurement in newest_first:
        if not happened(measurement.ends, edition):
            continue
        last_day = DAY.before(measurement.ends)
        at_the_time = [held for held, period in versions if last_day in period]
        for held in (*at_the_time, *(held for held, _ in versions)):
            if measurement.standard in held:
                standard = held[measurement.standard]
                found[measurement.standard].append(Measured(measurement=measurement, standard=standard))
                break
    return {standard: tuple(values) for standard, values in found.items()}


def measurements(policy: Policy, edition: Edition) -> tuple[Measured, ...]:
    """All measurements of a policy whose period is over, newest first; those of one period by standard."""
    found = [item for values in measured(policy, edition).values() for item in values]
    last = sorted(found, key=lambda item: item.standard.id)
    return tuple(sorted(last, key=lambda item: (item.measurement.ends, item.measurement.begins), reverse=True))


def _standards_of(text: PolicyText) -> dict[str, Standard]:
    standards = [standard for procedure in text.procedures for standard in procedure.standards]
    kept = [standard for goal in text.goals if (standard := as_standard(goal))]
    return {standard.id: standard for standard in (*kept, *standards)}


def as_standard(goal: Goal) -> Standard | None:
    """A goal's measure as the level that its values are held against; None without a measure."""
    measure = goal.measure
    if measure is None:
        return None
    return Standard(id=goal.id, metric=measure.metric, better=measure.better, target=measure.target, unit=measure.unit)
