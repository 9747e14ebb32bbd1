from handbook.report.current import Current
from handbook.report.feedback import CheckLine, FeedbackLine, feedback, front_line_checks
from tests import builders
from tests.builders import duty, edition, front_line_check, number, policy, reason, text, version

SURVEY = builders.feedback("spring-survey", received="2025-03-01", clause="answer-today")
SEEN = front_line_check("desk", observed="2025-03-02")
ONE = version("1.0", published="2025-01-10", effective="2025-02-01", text=text(duties=(duty(),)))
TWO = version(
    "2.0",
    published="2025-05-10",
    effective="2025-06-01",
    reasons=(reason(ref="spring-survey"), reason(ref="desk")),
    text=text(duties=(duty(),)),
)
COMPLAINTS = policy("complaints", ONE, TWO, SURVEY, SEEN)
TITLE = "Answer every complaint on the day it arrives."


def test_feedback_leads_to_the_versions_that_name_it_as_their_reason() -> None:
    assert feedback(edition(COMPLAINTS)) == (
        FeedbackLine(
            current=Current(policy=COMPLAINTS, version=TWO),
            feedback=SURVEY,
            clause_title=TITLE,
            led_to=(number("2.0"),),
        ),
    )


def test_check_leads_to_the_versions_that_name_it_as_their_reason() -> None:
    assert front_line_checks(edition(COMPLAINTS)) == (
        CheckLine(
            current=Current(policy=COMPLAINTS, version=TWO),
            check=SEEN,
            clause_title=TITLE,
            led_to=(number("2.0"),),
        ),
    )


def test_version_is_not_what_another_record_of_the_same_name_led_to() -> None:
    heard, seen = builders.feedback("june"), front_line_check("june")
    two = version("2.0", reasons=(reason(ref="june"),), text=text(duties=(duty(),)))
    subject = edition(policy("complaints", ONE, two, heard, seen))

    assert (feedback(subject)[0].led_to, front_line_checks(subject)[0].led_to) == ((number("2.0"),), ())


def test_version_published_later_is_not_what_feedback_led_to() -> None:
    assert feedback(edition(COMPLAINTS, as_of="2025-05-09"))[0].led_to == ()


def test_records_of_a_later_day_are_not_known() -> None:
    subject = edition(COMPLAINTS, as_of="2025-02-28")

    assert (feedback(subject), front_line_checks(subject)) == ((), ())


def test_newest_comes_first_whatever_the_policy() -> None:
    older = policy("answers", ONE, builders.feedback("old", received="2025-02-20"))
    newest = policy("zebra", ONE, builders.feedback("new", received="2025-04-20"))

    assert [line.feedback.id for line in feedback(edition(older, COMPLAINTS, newest))] == [
        "new",
        "spring-survey",
        "old",
    ]
