"""`handbook in-force`."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.load.data import SMALL, VERSION, write

SECOND = (
    VERSION.replace('"1.0"', '"2.0"')
    .replace("2024-12-18", "2025-05-20")
    .replace("2025-01-01", "2025-06-01")
    .replace("  approval:", "  reasons:\n    - {kind: review, note: Targets were missed.}\n  approval:")
)
CORRECTION = """\
version: "1.0"
clause: answer-today
wrong: on the day
right: within a day
since: 2025-01-01
corrected: 2025-03-05
by: complaints-lead
"""

FILES = {
    **SMALL,
    "policies/complaints/records/corrections/day.yml": CORRECTION,
}


def test_in_force_lists_what_binds_on_the_day(run: Run) -> None:
    done = run("in-force", "--as-of", "2025-02-01")
    assert (done.exit_code, done.stdout, done.stderr) == (
        0,
        "complaints    1.0  since 2025-01-01  Complaints\n",
        "1 policy in force on 2025-02-01\n",
    )


def test_in_force_lists_nothing_before_the_first_day(run: Run) -> None:
    done = run("in-force", "--as-of", "2024-12-31")
    assert (done.exit_code, done.stdout) == (0, "")


def test_in_force_says_what_is_wrong_in_a_version_once_it_was_corrected(run: Run) -> None:
    assert run("in-force", "--as-of", "2025-03-05").stdout.splitlines()[1:] == [
        "    corrected 2025-03-05 in answer-today: `on the day` must read `within a day`, wrong since 2025-01-01"
    ]


@pytest.mark.parametrize(
    ("as_of", "known_on", "version", "corrections"),
    [
        ("2025-02-01", "2025-03-04", "1.0", 0),
        ("2025-02-01", "2025-03-05", "1.0", 1),
        ("2025-06-10", "2025-05-19", "1.0", 1),
        ("2025-06-10", "2025-05-20", "2.0", 0),
    ],
)
def test_in_force_on_one_day_as_known_on_another(
    run: Run, data: Path, as_of: str, known_on: str, version: str, corrections: int
) -> None:
    write(data, {"policies/complaints/versions/2.0.yml": SECOND})
    done = run("in-force", "--as-of", as_of, "--known-on", known_on, "--format", "json")
    found = json.loads(done.stdout)
    assert (found["as_of"], found["known_on"]) == (as_of, known_on)
    assert [(item["version"], len(item["corrections"])) for item in found["in_force"]] == [(version, corrections)]


def test_in_force_with_why_says_who_approved_and_what_for(run: Run, data: Path) -> None:
    write(data, {"policies/complaints/versions/2.0.yml": SECOND})
    assert run("in-force", "--why").stdout.splitlines()[1:] == [
        "    published 2025-05-20, substantive, approved by service-director on 2025-05-20",
        "    review: Targets were missed.",
    ]


def test_in_force_as_json_has_the_days_and_all_of_the_version(run: Run) -> None:
    assert json.loads(run("in-force", "--format", "json").stdout) == {
        "as_of": "2025-12-01",
        "known_on": "2025-12-01",
        "in_force": [
            {
                "policy": "complaints",
                "version": "1.0",
                "title": "Complaints",
                "change": "substantive",
                "summary": "The first version.",
                "published": "2024-12-18",
                "effective": "2025-01-01",
                "until": None,
                "approval": {"role": "service-director", "approved": "2024-12-18"},
                "reasons": [],
                "corrections": [
                    {
                        "clause": "answer-today",
                        "wrong": "on the day",
                        "right": "within a day",
                        "since": "2025-01-01",
                        "corrected": "2025-03-05",
                    }
                ],
                "sha256": sha256(VERSION.encode()).hexdigest(),
            }
        ],
    }
