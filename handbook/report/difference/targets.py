"""Two texts -> the levels that are held otherwise: standards, measures of goals, times in which to take a case over.

The sense goes by the side of the target that is good. Units of time are converted; levels of unlike units or sides are
not held against each other, but said to have changed.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from handbook.history.changes import ClauseChange
from handbook.model.period import Duration
from handbook.model.policy import Direction, EscalationLevel, Goal, Standard
from handbook.report.difference.clause_records import ClauseRecord
from handbook.report.difference.facts import Level, Sense, TargetShift

_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}
_DAYS_OF_A_MONTH = 30


def target_shifts(
    changes: tuple[ClauseChange, ...], old: Mapping[str, ClauseRecord], new: Mapping[str, ClauseRecord]
) -> tuple[TargetShift, ...]:
    """The levels that differ, in the order of the changes."""
    return tuple(shift for change in changes for shift in _shift(change, old, new))


def _shift(
    change: ClauseChange, old: Mapping[str, ClauseRecord], new: Mapping[str, ClauseRecord]
) -> Iterator[TargetShift]:
    was, now = (side.get(change.id if side is new else _former(change)) for side in (old, new))
    before, after = (_level(item.record) if item else None for item in (was, now))
    if before != after:
        yield TargetShift(
            clause=change.id,
            kind=change.kind,
            metric=next(filter(None, (_metric(item.record) for item in (now, was) if item)), ""),
            old=before,
            new=after,
            sense=_sense(before, after, _alike(was, now)),
        )


def _former(change: ClauseChange) -> str:
    return change.before.id if change.before else change.id


def _level(record: object) -> Level | None:
    if isinstance(record, Standard):
        return Level(better=record.better, target=record.target, unit=record.unit)
    if isinstance(record, Goal) and record.measure:
        measure = record.measure
        return Level(better=measure.better, target=measure.target, unit=measure.unit)
    if isinstance(record, EscalationLevel):
        return _time(record.within)
    return None


def _time(within: Duration) -> Level:
    """A duration as a level in the largest unit that holds it whole."""
    seconds = within.seconds + 86_400 * (within.days + _DAYS_OF_A_MONTH * within.months)
    unit = next((name for name in ("day", "hour", "minute") if seconds and seconds % _SECONDS[name] == 0), "second")
    count = Decimal(seconds // _SECONDS[unit])
    return Level(better=Direction.AT_MOST, target=count, unit=unit if count == 1 else f"{unit}s")


def _metric(record: object) -> str:
    if isinstance(record, Standard):
        return record.metric
    if isinstance(record, EscalationLevel):
        return f"time to take over: {record.trigger}"
    return record.measure.metric if isinstance(record, Goal) and record.measure else ""


def _alike(was: ClauseRecord | None, now: ClauseRecord | None) -> bool:
    """Whether the same is measured; words of an escalation level's trigger measure nothing."""
    if was is None or now is None or isinstance(now.record, EscalationLevel):
        return True
    return _metric(was.record).casefold() == _metric(now.record).casefold()


def _sense(before: Level | None, after: Level | None, alike: bool) -> Sense:
    if before is None or after is None:
        return Sense.NEW if before is None else Sense.GONE
    factor = _factor(before.unit, after.unit)
    if not alike or factor is None or before.better is not after.better or after.better is Direction.EXACTLY:
        return Sense.CHANGED
    old, new = before.target, after.target * factor
    if old == new:
        return Sense.CHANGED
    return Sense.TIGHTENED if (new < old) is (after.better is Direction.AT_MOST) else Sense.LOOSENED


def _factor(old: str, new: str) -> Decimal | None:
    """What a value in the new unit must be multiplied by to be one in the old; None for unlike units."""
    if old.casefold() == new.casefold():
        return Decimal(1)
    sizes = [_SECONDS.get(unit.casefold().removesuffix("s")) for unit in (old, new)]
    return Decimal(sizes[1]) / Decimal(sizes[0]) if sizes[0] and sizes[1] else None
