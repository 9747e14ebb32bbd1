"""`handbook due`."""

from tests.cli.conftest import Run


def test_due_lists_an_overdue_review_under_its_owner(run: Run) -> None:
    done = run("due", "--as-of", "2026-11-01")
    assert done.stdout == (
        "Complaints lead (complaints-lead)\n  2026-10-06  OVERDUE review: complaints (cycle counts from 2025-10-06)\n"
    )


def test_due_counts_what_it_lists_and_says_by_when(run: Run) -> None:
    found = [run("due", "--as-of", day).stderr for day in ("2026-11-01", "2025-12-01")]
    assert found == ["1 item due by 2027-01-30\n", "0 items due by 2026-03-01\n"]
