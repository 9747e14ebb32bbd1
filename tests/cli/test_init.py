import os
import pty
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handbook.cli.main import main

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TZ", "Europe/Riga")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_a_new_handbook_builds_and_checks_in_two_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("init", "new", "--yes").exit_code == 0
    monkeypatch.chdir(tmp_path / "new")
    built, checked = run("build"), run("check", "--strict")
    assert (built.exit_code, checked.exit_code, checked.stdout) == (0, 0, "")
    page = (tmp_path / "new/site/policies/escalation/index.html").read_text()
    assert "In force" in page
    assert not (tmp_path / "new/site/policies/complaints").exists()


def test_a_handbook_that_was_emptied_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("init", "new", "--yes")
    monkeypatch.chdir(tmp_path / "new")
    for folder in ("policies", "ledger"):
        shutil.rmtree(f"policy_data/{folder}")
        Path("policy_data", folder).mkdir()
    built = run("build")
    assert built.exit_code == 0, built.output


def test_nothing_is_asked_and_nothing_approved_without_a_terminal(tmp_path: Path) -> None:
    result = run("init", "new")
    assert "nothing is published yet" in result.stdout
    assert not (tmp_path / "new/policy_data/ledger").exists()


def test_whoever_says_yes_is_told_what_was_approved() -> None:
    assert "published as version 1.0, approved by whoever ran this" in run("init", "new", "--yes").stdout


def test_the_handbook_is_made_in_the_folder_that_one_stands_in(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    result = run("init", ".", "--yes")
    assert (result.exit_code, "cd " in result.stderr) == (0, False)
    assert (tmp_path / "policy_data/handbook.yml").is_file()
    assert (tmp_path / ".git/HEAD").is_file()


def test_a_second_handbook_is_not_put_over_the_first(tmp_path: Path) -> None:
    run("init", "new", "--yes")
    before = (tmp_path / "new/policy_data/handbook.yml").read_bytes()
    result = run("init", "new", "--yes", "--organisation", "Other")
    assert (result.exit_code, "cannot be used: it holds" in result.stderr) == (2, True)
    assert (tmp_path / "new/policy_data/handbook.yml").read_bytes() == before


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--time-zone", "Riga", "--time-zone: `Riga` is not a time zone; write a time zone, such as Europe/Riga"),
        ("--language", "Latvian!", "--language: `Latvian!` is not a language"),
        ("--repository", "git@github.com:a/b", "--repository: `git@github.com:a/b` is not an address"),
        ("--organisation", "a\nb", "--organisation: the text must stand on one line"),
    ],
)
def test_an_answer_that_cannot_be_used_is_refused(tmp_path: Path, option: str, value: str, message: str) -> None:
    result = run("init", "new", "--yes", option, value)
    assert (result.exit_code, message in result.stderr) == (2, True)
    assert not (tmp_path / "new").exists()


def test_the_time_zone_of_the_machine_is_the_default(tmp_path: Path) -> None:
    run("init", "new", "--yes")
    assert "\ntime_zone: Europe/Riga\n" in (tmp_path / "new/policy_data/handbook.yml").read_text()


def test_somebody_at_a_terminal_is_asked_four_questions(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    answers = b"Ardenhall\n\nhttps://gitlab.com/ardenhall/handbook\nn\n"
    os.write(ours, answers)
    command = [sys.executable, "-m", "handbook", "init", "new"]
    ended = subprocess.run(command, cwd=tmp_path, stdin=theirs, capture_output=True, text=True, check=False)
    os.close(theirs)
    os.close(ours)
    assert ended.returncode == 0, ended.stderr
    assert sum(ended.stdout.count(question) for question in ("organisation:", "dates [", "none yet):", "[Y/n]:")) == 4
    assert "organisation: Ardenhall\n" in (tmp_path / "new/policy_data/handbook.yml").read_text()
    assert (tmp_path / "new/.gitlab-ci.yml").is_file()
    assert not (tmp_path / "new/policy_data/ledger").exists()


def test_an_installed_program_makes_a_handbook_and_builds_it(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", "out"]
    source = tmp_path / "source"
    copied = ("handbook", "templates", "pyproject.toml", "README.md", "LICENSE")
    source.mkdir()
    for name in copied:
        subprocess.run(["cp", "-r", str(PROJECT / name), str(source)], check=True)
    subprocess.run([*build, str(source)], cwd=tmp_path, check=True, capture_output=True)
    (wheel,) = (tmp_path / "out").glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "installed")}

    def installed(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-P", "-m", "handbook", *arguments]
        return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)

    where = [sys.executable, "-P", "-c", "import handbook; print(handbook.__file__)"]
    found = subprocess.run(where, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True).stdout
    assert found.strip() == str(tmp_path / "installed/handbook/__init__.py")
    made = installed("init", "new", "--yes", "--host", "github", folder=tmp_path)
    assert made.returncode == 0, made.stderr
    for command in (("build",), ("check", "--strict")):
        ended = installed(*command, folder=tmp_path / "new")
        assert ended.returncode == 0, ended.stderr
