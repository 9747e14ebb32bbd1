"""`handbook check --fix`: mended files, the difference shown, and everything that was published left alone."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.load.data import HANDBOOK, SMALL, TEXT, write

FILES = {
    **SMALL,
    "handbook.yml": HANDBOOK.partition("  pillars:")[0] + "categories:" + HANDBOOK.partition("categories:")[2],
}

PATH = "policies/complaints/policy.yml"
WRONG = TEXT.replace("title:", "Title:", 1) + "review_every: 12 months   # a year\n"
RIGHT = TEXT + "review_every: P12M   # a year\n"


@pytest.fixture
def wrong(data: Path) -> Path:
    """A policy with two mistakes that can mean one thing only."""
    write(data, {PATH: WRONG})
    return data


def test_what_is_certain_is_mended_and_the_difference_shown(run: Run, wrong: Path) -> None:
    done = run("check", "--fix")
    assert (wrong / PATH).read_text() == RIGHT
    assert done.exit_code == 0
    assert "-review_every: 12 months   # a year\n+review_every: P12M   # a year\n" in done.stdout
    assert f"policy_data/{PATH}:1: `title` in place of `Title`\n" in done.stdout
    assert done.stderr == "fixed 2 places in 1 file\nno problems\n"


def test_what_is_named_in_another_spelling_is_fixed_whatever_the_handbook_declares(run: Run, data: Path) -> None:
    seen = (
        "competitors:\n  - {id: voltmart, title: Voltmart}\nbenchmarks:\n"
        "  - {id: voltmart-answer, competitor: Voltmart, metric: time, value: 6, unit: hours, better: at-most,\n"
        "     observed: 2025-02-11, evidence: 30 calls}\n"
    )
    goal = "goals:\n  - id: fewer\n    statement: Fewer.\n    benchmarks: [Voltmart-Answer]\n    mission:\n"
    goal += "      - {pillar: Keep-Promises, reason: It is one.}\n"
    write(data, {"handbook.yml": HANDBOOK, "benchmarks.yml": seen, PATH: TEXT + goal})
    run("check", "--fix")
    mended = goal.replace("Voltmart-Answer", "voltmart-answer").replace("Keep-Promises", "keep-promises")
    assert (data / PATH).read_text() == TEXT + mended
    assert (data / "benchmarks.yml").read_text() == seen.replace("competitor: Voltmart", "competitor: voltmart")


def test_a_second_time_there_is_nothing_to_fix(run: Run, wrong: Path) -> None:
    run("check", "--fix")
    done = run("check", "--fix")
    assert (done.stdout, done.stderr) == ("", "nothing to fix\nno problems\n")


def test_a_dry_run_shows_the_same_and_writes_nothing(run: Run, wrong: Path) -> None:
    done = run("check", "--fix", "--dry-run")
    assert (wrong / PATH).read_text() == WRONG
    assert done.exit_code == 1
    assert done.stdout == run("check", "--fix").stdout
    assert done.stderr == "2 places in 1 file would be fixed; nothing was written\nremaining: no problems\n"


def test_without_fix_each_problem_says_what_would_be_done(run: Run, wrong: Path) -> None:
    done = run("check")
    assert (wrong / PATH).read_text() == WRONG
    assert "  = fix: `handbook check --fix` does it: `title` in place of `Title`\n" in done.stdout
    assert done.stderr.splitlines()[1] == "3 of these can be fixed automatically: handbook check --fix"
    listed = json.loads(run("check", "--format", "json").stdout)["diagnostics"]
    assert [item["mend"] for item in listed if item["code"] == "invalid-value"] == [
        "`handbook check --fix` does it: `P12M` in place of `12 months`"
    ]


def test_json_stays_a_document_and_the_difference_goes_to_the_errors(run: Run, wrong: Path) -> None:
    done = run("check", "--fix", "--format", "json")
    assert json.loads(done.stdout)["diagnostics"] == []
    assert "+review_every: P12M" in done.stderr


def test_what_was_published_is_never_touched(run: Run, data: Path) -> None:
    frozen = {path: path.read_bytes().replace(b"\n", b"  \r\n") for path in data.rglob("versions/*.yml")}
    assert frozen
    for path, content in frozen.items():
        path.write_bytes(content)
    run("check", "--fix")
    assert {path: path.read_bytes() for path in frozen} == frozen


def test_a_file_behind_a_link_is_left_alone(run: Run, data: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.yml").write_text("terms: []   \n")
    (data / "glossary.yml").unlink(missing_ok=True)
    (data / "glossary.yml").symlink_to(tmp_path / "elsewhere.yml")
    run("check", "--fix")
    assert (tmp_path / "elsewhere.yml").read_text() == "terms: []   \n"


def test_untidy_files_without_problems_are_tidied(run: Run, data: Path) -> None:
    write(data, {PATH: TEXT.rstrip("\n") + "   "})
    done = run("check", "--fix")
    assert (data / PATH).read_text() == TEXT
    assert done.stderr == "fixed 2 places in 1 file\nno problems\n"


def test_a_dry_run_alone_is_wrong_usage(run: Run) -> None:
    assert run("check", "--dry-run").exit_code == 2


def test_the_last_line_says_where_more_is_told(run: Run, data: Path) -> None:
    write(data, {PATH: TEXT.replace("category: contact", "category: contacts")})
    assert run("check").stderr.splitlines()[-1] == "more about a code: handbook explain unknown-category"


@pytest.mark.parametrize(("variables", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_colours_are_for_terminals_that_want_them(wrong: Path, variables: dict[str, str], coloured: bool) -> None:
    ours, theirs = pty.openpty()
    plain = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    command = [sys.executable, "-m", "handbook", "check"]
    subprocess.run(command, stdout=theirs, stderr=subprocess.DEVNULL, env={**plain, "TERM": "xterm", **variables})
    os.close(theirs)
    shown = os.read(ours, 100_000)
    os.close(ours)
    assert b"error[unknown-key]" in shown
    assert (b"\x1b[" in shown) is coloured


def test_a_pipe_gets_no_colours(run: Run, wrong: Path) -> None:
    assert "\x1b[" not in run("check").stdout
