"""Typed changes -> which of them are substantive: after them, staff must do something else.

Decided from what changed, never from what the owner calls it. Source: GOV.UK and legislation.gov.uk mark textual and
other changes apart; the words of duty are those of ISO/IEC Directives, Part 2, clause 7, with the words that deny them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from handbook.history.changes import ChangeType, ClauseChange, FieldChange
from handbook.history.clauses import HEAD_KIND, KINDS
from handbook.model.field import Format
from handbook.model.schema import schema

_DUTY = re.compile(r"\b(?:must|shall|should|may|not|never|cannot|\w+n['’]t)\b", re.IGNORECASE)
_QUANTITY = re.compile(r"\d+(?:[.,:]\d+)*")
_LIST_MARK = re.compile(r"^\s*\d+[.)]\s", re.MULTILINE)
_NAMES = frozenset({"keywords", "related", "references", "category", "benchmarks", "principle", "mission", "origin"})
"""Fields that help to find or explain the rule: a change of theirs binds nobody to anything else."""

_TERMS = frozenset({"unit", "limit", "price", "then", "given", "expect", "audience"})
"""Fields written as text that hold a rule's terms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialChange:
    """One reason why a change is substantive: the clause, and what about it changed, in words."""

    clause_id: str
    kind: str
    title: str
    reason: str


def material_changes(found: Iterable[ClauseChange]) -> tuple[MaterialChange, ...]:
    """Why the changes are substantive, clause by clause in their order; empty where all are editorial."""
    return tuple(
        MaterialChange(clause_id=change.id, kind=change.kind, title=change.title, reason=reason)
        for change in found
        for reason in _reasons(change)
    )


def _reasons(change: ClauseChange) -> Iterator[str]:
    if change.kind == "example":
        return
    if change.type is ChangeType.ADDED:
        yield "the clause is new"
    elif change.type is ChangeType.REMOVED:
        yield "the clause is gone"
    else:
        if change.moved:
            yield "the clause stands in another place"
        for item in change.fields:
            reason = _reason(change.kind, item)
            if reason:
                yield reason


def _reason(kind: str, item: FieldChange) -> str:
    """Why a field's change is substantive; empty where it is not."""
    if item.name in _NAMES:
        return ""
    name = item.name.replace("_", " ")
    if item.name in _TERMS or item.name not in _worded(kind):
        return f"{name} changes"
    if _counts(_QUANTITY, item.before) != _counts(_QUANTITY, item.after):
        return f"a number in the {name} changes"
    gone = _counts(_DUTY, item.before) - _counts(_DUTY, item.after)
    come = _counts(_DUTY, item.after) - _counts(_DUTY, item.before)
    words = ", ".join(f"`{word}`" for word in sorted({*gone, *come}))
    return f"the {name} gains or loses {words}" if words else ""


@cache
def _worded(kind: str) -> frozenset[str]:
    """The fields of a kind of clause that are words, as against numbers, roles, channels, durations and choices."""
    record = next(record for record, name in KINDS.items() if name == kind)
    words = {Format.LINE, Format.PROSE}
    worded = {item.name for item in schema(record) if words & set(item.formats) and item.refers is None}
    return frozenset(worded | {"scope"} if kind == HEAD_KIND else worded)


def _counts(pattern: re.Pattern[str], text: str) -> Counter[str]:
    return Counter(match.lower() for match in pattern.findall(_LIST_MARK.sub("", text)))
