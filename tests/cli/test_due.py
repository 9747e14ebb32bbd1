"""`handbook due`."""

from tests.cli.conftest import Run


def test_due_lists_an_overdue_review_under_its_owner(run: Run) -> None:
    done = run("due", "--as-of", "2026-11-01")
    assert done.stdout == (
        "Complaints lead (complaints-lead)\n  2026-10-06  OVERDUE review: complaints (last looked at on 2025-10-06)\n"
    )
