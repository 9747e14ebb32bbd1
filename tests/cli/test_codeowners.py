"""`handbook codeowners`: what it writes, what it refuses, how it ends."""

from pathlib import Path

from tests.cli.conftest import Run
from tests.load.data import HANDBOOK, ROLES, SMALL, write

FILES = {
    **SMALL,
    "handbook.yml": f"{HANDBOOK}auditors: service-director\n",
    "roles.yml": ROLES.replace("title: Service director", 'title: Service director, handle: "@a/director"'),
}


def test_codeowners_is_written_where_the_host_looks(run: Run, tmp_path: Path) -> None:
    done = run("codeowners")
    assert (done.exit_code, done.stdout) == (0, "written .github/CODEOWNERS\n")
    assert "/policy_data/policies/complaints/ @a/director\n" in (tmp_path / ".github/CODEOWNERS").read_text()


def test_roles_without_handle_are_told(run: Run) -> None:
    assert run("codeowners").stderr == (
        "the role complaints-lead has no `handle` in roles.yml, so nobody is asked on its behalf\n"
    )


def test_codeowners_goes_where_gitlab_looks_in_a_repository_of_gitlab(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".gitlab-ci.yml").write_text("")
    assert run("codeowners").stdout == "written .gitlab/CODEOWNERS\n"


def test_check_passes_when_all_is_up_to_date(run: Run) -> None:
    run("codeowners")
    done = run("codeowners", "--check")
    assert (done.exit_code, done.stdout) == (0, "nothing to do: everything is up to date\n")


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
