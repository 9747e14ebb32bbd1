"""What competitors do -> how we compare with each, metric by metric.

Only the same words are the same metric: a benchmark is compared with a standard or a goal's measure of the same metric
and unit. Nothing is converted or estimated.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from handbook.history.edition import Edition, once
from handbook.history.revision import is_old
from handbook.model.handbook import Benchmark, Competitor
from handbook.model.policy import Direction, Goal
from handbook.report.current import Current, current, happened
from handbook.report.standards import Measured, StandardLine, standards

Metric = tuple[str, str]
"""A metric and its unit."""


class Basis(StrEnum):
    """What our value is; declared from the best to the weakest."""

    MEASURED = "measured"
    GOAL = "goal"
    STANDARD = "standard"


class Standing(StrEnum):
    """How we stand against a competitor."""

    AHEAD = "ahead"
    LEVEL = "level"
    BEHIND = "behind"
    NOT_COMPARED = "not-compared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """Our value: what was measured last, else the target of a goal, else that of a standard; `clause` holds it."""

    value: Decimal
    basis: Basis
    current: Current
    clause: str
    measured: Measured | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """One observation of a competitor. `gap` is their value less ours, in the metric's unit; `old` past its age."""

    benchmark: Benchmark
    competitor: Competitor
    standing: Standing
    gap: Decimal | None
    old: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweringGoal:
    """A goal that names one of the benchmarks."""

    current: Current
    goal: Goal


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One metric: our value, what each competitor was seen to do (newest first), the goals that answer."""

    metric: str
    unit: str
    better: Direction
    ours: Ours | None
    rivals: tuple[Rival, ...]
    goals: tuple[AnsweringGoal, ...]


@once
def comparisons(edition: Edition) -> tuple[Comparison, ...]:
    """Every metric that was observed by the edition's day, by name."""
    ours, goals = _ours(edition), _answering_goals(edition)
    groups: dict[Metric, list[Benchmark]] = defaultdict(list)
    for benchmark in edition.handbook.benchmarks:
        if happened(benchmark.observed, edition):
            groups[(benchmark.metric, benchmark.unit)].append(benchmark)
    return tuple(
        Comparison(
            metric=metric,
            unit=unit,
            better=seen[0].better,
            ours=ours.get((metric, unit)),
            rivals=_rivals(seen, ours.get((metric, unit)), edition),
            goals=_once(goal for benchmark in seen for goal in goals[benchmark.id]),
        )
        for (metric, unit), seen in sorted(groups.items())
    )


def standing(better: Direction, ours: Decimal, theirs: Decimal) -> Standing:
    """How our value stands against theirs; values that should be exact are not compared."""
    if better is Direction.EXACTLY:
        return Standing.NOT_COMPARED
    if ours == theirs:
        return Standing.LEVEL
    return Standing.AHEAD if (ours < theirs) is (better is Direction.AT_MOST) else Standing.BEHIND


def _rivals(seen: list[Benchmark], ours: Ours | None, edition: Edition) -> tuple[Rival, ...]:
    return tuple(
        Rival(
            benchmark=benchmark,
            competitor=edition.competitors[benchmark.competitor],
            standing=standing(benchmark.better, ours.value, benchmark.value) if ours else Standing.NOT_COMPARED,
            gap=benchmark.value - ours.value if ours else None,
            old=is_old(benchmark, edition),
        )
        for benchmark in sorted(seen, key=lambda item: (item.observed, item.id), reverse=True)
        if benchmark.competitor in edition.competitors
    )


def _ours(edition: Edition) -> dict[Metric, Ours]:
    """Our best value of each metric: a later one of the same basis yields to the first by policy title."""
    found: dict[Metric, Ours] = {}
    lines = standards(edition)
    measured = [line for line in lines if line.latest]
    for line in sorted(measured, key=_period_end, reverse=True):
        found.setdefault((line.standard.metric, line.standard.unit), _of_standard(line))
    for item in current(edition):
        for goal in item.text.goals:
            if goal.measure:
                ours = Ours(value=goal.measure.target, basis=Basis.GOAL, current=item, clause=goal.id)
                found.setdefault((goal.measure.metric, goal.measure.unit), ours)
    for line in lines:
        found.setdefault((line.standard.metric, line.standard.unit), _of_standard(line))
    return found


def _of_standard(line: StandardLine) -> Ours:
    latest = line.latest
    return Ours(
        value=latest.measurement.value if latest else line.standard.target,
        basis=Basis.MEASURED if latest else Basis.STANDARD,
        current=line.current,
        clause=line.standard.id,
        measured=latest,
    )


def _period_end(line: StandardLine) -> int:
    return line.measured[0].measurement.ends.toordinal()


def _answering_goals(edition: Edition) -> dict[str, list[AnsweringGoal]]:
    found: dict[str, list[AnsweringGoal]] = defaultdict(list)
    for item in current(edition):
        for goal in item.text.goals:
            for benchmark in goal.benchmarks:
                found[benchmark].append(AnsweringGoal(current=item, goal=goal))
    return found


def _once(goals: Iterable[AnsweringGoal]) -> tuple[AnsweringGoal, ...]:
    """The same, each goal once though it may name several benchmarks of the metric."""
    return tuple({(goal.current.id, goal.goal.id): goal for goal in goals}.values())
