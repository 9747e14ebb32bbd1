"""`handbook check`: what it prints and how it ends."""

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.load.data import HANDBOOK, SMALL, write

FILES = {
    **SMALL,
    "handbook.yml": HANDBOOK.partition("  pillars:")[0] + "categories:" + HANDBOOK.partition("categories:")[2],
}

WITH_MISTAKES = """\
title: Complaints
sumary: How a complaint is taken and answered.
summary: How a complaint is taken and answered.
category: contact
owner: complaint-lead
approver: service-director
review_every: yearly
duties:
  - {id: answer-today, text: Answer every complaint on the day it arrives.}
"""


def test_sound_handbook_ends_with_0(run: Run) -> None:
    done = run("check")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "no problems\n")


def test_every_mistake_of_a_file_is_shown_at_its_place_with_a_hint(run: Run, data: Path) -> None:
    write(data, {"policies/complaints/policy.yml": WITH_MISTAKES})
    done = run("check")
    assert (done.exit_code, done.stdout) == (
        1,
        """\
policy_data/policies/complaints/policy.yml:2:1: error[unknown-key]: the key `sumary` is not known here
2 | sumary: How a complaint is taken and answered.
  | ^
  = hint: did you mean `summary`?
policy_data/policies/complaints/policy.yml:5:8: error[unknown-role]: there is no role `complaint-lead`
5 | owner: complaint-lead
  |        ^
  = hint: did you mean `complaints-lead`?
policy_data/policies/complaints/policy.yml:7:15: error[invalid-value]: `yearly` is not a duration
7 | review_every: yearly
  |               ^
  = hint: write ISO 8601: PT30M is 30 minutes, PT4H 4 hours, P2D 2 days, P12M 12 months
""",
    )


def test_json_lists_problems_with_position_and_path(run: Run, data: Path) -> None:
    write(data, {"policies/complaints/policy.yml": WITH_MISTAKES})
    found = json.loads(run("check", "--format", "json").stdout)
    assert found["as_of"] == "2025-12-01"
    assert found["diagnostics"][2] == {
        "code": "invalid-value",
        "severity": "error",
        "file": "policy_data/policies/complaints/policy.yml",
        "line": 7,
        "column": 15,
        "path": ["review_every"],
        "message": "`yearly` is not a duration",
        "hint": "write ISO 8601: PT30M is 30 minutes, PT4H 4 hours, P2D 2 days, P12M 12 months",
    }


def test_github_annotations_cannot_be_forged(run: Run, data: Path) -> None:
    write(data, {"policies/complaints/policy.yml": 'title: "a\\n::error::forged"\n'})
    lines = run("check", "--format", "github").stdout.splitlines()
    assert [line for line in lines if not line.startswith(("::error file=", "::warning file=", "::notice file="))] == []


def test_overdue_review_is_a_warning_that_only_strict_fails(run: Run) -> None:
    assert (
        run("check", "--as-of", "2027-06-01").exit_code,
        run("check", "--strict", "--as-of", "2027-06-01").exit_code,
    ) == (
        0,
        1,
    )


def test_missing_data_folder_is_a_usage_error(run: Run, tmp_path: Path) -> None:
    done = run("check", "--data", str(tmp_path / "nowhere"))
    assert (done.exit_code, "there is no data folder" in done.stderr) == (2, True)


def test_day_that_is_not_in_the_calendar_is_a_usage_error(run: Run) -> None:
    done = run("check", "--as-of", "2026-02-30")
    assert (done.exit_code, "2026-02-30 is not in the calendar" in done.stderr) == (2, True)
