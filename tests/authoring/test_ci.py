"""The generated files: what linters and schemas say of them, and what a reviewer would look for."""

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from handbook.authoring.ci import ACTIONS, Settings, ci_files, is_ours
from handbook.authoring.codeowners import Host
from tests.authoring.actions import read_workflow

PROJECT = Path(__file__).resolve().parents[2]
PROGRAMS = Path(sys.executable).parent
SETTINGS = Settings(time_zone="Europe/Riga")
GITHUB = ci_files(Host.GITHUB, SETTINGS)
GITLAB = ci_files(Host.GITLAB, SETTINGS)
WORKFLOWS = {Path(name).stem: read_workflow(text) for name, text in GITHUB.items() if "/workflows/" in name}
JOBS = [(name, job, body) for name, flow in WORKFLOWS.items() for job, body in flow["jobs"].items()]
STEPS = [(f"{name}: {step['name']}", step) for name, _, body in JOBS for step in body["steps"]]
FORM_IDS = ["policy", "version", "clause", "page", "text"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository's folder with the files of both hosts."""
    top = tmp_path_factory.mktemp("repository")
    for name, text in {**GITHUB, **GITLAB}.items():
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text(text)
    return top


def said(folder: Path, program: str, *arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        [PROGRAMS / program, *arguments], cwd=folder, capture_output=True, text=True, check=False, timeout=120
    )
    return done.returncode, done.stdout + done.stderr


def test_actionlint_finds_nothing(folder: Path) -> None:
    assert said(folder, "actionlint", *(name for name in GITHUB if "/workflows/" in name)) == (0, "")


def test_actionlint_finds_what_is_wrong(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.yml").write_text(
        GITHUB[".github/workflows/handbook-check.yml"].replace("head_sha", "x") + "x: 1\n"
    )
    assert said(tmp_path, "actionlint", "bad.yml")[0] == 1


def test_zizmor_finds_nothing_but_what_is_explained_at_its_place(folder: Path) -> None:
    code, text = said(folder, "zizmor", "--offline", "--persona", "pedantic", "--format", "json", ".github")
    assert (code, json.loads(text[text.index("[") : text.rindex("]") + 1])) == (0, [])
    ignored = [line for text in GITHUB.values() for line in text.splitlines() if "zizmor: ignore" in line]
    assert [line.split("#")[0].strip() for line in ignored] == ["workflow_run:"]


@pytest.mark.parametrize(
    ("schema", "place"),
    [("github-workflows", "/workflows/"), ("github-issue-forms", "/ISSUE_TEMPLATE/"), ("gitlab-ci", ".gitlab-ci.yml")],
)
def test_files_are_valid_by_the_schema_of_the_host(folder: Path, schema: str, place: str) -> None:
    names = [name for name in {**GITHUB, **GITLAB} if place in name]
    transform = ["--data-transform", "gitlab-ci"] if schema == "gitlab-ci" else []
    code, text = said(folder, "check-jsonschema", "--builtin-schema", f"vendor.{schema}", *transform, *names)
    assert (code, bool(names)) == (0, True), text


@pytest.mark.parametrize(("name", "step"), STEPS, ids=[name for name, _ in STEPS])
def test_no_expression_stands_inside_a_script(name: str, step: Mapping[str, Any]) -> None:
    assert "${{" not in step.get("run", "")


@pytest.mark.parametrize(("name", "step"), [item for item in STEPS if "uses" in item[1]], ids=lambda item: str(item))
def test_actions_are_pinned_to_a_commit(name: str, step: Mapping[str, Any]) -> None:
    assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"])


@pytest.mark.parametrize("action", ACTIONS.values())
def test_a_pinned_action_says_its_version(action: str) -> None:
    assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action)


def test_checkouts_keep_no_credentials() -> None:
    checkouts = [step["with"] for _, step in STEPS if "actions/checkout" in step.get("uses", "")]
    assert [with_["persist-credentials"] for with_ in checkouts] == [False] * 5


@pytest.mark.parametrize(("workflow", "job", "body"), JOBS, ids=[f"{name}-{job}" for name, job, _ in JOBS])
def test_a_job_has_a_limit_and_its_own_rights(workflow: str, job: str, body: Mapping[str, Any]) -> None:
    assert (WORKFLOWS[workflow]["permissions"], body["timeout-minutes"] <= 30) == ({}, True)
    assert "concurrency" in WORKFLOWS[workflow]


def test_rights_are_these() -> None:
    assert {f"{name}/{job}": body["permissions"] for name, job, body in JOBS} == {
        "handbook-check/check": {"contents": "read"},
        "handbook-comment/comment": {"actions": "read", "pull-requests": "write"},
        "handbook-publish/build": {"contents": "read"},
        "handbook-publish/deploy": {"pages": "write", "id-token": "write"},
        "handbook-release/seal": {"contents": "read"},
        "handbook-release/propose": {"contents": "write"},
        "handbook-release/site": {"contents": "read"},
        "handbook-release/release": {"contents": "write"},
    }


def test_a_job_that_may_write_installs_and_checks_out_nothing() -> None:
    for name, job, body in JOBS:
        if "write" in body["permissions"].values():
            steps = json.dumps(body["steps"])
            assert ("pip" in steps, "actions/checkout" in steps) == (False, False), f"{name}/{job}"


def test_no_secret_is_named() -> None:
    assert [name for name, text in GITHUB.items() if "secrets." in text] == []


def test_a_pull_request_starts_only_the_check() -> None:
    assert {name: sorted(flow[True]) for name, flow in WORKFLOWS.items()} == {
        "handbook-check": ["pull_request"],
        "handbook-comment": ["workflow_run"],
        "handbook-publish": ["push", "schedule", "workflow_dispatch"],
        "handbook-release": ["push", "workflow_dispatch"],
    }


def test_the_comment_follows_the_check_by_its_name() -> None:
    assert WORKFLOWS["handbook-comment"][True]["workflow_run"]["workflows"] == [WORKFLOWS["handbook-check"]["name"]]


def test_dates_take_effect_at_night_in_the_time_zone_of_the_handbook() -> None:
    schedule = WORKFLOWS["handbook-publish"][True]["schedule"]
    assert schedule == [{"cron": "17 0 * * *", "timezone": "Europe/Riga"}]


def test_main_is_verified_with_all_of_its_history() -> None:
    steps = WORKFLOWS["handbook-publish"]["jobs"]["build"]["steps"]
    assert steps[0]["with"]["fetch-depth"] == 0
    assert [step["name"] for step in steps if "handbook verify" in step.get("run", "") and "--git" in step["run"]] == [
        "What was published is unchanged"
    ]


@pytest.mark.parametrize("name", ["propose-change", "unclear"])
def test_forms_have_the_fields_that_pages_fill_in(name: str) -> None:
    form = yaml.safe_load(GITHUB[f".github/ISSUE_TEMPLATE/{name}.yml"])
    ids = [part["id"] for part in form["body"] if "id" in part]
    assert ids[: len(FORM_IDS)] == FORM_IDS


@pytest.mark.parametrize("name", ["propose-change", "unclear"])
def test_gitlab_descriptions_ask_the_same(name: str) -> None:
    form = yaml.safe_load(GITHUB[f".github/ISSUE_TEMPLATE/{name}.yml"])
    labels = [part["attributes"]["label"] for part in form["body"] if "id" in part]
    assert re.findall(r"(?m)^## (.*)$", GITLAB[f".gitlab/issue_templates/{name}.md"]) == labels


@pytest.mark.parametrize(
    "setting",
    [
        {"data": "a b"},
        {"data": "$(id)"},
        {"data": "../data"},
        {"config": "mk\ndocs.yml"},
        {"branch": "main'; id"},
        {"branch": "-x"},
        {"branch": ""},
        {"time_zone": 'UTC"'},
        {"requirements": "/etc/passwd"},
    ],
)
def test_a_setting_that_could_mean_something_else_is_refused(setting: Mapping[str, Any]) -> None:
    with pytest.raises(ValueError, match="use letters, digits"):
        Settings(**setting)


def test_settings_reach_the_commands() -> None:
    files = ci_files(Host.GITHUB, Settings(data="rules", config="site.yml", branch="trunk"))
    text = files[".github/workflows/handbook-check.yml"]
    assert ("--data 'proposal/rules' --config 'base/site.yml'" in text, 'branches: ["trunk"]' in text) == (True, True)


def test_the_program_of_its_own_repository_is_installed_from_the_lock() -> None:
    files = ci_files(Host.GITHUB, Settings(own_program=True, requirements="requirements.lock"))
    flow = read_workflow(files[".github/workflows/handbook-check.yml"])
    [install] = [step for step in flow["jobs"]["check"]["steps"] if step.get("id") == "install"]
    assert (install["working-directory"], install["run"].splitlines()[1:]) == (
        "base",
        [
            "python -m pip install --disable-pip-version-check --require-hashes --requirement 'requirements.lock'",
            "python -m pip install --disable-pip-version-check --no-deps --no-build-isolation .",
        ],
    )


@pytest.mark.parametrize("name", [*GITHUB, *GITLAB])
def test_every_file_says_that_it_is_made(name: str) -> None:
    assert is_ours({**GITHUB, **GITLAB}[name])


def test_the_workflows_of_this_repository_are_what_the_command_writes() -> None:
    settings = Settings(time_zone="Europe/Riga", own_program=True, requirements="requirements.lock")
    made = ci_files(Host.GITHUB, settings)
    assert {name: (PROJECT / name).read_text(encoding="utf-8") for name in made} == made


def test_hooks_of_pre_commit_are_valid() -> None:
    assert said(PROJECT, "pre-commit", "validate-manifest", ".pre-commit-hooks.yaml") == (0, "")
