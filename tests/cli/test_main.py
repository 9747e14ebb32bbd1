"""The program as a whole: how it ends where the machine refuses."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.load.data import SMALL, write

FILES = {**SMALL, "seals/0001.json": "{}\n"}


@pytest.mark.parametrize("command", ["seal", "build"])
def test_file_that_cannot_be_read_ends_a_command_with_its_name(
    run: Run, data: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    write(data.parent, {"mkdocs.yml": "plugins: [handbook]\n"})
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.parent.name == "seals":
            raise PermissionError(13, "Permission denied", str(path))
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    done = run(command)
    refused = f"[Errno 13] Permission denied: '{data / 'seals/0001.json'}'"
    last = done.stderr.splitlines()[-1]
    assert (done.exit_code, last) == (2, f"Error: a file cannot be read or written: {refused}")
