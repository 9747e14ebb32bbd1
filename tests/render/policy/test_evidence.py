from handbook.model.policy import Participants, Question
from handbook.render.policy.evidence import (
    BriefingView,
    FindingView,
    PilotView,
    QuestionView,
    briefing_view,
    pilot_view,
)
from handbook.render.press import Link, Sheet, make_press
from tests.builders import briefing, day, edition, finding, pilot


def sheet() -> Sheet:
    return make_press(edition()).sheet("policies/complaints/")


def test_pilot_shows_who_took_part_what_it_showed_and_what_that_changed() -> None:
    subject = pilot(findings=(finding(changed=("log-complaint", "long-gone")),))

    assert pilot_view(subject, {"log-complaint"}, sheet()) == PilotView(
        id="spring-pilot",
        version="1.0",
        period="4 November 2024 to 1 December 2024",
        staff="24 persons: phone team",
        customers="300 persons: callers",
        notice=sheet().prose("You are taking part in a trial; what you say changes the policy."),
        criteria=("90 % answered in time",),
        findings=(
            FindingView(
                id="callers-want-a-name",
                text=sheet().prose("Callers asked who would ring back."),
                decision="accepted",
                reason="it calms",
                changed=(Link("log complaint", "#log-complaint"), Link("long gone")),
            ),
        ),
        outcome="adopt",
        conclusion=sheet().prose("Answers came in time."),
    )


def test_pilot_that_is_not_decided_is_open() -> None:
    view = pilot_view(
        pilot(
            outcome=None, conclusion="", customers=None, staff=Participants(count=1), findings=(finding(decision=None),)
        ),
        (),
        sheet(),
    )

    assert (view.outcome, view.conclusion, view.customers, view.notice, view.staff) == (
        "open",
        None,
        "",
        None,
        "1 person",
    )
    assert [item.decision for item in view.findings] == ["open"]


def test_briefing_shows_whom_when_and_what_was_asked() -> None:
    subject = briefing(
        invited=26, attended=25, questions=(Question(question="May I promise a date?", answer="*Only* the planner's."),)
    )

    assert briefing_view(subject, sheet()) == BriefingView(
        id="phone-team-briefing",
        held=day("2024-12-20"),
        audience=(Link("Adviser", "../../roles/adviser/"),),
        material="one page",
        attendance="25 of 26 attended",
        questions=(QuestionView(question="May I promise a date?", answer=sheet().prose("*Only* the planner's.")),),
    )


def test_attendance_is_said_as_far_as_it_is_known() -> None:
    views = (briefing(), briefing(invited=1200), briefing(attended=3))

    assert [briefing_view(item, sheet()).attendance for item in views] == ["", "1,200 invited", "3 attended"]
