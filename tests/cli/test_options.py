"""The options that name the handbook and the day: which commands take them, and before whose name."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handbook.cli.main import main
from tests.load.data import SMALL, write

DATED = {"build", "serve", "check", "diff", "in-force", "due", "publish", "withdraw", "rename", "review", "seal"}
UNDATED = {"schema", "ci", "codeowners", "verify"}
WITHOUT_HANDBOOK = {"init", "explain"}


def handbook(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def options(name: str) -> set[str]:
    return {str(item.name) for item in main.commands[name].params} & {"data", "config", "as_of"}


def test_commands_take_the_options_that_they_use() -> None:
    assert set(main.commands) == DATED | UNDATED | WITHOUT_HANDBOOK | {"new"}
    assert {name: options(name) for name in DATED} == {name: {"data", "config", "as_of"} for name in DATED}
    assert {name: options(name) for name in UNDATED} == {name: {"data", "config"} for name in UNDATED}
    assert {name: options(name) for name in WITHOUT_HANDBOOK} == {name: set() for name in WITHOUT_HANDBOOK}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--as-of", "2020-01-01", "init", "new", "--yes"), "`handbook init` takes no --as-of"),
        (("--data", "policy_data", "explain"), "`handbook explain` takes no --data"),
        (
            ("--config", "mkdocs.yml", "--as-of", "2020-01-01", "init", "new"),
            "`handbook init` takes no --config, --as-of",
        ),
        (("--as-of", "2020-01-01", "verify"), "`handbook verify` takes no --as-of"),
        (("--as-of", "2020-01-01", "new", "policy", "refunds"), "`handbook new policy` takes no --as-of"),
    ],
    ids=lambda it: "-".join(it) if isinstance(it, tuple) else "",
)
def test_option_that_a_command_lacks_is_refused_before_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = handbook(*arguments)
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (2, f"Error: {message}")
    assert list(tmp_path.iterdir()) == []


def test_day_before_a_command_is_the_day_of_the_command(tmp_path: Path) -> None:
    data = str(write(tmp_path / "policy_data", SMALL))
    before, behind = (
        handbook("--data", data, "--as-of", "2025-02-01", "in-force"),
        handbook("in-force", "--as-of", "2025-02-01", "--data", data),
    )
    assert (before.output, before.output.endswith("1 policy in force on 2025-02-01\n")) == (behind.output, True)


def test_list_of_commands_says_of_each_a_whole_sentence() -> None:
    listed = handbook("--help").stdout.partition("Commands:\n")[2].splitlines()
    assert len(listed) == len(main.commands)
    assert [line for line in listed if not line.endswith(".") or line.endswith("...")] == []
