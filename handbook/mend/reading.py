"""A file that an owner edits -> what the strict reader makes of it: nodes, problems, and which field a path leads to.

Knows which files may be mended: never a frozen version, a rename, a withdrawal, the ledger or a seal. Writes nothing.
"""

import re
from collections.abc import Mapping as MappingType
from dataclasses import dataclass
from typing import Any

from handbook.load.nodes import Mapping, Node, Scalar, Sequence, compose
from handbook.load.records import is_given_up, read_mixed, read_record
from handbook.model.diagnostic import Diagnostic
from handbook.model.handbook import Benchmarks, Glossary, Organisation, Roles
from handbook.model.policy import PolicyText
from handbook.model.record import RECORD_KINDS
from handbook.model.schema import FieldSchema, schema
from handbook.model.source import Source
from handbook.model.version import WorkingText

Path = tuple[str | int, ...]
"""Keys and 0-based indices that lead to a value."""

_SHARED: MappingType[str, type] = {
    "handbook.yml": Organisation,
    "roles.yml": Roles,
    "benchmarks.yml": Benchmarks,
    "glossary.yml": Glossary,
}
_POLICY = re.compile(r"policies/[a-z0-9-]+/policy\.yml")
_RECORD = re.compile(r"policies/[a-z0-9-]+/records/([a-z]+)/([a-z0-9-]+)\.yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What a file holds: the records that its top-level keys belong to, and those of their fields it does not hold."""

    records: tuple[type, ...]
    given: MappingType[str, Any]

    def field(self, path: Path) -> FieldSchema | None:
        """The declaration of the field that a path leads to; None where there is none."""
        records, found = self.records, None
        for key in path:
            if isinstance(key, int) or (found and not found.record):
                continue
            found = self.fields_of(records).get(key)
            if found is None:
                return None
            records = (found.record,) if found.record else ()
        return found

    def siblings(self, path: Path) -> MappingType[str, FieldSchema]:
        """The fields that the block may have in which a path ends; none where the block holds other keys."""
        parent = self.field(path[:-1]) if len(path) > 1 else None
        if parent is None:
            return self.fields_of(self.records) if len(path) == 1 else {}
        return self.fields_of((parent.record,)) if parent.record else {}

    @staticmethod
    def fields_of(records: tuple[type, ...]) -> MappingType[str, FieldSchema]:
        """All fields of some records by name."""
        return {item.name: item for record in records for item in schema(record)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a text holds. `top` is None where it cannot be read; the last problem then says why."""

    top: Mapping | None
    problems: tuple[Diagnostic, ...]

    @property
    def is_whole(self) -> bool:
        """Whether the text was read to its end."""
        return self.top is not None and not is_given_up(list(self.problems))

    @property
    def values(self) -> dict[Path, str]:
        """The text of every value, and the length of every list and block, by path."""
        return dict(_flat(self.top, ())) if self.top else {}

    def node(self, path: Path) -> Node | None:
        """The value that a path leads to."""
        node: Node | None = self.top
        for key in path:
            if isinstance(node, Mapping) and key in node.entries:
                node = node.entries[str(key)][1]
            elif isinstance(node, Sequence) and isinstance(key, int) and key < len(node.items):
                node = node.items[key]
            else:
                return None
        return node


def kind_of(path: str) -> Kind | None:
    """What the file at a path below the data folder holds; None for one that is never mended."""
    if path in _SHARED:
        return Kind(records=(_SHARED[path],), given={})
    if _POLICY.fullmatch(path):
        return Kind(records=(WorkingText, PolicyText), given={})
    match = _RECORD.fullmatch(path)
    kind = RECORD_KINDS.get(match[1]) if match else None
    return Kind(records=(kind.record,), given={"id": match[2]}) if match and kind and not kind.frozen else None


def read(content: bytes, file: str, kind: Kind) -> Reading:
    """The file as the loader reads it; `file` is the name that diagnostics show."""
    top, found = compose(content, file)
    if top is None:
        return Reading(top=None, problems=tuple(found))
    source, problems = Source(file), list[Diagnostic]()
    *outer, last = kind.records
    *heads, rest = read_mixed(kind.records, top, source, problems) if outer else (top,)
    held: Any = read_record(last, rest, source, problems, **kind.given)
    for record, part in zip(outer, heads, strict=True):
        read_record(record, part, source, problems, text=held)
    return Reading(top=top, problems=(*found, *problems))


def _flat(node: Node, path: Path) -> list[tuple[Path, str]]:
    if isinstance(node, Scalar):
        return [(path, node.text)]
    children: list[tuple[str | int, Node]]
    if isinstance(node, Sequence):
        children = list(enumerate(node.items))
    else:
        children = [(key, value) for key, (_, value) in node.entries.items()]
    below = [item for key, child in children for item in _flat(child, (*path, key))]
    return [(path, f"{type(node).__name__} of {len(children)}"), *below]
