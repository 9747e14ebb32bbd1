from handbook.model.record import Conformity, FeedbackDecision
from handbook.render.press import make_press
from handbook.render.registers.corrections import corrections_pages
from handbook.render.registers.exceptions import exceptions_pages
from handbook.render.registers.feedback import feedback_pages
from tests.builders import (
    correction,
    duty,
    edition,
    exception,
    feedback,
    front_line_check,
    policy,
    reason,
    text,
    version,
    withdrawal,
)
from tests.render.registers.reading import links, rows, words

CLAUSE = "Answer every complaint on the day it arrives."
ONE = version("1.0", published="2025-01-10", effective="2025-02-01", text=text(duties=(duty(),)))
TWO = version(
    "2.0",
    published="2025-08-10",
    effective="2025-09-01",
    text=text(duties=(duty(),)),
    reasons=(reason(ref="spring-survey"),),
)


def test_feedback_tells_what_was_decided_and_what_it_gave_rise_to() -> None:
    survey = feedback(
        clause="answer-today",
        channel="phone",
        responses=136,
        decision=FeedbackDecision.CHANGE,
        reason="windows of three hours",
    )
    (page,) = feedback_pages(make_press(edition(policy("complaints", ONE, TWO, survey))))

    assert rows(page.body) == [
        ["Policy", "What was said", "Decision"],
        [
            f"Complaints {CLAUSE} 30 June 2025",
            "Customers want a time window, not a day. Survey, 136 persons about Phone",
            "Change windows of three hours gave rise to version 2.0",
        ],
    ]
    assert ("version 2.0", "../policies/complaints/2.0/") in links(page.body)


def test_check_tells_where_it_was_made_and_what_was_done() -> None:
    seen = front_line_check(branch="harbour-street", channel="phone", action="two more desks")
    (page,) = feedback_pages(make_press(edition(policy("complaints", ONE, seen))))

    assert rows(page.body) == [
        ["Policy", "What was seen", "What was done"],
        [
            f"Complaints {CLAUSE} 12 September 2025",
            "Departs Two of nine complaints waited overnight. at Harbour Street, Phone by Complaints lead",
            "two more desks",
        ],
    ]


def test_feedback_on_a_withdrawn_policy_leads_to_the_version_that_holds_the_clause() -> None:
    gone = policy("complaints", ONE, feedback(clause="answer-today"), withdrawal())
    (page,) = feedback_pages(make_press(edition(gone)))

    assert links(page.body)[1:] == [
        ("Complaints", "../policies/complaints/"),
        (CLAUSE, "../policies/complaints/1.0/#answer-today"),
    ]


def test_check_without_decision_is_not_found_by_a_decision() -> None:
    seen = front_line_check(conformity=Conformity.FOLLOWS)
    (page,) = feedback_pages(make_press(edition(policy("complaints", ONE, feedback(), seen))))

    assert 'data-source="survey" data-decision="undecided"' in page.body
    assert 'data-row data-conformity="follows"' in page.body


def test_exceptions_stand_by_their_state_with_their_last_day() -> None:
    held = exception("open", granted="2026-02-01", until="2026-04-01", condition="Use the *side* door.")
    lapsed = exception("lapsed", granted="2025-07-01", until="2025-10-01")
    closed = exception("closed", granted="2025-05-01", until="2025-10-01", closed="2025-06-15")
    (page,) = exceptions_pages(make_press(edition(policy("complaints", ONE, held, lapsed, closed))))

    assert [heading.title for heading in page.headings] == ["Open", "Lapsed", "Closed"]
    assert [row[2:] for row in rows(page.body) if row[0] != "Departs from"] == [
        [
            "from 1 February 2026 last day 31 March 2026 granted by Service director",
            "The lift is being replaced. instead Use the side door.",
        ],
        [
            "from 1 July 2025 last day 30 September 2025 granted by Service director",
            "The lift is being replaced.",
        ],
        [
            "from 1 May 2025 last day 30 September 2025 closed 15 June 2025 granted by Service director",
            "The lift is being replaced.",
        ],
    ]


def test_register_without_an_open_exception_says_so() -> None:
    (page,) = exceptions_pages(make_press(edition(policy("complaints", ONE, exception()))))

    assert "No exception is open." in words(page.body)


def test_correction_tells_what_stood_and_both_days() -> None:
    (page,) = corrections_pages(
        make_press(
            edition(
                policy(
                    "complaints", ONE, correction(clause="answer-today", note="unit mistyped", corrected="2025-02-09")
                )
            )
        )
    )

    assert rows(page.body) == [
        ["Where", "It said", "It should have said", "When"],
        [
            f"Complaints 1.0 {CLAUSE}",
            "8 working days",
            "8 working hours unit mistyped",
            "stood since 1 January 2025 put right 9 February 2025 by Complaints lead",
        ],
    ]
