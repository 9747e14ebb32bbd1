"""The check of a pull request, its steps run here: an honest one, and a stranger's that tries everything."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from handbook.authoring.ci import Settings, ci_files
from handbook.authoring.codeowners import Host
from handbook.cli.main import main
from tests.authoring.actions import Runner, git, machine, read_workflow
from tests.authoring.proposal import HOSTILE, JOURNAL, repository
from tests.load.data import TEXT

CHECK = read_workflow(ci_files(Host.GITHUB, Settings())[".github/workflows/handbook-check.yml"])
INSTALL, CHECKED, VERIFIED, OWNED = (
    "Install the program that the base branch names",
    "Problems in the data, those of changed files first",
    "What was published is unchanged",
    "CODEOWNERS is what roles and policies say",
)
HONEST = {"policy_data/policies/complaints/policy.yml": TEXT.replace("on the day it arrives", "within one day")}


def checked(folder: Path, proposal: Mapping[str, str]) -> Runner:
    """The job after a pull request with these files."""
    origin, base = repository(folder / "origin", proposal)
    (folder / "work").mkdir()
    context = {"github.event.pull_request.base.sha": base}
    runner = Runner(work=folder / "work", origin=origin, context=context, env=machine(folder))
    runner.run(CHECK, "check")
    return runner


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> Runner:
    return checked(tmp_path_factory.mktemp("honest"), HONEST)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Runner:
    return checked(tmp_path_factory.mktemp("hostile"), HOSTILE)


def printed(runner: Runner, name: str) -> str:
    [step] = [step for step in runner.steps if step.name == name]
    return step.printed


def test_an_honest_change_has_no_problems(honest: Runner) -> None:
    assert printed(honest, CHECKED) == "no problems\n"


def test_the_program_is_installed_as_the_base_branch_says(honest: Runner) -> None:
    lines = printed(honest, INSTALL).splitlines()
    assert lines[1].startswith(f"pip in {honest.work}/base: -m pip install")
    assert (honest.work / "base/requirements.txt").read_text() == "policy-handbook==0.1.0\n"


def test_the_preview_is_the_site_with_the_change(honest: Runner) -> None:
    assert "preview/policies/complaints/index.html" in honest.artifacts["handbook-preview"]


def test_every_step_of_an_honest_change_succeeds(honest: Runner) -> None:
    assert [step.name for step in honest.steps if step.outcome != "success"] == []


@pytest.mark.parametrize("name", [CHECKED, VERIFIED, OWNED])
def test_an_honest_change_passes(honest: Runner, name: str) -> None:
    assert [step.outcome for step in honest.steps if step.name == name] == ["success"]


def test_a_published_version_that_a_stranger_changes_is_reported(hostile: Runner) -> None:
    assert "policies/complaints/versions/1.0.yml" in printed(hostile, VERIFIED)


def test_the_difference_is_handed_on(honest: Runner) -> None:
    assert (honest.artifacts["handbook-comment"], honest.artifacts["handbook-changes"]) == (
        ["comment/comment.md"],
        ["changes/changes.html"],
    )


def test_nothing_of_a_stranger_is_laid_out_but_data(hostile: Runner) -> None:
    proposal = hostile.work / "proposal"
    assert sorted(path.name for path in proposal.iterdir()) == [".git", ".github", ".handbook", "policy_data"]
    assert [path.name for path in (proposal / ".github").iterdir()] == ["CODEOWNERS"]


def test_nothing_of_a_stranger_runs(hostile: Runner) -> None:
    assert [path for path in hostile.work.parent.rglob("ran*") if ".git" not in path.parts] == []


def test_the_program_and_its_configuration_are_those_of_the_base_branch(hostile: Runner) -> None:
    assert "evil" not in (hostile.work / "base/requirements.txt").read_text()
    assert "hooks" not in (hostile.work / "base/mkdocs.yml").read_text()


def test_a_strangers_mistakes_are_annotated_at_their_place(hostile: Runner) -> None:
    lines = printed(hostile, CHECKED).splitlines()
    assert any(line.startswith("::error file=policy_data/roles.yml,line=3,") for line in lines)


def test_every_annotation_is_ours(hostile: Runner) -> None:
    theirs = [
        command
        for command in hostile.obeyed
        if not command.startswith(("::error file=policy_data/", "::warning file=policy_data/", "::notice file=policy_"))
    ]
    assert theirs == ["::remove-matcher owner=python::"]


def test_at_most_ten_annotations_of_a_kind_are_printed(hostile: Runner) -> None:
    assert len([command for command in hostile.obeyed if command.startswith("::error")]) <= 10


def test_the_summary_shows_a_strangers_words_as_words(hostile: Runner) -> None:
    assert hostile.summary.startswith("### Problems in the handbook's data: ")
    assert [text for text in ("<img", "[click]", "@ardenhall", "\n::error", "`touch") if text in hostile.summary] == []


def test_a_handbook_with_errors_has_no_preview(hostile: Runner) -> None:
    assert "handbook-preview" not in hostile.artifacts


@pytest.mark.parametrize(
    "command",
    [("codeowners", "--check"), ("ci", "github", "--check"), ("schema", "--check")],
    ids=lambda command: command[0],
)
def test_what_only_checks_carries_out_no_journal_of_a_stranger(tmp_path: Path, command: tuple[str, ...]) -> None:
    origin, _ = repository(tmp_path / "origin", {**HONEST, **JOURNAL})
    git(origin, "checkout", "--quiet", "refs/pull/1/merge")
    done = CliRunner().invoke(main, [*command, "--data", str(origin / "policy_data")])
    changed = git(origin, "status", "--porcelain", "policy_data", "mkdocs.yml", ".handbook/publishing-policy_data")
    assert (type(done.exception) in {type(None), SystemExit}, changed) == (True, "")
