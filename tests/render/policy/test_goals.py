from decimal import Decimal

import pytest

from handbook.model.policy import Direction, Measure, Terms
from handbook.render.policy.goals import (
    Compared,
    GoalView,
    Served,
    ServiceView,
    goal_view,
    procedures_by_goal,
    service_view,
    standing,
)
from handbook.render.press import Link, Sheet, make_press
from tests.builders import benchmark, day, edition, goal, procedure, service

MEASURE = Measure(
    metric="time to first answer",
    unit="working hours",
    target=Decimal(4),
    better=Direction.AT_MOST,
    baseline=Decimal(19),
)


def sheet() -> Sheet:
    seen = (
        benchmark(),
        benchmark("voltmart-price", metric="price", value="9", unit="EUR"),
        benchmark("too-late", observed="2026-03-02"),
    )
    return make_press(edition(benchmarks=seen, as_of="2026-03-01")).sheet("policies/complaints/")


def test_goal_shows_the_chain_from_the_mission_to_what_reaches_it() -> None:
    subject = goal(measure=MEASURE, benchmarks=("voltmart-answer", "voltmart-price"))

    assert goal_view(subject, (procedure(),), sheet()) == GoalView(
        id="fewer-complaints",
        statement=sheet().prose("A customer complains about one thing once."),
        serves=(
            Served(
                pillar=Link("Keep every promise", "../../mission/#keep-promises"),
                reason="An answer on time is a promise kept.",
            ),
        ),
        metric="time to first answer",
        target="at most 4 working hours",
        baseline="19 working hours",
        compared=(
            Compared(
                competitor=Link("Voltmart", "../../benchmarks/#voltmart-answer"),
                metric="",
                seen="6 working hours",
                observed=day("2025-02-11"),
                standing="ahead",
                verdict="our target is better",
            ),
            Compared(
                competitor=Link("Voltmart", "../../benchmarks/#voltmart-price"),
                metric="price",
                seen="9 EUR",
                observed=day("2025-02-11"),
                standing="",
                verdict="",
            ),
        ),
        reached_by=(Link("Receive a complaint", "#receive-complaint"),),
    )


def test_benchmark_observed_after_the_day_or_not_declared_is_left_out() -> None:
    assert goal_view(goal(benchmarks=("too-late", "unknown")), (), sheet()).compared == ()


def test_goal_without_a_measure_has_no_metric() -> None:
    view = goal_view(goal(measure=None, mission=()), (), sheet())

    assert (view.metric, view.target, view.baseline, view.serves) == ("", "", "", ())


@pytest.mark.parametrize(
    ("better", "theirs", "place"),
    [
        (Direction.AT_MOST, 6, "ahead"),
        (Direction.AT_MOST, 3, "behind"),
        (Direction.AT_LEAST, 3, "ahead"),
        (Direction.AT_LEAST, 6, "behind"),
        (Direction.EXACTLY, 4, "level"),
        (Direction.EXACTLY, 6, "behind"),
    ],
)
def test_target_stands_ahead_level_or_behind(better: Direction, theirs: int, place: str) -> None:
    measure = Measure(metric="x", unit="h", target=Decimal(4), better=better)

    assert standing(measure, Decimal(theirs)) == place


def test_goals_know_the_procedures_that_reach_them() -> None:
    one, other = procedure("one", goals=("a", "b")), procedure("other", goals=("b",))

    assert procedures_by_goal((one, other)) == {"a": (one,), "b": (one, other)}


def test_service_shows_price_provider_and_importance() -> None:
    subject = service(terms=Terms.FREE_FOR_A_PERIOD, price="24 months", importance="4.6", evidence="survey")

    assert service_view(subject, sheet()) == ServiceView(
        id="loan-appliance",
        title="Loan appliance",
        level=sheet().prose("A working appliance within 24 hours."),
        price="Free for a period: 24 months",
        provider="Own staff",
        importance="4.6 of 5",
        evidence="survey",
    )
