from handbook.render.policy.procedures import (
    DutyView,
    GuidanceView,
    ProcedureView,
    Score,
    StandardView,
    StepView,
    duty_view,
    procedure_view,
)
from handbook.render.press import Link, Sheet, make_press
from handbook.report.standards import Measured
from tests.builders import duty, edition, goal, guidance, measurement, procedure, standard, step

LONG = (
    "A customer complains about one thing once, to one colleague, and is asked for each fact just once and never again."
)


def sheet() -> Sheet:
    return make_press(edition()).sheet("policies/complaints/")


def test_duty_names_the_roles_that_it_binds() -> None:
    assert duty_view(duty(roles=("adviser",)), sheet()) == DutyView(
        id="answer-today",
        text=sheet().prose("Answer every complaint on the day it arrives."),
        roles=(Link("Adviser", "../../roles/adviser/"),),
    )


def test_procedure_shows_steps_standards_and_advice() -> None:
    subject = procedure(
        goals=("fewer-complaints", "gone"),
        owner="complaints-lead",
        channels=("phone",),
        steps=(step(evidence="case number"),),
        standards=(standard(),),
        guidance=(guidance(),),
    )
    scores = {"first-answer": (Measured(measurement=measurement(note="summer"), standard=standard()),)}

    assert procedure_view(subject, {"fewer-complaints": goal(statement=LONG)}, scores, sheet()) == ProcedureView(
        id="receive-complaint",
        title="Receive a complaint",
        trigger="a customer says that something went wrong",
        goals=(
            Link("A customer complains about one thing once, to one…", "#fewer-complaints"),
            Link("gone"),
        ),
        owner=Link("Complaints lead", "../../roles/complaints-lead/"),
        channels=("Phone",),
        steps=(
            StepView(
                id="log-complaint",
                actor=Link("Adviser", "../../roles/adviser/"),
                action=sheet().prose("Log the complaint in the customer's words."),
                evidence="case number",
            ),
        ),
        standards=(
            StandardView(
                id="first-answer",
                target="at most 4 working hours",
                metric="time to first answer",
                method="case system, weekly",
                origin="Customers: survey of 412 customers",
                principle="Reliability",
                scores=(
                    Score(period="July to September 2025", value="3.6", verdict="met", target_then="", note="summer"),
                ),
            ),
        ),
        guidance=(
            GuidanceView(id="tone", text=sheet().prose("Say what happens next before you say why it happened.")),
        ),
    )


def test_standard_shows_four_measurements_at_most() -> None:
    values = tuple(Measured(measurement=measurement(f"m{n}", value=str(n)), standard=standard()) for n in range(2, 8))
    view = procedure_view(procedure(standards=(standard(),)), {}, {"first-answer": values}, sheet())

    assert [(score.value, score.verdict) for score in view.standards[0].scores] == [
        ("2", "met"),
        ("3", "met"),
        ("4", "met"),
        ("5", "missed"),
    ]


def test_measurement_names_the_target_of_its_day_where_that_was_another() -> None:
    then = Measured(measurement=measurement(value="6.9"), standard=standard(target="7"))
    view = procedure_view(procedure(standards=(standard(target="4"),)), {}, {"first-answer": (then,)}, sheet())

    assert [(score.verdict, score.target_then) for score in view.standards[0].scores] == [
        ("met", "at most 7 working hours")
    ]


def test_standard_without_origin_and_principle_says_nothing_of_them() -> None:
    bare = standard(origin=None, principle=None, method="")
    view = procedure_view(procedure(standards=(bare,)), {}, {}, sheet()).standards[0]

    assert (view.method, view.origin, view.principle, view.scores) == ("", "", "", ())
