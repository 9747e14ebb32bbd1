"""What `handbook due` lists, what the reviews page lists and what `check` warns of: the same reviews."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.check.rules import check
from handbook.render.phrases import day_text
from handbook.render.press import make_press
from handbook.render.registers.reviews import reviews_pages
from handbook.report.due import Task, due_lines
from handbook.report.reviews import Window
from tests.builders import edition, policy, review, text, version
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
