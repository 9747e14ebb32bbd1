"""A small handbook on disk, and what runs the program on it."""

from collections.abc import Callable
from pathlib import Path

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
    """Runs the program with arguments, on 2025-12-01 unless they say another day."""

    def run_program(*arguments: str) -> Result:
        with_day = arguments if "--as-of" in arguments else (*arguments, "--as-of", "2025-12-01")
        return CliRunner().invoke(main, with_day)

    return run_program
