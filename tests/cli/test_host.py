"""`handbook codeowners` and `handbook ci`: what they write, what they refuse, how they end."""

import shlex
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from handbook.cli.main import main
from tests.cli.conftest import Run
from tests.load.data import HANDBOOK, ROLES, SMALL, write

FILES = {
    **SMALL,
    "handbook.yml": f"{HANDBOOK}auditors: service-director\n",
    "roles.yml": ROLES.replace("title: Service director", 'title: Service director, handle: "@a/director"'),
}
PROJECT = Path(__file__).resolve().parents[2]


def test_codeowners_is_written_where_the_host_looks(run: Run, tmp_path: Path) -> None:
    done = run("codeowners")
    assert (done.exit_code, done.stdout) == (0, "written .github/CODEOWNERS\n")
    assert "/policy_data/policies/complaints/ @a/director\n" in (tmp_path / ".github/CODEOWNERS").read_text()


def test_roles_without_handle_are_told(run: Run) -> None:
    assert run("codeowners").stderr == (
        "the role complaints-lead has no `handle` in roles.yml, so nobody is asked in its name\n"
    )


def test_codeowners_goes_where_gitlab_looks_in_a_repository_of_gitlab(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".gitlab-ci.yml").write_text("")
    assert run("codeowners").stdout == "written .gitlab/CODEOWNERS\n"


def test_check_passes_when_all_is_up_to_date(run: Run) -> None:
    run("codeowners")
    done = run("codeowners", "--check")
    assert (done.exit_code, done.stdout) == (0, "nothing to do: all is up to date\n")


def test_check_names_what_differs_and_writes_nothing(run: Run, data: Path, tmp_path: Path) -> None:
    run("codeowners")
    before = (tmp_path / ".github/CODEOWNERS").read_text()
    write(data, {"roles.yml": FILES["roles.yml"].replace("@a/director", "@a/boss")})
    done = run("codeowners", "--check")
    lines = done.stdout.splitlines()
    assert (done.exit_code, lines[0], lines[1]) == (
        1,
        ".github/CODEOWNERS is not up to date:",
        "  -/policy_data/ @a/director",
    )
    assert (tmp_path / ".github/CODEOWNERS").read_text() == before


def test_codeowners_of_data_with_errors_is_not_made(run: Run, data: Path, tmp_path: Path) -> None:
    write(data, {"roles.yml": ROLES.replace("title: Adviser", 'title: Adviser, handle: "@a\\n* @evil"')})
    done = run("codeowners")
    assert (done.exit_code, "there are errors in" in done.stderr) == (2, True)
    assert not (tmp_path / ".github").exists()


def test_a_link_in_place_of_codeowners_is_not_followed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / ".github").mkdir()
    (tmp_path / ".github/CODEOWNERS").symlink_to(tmp_path / "secret")
    done = run("codeowners", "--check")
    assert (done.exit_code, "secret" in done.output) == (2, False)


def test_ci_writes_the_files_of_a_host_and_names_the_program(run: Run, tmp_path: Path) -> None:
    done = run("ci", "github", "--program", "policy-handbook==1.2")
    assert (done.exit_code, done.stdout.splitlines()[-1]) == (0, "written requirements.txt")
    assert (tmp_path / "requirements.txt").read_text() == "policy-handbook==1.2\n"
    assert (tmp_path / ".github/workflows/handbook-check.yml").is_file()


def test_ci_keeps_the_requirements_that_are_there(run: Run, tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("mine\n")
    run("ci", "gitlab")
    assert (tmp_path / "requirements.txt").read_text() == "mine\n"


def test_ci_is_up_to_date_after_it_ran(run: Run) -> None:
    run("ci", "gitlab")
    assert (run("ci", "gitlab", "--check").exit_code, run("ci", "github", "--check").exit_code) == (0, 1)


def test_ci_replaces_no_file_of_somebody_else(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".gitlab-ci.yml").write_text("mine: 1\n")
    done = run("ci", "gitlab")
    assert (done.exit_code, ".gitlab-ci.yml: not made by `handbook ci`" in done.stderr) == (2, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".gitlab-ci.yml", ".handbook", "policy_data"]


def test_ci_uses_the_time_zone_of_the_handbook(run: Run, data: Path, tmp_path: Path) -> None:
    write(data, {"handbook.yml": f"{HANDBOOK}time_zone: Europe/Riga\n"})
    run("ci", "github")
    assert 'timezone: "Europe/Riga"' in (tmp_path / ".github/workflows/handbook-publish.yml").read_text()


def test_ci_refuses_a_branch_that_could_mean_something_else(run: Run) -> None:
    done = run("ci", "github", "--branch", "main'; id #")
    assert (done.exit_code, "use letters, digits" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    "hook", yaml.safe_load((PROJECT / ".pre-commit-hooks.yaml").read_text()), ids=lambda h: h["id"]
)
def test_a_hook_of_pre_commit_names_a_command_that_is_there(hook: dict[str, str]) -> None:
    program, *arguments = shlex.split(hook["entry"])
    if arguments[0] not in main.commands:
        pytest.skip(f"`handbook {arguments[0]}` comes later")
    done = CliRunner().invoke(main, [*arguments, "--data", str(PROJECT / "policy_data")])
    assert (program, done.exit_code) == ("handbook", 0), done.output
