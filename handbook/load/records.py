"""Nodes -> records of the model, by the model's own declarations.

A reader is compiled once for each dataclass from its annotations and the marks in `model.field`. Every problem is
collected with its position and its path; a value that is refused is replaced by a neutral one, so that reading goes
on and the rest is reported too. Whoever calls must not build from records whose reading reported an error.
"""

import types
from collections.abc import Callable
from collections.abc import Mapping as MappingType
from dataclasses import replace
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, cast

from handbook.load.nodes import Mapping, Node, Scalar, Sequence
from handbook.load.scalars import BY_FORMAT, BY_TYPE, Refused, shown
from handbook.model.diagnostic import Diagnostic, did_you_mean, error, warning
from handbook.model.field import Format
from handbook.model.schema import FieldSchema, schema
from handbook.model.source import Source

Record = TypeVar("Record")
Read = Callable[[Node, Source, str | int, list[Diagnostic]], Any]
"""Reads a node that stands in the given parent under the given key or index."""

MAX_PROBLEMS = 100
_LONGEST_KEY = 64
_MANY = 3


class _TooMany(Exception):
    """The file has more than `MAX_PROBLEMS` problems; it is not read on."""


def read_record(
    record: type[Record], node: Mapping, source: Source, problems: list[Diagnostic], **given: Any
) -> Record:
    """The record that a mapping describes; problems are appended with their positions.

    `problems` are those of one file. After `MAX_PROBLEMS` of them the file is given up with the error
    `too-many-problems`, and the record stands for nothing that was written.

    Args:
        record: what to read; its declaration says how.
        node: what stands in the file.
        source: where it stands.
        problems: appended to; among them `unknown-key`, `missing-key`, `empty-value`, `wrong-shape`, `invalid-value`
            and the warning `comment-cuts-text`.
        given: fields that are not in the file, such as the id that a file's name gives.
    """
    kind = cast("type", record)
    try:
        return cast("Record", _record_reader(kind)(node, source, problems, given, ()))
    except _TooMany:
        _give_up(problems, source)
        return cast("Record", replace(_empty(kind, given), source=source))


def read_mixed(
    records: tuple[type, ...], node: Mapping, source: Source, problems: list[Diagnostic]
) -> tuple[Mapping, ...]:
    """Split one mapping into one for each record type, reporting keys that belong to none of them."""
    names = _places(records)
    known = tuple(item for record in records for item in schema(record))
    parts = tuple(Mapping({}, node.line, node.column) for _ in records)
    try:
        for key, entry in node.entries.items():
            if key in names:
                parts[names[key]].entries[key] = entry
            else:
                _report_unknown(problems, entry[0], source, known, ())
    except _TooMany:
        _give_up(problems, source)
    return parts


@cache
def _places(records: tuple[type, ...]) -> MappingType[str, int]:
    """For each key the place of the record type that it belongs to."""
    return {item.name: place for place, record in enumerate(records) for item in schema(record)}


def is_given_up(problems: list[Diagnostic]) -> bool:
    """Whether a file was given up for its many problems."""
    return len(problems) > MAX_PROBLEMS


def _give_up(problems: list[Diagnostic], source: Source) -> None:
    if not is_given_up(problems):
        message = f"the file has more than {MAX_PROBLEMS} problems; the rest is not shown"
        found = error("too-many-problems", Source(source.file), message, "fix the first ones and check again")
        problems.append(found.at(1, 1))


@cache
def _record_reader(
    record: type,
) -> Callable[[Mapping, Source, list[Diagnostic], dict[str, Any], tuple[FieldSchema, ...]], Any]:
    """The reader of a record; it is called with the fields of the record above, if there is one."""
    known = schema(record)
    readers = {item.name: _reader(item, known) for item in known}
    stand_ins = {item.name: _stand_in(item) for item in known if item.required}

    def read(
        node: Mapping,
        source: Source,
        problems: list[Diagnostic],
        given: dict[str, Any],
        above: tuple[FieldSchema, ...],
    ) -> Any:
        values = dict(given)
        for key, (name, value) in node.entries.items():
            reader = readers.get(key)
            if reader is None:
                _report_unknown(problems, name, source, known, above)
            elif isinstance(value, Scalar) and not value.text and value.line == name.line:
                message = f"`{key}` has no value"
                hint = f"give one: {_meaning(record, key)}" if key in stand_ins else "give one, or delete the key"
                _report(problems, "empty-value", value, source.of(key), message, hint)
            else:
                values[key] = reader(value, source, key, problems)
        for key, stand_in in stand_ins.items():
            if key not in values:
                if key not in node.entries:
                    _report(problems, "missing-key", node, source.of(key), f"`{key}` is missing", _meaning(record, key))
                values[key] = _placed(stand_in, source.of(key))
        return record(source=source, **values)

    return read


def _meaning(record: type, key: str) -> str:
    item = next(item for item in schema(record) if item.name == key)
    if item.choices:
        return f"{item.doc.meaning}; one of {', '.join(f'`{choice}`' for choice in item.choices)}"
    return f"{item.doc.meaning}, such as {item.doc.example}" if item.doc.example else item.doc.meaning


def _report_unknown(
    problems: list[Diagnostic],
    name: Scalar,
    source: Source,
    known: tuple[FieldSchema, ...],
    above: tuple[FieldSchema, ...],
) -> None:
    key, message = name.text[:_LONGEST_KEY], f"the key {shown(name.text)} is not known here"
    hint = _elsewhere(name.text, source, known, above) or did_you_mean(key, (item.name for item in known))
    _report(problems, "unknown-key", name, source.of(key), message, hint)


def _elsewhere(key: str, source: Source, known: tuple[FieldSchema, ...], above: tuple[FieldSchema, ...]) -> str:
    """How a key is meant that holds its value, or stands one level too high or too low; empty where it is none such."""
    name, colon, value = key.partition(":")
    if colon and any(item.name == name for item in known):
        return f"a space is missing: write {shown(f'{name}: {value}')}"
    under = [item.name for item in known if item.record and key in _places((item.record,))]
    if 0 < len(under) <= _MANY:
        return f"it belongs one level deeper, under {' or '.join(f'`{name}`' for name in under)}"
    if any(item.name == key for item in above):
        holder = next(part for part in reversed(source.path) if isinstance(part, str))
        return f"it belongs one level higher, beside `{holder}`"
    return ""


def _report(problems: list[Diagnostic], code: str, node: Node, source: Source, message: str, hint: str = "") -> None:
    """Add one error; raises _TooMany, so that a hostile file costs no more than a bad one."""
    _add(problems, error(code, source, message, hint).at(node.line, node.column))


def _add(problems: list[Diagnostic], problem: Diagnostic) -> None:
    if len(problems) >= MAX_PROBLEMS:
        raise _TooMany
    problems.append(problem)


def _reader(item: FieldSchema, beside: tuple[FieldSchema, ...]) -> Read:
    """The reader of a field, which stands beside others."""
    if item.many:
        return _list_reader(_value_reader(item, beside))
    return _mapping_reader(_value_reader(item, beside)) if item.keyed else _value_reader(item, beside)


def _value_reader(item: FieldSchema, beside: tuple[FieldSchema, ...]) -> Read:
    """The reader of a field's value, or of each that it holds."""
    if item.kind in BY_TYPE:
        return _scalar_reader(*BY_TYPE[item.kind])
    if issubclass(item.kind, StrEnum):
        return _choice_reader(item.kind)
    return _nested_reader(item.record, beside) if item.record else _text_reader(item.formats[0])


def _stand_in(item: FieldSchema) -> Any:
    """A neutral value of a field."""
    if item.optional:
        return None
    if item.many or item.keyed:
        return () if item.many else {}
    if item.kind in BY_TYPE:
        return BY_TYPE[item.kind][1]
    if issubclass(item.kind, StrEnum):
        return next(iter(item.kind))
    return _empty(item.record) if item.record else ""


def _empty(record: type, given: MappingType[str, Any] = types.MappingProxyType({})) -> Any:
    """A record of neutral values, but for the fields that are given."""
    required = {item.name: _stand_in(item) for item in schema(record) if item.required}
    return record(**{**required, **given})


def _placed(stand_in: Any, source: Source) -> Any:
    """The stand-in with the place where the record should be; other values have none."""
    return replace(stand_in, source=source) if hasattr(stand_in, "source") else stand_in


def _scalar_reader(convert: Callable[[str], Any], stand_in: Any, *, warn_cut: bool = False) -> Read:
    def read(node: Node, parent: Source, key: str | int, problems: list[Diagnostic]) -> Any:
        if not isinstance(node, Scalar):
            message = f"`{key}` must be one value, not a {_shape(node)}"
            _report(problems, "wrong-shape", node, parent.of(key), message)
            return stand_in
        if node.cut and warn_cut:
            message = f"the text ends at {shown(node.text[-20:])}; what follows ` #` is taken as a comment"
            cut = warning("comment-cuts-text", parent.of(key), message, "put the text in quotes if it goes on")
            _add(problems, cut.at(node.line, node.column))
        try:
            return convert(node.text)
        except Refused as refused:
            _report(problems, "invalid-value", node, parent.of(key), str(refused), refused.hint)
            return stand_in

    return read


def _text_reader(format_: Format) -> Read:
    return _scalar_reader(BY_FORMAT[format_], "", warn_cut=format_ in {Format.LINE, Format.PROSE})


def _choice_reader(choices: type[StrEnum]) -> Read:
    names = [choice.value for choice in choices]

    def convert(text: str) -> StrEnum:
        try:
            return choices(text)
        except ValueError:
            known = ", ".join(f"`{name}`" for name in names)
            raise Refused(f"{shown(text)} is not one of {known}", did_you_mean(text[:_LONGEST_KEY], names)) from None

    return _scalar_reader(convert, next(iter(choices)))


def _list_reader(read_item: Read) -> Read:
    def read(node: Node, parent: Source, key: str | int, problems: list[Diagnostic]) -> tuple[Any, ...]:
        if not isinstance(node, Sequence):
            message = f"`{key}` must be a list, not a {_shape(node)}"
            hint = "write each item on its own line after `- `"
            _report(problems, "wrong-shape", node, parent.of(key), message, hint)
            return ()
        source = parent.of(key)
        return tuple([read_item(item, source, index, problems) for index, item in enumerate(node.items)])

    return read


def _mapping_reader(read_value: Read) -> Read:
    def read(node: Node, parent: Source, key: str | int, problems: list[Diagnostic]) -> dict[str, Any]:
        if not isinstance(node, Mapping):
            message = f"`{key}` must hold keys and values, not a {_shape(node)}"
            _report(problems, "wrong-shape", node, parent.of(key), message)
            return {}
        source = parent.of(key)
        return {name: read_value(value, source, name, problems) for name, (_, value) in node.entries.items()}

    return read


def _nested_reader(record: type, above: tuple[FieldSchema, ...]) -> Read:
    def read(node: Node, parent: Source, key: str | int, problems: list[Diagnostic]) -> Any:
        if not isinstance(node, Mapping):
            message = f"`{key}` must hold keys and values, not a {_shape(node)}"
            if isinstance(key, int):
                message = f"each item must hold keys and values, not a {_shape(node)}"
            _report(problems, "wrong-shape", node, parent.of(key), message)
            return _placed(_empty(record), parent.of(key))
        return _record_reader(record)(node, parent.of(key), problems, {}, above)

    return read


def _shape(node: Node) -> str:
    if isinstance(node, Scalar):
        return "text"
    return "list" if isinstance(node, Sequence) else "mapping"
