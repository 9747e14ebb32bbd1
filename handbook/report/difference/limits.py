"""Two texts -> who may decide otherwise than before: limits raised or lowered, and customers' cases that end otherwise.

A rule's limit is the end of its test of numbers, or a number that it gives. Cases are the owner's own examples, run
through the tables of both texts.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from handbook.history.changes import ClauseChange
from handbook.history.wording import shortened, without_marks
from handbook.model.decision import DecisionRule, DecisionTable, Example, InputType, OutputType, decide, highest, number
from handbook.model.policy import EscalationLevel, PolicyText
from handbook.report.authority import deciding_roles
from handbook.report.decision_words import test_text, value_text
from handbook.report.difference.clause_records import ClauseRecord
from handbook.report.difference.facts import CaseShift, LimitShift, Sense

_NUMBER = re.compile(r"[0-9]+(?:[ ,.][0-9]{3})*(?:\.[0-9]+)?", re.ASCII)


def limit_shifts(
    changes: tuple[ClauseChange, ...], old: Mapping[str, ClauseRecord], new: Mapping[str, ClauseRecord]
) -> tuple[LimitShift, ...]:
    """What somebody may decide otherwise, in the order of the changes."""
    found: list[LimitShift] = []
    for change in changes:
        was = old.get(change.before.id) if change.before else None
        now = new.get(change.id) if change.after else None
        kind = type((now or was or ClauseRecord(None, None)).record)
        if kind is DecisionRule:
            found += _rule_shifts(change, was, now)
        elif kind is EscalationLevel:
            found += _level_shifts(change, was, now)
    return tuple(found)


def case_shifts(old: PolicyText | None, new: PolicyText | None) -> tuple[CaseShift, ...]:
    """The examples of either text that the two decide otherwise; none where one of them has not the table."""
    before, after = (_tables(text) for text in (old, new))
    examples = {item.id: item for text in (old, new) if text for item in text.examples}
    return tuple(
        CaseShift(id=id_, title=_title(item), table=item.table, old=was, new=now)
        for id_, item in examples.items()
        if item.table in before and item.table in after
        for was, now in [(_decided(before[item.table], item), _decided(after[item.table], item))]
        if was != now
    )


def _rule_shifts(change: ClauseChange, was: ClauseRecord | None, now: ClauseRecord | None) -> Iterator[LimitShift]:
    roles = _deciders(was, now)
    if was is None or now is None:
        yield LimitShift(
            clause=change.id,
            title=_rule_title(was, now),
            what="",
            roles=roles,
            old=_row(was),
            new=_row(now),
            told=(_told_row(was), _told_row(now)),
            sense=_other_sense(was, now),
        )
        return
    for name, of_numbers in _terms(was, now).items():
        before, after = (_term(item, name) for item in (was, now))
        if before != after:
            yield LimitShift(
                clause=change.id,
                title=_rule_title(was, now),
                what=name,
                roles=roles,
                old=before,
                new=after,
                told=(_told(was, name, before), _told(now, name, after)),
                sense=_sense(was, now, before, after) if of_numbers else _other_sense(was, now),
            )


def _terms(was: ClauseRecord | None, now: ClauseRecord | None) -> dict[str, bool]:
    """The inputs and outputs of a rule's table, and whether each is of numbers."""
    found: dict[str, bool] = {}
    for item in (now, was):
        if item and isinstance(item.parent, DecisionTable):
            found |= {column.id: column.type is InputType.NUMBER for column in item.parent.inputs}
            found |= {column.id: column.type is OutputType.NUMBER for column in item.parent.outputs}
    return found


def _term(item: ClauseRecord | None, name: str) -> str:
    """What a rule says under an input or an output."""
    return str(item.record.when.get(name, item.record.then.get(name, ""))) if item else ""


def _told(item: ClauseRecord, name: str, text: str) -> str:
    """The same in words: `<= 50` under an input in EUR is `up to 50 EUR`."""
    inputs = {column.id: column for column in item.parent.inputs}
    outputs = {column.id: column for column in item.parent.outputs}
    if text and name in inputs:
        return test_text(text, inputs[name], {})
    return value_text(text, outputs[name]) if name in outputs else text


def _row(item: ClauseRecord | None) -> str:
    """A whole rule as a line: `if amount <= 50, then decides adviser`; empty for none."""
    if item is None:
        return ""
    tests, outputs = (", ".join(f"{name} {text}" for name, text in part.items()) for part in _parts(item.record))
    return f"if {tests or 'anything else'}, then {outputs}"


def _told_row(item: ClauseRecord | None) -> str:
    """The same in words: `if amount up to 50 EUR, then decides adviser`."""
    if item is None:
        return ""
    tests, outputs = (
        ", ".join(f"{name} {_told(item, name, text)}" for name, text in part.items()) for part in _parts(item.record)
    )
    return f"if {tests or 'anything else'}, then {outputs}"


def _parts(rule: DecisionRule) -> tuple[Mapping[str, str], Mapping[str, str]]:
    return rule.when, rule.then


def _deciders(was: ClauseRecord | None, now: ClauseRecord | None) -> tuple[str, ...]:
    roles = (role for item in (was, now) if item for role in deciding_roles(item.parent, item.record))
    return tuple(dict.fromkeys(roles))


def _rule_title(was: ClauseRecord | None, now: ClauseRecord | None) -> str:
    shown = now or was
    return shortened(shown.parent.title) if shown else ""


def _sense(was: ClauseRecord | None, now: ClauseRecord | None, before: str, after: str) -> Sense:
    ends = highest(before or "-"), highest(after or "-")
    if was is None or now is None or None in ends or ends[0] == ends[1]:
        return _other_sense(was, now)
    return Sense.RAISED if (ends[1] or 0) > (ends[0] or 0) else Sense.LOWERED


def _other_sense(was: ClauseRecord | None, now: ClauseRecord | None) -> Sense:
    if was is None:
        return Sense.NEW
    return Sense.GONE if now is None else Sense.CHANGED


def _level_shifts(change: ClauseChange, was: ClauseRecord | None, now: ClauseRecord | None) -> Iterator[LimitShift]:
    before, after = (item.record.limit if item else "" for item in (was, now))
    if before == after:
        return
    roles = dict.fromkeys(item.record.role for item in (was, now) if item)
    sense = _other_sense(was, now)
    if was and now and before and after:
        sense = _sense_of_words(before, after)
    elif was and now:
        sense = Sense.NEW if after else Sense.GONE
    yield LimitShift(
        clause=change.id,
        title=change.title,
        what="limit",
        roles=tuple(roles),
        old=before,
        new=after,
        told=(before, after),
        sense=sense,
    )


def _sense_of_words(before: str, after: str) -> Sense:
    """The direction where the same numbers stand in the same words and all that differ went one way."""
    if _NUMBER.sub("#", before) != _NUMBER.sub("#", after):
        return Sense.CHANGED
    old_values, new_values = (list(map(_value, _NUMBER.findall(text))) for text in (before, after))
    pairs = list(zip(old_values, new_values, strict=True))
    if all(new >= old for old, new in pairs):
        return Sense.RAISED
    return Sense.LOWERED if all(new <= old for old, new in pairs) else Sense.CHANGED


def _value(text: str) -> Decimal:
    plain = text.replace(",", "").replace(" ", "")
    return number(plain) or Decimal(0)


def _tables(text: PolicyText | None) -> dict[str, DecisionTable]:
    return {table.id: table for table in text.authority} if text else {}


def _decided(table: DecisionTable, example: Example) -> dict[str, str]:
    rule = decide(table, example.given)
    return dict(rule.then) if rule else {}


def _title(example: Example) -> str:
    return shortened(without_marks(example.story)) or example.id
