"""`handbook check`: what it prints and how it ends."""

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.load.data import HANDBOOK, ROLES, SMALL, write

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


def test_link_among_pages_is_told_once(run: Run, data: Path) -> None:
    write(data, {"pages/index.md": "# Welcome\n"})
    (data / "pages/tips.md").symlink_to("index.md")
    done = run("check")
    assert done.stdout.splitlines() == [
        "policy_data/pages/tips.md:1:1: error[symbolic-link]: `tips.md` is a symbolic link; links are not followed",
        "  = hint: put the file itself here",
    ]


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
        "mend": "",
        "help": "handbook explain invalid-value",
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


def test_files_of_a_change_come_first_and_the_summary_holds_all(run: Run, data: Path, tmp_path: Path) -> None:
    write(data, {"policies/complaints/policy.yml": WITH_MISTAKES, "roles.yml": ROLES.replace("title", "titel", 1)})
    (tmp_path / "changed").write_bytes(b"README.md\0policy_data/roles.yml\0")
    done = run("check", "--format", "github", "--changed", "changed", "--summary", "summary.md")
    assert done.stdout.startswith("::error file=policy_data/roles.yml,")
    summary = (tmp_path / "summary.md").read_text()
    assert summary.index("policy&#95;data/roles") < summary.index("policy&#95;data/policies")


def test_summary_is_added_to_what_is_there(run: Run, tmp_path: Path) -> None:
    (tmp_path / "summary.md").write_text("before\n")
    run("check", "--format", "github", "--summary", "summary.md")
    assert (tmp_path / "summary.md").read_text() == "before\n### Problems in the handbook's data: no problems\n"


def test_gitlab_and_sarif_are_documents_also_without_problems(run: Run) -> None:
    assert json.loads(run("check", "--format", "gitlab").stdout) == []
    assert json.loads(run("check", "--format", "sarif").stdout)["runs"][0]["results"] == []
