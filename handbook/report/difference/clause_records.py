"""A policy's text -> the record behind each clause, with the record that holds it, and the roles that it is about."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from handbook.history.clauses import KINDS
from handbook.model.decision import DecisionRule, DecisionTable
from handbook.model.policy import Duty, EscalationLevel, Guidance, PolicyText, Procedure, Standard, Step
from handbook.model.schema import schema
from handbook.report.authority import deciding_roles


@dataclass(frozen=True, slots=True)
class ClauseRecord:
    """A record that is a clause; `parent` is the record of the clause that holds it, the text for those on top."""

    record: Any
    parent: Any


def clause_records(text: PolicyText | None) -> Mapping[str, ClauseRecord]:
    """By id the first record that has it, in reading order, without the head; none for no text."""
    found: dict[str, ClauseRecord] = {}
    for item in _below(text) if text else ():
        found.setdefault(item.record.id, item)
    return found


def roles_about(item: ClauseRecord, text: PolicyText) -> tuple[str, ...]:
    """The roles that a clause names or binds; none where it is for everybody whom the policy binds."""
    record = item.record
    if isinstance(record, Duty):
        return record.roles or text.audience
    if isinstance(record, Step):
        return (record.actor,)
    if isinstance(record, (Standard, Guidance)):
        return _acting(item.parent)
    if isinstance(record, Procedure):
        return _acting(record)
    if isinstance(record, EscalationLevel):
        return tuple(filter(None, (record.role, record.backup)))
    if isinstance(record, DecisionRule):
        return tuple(deciding_roles(item.parent, record))
    if isinstance(record, DecisionTable):
        return tuple(dict.fromkeys(role for rule in record.rules for role in deciding_roles(record, rule)))
    return ()


def _acting(procedure: Procedure) -> tuple[str, ...]:
    """Who acts in a procedure, then who answers for it."""
    roles = (*(step.actor for step in procedure.steps), procedure.owner)
    return tuple(dict.fromkeys(role for role in roles if role))


def _below(record: Any) -> Iterator[ClauseRecord]:
    for item in schema(cast("Hashable", type(record))):
        if item.record in KINDS:
            for inner in getattr(record, item.name):
                yield ClauseRecord(inner, record)
                yield from _below(inner)
