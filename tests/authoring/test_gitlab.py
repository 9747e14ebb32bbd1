"""GitLab's jobs for a merge request, run here as its runner runs them: an honest one, and a stranger's."""

import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from handbook.authoring.ci import Settings, ci_files
from handbook.authoring.codeowners import Host
from tests.authoring.actions import git, machine
from tests.authoring.proposal import HOSTILE, repository
from tests.load.data import TEXT

JOBS: Mapping[str, Any] = yaml.safe_load(ci_files(Host.GITLAB, Settings())[".gitlab-ci.yml"])
HONEST = {"policy_data/policies/complaints/policy.yml": TEXT.replace("on the day it arrives", "within one day")}


@dataclass(frozen=True, kw_only=True)
class Done:
    """A job that ran in `work`."""

    work: Path
    code: int
    printed: str


def run(job: str, folder: Path, proposal: Mapping[str, str]) -> Done:
    origin, base = repository(folder / "origin", proposal)
    work = folder / "work"
    git(folder, "clone", "--quiet", "--branch=proposal", str(origin), str(work))
    extended = JOBS[JOBS[job]["extends"]]
    script = folder / "script"
    script.write_text("\n".join(("set -eo pipefail", *extended["before_script"], *JOBS[job]["script"])))
    env = {
        **machine(folder),
        "GIT_CONFIG_GLOBAL": os.devnull,
        **{name: str(value) for name, value in JOBS["variables"].items()},
        "CI_PROJECT_DIR": str(work),
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": base,
    }
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", str(script)],
        cwd=work,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=120,
    )
    return Done(work=work, code=done.returncode, printed=done.stdout)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Done:
    return run("check", tmp_path_factory.mktemp("hostile"), HOSTILE)


def test_an_honest_change_passes_and_reports_nothing(tmp_path: Path) -> None:
    done = run("check", tmp_path, HONEST)
    assert (done.code, json.loads((done.work / "gl-code-quality-report.json").read_text())) == (0, []), done.printed


def test_the_preview_is_built_with_the_configuration_of_the_target_branch(tmp_path: Path) -> None:
    done = run("preview", tmp_path, {**HONEST, "mkdocs.yml": "nonsense: ["})
    assert (done.code, (done.work / "preview/policies/complaints/index.html").is_file()) == (0, True), done.printed


def test_the_difference_is_a_page(tmp_path: Path) -> None:
    done = run("changes", tmp_path, HONEST)
    assert (done.code, "within one day" in (done.work / "changes.html").read_text()) == (0, True), done.printed


def test_a_stranger_fails_and_is_reported(hostile: Done) -> None:
    found = json.loads((hostile.work / "gl-code-quality-report.json").read_text())
    assert (hostile.code, {entry["location"]["path"] for entry in found} >= {"policy_data/roles.yml"}) == (1, True)


def test_nothing_of_a_stranger_runs(hostile: Done) -> None:
    assert [path for path in hostile.work.parent.rglob("ran*") if ".git" not in path.parts] == []


def test_nothing_of_a_stranger_is_laid_out_but_data(hostile: Done) -> None:
    laid = sorted(path.name for path in hostile.work.iterdir())
    assert laid == [".base", ".git", ".gitlab", ".handbook", "gl-code-quality-report.json", "policy_data"]


def test_the_program_is_installed_as_the_target_branch_says(hostile: Done) -> None:
    assert f"pip in {hostile.work}/.base: -m pip install" in hostile.printed
    assert (hostile.work / ".base/requirements.txt").read_text() == "policy-handbook==0.1.0\n"


def test_what_is_printed_holds_no_control_character(hostile: Done) -> None:
    assert [char for char in hostile.printed if not char.isprintable() and char != "\n"] == []
