from dataclasses import replace
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
)
from handbook.render.press import Link, Sheet, make_press
from handbook.report.benchmarks import Standing, comparisons
from handbook.report.standards import measured
from tests.builders import benchmark, day, edition, goal, measurement, policy, procedure, service, text, version

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
                standing=Standing.AHEAD,
                verdict="our target is better",
            ),
            Compared(
                competitor=Link("Voltmart", "../../benchmarks/#voltmart-price"),
                metric="price",
                seen="9 EUR",
                observed=day("2025-02-11"),
                standing=Standing.NOT_COMPARED,
                verdict="",
            ),
        ),
        reached_by=(Link("Receive a complaint", "#receive-complaint"),),
    )


def test_goal_keeps_score_against_the_target_of_the_day() -> None:
    before = version("1.0", text=text(goals=(goal(measure=replace(MEASURE, target=Decimal(3))),)))
    now = version("2.0", published="2025-10-10", effective="2025-11-01", text=text(goals=(goal(measure=MEASURE),)))
    values = (
        measurement("q3", standard="fewer-complaints"),
        measurement("q4", standard="fewer-complaints", begins="2025-10-01", ends="2026-01-01"),
    )
    known = measured(policy("complaints", before, now, *values), edition(as_of="2026-03-01"))
    view = goal_view(goal(measure=MEASURE), (), sheet(), known["fewer-complaints"])

    assert [(score.period, score.value, score.verdict, score.target_then) for score in view.scores] == [
        ("October to December 2025", "3.6", "met", ""),
        ("July to September 2025", "3.6", "missed", "at most 3 working hours"),
    ]


def test_benchmark_observed_after_the_day_or_not_declared_is_left_out() -> None:
    assert goal_view(goal(benchmarks=("too-late", "unknown")), (), sheet()).compared == ()


def test_goal_without_a_measure_has_no_metric() -> None:
    view = goal_view(goal(measure=None, mission=()), (), sheet())

    assert (view.metric, view.target, view.baseline, view.serves) == ("", "", "", ())


@pytest.mark.parametrize(
    ("better", "theirs", "expected"),
    [
        (Direction.AT_MOST, 6, (Standing.AHEAD, "our target is better")),
        (Direction.AT_MOST, 4, (Standing.LEVEL, "our target is the same")),
        (Direction.AT_LEAST, 6, (Standing.BEHIND, "our target is behind")),
        (Direction.EXACTLY, 6, (Standing.NOT_COMPARED, "")),
    ],
)
def test_target_stands_as_the_register_says(better: Direction, theirs: int, expected: tuple[Standing, str]) -> None:
    measure = Measure(metric="x", unit="h", target=Decimal(4), better=better)
    seen = benchmark("seen", metric="x", unit="h", value=str(theirs), better=better)
    known = edition(
        policy("complaints", version(text=text(goals=(goal(measure=measure, benchmarks=("seen",)),)))),
        benchmarks=(seen,),
    )
    (comparison,) = comparisons(known)
    view = goal_view(comparison.goals[0].goal, (), make_press(known).sheet("policies/complaints/"))

    assert (view.compared[0].standing, view.compared[0].verdict) == expected
    assert comparison.rivals[0].standing is expected[0]


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
