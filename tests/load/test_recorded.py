"""Frozen files held against the records of them, as a reader does it: read anew, or unchanged since they were kept."""

import shutil
import time
from pathlib import Path

import pytest

from handbook.ledger.records import EventKind, Record, sha256_of
from handbook.load import kept as keeping
from handbook.load import loader
from handbook.load.loaded import Loaded
from handbook.load.loader import load, read_again
from handbook.machine.store import Store
from tests.load.data import SMALL, VERSION, write

FILE = "policies/complaints/versions/1.0.yml"
RECORD = "ledger/complaints/1.0.json"
FORGED = VERSION.replace("on the day it arrives", "within a month")
ALTERED = (
    "policy_data/policies/complaints/versions/1.0.yml",
    "file-altered",
    "this is not what was published: its SHA-256 is not the one in ledger/complaints/1.0.json",
    "restore it: `git log -- FILE` shows who changed it; another wording is published as a new version",
)


def record_of(content: str) -> bytes:
    """The ledger's file for version 1.0 with this content."""
    path = "versions/1.0.yml"
    version = EventKind.VERSION
    return Record(
        policy="complaints", kind=version, name="1.0", path=path, sha256=sha256_of(content.encode())
    ).to_bytes()


def told(loaded: Loaded) -> list[tuple[str, str, str, str]]:
    return [(item.source.file, item.code, item.message, item.hint) for item in loaded.diagnostics]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write(tmp_path / "policy_data", SMALL, {RECORD: record_of(VERSION)})


def test_a_version_that_is_as_it_was_recorded_is_no_problem(data: Path) -> None:
    assert told(load(data)) == []


def test_an_altered_version_is_reported_at_its_file(data: Path) -> None:
    write(data, {FILE: FORGED})
    assert told(load(data)) == [ALTERED]
    write(data, {FILE: VERSION})
    assert told(load(data)) == []


def test_an_altered_version_is_read_all_the_same(data: Path) -> None:
    write(data, {FILE: FORGED})
    assert load(data).incomplete == frozenset()


@pytest.mark.parametrize("content", [record_of(FORGED), b"", b"[1]", b"{", b"\xff", b"[" * 100_000])
def test_a_version_with_another_record_is_reported(data: Path, content: bytes) -> None:
    write(data, {RECORD: content})
    assert told(load(data)) == [ALTERED]


def test_a_version_without_a_record_is_not_held_against_anything(data: Path) -> None:
    write(data, {FILE: FORGED})
    (data / RECORD).unlink()
    assert told(load(data)) == []
    (data / "ledger/complaints").rmdir()
    assert told(load(data)) == []


@pytest.mark.parametrize(
    ("kind", "content", "record"),
    [
        ("withdrawals", "published: 2025-10-06\nby: service-director\n", "withdrawal-a.json"),
        ("renames", "former: moans\nrenamed: 2025-10-06\nreason: Plain words.\n", "rename-a.json"),
    ],
)
def test_an_altered_withdrawal_or_rename_is_reported(data: Path, kind: str, content: str, record: str) -> None:
    file = f"policies/complaints/records/{kind}/a.yml"
    recorded = f'{{"sha256": "{sha256_of(content.encode())}"}}'
    write(data, {file: content + "# later\n", f"ledger/complaints/{record}": recorded})
    assert (f"policy_data/{file}", "file-altered") in [found[:2] for found in told(load(data))]
    write(data, {file: content})
    assert [found for found in told(load(data)) if found[1] == "file-altered"] == []


def test_policies_that_are_read_again_are_held_against_their_records_as_they_are_then(data: Path) -> None:
    loaded = load(data)
    write(data, {RECORD: record_of(FORGED)})
    loaded = read_again(loaded, data, ["complaints"])
    assert told(loaded) == [ALTERED]
    write(data, {RECORD: record_of(VERSION)})
    assert told(read_again(loaded, data, ["complaints"])) == []


def kept(data: Path) -> list[tuple[str, str, str, str]]:
    """What a run says that goes on with what the one before kept."""
    store = Store(data.parent / "kept.sqlite", bytes(32), time.time_ns() + 10**10)
    try:
        return told(load(data, store))
    finally:
        store.close()


STEPS: tuple[tuple[str, str | None, bool], ...] = (
    (FILE, FORGED, True),
    (FILE, VERSION, False),
    (RECORD, record_of(FORGED).decode(), True),
    (RECORD, None, False),
    (RECORD, record_of(FORGED).decode(), True),
    (FILE, FORGED, False),
    (FILE, VERSION, True),
    (RECORD, record_of(VERSION).decode(), False),
)
"""A file, what it then holds, and whether version and record are then of two minds."""


@pytest.mark.parametrize("has_ledger", [True, False])
def test_what_was_kept_is_held_against_the_records_as_they_are(data: Path, has_ledger: bool) -> None:
    if not has_ledger:
        shutil.rmtree(data / "ledger")
    assert kept(data) == []
    steps = STEPS if has_ledger else STEPS[2:]
    for name, content, is_altered in steps:
        if content is None:
            (data / name).unlink()
        else:
            write(data, {name: content})
        assert kept(data) == kept(data) == ([ALTERED] if is_altered else []), (name, content)


def test_a_policy_that_is_as_it_was_recorded_is_not_read_again(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kept(data) == []
    for reader in (loader, keeping):
        monkeypatch.setattr(reader, "read_policy", None)
    assert kept(data) == []


def test_a_policy_without_a_ledger_is_not_read_again(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(data / "ledger")
    assert kept(data) == []
    for reader in (loader, keeping):
        monkeypatch.setattr(reader, "read_policy", None)
    assert kept(data) == []
