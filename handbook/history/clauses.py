"""A policy's text -> its clauses in reading order, each with its place and its fields as readable text.

Works from the model's own declarations: a record of `KINDS` is a clause, everything else is text of the clause that
holds it. One reader is compiled for each record type. Nothing is compared or rendered here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from typing import Any

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

_Accessor = tuple[str, Callable[[Any], Any], bool]
_TITLE_FIELDS = ("title", "statement", "text", "metric", "action", "trigger", "story")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseField:
    """One field of a clause as text; `prose` where the text is CommonMark. A field without a value has none."""

    name: str
    text: str
    prose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """An addressable part of a version.

    `kind` is one of `KINDS`; `title` one line of plain text of at most 80 characters; `parent` the id of the clause
    that holds it, the head's for those on top and for the head itself; `position` its 0-based place in the list that
    it stands in, which is among the clauses of its kind.
    """

    id: str
    kind: str
    title: str
    parent: str
    position: int
    fields: tuple[ClauseField, ...]
    source: Source = field(default=NOWHERE, compare=False, repr=False)


def clauses(text: PolicyText) -> tuple[Clause, ...]:
    """All clauses of a text in reading order, the head first; total."""
    found: list[Clause] = []
    _reader(PolicyText)(text, HEAD, 0, found)
    return tuple(found)


@cache
def _reader(record: type) -> Callable[[Any, str, int, list[Clause]], None]:
    """What appends the clause that a record is, then the clauses inside it."""
    described = [item for item in schema(record) if item.name != "id"]
    own = tuple(_accessor(item) for item in described if item.record not in KINDS)
    nested = tuple((attrgetter(item.name), _reader(item.record)) for item in described if item.record in KINDS)
    kind, title_of = KINDS[record], _title_reader(described)

    def read(value: Any, parent: str, position: int, found: list[Clause]) -> None:
        id_ = HEAD if kind == HEAD_KIND else value.id
        found.append(
            Clause(
                id=id_,
                kind=kind,
                title=title_of(value) or id_.replace("-", " ").capitalize(),
                parent=parent,
                position=position,
                fields=_fields(own, value),
                source=value.source,
            )
        )
        for items, read_item in nested:
            for place, item in enumerate(items(value)):
                read_item(item, id_, place, found)

    return read


def _fields(accessors: tuple[_Accessor, ...], value: Any) -> tuple[ClauseField, ...]:
    """The record's fields that hold something. Most are text already and are not converted: this loop is hot."""
    fields = []
    for name, get, prose in accessors:
        text = get(value)
        if type(text) is not str:
            text = readable(text)
        if text:
            fields.append(ClauseField(name=name, text=text, prose=prose))
    return tuple(fields)


def _accessor(item: FieldSchema) -> _Accessor:
    return item.name, attrgetter(item.name), Format.PROSE in item.formats


def _title_reader(described: list[FieldSchema]) -> Callable[[Any], str]:
    """What gives a record's title; the title is empty where no field of the record can name it."""
    named = {item.name: item for item in described}
    chosen = next((named[name] for name in _TITLE_FIELDS if name in named), None)
    if chosen is None:
        return lambda _: ""
    _, get, prose = _accessor(chosen)
    return lambda value: shortened(without_marks(get(value)) if prose else get(value))
