from handbook.render.press import make_press
from handbook.render.registers.reviews import reviews_pages
from tests.builders import edition, policy, review, role, text, version
from tests.render.registers.reading import rows, words

ROLES = (role("complaints-lead", contact="extension 300"), role("shift-lead"))
ONE = version("1.0", published="2025-01-10", effective="2025-02-01")
CHAT = version("1.0", published="2025-03-20", effective="2025-04-01", text=text(title="Chat", owner="shift-lead"))
REVIEWED = review(reviewed="2025-02-20", note="Targets **met**.")


def body(as_of: str) -> str:
    subject = edition(policy("complaints", ONE, REVIEWED), policy("chat", CHAT), as_of=as_of, roles=ROLES)
    return next(reviews_pages(make_press(subject))).body


def test_overview_counts_reviews_of_each_owner() -> None:
    assert rows(body("2026-03-01"))[:3] == [
        [
            "Owner",
            "Overdue",
            "Due within 30 days",
            "Due within 60 days",
            "Due within 90 days",
            "Due later",
            "All",
        ],
        ["Complaints lead", "1", "0", "0", "0", "0", "1"],
        ["Shift lead", "0", "1", "0", "0", "0", "1"],
    ]


def test_rows_tell_when_a_review_is_due_and_what_the_last_one_came_to() -> None:
    assert rows(body("2026-03-01"))[3:] == [
        ["Policy", "Owner", "Due", "Cycle counts from"],
        [
            "Complaints",
            "Complaints lead extension 300",
            "20 February 2026 Overdue for 9 days",
            "reviewed Reaffirm 20 February 2025 Targets met.",
        ],
        ["Policy", "Owner", "Due", "Cycle counts from"],
        ["Chat", "Shift lead", "20 March 2026 in 19 days", "published 20 March 2025"],
    ]


def test_review_due_today_is_not_overdue() -> None:
    assert rows(body("2026-02-20"))[4][2] == "20 February 2026 today"


def test_calendar_without_anything_overdue_says_so() -> None:
    assert "Nothing is overdue." in words(body("2025-12-01"))
