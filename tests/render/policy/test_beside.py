from handbook.model.handbook import Policy
from handbook.model.record import FeedbackDecision
from handbook.render.policy.beside import (
    Clauses,
    CorrectionView,
    ExceptionView,
    Report,
    checks,
    corrections,
    exceptions,
    feedback,
    notes_by_clause,
)
from handbook.render.press import Link, Sheet, make_press
from tests.builders import correction, day, edition, exception, front_line_check, policy, version
from tests.builders import feedback as said

HERE = Clauses(ids=frozenset({"answer-today", "first-answer"}))


def sheet(subject: Policy, as_of: str = "2026-03-01") -> Sheet:
    return make_press(edition(subject, as_of=as_of)).sheet("policies/complaints/")


def states(subject: Policy, as_of: str) -> list[tuple[str, str]]:
    """The state and the last day of each known exception."""
    found = exceptions(subject, HERE, sheet(subject, as_of))
    return [(item.state, item.last.isoformat()) for item in found]


def test_correction_shows_both_dates_and_both_texts() -> None:
    subject = policy("complaints", correction(note="unit mistyped"))

    assert corrections(subject, subject.versions[0], HERE, sheet(subject)) == (
        CorrectionView(
            anchor="_correction-hours-not-days",
            clause_id="first-answer",
            clause=Link("first answer", "#first-answer"),
            wrong="8 working days",
            right="8 working hours",
            since=day("2025-01-01"),
            corrected=day("2025-01-09"),
            by=Link("Complaints lead", "../../roles/complaints-lead/"),
            note="unit mistyped",
        ),
    )


def test_correction_of_another_version_or_of_a_later_day_is_left_out() -> None:
    subject = policy(
        "complaints",
        version("1.0"),
        version("2.0"),
        correction("old"),
        correction("late", corrected="2026-03-02", version="2.0"),
    )

    assert corrections(subject, subject.versions[1], HERE, sheet(subject)) == ()


def test_open_exception_shows_what_holds_instead_and_its_last_day() -> None:
    subject = policy("complaints", exception(condition="Customers are met at the *side* door."))

    assert exceptions(subject, HERE, sheet(subject, "2025-08-01")) == (
        ExceptionView(
            anchor="_exception-lift",
            clause_id="answer-today",
            clause=Link("answer today", "#answer-today"),
            state="open",
            scope="Harbour Street",
            granted=day("2025-07-01"),
            last=day("2025-09-30"),
            by=Link("Service director", "../../roles/service-director/"),
            reason=sheet(subject).prose("The lift is being replaced."),
            condition=sheet(subject).prose("Customers are met at the *side* door."),
        ),
    )


def test_exception_lapses_on_its_day() -> None:
    subject = policy("complaints", exception())

    assert [states(subject, as_of) for as_of in ("2025-06-30", "2025-09-30", "2025-10-01")] == [
        [],
        [("open", "2025-09-30")],
        [("lapsed", "2025-09-30")],
    ]


def test_exception_that_is_closed_ends_before_its_day() -> None:
    subject = policy("complaints", exception(closed="2025-09-15"))

    assert [states(subject, as_of) for as_of in ("2025-09-14", "2025-09-15", "2025-12-01")] == [
        [("open", "2025-09-30")],
        [("closed", "2025-09-14")],
        [("closed", "2025-09-14")],
    ]


def test_notes_are_found_by_their_clause() -> None:
    subject = policy("complaints", correction(), exception())
    first = corrections(subject, subject.versions[0], HERE, sheet(subject))
    second = exceptions(subject, HERE, sheet(subject))

    assert notes_by_clause((*first, *second)) == {"first-answer": first, "answer-today": second}


def test_feedback_is_shown_newest_first_with_what_came_of_it() -> None:
    subject = policy(
        "complaints",
        said("older", received="2025-01-01", clause="gone"),
        said(
            "newer",
            responses=136,
            channel="phone",
            clause="answer-today",
            decision=FeedbackDecision.CHANGE,
            reason="windows of three hours",
        ),
        said("too-late", received="2026-03-02"),
    )
    text = sheet(subject).prose("Customers want a time window, not a day.")

    assert feedback(subject, HERE, sheet(subject)) == (
        Report(
            anchor="_feedback-newer",
            day=day("2025-06-30"),
            origin="Survey, 136 responses, Phone",
            by=None,
            clause=Link("answer today", "#answer-today"),
            text=text,
            result="change",
            outcome="windows of three hours",
        ),
        Report(
            anchor="_feedback-older",
            day=day("2025-01-01"),
            origin="Survey",
            by=None,
            clause=Link("gone"),
            text=text,
            result="open",
            outcome="",
        ),
    )


def test_check_shows_who_saw_what_where() -> None:
    subject = policy(
        "complaints", front_line_check(branch="harbour-street", channel="phone", action="breaks staggered")
    )
    elsewhere = Clauses(ids=HERE.ids, page="../1.0/")

    assert checks(subject, elsewhere, sheet(subject)) == (
        Report(
            anchor="_check-harbour-street",
            day=day("2025-09-12"),
            origin="Harbour Street, Phone",
            by=Link("Complaints lead", "../../roles/complaints-lead/"),
            clause=Link("answer today", "../1.0/#answer-today"),
            text=sheet(subject).prose("Two of nine complaints waited overnight."),
            result="departs",
            outcome="breaks staggered",
        ),
    )
