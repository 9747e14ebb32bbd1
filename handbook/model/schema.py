"""The fields of a record as they are declared: name, type, marks, whether they are required.

What the reader, the generated reference page, the reference checks and the clause list have in common. Works on any
dataclass of the model whose fields carry `Doc`; reads no data.
"""

import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import cache
from typing import Annotated, Any, cast

from handbook.model.field import Doc, Format, Refers
from handbook.model.period import Duration


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSchema:
    """One field of a record.

    `type` is the annotation without its outermost marks; `record` the dataclass that the value or each item is, else
    None; `many` whether it is a tuple; `formats` and `refers` the marks of the value or of each item.
    """

    name: str
    type: Any
    required: bool
    doc: Doc
    formats: tuple[Format, ...]
    refers: Refers | None
    record: type | None
    many: bool


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
    marks, bare, record, many = list(hint.__metadata__), hint.__origin__, None, False
    pending = [bare]
    while pending:
        part = pending.pop()
        if typing.get_origin(part) is Annotated:
            marks += part.__metadata__
            pending.append(part.__origin__)
        elif typing.get_origin(part) in {tuple, types.UnionType, typing.Union}:
            many = many or typing.get_origin(part) is tuple
            pending += [arg for arg in typing.get_args(part) if arg not in {Ellipsis, types.NoneType}]
        elif typing.get_origin(part) is Mapping:
            pending.append(typing.get_args(part)[1])
        elif is_dataclass(part) and part is not Duration:
            record = cast("type", part)
    return FieldSchema(
        name=item.name,
        type=bare,
        required=item.default is MISSING and item.default_factory is MISSING,
        doc=next(mark for mark in marks if isinstance(mark, Doc)),
        formats=tuple(mark for mark in marks if isinstance(mark, Format)),
        refers=next((mark for mark in marks if isinstance(mark, Refers)), None),
        record=record,
        many=many,
    )
