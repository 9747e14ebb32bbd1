"""The schema of every file an owner edits, as facts for the reference page: field by field, from the declarations."""

from dataclasses import dataclass, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from handbook.model.field import Format
from handbook.model.handbook import Benchmarks, Glossary, Organisation, Roles
from handbook.model.period import Duration
from handbook.model.policy import PolicyText
from handbook.model.record import RECORD_KINDS
from handbook.model.schema import FieldSchema, schema
from handbook.model.version import Version, WorkingText
from handbook.model.version_number import VersionNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow:
    """One field: `kind` says in words how its value is written; `record` names the block that it holds, or is empty."""

    name: str
    meaning: str
    kind: str
    record: str
    unit: str
    required: bool
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordBlock:
    """One kind of record with its fields, in order of declaration; `meaning` is the first sentence of its docstring."""

    name: str
    meaning: str
    fields: tuple[FieldRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSchema:
    """One kind of file: its path, the fields on its top level, and the records that these hold."""

    path: str
    meaning: str
    fields: tuple[FieldRow, ...]
    records: tuple[RecordBlock, ...]


FILES: tuple[tuple[str, str, tuple[type, ...]], ...] = (
    ("handbook.yml", "What holds for all policies.", (Organisation,)),
    ("roles.yml", "Who does what: owners, approvers and audiences are roles, never persons.", (Roles,)),
    ("benchmarks.yml", "What competitors were seen to do.", (Benchmarks,)),
    ("glossary.yml", "Words of the trade, explained where they occur.", (Glossary,)),
    ("policies/<id>/policy.yml", "The working text: what the next version will say.", (PolicyText, WorkingText)),
    ("policies/<id>/versions/<n>.yml", "A frozen version: the text, and what was decided about it.", (Version,)),
    *(
        (f"policies/<id>/records/{folder}/<name>.yml", "", (kind.record,))
        for folder, kind in sorted(RECORD_KINDS.items())
    ),
)
"""Every kind of file: its path, what it is in a sentence (else its record says so), the records that it holds."""

_WRITTEN: dict[Any, str] = {
    date: "date, YYYY-MM-DD",
    Decimal: "number",
    int: "whole number",
    Duration: "duration, ISO 8601 such as PT30M",
    VersionNumber: "version number in quotes",
    Format.ID: "id: a to z, 0 to 9 and -",
    Format.LINE: "one line of text",
    Format.PROSE: "text, CommonMark",
    Format.URL: "web address",
    Format.SHA256: "SHA-256, 64 hexadecimal digits",
    Format.UNARY_TEST: 'unary test such as <= 50, [50..200], "gold" or -',
    Format.TIME_ZONE: "time zone such as Europe/Riga",
    Format.LANGUAGE: "language such as en",
    Format.HANDLE: "name at a git host",
}


def file_schemas() -> tuple[FileSchema, ...]:
    """Every kind of file under the data folder; a record is described with the first file that holds it."""
    described: set[type] = set()
    return tuple(_file(path, meaning, tops, described) for path, meaning, tops in FILES)


def _file(path: str, meaning: str, tops: tuple[type, ...], described: set[type]) -> FileSchema:
    fields = [item for top in tops for item in schema(top)]
    pending = [item.record for item in fields if item.record]
    blocks: list[RecordBlock] = []
    while pending:
        record = pending.pop(0)
        if record not in described:
            described.add(record)
            blocks.append(
                RecordBlock(
                    name=record.__name__,
                    meaning=record_meaning(record),
                    fields=tuple(_row(item) for item in schema(record)),
                )
            )
            pending += [item.record for item in schema(record) if item.record]
    return FileSchema(
        path=path,
        meaning=meaning or record_meaning(tops[0]),
        fields=tuple(_row(item) for item in fields),
        records=tuple(blocks),
    )


def _row(item: FieldSchema) -> FieldRow:
    return FieldRow(
        name=item.name,
        meaning=item.doc.meaning,
        kind=_kind(item),
        record=item.record.__name__ if item.record else "",
        unit=item.doc.unit,
        required=item.required,
        example=item.doc.example,
    )


def _kind(item: FieldSchema) -> str:
    if item.record:
        return f"list of {item.record.__name__}" if item.many else item.record.__name__
    if item.refers:
        return f"list of {item.refers.to.value} ids" if item.many else f"id of a {item.refers.to.value}"
    written = _written(item)
    return f"list: {written}" if item.many else written


def _written(item: FieldSchema) -> str:
    if item.choices:
        return "one of " + ", ".join(item.choices)
    written = _WRITTEN.get(item.kind) or _WRITTEN[item.formats[0]]
    return f"keys and values; value: {written}" if item.keyed else written


def record_meaning(record: type) -> str:
    """What a kind of record is: the first paragraph of its docstring."""
    assert is_dataclass(record)
    return " ".join((record.__doc__ or "").split("\n\n")[0].split())
