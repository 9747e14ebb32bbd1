"""A policy's text -> its clauses in reading order, each with its place and its fields as readable text.

Works from the model's own declarations: a record of `KINDS` is a clause, everything else is text of the clause that
holds it. One reader is compiled for each record type. Most clauses of two versions are the same, so what they say can
be had without the rest of them, as passages; who needs only their ids or a title has their records. Nothing is compared
or rendered here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple, cast

from msgspec import Struct

from handbook.history.wording import readable, shortened, without_marks
from handbook.model.decision import DecisionRule, DecisionTable, Example
from handbook.model.field import Format
from handbook.model.policy import (
    Briefing,
    Duty,
    EscalationLevel,
    Finding,
    Goal,
    Guidance,
    Pilot,
    PolicyText,
    Procedure,
    Section,
    Service,
    Standard,
    Step,
)
from handbook.model.schema import FieldSchema, schema
from handbook.model.source import NOWHERE, Source

HEAD = ""
"""The id of a policy's head, which stands first; no clause can have it."""

HEAD_KIND = "policy"

KINDS: Mapping[type, str] = {
    PolicyText: HEAD_KIND,
    Duty: "duty",
    Goal: "goal",
    Service: "service",
    Procedure: "procedure",
    Step: "step",
    Standard: "standard",
    Guidance: "guidance",
    DecisionTable: "decision-table",
    DecisionRule: "decision-rule",
    Example: "example",
    EscalationLevel: "escalation-level",
    Section: "section",
    Pilot: "pilot",
    Finding: "finding",
    Briefing: "briefing",
}
"""The record types that are clauses, with what each is called."""

EVIDENCE_KINDS = frozenset({"pilot", "finding", "briefing"})
"""Kinds of clause that are part of a version, but not of the rule: they bind nobody."""

_TITLE_FIELDS = ("title", "statement", "text", "metric", "action", "trigger", "story")


class ClauseField(Struct, frozen=True):
    """One field of a clause as text; `prose` where the text is CommonMark. A field without a value has none."""

    name: str
    text: str
    prose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """An addressable part of a version.

    `kind` is one of `KINDS`; `title` one line of plain text of at most 80 characters; `parent` the id of the clause
    that holds it, the head's for those on top and for the head itself; `position` its 0-based place in the list that
    it stands in, which is among the clauses of its kind; `record` the model's record that it was made of.
    """

    id: str
    kind: str
    title: str
    parent: str
    position: int
    fields: tuple[ClauseField, ...]
    source: Source = field(default=NOWHERE, compare=False, repr=False)
    record: Any = field(default=None, compare=False, repr=False)


class Passage(Struct, frozen=True):
    """Where a clause stands and what its own fields say, in order of declaration: all that versions are compared by."""

    id: str
    kind: str
    parent: str
    position: int
    texts: tuple[str, ...]
    record: Any


def clauses(text: PolicyText) -> tuple[Clause, ...]:
    """All clauses of a text in reading order, the head first; total."""
    return tuple(map(clause_of, passages(text)))


def passages(text: PolicyText) -> list[Passage]:
    """The same clauses, not yet with their titles and the names of their fields."""
    found: list[Passage] = []
    _reader(PolicyText)(text, HEAD, 0, found)
    return found


def clause_of(passage: Passage) -> Clause:
    """The clause that stands there."""
    described = _described(cast("type", type(passage.record)))
    return Clause(
        id=passage.id,
        kind=passage.kind,
        title=_title(passage.record, passage.id),
        parent=passage.parent,
        position=passage.position,
        fields=tuple(
            ClauseField(name, text, prose)
            for (name, prose), text in zip(described.fields, passage.texts, strict=True)
            if text
        ),
        source=passage.record.source,
        record=passage.record,
    )


def clause_records(text: PolicyText) -> list[Any]:
    """The records of a text that are clauses, in reading order, without the head."""
    found: list[Any] = []
    _collector(PolicyText)(text, found)
    return found


def clause_title(text: PolicyText, id_: str) -> str:
    """The title of the clause with this id; empty where the text does not hold it."""
    return next((_title(record, id_) for record in clause_records(text) if record.id == id_), "")


class _Described(NamedTuple):
    """A record type: its own fields with whether they are prose, what reads them, the lists of clauses inside it."""

    fields: tuple[tuple[str, bool], ...]
    readers: tuple[Callable[[Any], Any], ...]
    nested: tuple[tuple[Callable[[Any], Any], type], ...]
    title_of: Callable[[Any], str]


@cache
def _described(record: type) -> _Described:
    described = [item for item in schema(record) if item.name != "id"]
    own = [item for item in described if item.record not in KINDS]
    return _Described(
        fields=tuple((item.name, Format.PROSE in item.formats) for item in own),
        readers=tuple(attrgetter(item.name) for item in own),
        nested=tuple(
            (attrgetter(item.name), item.record) for item in described if item.record and item.record in KINDS
        ),
        title_of=_title_reader(described),
    )


@cache
def _reader(record: type) -> Callable[[Any, str, int, list[Passage]], None]:
    """What appends the passage that a record is, then the passages inside it."""
    kind, readers = KINDS[record], _described(record).readers
    nested = tuple((get, _reader(inner)) for get, inner in _described(record).nested)

    def read(value: Any, parent: str, position: int, found: list[Passage]) -> None:
        id_ = HEAD if kind == HEAD_KIND else value.id
        found.append(Passage(id_, kind, parent, position, _texts(readers, value), value))
        for items, read_item in nested:
            for place, item in enumerate(items(value)):
                read_item(item, id_, place, found)

    return read


def _texts(readers: tuple[Callable[[Any], Any], ...], record: Any) -> tuple[str, ...]:
    """What the record's fields say. Most are text already and are not converted: this loop is hot."""
    texts = []
    for get in readers:
        text = get(record)
        texts.append(text if type(text) is str else readable(text))
    return tuple(texts)


@cache
def _collector(record: type) -> Callable[[Any, list[Any]], None]:
    """What appends the records of the clauses inside a record."""
    nested = tuple(
        (get, _collector(inner) if _described(inner).nested else None) for get, inner in _described(record).nested
    )

    def collect(value: Any, found: list[Any]) -> None:
        for items, collect_item in nested:
            if collect_item is None:
                found += items(value)
                continue
            for item in items(value):
                found.append(item)
                collect_item(item, found)

    return collect


def _title(record: Any, id_: str) -> str:
    return _described(cast("type", type(record))).title_of(record) or id_.replace("-", " ").capitalize()


def _title_reader(described: list[FieldSchema]) -> Callable[[Any], str]:
    """What gives a record's title; the title is empty where no field of the record can name it."""
    named = {item.name: item for item in described}
    chosen = next((named[name] for name in _TITLE_FIELDS if name in named), None)
    if chosen is None:
        return lambda _: ""
    get = attrgetter(chosen.name)
    if Format.PROSE in chosen.formats:
        return lambda value: shortened(without_marks(get(value)))
    return lambda value: shortened(get(value))
