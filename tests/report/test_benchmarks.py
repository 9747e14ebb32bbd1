from decimal import Decimal
from typing import Any

import pytest

from handbook.check.rules import check
from handbook.model.handbook import Competitor
from handbook.model.policy import Direction, Measure
from handbook.report.benchmarks import (
    AnsweringGoal,
    Basis,
    Comparison,
    Ours,
    Rival,
    Standing,
    comparisons,
    standing,
)
from handbook.report.current import Current
from handbook.report.standards import Measured
from tests.builders import benchmark, day, edition, goal, measurement, policy, procedure, standard, text, version

VOLTMART = Competitor(id="voltmart", title="Voltmart")
METRIC: dict[str, Any] = {"metric": "time to first answer", "unit": "working hours"}
SIX = benchmark(value="6", observed="2025-02-11")
ANSWER = standard("first-answer", target="4")
AIM = goal(
    "answer-soon",
    measure=Measure(**METRIC, target=Decimal(5), better=Direction.AT_MOST),
    benchmarks=("voltmart-answer",),
)


def published(*records: object, **fields: object) -> Current:
    one = version(text=text(**fields))
    return Current(policy=policy("complaints", one, *records), version=one)


@pytest.mark.parametrize(
    ("better", "ours", "theirs", "expected"),
    [
        (Direction.AT_MOST, 4, 6, Standing.AHEAD),
        (Direction.AT_MOST, 6, 4, Standing.BEHIND),
        (Direction.AT_LEAST, 6, 4, Standing.AHEAD),
        (Direction.AT_LEAST, 4, 6, Standing.BEHIND),
        (Direction.AT_LEAST, 4, 4, Standing.LEVEL),
        (Direction.EXACTLY, 4, 6, Standing.NOT_COMPARED),
    ],
)
def test_standing_follows_the_good_side(better: Direction, ours: int, theirs: int, expected: Standing) -> None:
    assert standing(better, Decimal(ours), Decimal(theirs)) is expected


def test_measured_value_is_compared_before_any_target() -> None:
    value = measurement(value="3.6")
    item = published(value, goals=(AIM,), procedures=(procedure(standards=(ANSWER,)),))

    assert comparisons(edition(item.policy, benchmarks=(SIX,))) == (
        Comparison(
            **METRIC,
            better=Direction.AT_MOST,
            ours=Ours(
                value=Decimal("3.6"),
                basis=Basis.MEASURED,
                current=item,
                clause="first-answer",
                measured=Measured(measurement=value, standard=ANSWER),
            ),
            rivals=(Rival(benchmark=SIX, competitor=VOLTMART, standing=Standing.AHEAD, gap=Decimal("2.4"), old=False),),
            goals=(AnsweringGoal(current=item, goal=AIM),),
        ),
    )


def test_target_of_a_goal_is_compared_where_nothing_was_measured() -> None:
    item = published(goals=(AIM,), procedures=(procedure(standards=(ANSWER,)),))

    assert comparisons(edition(item.policy, benchmarks=(SIX,)))[0].ours == Ours(
        value=Decimal(5), basis=Basis.GOAL, current=item, clause="answer-soon"
    )


def test_target_of_a_standard_is_compared_where_there_is_nothing_else() -> None:
    item = published(procedures=(procedure(standards=(ANSWER,)),))

    assert comparisons(edition(item.policy, benchmarks=(SIX,)))[0].ours == Ours(
        value=Decimal(4), basis=Basis.STANDARD, current=item, clause="first-answer"
    )


def test_other_unit_is_not_compared() -> None:
    item = published(procedures=(procedure(standards=(standard(unit="minutes"),)),))

    assert comparisons(edition(item.policy, benchmarks=(SIX,))) == (
        Comparison(
            **METRIC,
            better=Direction.AT_MOST,
            ours=None,
            rivals=(Rival(benchmark=SIX, competitor=VOLTMART, standing=Standing.NOT_COMPARED, gap=None, old=False),),
            goals=(),
        ),
    )


def test_benchmark_is_old_once_the_handbooks_age_has_passed() -> None:
    def old(as_of: str) -> bool:
        return comparisons(edition(as_of=as_of, benchmarks=(SIX,)))[0].rivals[0].old

    assert (old("2026-08-11"), old("2026-08-12")) == (False, True)


def test_benchmark_observed_later_is_not_known() -> None:
    assert comparisons(edition(as_of=day("2025-02-10"), benchmarks=(SIX,))) == ()


def test_observations_of_one_metric_stand_together_newest_first() -> None:
    newer = benchmark("voltmart-again", observed="2025-06-01")

    assert [
        [rival.benchmark.id for rival in found.rivals] for found in comparisons(edition(benchmarks=(SIX, newer)))
    ] == [["voltmart-again", "voltmart-answer"]]


def test_observation_is_old_from_the_day_on_which_check_says_so() -> None:
    known = edition(benchmarks=(benchmark(observed="2025-02-28"),), as_of="2026-08-29")
    assert [rival.old for comparison in comparisons(known) for rival in comparison.rivals] == [True]
    assert [item.code for item in check(known) if item.code == "stale-benchmark"] == ["stale-benchmark"]
