"""Records of the model -> what each of their fields says to readers: amounts with units, targets with their side.

Tests of decision tables are put in words, and a record inside another stands on one line. What is compared, judged and
given to programs is the plain text that `history` makes.
"""

from collections.abc import Container, Hashable, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cache, cached_property
from typing import Any, cast

from handbook.history.changes import ClauseChange, FieldChange
from handbook.history.clauses import KINDS, Clause
from handbook.history.edition import Edition
from handbook.history.wording import amount_text, listing, readable, target_text
from handbook.model.decision import DecisionRule, DecisionTable, Example, HitPolicy, Input, Output
from handbook.model.field import Target
from handbook.model.handbook import Benchmark
from handbook.model.policy import (
    Measure,
    MissionLink,
    Participants,
    PolicyText,
    Question,
    Reference,
    Service,
    Standard,
    StandardSource,
)
from handbook.model.record import Measurement
from handbook.model.schema import FieldSchema, schema
from handbook.report.decision_words import HIT_NOTES, test_text, value_text

_NO_TITLES: Mapping[str, str] = {}
_COLUMNS = {"number": "a number", "text": "words", "boolean": "yes or no", "role": "a role"}
_TOLD_WITH = {"better": "target", "unit": "target"}


class Telling:
    """Tells what one text of a policy says, and the records beside it.

    Args:
        text: the text; None where only records are told that no text is needed for.
        edition: gives the titles of what is named by id; without it ids stay ids.
        titles: those of the policies that may be named.
    """

    def __init__(
        self, text: PolicyText | None = None, edition: Edition | None = None, titles: Mapping[str, str] = _NO_TITLES
    ) -> None:
        self._text, self._edition, self._titles = text, edition, titles

    def clause(self, clause: Clause | None, names: Container[str]) -> Mapping[str, str]:
        """What these fields of the clause say; nothing for none."""
        return self._told(clause.record, names) if clause else {}

    def fields(self, record: Any) -> Mapping[str, str]:
        """What a record's own fields say, those left out that say nothing or are told with another."""
        return self._told(record, [item.name for item in _own(cast("Hashable", type(record)))])

    def _told(self, record: Any, names: Container[str]) -> Mapping[str, str]:
        told = (
            (item.name, self._field(item, record))
            for item in _own(cast("Hashable", type(record)))
            if item.name in names
        )
        return {name: words for name, words in told if words}

    @cached_property
    def _tables(self) -> Mapping[str, DecisionTable]:
        """By its id each table, and by the id of each of its rules."""
        tables = self._text.authority if self._text else ()
        return {id_: table for table in tables for id_ in (table.id, *(rule.id for rule in table.rules))}

    @cached_property
    def _units(self) -> Mapping[str, str]:
        """The units of the text's standards."""
        procedures = self._text.procedures if self._text else ()
        return {standard.id: standard.unit for procedure in procedures for standard in procedure.standards}

    def _field(self, item: FieldSchema, record: Any) -> str:
        value = getattr(record, item.name)
        match record, item.name:
            case Standard(), "target":
                return target_text(record.better, record.target, record.unit)
            case Benchmark(), "value":
                return amount_text(record.value, record.unit)
            case (Standard(), "better" | "unit") | (Benchmark(), "unit"):
                return ""
            case Measurement(), "value":
                return amount_text(record.value, self._units.get(record.standard, ""))
            case Service(), "importance" if value is not None:
                return f"{value} of 5"
            case DecisionRule(), "when" | "then":
                return self._terms(self._tables.get(record.id), value)
            case Example(), "given" | "expect":
                return self._terms(self._tables.get(record.table), value)
        return "\n".join(self._value(item, one) for one in value) if item.many else self._value(item, value)

    def _value(self, item: FieldSchema, value: Any) -> str:
        if value is None or value == "":
            return ""
        if item.refers:
            return self._name(item.refers.to, value)
        if isinstance(value, HitPolicy):
            return HIT_NOTES[value]
        if isinstance(value, StrEnum):
            return value.replace("-", " ")
        if isinstance(value, (int, Decimal)):
            return amount_text(value, item.doc.unit)
        return self._record(value) if item.record else readable(value)

    def _record(self, record: Any) -> str:
        """A record inside another, on one line; the scope has a line for each thing that limits it."""
        match record:
            case MissionLink():
                return f"{self._name(Target.PILLAR, record.pillar)}: {record.reason}"
            case Measure():
                target = target_text(record.better, record.target, record.unit)
                baseline = "" if record.baseline is None else amount_text(record.baseline, record.unit)
                return f"{record.metric}: {target}{f'; {baseline} when the goal was set' if baseline else ''}"
            case StandardSource():
                return f"{record.kind}: {record.note}" if record.note else record.kind
            case Reference():
                title = f"{record.title}, {record.clause}" if record.clause else record.title
                return f"{title} ({record.url})" if record.url else title
            case Participants():
                groups = f" ({listing(record.groups)})" if record.groups else ""
                notice = f"; they were told: {' '.join(record.notice.split())}" if record.notice else ""
                return f"{amount_text(record.count, 'persons')}{groups}{notice}"
            case Question():
                return f"“{record.question}” {' '.join(record.answer.split())}"
            case Input() | Output():
                return f"{record.title}: {_COLUMNS[record.type]}{f' in {record.unit}' if record.unit else ''}"
        return "\n".join(f"{name}: {', '.join(words.split(chr(10)))}" for name, words in self.fields(record).items())

    def _terms(self, table: DecisionTable | None, values: Mapping[str, str]) -> str:
        """The tests or values of a row or a case, a line for each, under the titles of the table's columns."""
        listed: tuple[Input | Output, ...] = (*table.inputs, *table.outputs) if table else ()
        columns = {item.id: item for item in listed}
        return "\n".join(self._term(columns.get(id_), id_, value) for id_, value in values.items())

    def _term(self, column: Input | Output | None, id_: str, value: str) -> str:
        if column is None:
            return f"{id_}: {value}"
        if isinstance(column, Input):
            roles = self._edition.roles if self._edition else {}
            return f"{column.title}: {test_text(value, column, roles)}"
        named = self._name(Target.ROLE, value) if column.type == "role" else value_text(value, column)
        return f"{column.title}: {named}"

    def _name(self, target: Target, id_: str) -> str:
        edition = self._edition
        if edition is None:
            return id_
        if target is Target.POLICY:
            return self._titles.get(id_, id_)
        if target is Target.BENCHMARK:
            return _seen(edition, id_)
        known: Mapping[Target, Mapping[str, Any]] = {
            Target.ROLE: edition.roles,
            Target.PILLAR: edition.pillars,
            Target.PRINCIPLE: edition.principles,
            Target.CATEGORY: edition.categories,
            Target.CHANNEL: edition.channels,
            Target.BRANCH: edition.branches,
            Target.CASE: edition.cases,
        }
        found = known.get(target, {}).get(id_)
        return found.title if found else id_


@cache
def _own(record: type) -> tuple[FieldSchema, ...]:
    """The fields that are told of a record: all but its id and the clauses inside it."""
    return tuple(item for item in schema(record) if item.name != "id" and item.record not in KINDS)


def _seen(edition: Edition, id_: str) -> str:
    """Whose value an observation is, and of what."""
    found = edition.benchmarks.get(id_)
    if found is None:
        return id_
    competitor = edition.competitors.get(found.competitor)
    return f"{competitor.title if competitor else found.competitor}: {found.metric}"


def told_clause(change: ClauseChange, old: Telling, new: Telling) -> tuple[FieldChange, ...]:
    """The fields of a clause that differ, as readers are told them; as written where they are told alike."""
    names = {name for field in change.fields for name in (field.name, _TOLD_WITH.get(field.name, field.name))}
    return told_fields(change.fields, old.clause(change.before, names), new.clause(change.after, names))


def told_fields(
    written: tuple[FieldChange, ...], before: Mapping[str, str], after: Mapping[str, str]
) -> tuple[FieldChange, ...]:
    """The same for any record, from what its fields said before and say after."""
    prose = {field.name for field in written if field.prose}
    told = tuple(
        FieldChange(name=name, before=before.get(name, ""), after=after.get(name, ""), prose=name in prose)
        for name in {**after, **before}
        if before.get(name, "") != after.get(name, "")
    )
    return told or written
