"""What `handbook due` lists: the reviews that the page lists and `check` warns of, and exceptions not closed."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.check.rules import check
from handbook.render.phrases import day_text
from handbook.render.press import make_press
from handbook.render.registers.reviews import reviews_pages
from handbook.report.due import Task, due_lines
from handbook.report.reviews import Window
from tests.builders import edition, exception, policy, review, text, version, withdrawal
from tests.render.registers.reading import rows

SUBJECTS = (
    policy("complaints", version("1.0", published="2025-01-31", text=text(title="Complaints"))),
    policy("phone", version("1.0", published="2024-02-29", text=text(title="Phone")), review(reviewed="2025-08-31")),
)


@settings(deadline=None)
@given(st.dates(date(2025, 9, 1), date(2027, 3, 1)))
def test_due_the_reviews_page_and_check_name_the_same_reviews(as_of: date) -> None:
    known = edition(*SUBJECTS, as_of=as_of.isoformat())
    listed = {line.policy_id: line for line in due_lines(known) if line.task is Task.REVIEW}
    (page,) = reviews_pages(make_press(known))
    shown = {row[0].lower(): row[2] for row in rows(page.body) if row[0] in {"Complaints", "Phone"} and len(row) == 4}
    warned = {item.message.split("`")[1] for item in check(known) if item.code == "review-overdue"}

    assert {id_ for id_, line in listed.items() if line.window is Window.OVERDUE} == warned
    assert {id_ for id_, due in shown.items() if "Overdue" in due} == warned
    assert all(shown[id_].startswith(day_text(line.day)) for id_, line in listed.items())
    assert {id_ for id_, due in shown.items() if due.startswith("31 August 2026")} >= {"phone"}


def lapses(*parts: object, as_of: str) -> list[tuple[str, str]]:
    """The days and windows of the exceptions that are due, of a policy with these records."""
    known = edition(policy("complaints", version("1.0", published="2025-01-31"), *parts), as_of=as_of)
    found = [line for line in due_lines(known) if line.task is Task.EXCEPTION_LAPSES]
    return [(line.day.isoformat(), line.window.value) for line in found]


@pytest.mark.parametrize(
    ("closed", "as_of", "expected"),
    [
        (None, "2025-07-31", []),
        (None, "2025-08-01", [("2025-10-01", "within-90-days")]),
        (None, "2025-10-02", [("2025-10-01", "overdue")]),
        ("2025-09-15", "2025-09-14", [("2025-10-01", "within-30-days")]),
        ("2025-09-15", "2025-09-15", []),
        ("2025-11-15", "2025-11-14", [("2025-10-01", "overdue")]),
    ],
)
def test_exception_is_due_from_its_granting_to_its_closing(
    closed: str | None, as_of: str, expected: list[tuple[str, str]]
) -> None:
    granted = exception(granted="2025-08-01", until="2025-10-01", closed=closed)
    assert lapses(granted, as_of=as_of) == expected


def test_exception_to_a_withdrawn_policy_is_due_until_it_is_closed() -> None:
    ended = withdrawal(published="2025-08-10", effective="2025-09-01")
    assert lapses(exception(), ended, as_of="2025-10-02") == [("2025-10-01", "overdue")]
