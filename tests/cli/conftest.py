"""A small handbook on disk, and what runs the program on it."""

from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from handbook.cli.main import main
from tests.load.data import SMALL, write

Run = Callable[..., Result]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """The data folder of a small handbook, or of the module's FILES; the current folder is the one above it."""
    monkeypatch.chdir(tmp_path)
    return write(tmp_path / "policy_data", getattr(request.module, "FILES", SMALL))


@pytest.fixture
def run(data: Path) -> Run:
    """Runs the program with arguments, on 2025-12-01 unless they say another day or name a command without one."""

    def run_program(*arguments: str) -> Result:
        is_told = "--as-of" in arguments or not _takes_day(arguments)
        return CliRunner().invoke(main, arguments if is_told else (*arguments, "--as-of", "2025-12-01"))

    return run_program


def _takes_day(arguments: tuple[str, ...]) -> bool:
    """Whether the command that is named has a day."""
    command: click.Command = main
    for word in arguments:
        within = command.get_command(click.Context(command), word) if isinstance(command, click.Group) else None
        command = within or command
    return any(option.name == "as_of" for option in command.params)
