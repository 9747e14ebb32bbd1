import pytest

from handbook.history.revision import ReviewDue, ReviewStatus, is_old, review_due
from handbook.model.handbook import Policy
from handbook.model.period import Duration
from handbook.model.record import ReviewOutcome
from handbook.model.version import ChangeKind
from tests.builders import benchmark, day, edition, policy, review, text, version, withdrawal

FIRST = version("1.0", published="2025-01-10", effective="2025-02-01")


@pytest.mark.parametrize(
    ("as_of", "status"),
    [
        ("2025-02-01", ReviewStatus.LATER),
        ("2025-11-10", ReviewStatus.LATER),
        ("2025-11-11", ReviewStatus.DUE_SOON),
        ("2026-01-10", ReviewStatus.DUE_SOON),
        ("2026-01-11", ReviewStatus.OVERDUE),
    ],
)
def test_review_is_due_soon_for_60_days_and_overdue_after_its_day(as_of: str, status: ReviewStatus) -> None:
    subject = policy("p", FIRST)

    due = ReviewDue(last=day("2025-01-10"), due=day("2026-01-10"), status=status)
    assert review_due(subject, edition(subject, as_of=as_of)) == due


def test_review_starts_the_cycle_again() -> None:
    subject = policy("p", FIRST, review("first", reviewed="2025-06-30"), review("second", reviewed="2025-08-31"))

    assert _days(subject, "2025-09-01") == ("2025-08-31", "2026-08-31")


def test_review_counts_whatever_its_outcome() -> None:
    subject = policy("p", FIRST, review(reviewed="2025-06-30", outcome=ReviewOutcome.REVISE))

    assert _days(subject, "2025-09-01") == ("2025-06-30", "2026-06-30")


def test_review_after_the_date_is_not_known() -> None:
    subject = policy("p", FIRST, review(reviewed="2025-09-02"))

    assert _days(subject, "2025-09-01") == ("2025-01-10", "2026-01-10")


def test_substantive_publication_starts_the_cycle_again() -> None:
    second = version("2.0", published="2025-05-10", effective="2025-06-01")

    assert _days(policy("p", FIRST, second, review(reviewed="2025-03-01")), "2025-09-01") == (
        "2025-05-10",
        "2026-05-10",
    )


def test_editorial_publication_leaves_the_cycle_alone() -> None:
    second = version("1.1", published="2025-05-10", effective="2025-06-01")

    assert _days(policy("p", FIRST, second), "2025-09-01") == ("2025-01-10", "2026-01-10")


def test_first_publication_counts_whatever_its_kind() -> None:
    first = version("1.0", published="2025-01-10", effective="2025-02-01", change=ChangeKind.EDITORIAL)

    assert _days(policy("p", first), "2025-09-01") == ("2025-01-10", "2026-01-10")


def test_cycle_is_that_of_the_version_in_force() -> None:
    subject = policy(
        "p",
        version("1.0", published="2025-01-10", effective="2025-02-01", text=text(review_every="P6M")),
        version("1.1", published="2025-02-10", effective="2025-08-01", text=text(review_every="P1M")),
    )

    assert [_days(subject, as_of)[1] for as_of in ("2025-07-31", "2025-08-01")] == ["2025-07-10", "2025-02-10"]


def test_cycle_is_clamped_at_the_end_of_a_shorter_month() -> None:
    subject = policy("p", version("1.0", published="2025-08-31", text=text(review_every=Duration(months=6))))

    assert _days(subject, "2025-12-01") == ("2025-08-31", "2026-02-28")


@pytest.mark.parametrize("as_of", ["2025-01-09", "2025-01-31", "2025-06-01"])
def test_nothing_is_due_where_nothing_is_in_force(as_of: str) -> None:
    subject = policy("p", FIRST, withdrawal(published="2025-05-12", effective="2025-06-01"))

    assert review_due(subject, edition(subject, as_of=as_of)) is None


@pytest.mark.parametrize(("effective", "is_due"), [("2025-12-31", False), ("2026-03-01", True)])
def test_no_review_is_due_after_a_known_withdrawal(effective: str, is_due: bool) -> None:
    subject = policy("p", FIRST, withdrawal(published="2025-05-12", effective=effective))

    assert (review_due(subject, edition(subject, as_of="2025-06-01")) is not None) is is_due


def _days(subject: Policy, as_of: str) -> tuple[str, str]:
    """The last and the due day."""
    found = review_due(subject, edition(subject, as_of=as_of))
    assert found is not None
    return str(found.last), str(found.due)


@pytest.mark.parametrize(
    ("observed", "as_of", "expected"),
    [
        ("2025-02-11", "2026-08-11", False),
        ("2025-02-11", "2026-08-12", True),
        ("2025-02-28", "2026-08-28", False),
        ("2025-02-28", "2026-08-29", True),
        ("2024-08-31", "2026-02-28", False),
        ("2024-08-31", "2026-03-01", True),
    ],
)
def test_benchmark_is_old_after_the_last_day_of_its_age(observed: str, as_of: str, expected: bool) -> None:
    assert is_old(benchmark(observed=observed), edition(as_of=as_of)) is expected
