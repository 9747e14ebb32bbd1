import pytest

from handbook.history.revision import ReviewDue, ReviewStatus
from handbook.report.current import Current
from handbook.report.reviews import ReviewLine, Window, reviews, window
from tests.builders import day, edition, policy, review, version

ONE = version("1.0", published="2025-01-10", effective="2025-02-01")


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ("2026-02-28", Window.OVERDUE),
        ("2026-03-01", Window.WITHIN_30_DAYS),
        ("2026-03-31", Window.WITHIN_30_DAYS),
        ("2026-04-01", Window.WITHIN_60_DAYS),
        ("2026-04-30", Window.WITHIN_60_DAYS),
        ("2026-05-30", Window.WITHIN_90_DAYS),
        ("2026-05-31", Window.LATER),
    ],
)
def test_window_of_a_day(due: str, expected: Window) -> None:
    assert window(day(due), day("2026-03-01")) is expected


def test_line_names_the_last_review_known() -> None:
    known, later = review("annual", reviewed="2025-10-06"), review("extra", reviewed="2026-03-02")
    complaints = policy("complaints", ONE, known, later)

    assert reviews(edition(complaints, as_of="2026-03-01")) == (
        ReviewLine(
            current=Current(policy=complaints, version=ONE),
            due=ReviewDue(last=day("2025-10-06"), due=day("2026-10-06"), status=ReviewStatus.LATER),
            window=Window.LATER,
            last_review=known,
        ),
    )


def test_review_that_is_due_first_comes_first() -> None:
    fresh = policy("answers", version("1.0", published="2025-12-01"))

    assert [line.current.id for line in reviews(edition(fresh, policy("zebra", ONE)))] == ["zebra", "answers"]
