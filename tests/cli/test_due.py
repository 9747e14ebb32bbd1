"""`handbook due`."""

import pytest

from handbook.report.reviews import DAYS_AHEAD
from tests.cli.conftest import Run


def test_due_lists_an_overdue_review_under_its_owner(run: Run) -> None:
    done = run("due", "--as-of", "2026-11-01")
    assert done.stdout == (
        "Complaints lead (complaints-lead)\n  2026-10-06  OVERDUE review: complaints (cycle counts from 2025-10-06)\n"
    )


def test_due_counts_what_it_lists_and_says_by_when(run: Run) -> None:
    found = [run("due", "--as-of", day).stderr for day in ("2026-11-01", "2025-12-01")]
    assert found == ["1 item due by 2027-01-30\n", "0 items due by 2026-03-01\n"]


def test_due_looks_no_further_than_the_calendar_goes(run: Run) -> None:
    assert run("due", "--as-of", "9999-12-31").stderr == "1 item due by 9999-12-31\n"


@pytest.mark.parametrize(("as_of", "listed"), [("2026-07-08", 1), ("2026-07-07", 0)])
def test_due_looks_as_far_ahead_as_it_says(run: Run, as_of: str, listed: int) -> None:
    assert f"within {DAYS_AHEAD} days" in " ".join(run("due", "--help").stdout.split())
    assert run("due", "--as-of", as_of).stderr.startswith(f"{listed} item")


def test_due_of_a_role_lists_what_that_role_has_to_do(run: Run) -> None:
    found = [run("due", "--as-of", "2026-11-01", "--owner", role) for role in ("complaints-lead", "service-director")]
    assert [done.stderr for done in found] == ["1 item due by 2027-01-30\n", "0 items due by 2027-01-30\n"]


@pytest.mark.parametrize("owner", ["complaints lead", "complaint"])
def test_due_of_an_unknown_role_is_refused(run: Run, owner: str) -> None:
    done = run("due", "--owner", owner)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == f"Error: there is no role `{owner}`; did you mean `complaints-lead`?\n"
