from pathlib import Path

from tests.cli.conftest import Run
from tests.load.data import ROLES, write


def test_schemas_are_written_once(run: Run, data: Path) -> None:
    assert len(run("schema").stdout.splitlines()) == 15
    again = run("schema")
    assert (again.stdout, again.stderr) == ("", "already up to date: 15 of 15 schemas\n")


def test_a_new_role_makes_the_ids_stale(run: Run, data: Path) -> None:
    run("schema")
    write(data, {"roles.yml": ROLES + "  - {id: auditor, title: Auditor}\n"})
    checked = run("schema", "--check")
    assert (checked.exit_code, checked.stdout) == (1, "stale policy_data/.schema/ids.json\n")


def test_check_warns_of_a_stale_schema(run: Run, data: Path) -> None:
    run("schema")
    (data / ".schema" / "roles.json").unlink()
    result = run("check", "--format", "github")
    assert "::warning file=policy_data/.schema/roles.json,line=1,col=1,title=stale-schema::" in result.stdout
    assert result.exit_code == 0


def test_a_handbook_without_schemas_is_not_warned(run: Run) -> None:
    assert "stale-schema" not in run("check").stdout


def test_schemas_can_be_written_elsewhere(run: Run, data: Path, tmp_path: Path) -> None:
    run("schema", "--output", str(tmp_path / "other"))
    assert (tmp_path / "other" / ".schema" / "policy.json").is_file()
    assert not (data / ".schema").exists()


def test_a_handbook_that_cannot_be_read_has_no_schemas(run: Run, data: Path) -> None:
    write(data, {"handbook.yml": "title: [\n"})
    assert run("schema").exit_code == 2
    assert not (data / ".schema").exists()


def test_a_rename_renews_the_ids(run: Run, data: Path) -> None:
    run("seal", "--adopt")
    run("schema")
    result = run("rename", "complaints", "objections", "--reason", "All of them.")
    assert "written policy_data/.schema/ids.json" in result.stdout
    assert run("schema", "--check").exit_code == 0


def test_a_review_names_its_schema_where_there_is_one(run: Run, data: Path) -> None:
    options = ("--outcome", "reaffirm", "--by", "complaints-lead", "--note", "Targets met.")
    run("review", "complaints", *options)
    run("schema")
    run("review", "complaints", *options)
    folder = data / "policies/complaints/records/reviews"
    first, second = (folder / f"2025-12-01-reaffirm{count}.yml" for count in ("", "-2"))
    assert (
        second.read_text() == "# yaml-language-server: $schema=../../../../.schema/reviews.json\n" + first.read_text()
    )


def test_schemas_are_not_written_through_a_link(run: Run, data: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (data / ".schema").symlink_to(tmp_path / "elsewhere")
    assert run("schema").exit_code == 2
    assert list((tmp_path / "elsewhere").iterdir()) == []
