"""The fields of a record as they are declared: name, type, marks, whether they are required.

What the reader, the generated reference page, the reference checks and the clause list have in common. Works on any
dataclass of the model whose fields carry `Doc`; reads no data.
"""

import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Annotated, Any

from handbook.model.field import Doc, Format, Refers
from handbook.model.period import Duration


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSchema:
    """One field of a record.

    `many` says whether it holds a list, `keyed` whether keys and values, `optional` whether None stands where nothing is
    written. `kind`, `formats` and `refers` are the type and the marks of the value, or of each that it holds; `record` is
    the kind where it has fields of its own.
    """

    name: str
    kind: type
    many: bool
    keyed: bool
    optional: bool
    required: bool
    doc: Doc
    formats: tuple[Format, ...]
    refers: Refers | None

    @property
    def record(self) -> type | None:
        """The dataclass whose fields stand in the value, or in each; None where it is written in one piece."""
        return self.kind if is_dataclass(self.kind) and self.kind is not Duration else None

    @property
    def choices(self) -> tuple[str, ...]:
        """The words that the value may be; none where they are not listed."""
        return tuple(choice.value for choice in self.kind) if issubclass(self.kind, StrEnum) else ()


@cache
def schema(record: type) -> tuple[FieldSchema, ...]:
    """The fields that an owner can write, in order of declaration; `id` of a record file is not among them."""
    hints = typing.get_type_hints(record, include_extras=True)
    return tuple(
        _field_schema(item, hints[item.name])
        for item in fields(record)
        if any(isinstance(mark, Doc) for mark in getattr(hints[item.name], "__metadata__", ()))
    )


def _field_schema(item: "Field[Any]", hint: Any) -> FieldSchema:
    marks: list[Any] = []
    around: set[Any] = set()
    while args := typing.get_args(hint):
        origin = typing.get_origin(hint)
        if origin is Annotated:
            marks += hint.__metadata__
            hint = hint.__origin__
        else:
            around.add(origin)
            hint = next(arg for arg in (args[1:] if origin is Mapping else args) if arg is not types.NoneType)
    return FieldSchema(
        name=item.name,
        kind=hint,
        many=tuple in around,
        keyed=Mapping in around,
        optional=bool(around & {types.UnionType, typing.Union}),
        required=item.default is MISSING and item.default_factory is MISSING,
        doc=next(mark for mark in marks if isinstance(mark, Doc)),
        formats=tuple(mark for mark in marks if isinstance(mark, Format)),
        refers=next((mark for mark in marks if isinstance(mark, Refers)), None),
    )
