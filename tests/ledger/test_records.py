"""Records and seals read back, and nothing but what was written."""

import json
from datetime import date
from typing import Any

import pytest

from handbook.ledger.records import EventKind, Head, Record, Seal

RECORD = Record(
    policy="phone", kind=EventKind.RENAME, name="2026", path="records/renames/2026.yml", sha256="a" * 64, former="fax"
)
SEAL = Seal(number=3, sealed=date(2026, 5, 1), prev="b" * 64, heads={"x": Head(record="1.0.json", sha256="c" * 64)})


def with_value(content: bytes, key: str, value: Any) -> bytes:
    """The same file with another value, written as the ledger writes."""
    return (json.dumps({**json.loads(content), key: value}, indent=2, sort_keys=True) + "\n").encode()


def test_record_keeps_its_content_through_its_file() -> None:
    assert Record.from_bytes(RECORD.to_bytes()) == RECORD


def test_seal_keeps_its_content_through_its_file() -> None:
    assert Seal.from_bytes(SEAL.to_bytes()) == SEAL


@pytest.mark.parametrize("key", ["scheme", "policy", "kind", "name", "path", "sha256", "prev", "former", "other"])
@pytest.mark.parametrize("value", [1, 1.0, True, None, [], {}])
def test_record_with_a_value_that_is_no_text_is_refused(key: str, value: Any) -> None:
    assert Record.from_bytes(with_value(RECORD.to_bytes(), key, value)) is None


@pytest.mark.parametrize("value", ["4", True, 3.0, None])
def test_seal_with_a_number_that_is_none_is_refused(value: Any) -> None:
    assert Seal.from_bytes(with_value(SEAL.to_bytes(), "number", value)) is None


@pytest.mark.parametrize(
    "value", [[], {"x": []}, {"x": {}}, {"x": {"record": 1, "sha256": "c" * 64}}, {"x": {"record": "a"}}, None, {"": 1}]
)
def test_seal_with_heads_that_are_none_is_refused(value: Any) -> None:
    assert Seal.from_bytes(with_value(SEAL.to_bytes(), "heads", value)) is None


@pytest.mark.parametrize("content", [b"", b"[]", b"null", b"\xff", b"[" * 100_000, b"1" * 5000, b'"\\ud800"'])
def test_bytes_that_are_no_record_are_refused(content: bytes) -> None:
    assert (Record.from_bytes(content), Seal.from_bytes(content)) == (None, None)


def test_file_name_is_the_version_or_the_kind_with_the_name() -> None:
    version = Record(policy="phone", kind=EventKind.VERSION, name="1.0", path="versions/1.0.yml", sha256="a" * 64)
    assert (version.file_name, RECORD.file_name) == ("1.0.json", "rename-2026.json")
