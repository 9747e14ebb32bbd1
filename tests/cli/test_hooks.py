"""`.pre-commit-hooks.yaml`: every hook names a command that is there, and passes on the sample."""

import shlex
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from handbook.cli.main import main

PROJECT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "hook", yaml.safe_load((PROJECT / ".pre-commit-hooks.yaml").read_text()), ids=lambda h: h["id"]
)
def test_a_hook_of_pre_commit_names_a_command_that_is_there(hook: dict[str, str]) -> None:
    program, *arguments = shlex.split(hook["entry"])
    done = CliRunner().invoke(main, [*arguments, "--data", str(PROJECT / "policy_data")])
    assert (program, done.exit_code) == ("handbook", 0), done.output
