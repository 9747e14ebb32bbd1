"""Ledger records and seals <-> canonical JSON files.

A record fixes one event of a policy (a version, a withdrawal, a rename) by the SHA-256 of its file's raw bytes and by
the hash of the policy's previous record. A seal fixes the newest record of every policy at a release. A file that is
not byte for byte what `to_bytes` gives is refused, so that no byte can change unseen. Writes nothing.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

SCHEME = "policy-handbook-ledger-1"
"""Names how hashes are made: SHA-256, lower-case hexadecimal, over raw bytes; records as canonical JSON."""


class EventKind(StrEnum):
    """What a record fixes."""

    VERSION = "version"
    WITHDRAWAL = "withdrawal"
    RENAME = "rename"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One event of one policy.

    `name` is the version's number or the record file's id; `path` is relative to the policy's folder, so that a
    renamed policy keeps its records; `former` is the id before a rename; `prev` is empty for the first record.
    """

    policy: str
    kind: EventKind
    name: str
    path: str
    sha256: str
    prev: str = ""
    former: str = ""

    @property
    def file_name(self) -> str:
        """The record's file under `ledger/<policy>/`: one per version, so that two of the same number collide."""
        return f"{self.name}.json" if self.kind is EventKind.VERSION else f"{self.kind}-{self.name}.json"

    def to_bytes(self) -> bytes:
        """The canonical file."""
        return _canonical({"scheme": SCHEME, **asdict(self)})

    @classmethod
    def from_bytes(cls, data: bytes) -> "Record | None":
        """The record that canonical bytes hold; None for any others."""
        values = _values(data)
        values.pop("scheme", None)
        if not all(isinstance(value, str) for value in values.values()):
            return None
        try:
            record = cls(**{**values, "kind": EventKind(values["kind"])})
        except (KeyError, ValueError, TypeError):
            return None
        return record if record.to_bytes() == data else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A policy's newest record at the time of a seal: its file name and the SHA-256 of that file."""

    record: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """All policies at a release. `number` counts from 1; `prev` is the hash of the seal before, empty for the first."""

    number: int
    sealed: date
    prev: str
    heads: Mapping[str, Head] = field(default_factory=dict)

    @property
    def root(self) -> str:
        """The SHA-256 over one line for each policy, sorted: its id, a space, the hash of its newest record."""
        lines = "".join(f"{policy} {head.sha256}\n" for policy, head in sorted(self.heads.items()))
        return sha256_of(lines.encode())

    @property
    def hash(self) -> str:
        """The SHA-256 of the seal's file: what an auditor notes down as an anchor."""
        return sha256_of(self.to_bytes())

    @property
    def file_name(self) -> str:
        """The seal's file under `seals/`."""
        return f"{self.number:04d}.json"

    def to_bytes(self) -> bytes:
        """The canonical file; `check` is the hash of all the rest of it."""
        body = {
            "scheme": SCHEME,
            "number": self.number,
            "sealed": self.sealed.isoformat(),
            "prev": self.prev,
            "policies": len(self.heads),
            "root": self.root,
            "heads": {policy: asdict(head) for policy, head in self.heads.items()},
        }
        return _canonical({**body, "check": sha256_of(_canonical(body))})

    @classmethod
    def from_bytes(cls, data: bytes) -> "Seal | None":
        """The seal that canonical bytes hold; None for any others."""
        values = _values(data)
        try:
            heads = {policy: Head(**head) for policy, head in values["heads"].items()}
            sealed = date.fromisoformat(values["sealed"])
            seal = cls(number=values["number"], sealed=sealed, prev=values["prev"], heads=heads)
            return seal if seal._is_typed and seal.to_bytes() == data else None
        except (KeyError, ValueError, TypeError, AttributeError):
            return None

    @property
    def _is_typed(self) -> bool:
        """Whether every value is what it is declared to be; JSON may hold anything."""
        texts = [self.prev, *(text for head in self.heads.values() for text in (head.record, head.sha256))]
        return type(self.number) is int and all(isinstance(text, str) for text in texts)


def sha256_of(data: bytes) -> str:
    """The SHA-256 of raw bytes, as `sha256sum` prints it."""
    return hashlib.sha256(data).hexdigest()


def _canonical(values: Mapping[str, Any]) -> bytes:
    return (json.dumps(values, ensure_ascii=True, indent=2, sort_keys=True) + "\n").encode("ascii")


def _values(data: bytes) -> dict[str, Any]:
    try:
        values = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}
