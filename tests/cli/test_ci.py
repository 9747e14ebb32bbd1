"""`handbook ci`: what it writes, what it refuses, how it ends."""

from pathlib import Path

from tests.cli.conftest import Run
from tests.load.data import HANDBOOK, write


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
    assert (done.exit_code, ".gitlab-ci.yml: not written by `handbook ci`" in done.stderr) == (2, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".gitlab-ci.yml", ".handbook", "policy_data"]


def test_ci_uses_the_time_zone_of_the_handbook(run: Run, data: Path, tmp_path: Path) -> None:
    write(data, {"handbook.yml": f"{HANDBOOK}time_zone: Europe/Riga\n"})
    run("ci", "github")
    assert 'timezone: "Europe/Riga"' in (tmp_path / ".github/workflows/handbook-publish.yml").read_text()


def test_ci_refuses_a_branch_that_could_mean_something_else(run: Run) -> None:
    done = run("ci", "github", "--branch", "main'; id #")
    assert (done.exit_code, "use letters, digits" in done.stderr) == (2, True)
