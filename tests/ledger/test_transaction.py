"""Files written together: killed at every file operation, all of them are there afterwards or none."""

import errno
import os
from pathlib import Path

import pytest

from handbook.ledger.transaction import recover, write_together
from tests.ledger.killed import kill_at_every_moment

BEFORE = {"policies/fax/policy.yml": b"old text", "policies/old/gone.yml": b"to be deleted"}
AFTER = {
    "policies/fax/policy.yml": b"new text",
    "policies/fax/versions/2.0.yml": b"frozen",
    "ledger/2.0.json": b"record",
}
CONTENTS: dict[str, bytes | None] = {**AFTER, "policies/old/gone.yml": None}
REPLACED = ["policies/fax/policy.yml"]

WORK = f"""
from pathlib import Path
from handbook.ledger.transaction import write_together

def work(folder):
    write_together(Path(folder) / "policy_data", {CONTENTS!r}, {REPLACED!r})
"""


def data_folder(folder: Path) -> Path:
    """A data folder as it is before."""
    data = folder / "policy_data"
    for name, content in BEFORE.items():
        (data / name).parent.mkdir(parents=True)
        (data / name).write_bytes(content)
    return data


def contents(data: Path) -> dict[str, bytes]:
    """All files below the data folder."""
    return {path.relative_to(data).as_posix(): path.read_bytes() for path in data.rglob("*") if path.is_file()}


def left_aside(data: Path) -> list[str]:
    """What lies beside the data folder."""
    return sorted(path.name for path in (data.parent / ".handbook").iterdir())


def test_files_are_written_changed_and_deleted(tmp_path: Path) -> None:
    data = data_folder(tmp_path)
    write_together(data, CONTENTS, REPLACED)
    assert contents(data) == AFTER


def test_folder_left_empty_goes_too(tmp_path: Path) -> None:
    data = data_folder(tmp_path)
    write_together(data, CONTENTS, REPLACED)
    assert sorted(path.name for path in (data / "policies").iterdir()) == ["fax"]


def test_nothing_but_the_lock_is_left_aside(tmp_path: Path) -> None:
    data = data_folder(tmp_path)
    write_together(data, CONTENTS, REPLACED)
    assert left_aside(data) == ["publishing-policy_data.lock"]


def test_file_that_must_be_new_is_never_replaced(tmp_path: Path) -> None:
    data = data_folder(tmp_path)
    with pytest.raises(FileExistsError):
        write_together(data, CONTENTS)
    assert (contents(data), left_aside(data)) == (BEFORE, ["publishing-policy_data.lock"])


@pytest.mark.parametrize("step", range(1, 7))
def test_disk_that_is_full_at_any_step_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    data, real, calls = data_folder(tmp_path), os.fsync, iter(range(1, 100))

    def full(descriptor: int) -> None:
        if next(calls) == step:
            raise OSError(errno.ENOSPC, "no space left on device")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space left"):
        write_together(data, CONTENTS, REPLACED)
    assert (contents(data), left_aside(data)) == (BEFORE, ["publishing-policy_data.lock"])


def test_recovery_without_anything_left_changes_nothing(tmp_path: Path) -> None:
    data = data_folder(tmp_path)
    assert (recover(data), contents(data), (tmp_path / ".handbook").exists()) == ("", BEFORE, False)


def test_killed_at_any_file_operation_leaves_all_or_nothing(tmp_path: Path) -> None:
    folders = [tmp_path / str(number) for number in range(60)]
    data = [data_folder(folder) for folder in folders]
    killed = kill_at_every_moment(WORK, folders)
    outcomes = []
    for item in data[:killed]:
        said = recover(item)
        outcomes.append((said, contents(item) == BEFORE, contents(item) == AFTER))
    assert set(outcomes) == {
        ("", True, False),
        ("undone", True, False),
        ("finished", False, True),
        ("", False, True),
    }


def test_writing_finishes_first_what_was_left(tmp_path: Path) -> None:
    folders = [tmp_path / str(number) for number in range(60)]
    data = [data_folder(folder) for folder in folders]
    killed = kill_at_every_moment(WORK, folders)
    for item in data[:killed]:
        write_together(item, {"other.yml": b"other"})
        assert contents(item) in ({**BEFORE, "other.yml": b"other"}, {**AFTER, "other.yml": b"other"})
