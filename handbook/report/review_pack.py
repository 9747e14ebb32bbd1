"""One policy in force -> what a review of it has to look at: what changed, what came in, what was kept or missed.

A pack counts from the last review, else from the first publication. What nobody has settled is in it whatever its age.
"""

from collections import defaultdict
from datetime import date, timedelta

from msgspec import Struct

from handbook.history.edition import Edition
from handbook.history.exceptions import ExceptionState, exception_state
from handbook.history.in_force import in_force, known
from handbook.history.revision import ReviewDue, is_old, last_review, review_due
from handbook.model.handbook import Benchmark, Policy
from handbook.model.policy import Goal, Pilot, Standard
from handbook.model.record import Conformity, Records, Review
from handbook.model.version import Version
from handbook.report.current import Current, happened
from handbook.report.standards import Measured, measured

MOST_QUARTERS = 6
"""Quarters that a pack looks back on: a year, and what came before it to compare with."""


class QuarterOfYear(Struct, frozen=True, kw_only=True):
    """A quarter of the calendar; `number` from 1 to 4."""

    year: int
    number: int

    @property
    def place(self) -> int:
        """Its place in the row of all quarters."""
        return self.year * 4 + self.number - 1


class AgedBenchmark(Struct, frozen=True, kw_only=True):
    """An observation that a goal answers to, its age in whole months, and whether it is older than it may become."""

    goal: Goal
    benchmark: Benchmark
    months: int
    old: bool


class StandardQuarters(Struct, frozen=True, kw_only=True):
    """A standard with what was measured in each quarter of its pack; oldest first."""

    standard: Standard
    quarters: tuple[tuple[Measured, ...], ...]


class ReviewPack(Struct, frozen=True, kw_only=True):
    """What one review looks at.

    `since` is the day from which it counts. `versions` are those published since, by ascending number; `pilots` those
    that they or the version in force report. `records` holds corrections since, feedback and front-line checks since or
    not settled, and exceptions open or lapsed, each kind oldest first; nothing else.
    """

    current: Current
    due: ReviewDue
    last_review: Review | None
    since: date
    versions: tuple[Version, ...]
    pilots: tuple[Pilot, ...]
    records: Records
    benchmarks: tuple[AgedBenchmark, ...]
    quarters: tuple[QuarterOfYear, ...]
    standards: tuple[StandardQuarters, ...]


def review_pack(policy: Policy, edition: Edition) -> ReviewPack | None:
    """The pack of a policy; None where no review of it is due."""
    version, due = in_force(policy, edition.as_of), review_due(policy, edition)
    if version is None or due is None:
        return None
    last = last_review(policy, edition)
    published = known(policy, edition.as_of)
    since = last.reviewed if last else min(item.release.published for item in published)
    fresh = tuple(item for item in published if item.release.published >= since)
    values = measured(policy, edition)
    own = [standard for procedure in version.text.procedures for standard in procedure.standards]
    quarters = _quarters([item for standard in own for item in values.get(standard.id, ())], edition.as_of)
    return ReviewPack(
        current=Current(policy=policy, version=version),
        due=due,
        last_review=last,
        since=since,
        versions=fresh,
        pilots=_pilots((*fresh, version)),
        records=_records(policy.records, since, edition),
        benchmarks=_benchmarks(version, edition),
        quarters=quarters,
        standards=tuple(_standard(standard, values.get(standard.id, ()), quarters) for standard in own),
    )


def _pilots(versions: tuple[Version, ...]) -> tuple[Pilot, ...]:
    """The pilots as the newest version tells of them, the first that began first."""
    newest_last = sorted(versions, key=lambda item: item.number)
    found = {pilot.id: pilot for version in newest_last for pilot in version.text.pilots}
    return tuple(sorted(found.values(), key=lambda pilot: (pilot.begins, pilot.id)))


def _records(records: Records, since: date, edition: Edition) -> Records:
    as_of = edition.as_of
    feedback = [item for item in records.feedback if item.received >= since or item.decision is None]
    checks = [
        item
        for item in records.checks
        if item.observed >= since or (item.conformity is Conformity.DEPARTS and not item.action)
    ]
    unsettled = {ExceptionState.OPEN, ExceptionState.LAPSED}
    return Records(
        corrections=tuple(item for item in records.corrections if since <= item.corrected <= as_of),
        feedback=tuple(item for item in feedback if happened(item.received, edition)),
        checks=tuple(item for item in checks if happened(item.observed, edition)),
        exceptions=tuple(item for item in records.exceptions if exception_state(item, as_of) in unsettled),
    )


def _benchmarks(version: Version, edition: Edition) -> tuple[AgedBenchmark, ...]:
    """The benchmarks that the goals name, in reading order."""
    named = [(goal, edition.benchmarks.get(id_)) for goal in version.text.goals for id_ in goal.benchmarks]
    return tuple(
        AgedBenchmark(
            goal=goal,
            benchmark=benchmark,
            months=_whole_months(benchmark.observed, edition.as_of),
            old=is_old(benchmark, edition),
        )
        for goal, benchmark in named
        if benchmark and happened(benchmark.observed, edition)
    )


def _standard(
    standard: Standard, values: tuple[Measured, ...], quarters: tuple[QuarterOfYear, ...]
) -> StandardQuarters:
    found: defaultdict[QuarterOfYear, list[Measured]] = defaultdict(list)
    for item in reversed(values):
        found[_quarter(_last_day(item))].append(item)
    return StandardQuarters(standard=standard, quarters=tuple(tuple(found[quarter]) for quarter in quarters))


def _quarters(values: list[Measured], as_of: date) -> tuple[QuarterOfYear, ...]:
    """The newest quarters up to the last that is over, or that was measured; none before the first measured one."""
    measured_in = sorted({_quarter(_last_day(item)).place for item in values})
    if not measured_in:
        return ()
    newest = max(measured_in[-1], _quarter(as_of).place - 1)
    oldest = max(measured_in[0], newest - MOST_QUARTERS + 1)
    return tuple(QuarterOfYear(year=place // 4, number=place % 4 + 1) for place in range(oldest, newest + 1))


def _quarter(day: date) -> QuarterOfYear:
    return QuarterOfYear(year=day.year, number=(day.month - 1) // 3 + 1)


def _last_day(item: Measured) -> date:
    """A value counts in the quarter that holds the last day of its period."""
    return item.measurement.ends - timedelta(days=1)


def _whole_months(start: date, end: date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
