"""Two texts of a policy -> the same two without what they have in common: the same changes, found at less cost.

For whoever asks of many texts whether anything of substance changed. Positions in lists are not kept. Compares
nothing but whole records.
"""

from dataclasses import replace
from functools import cache
from typing import Any

from handbook.history.clauses import EVIDENCE_KINDS, KINDS
from handbook.model.policy import PolicyText
from handbook.model.schema import schema


def narrowed(old: PolicyText, new: PolicyText) -> tuple[PolicyText, PolicyText]:
    """Both texts; each list of clauses without the equal ones that it begins and ends with, and without evidence."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for name, is_evidence in _lists():
        first, second = getattr(old, name), getattr(new, name)
        before[name], after[name] = ((), ()) if is_evidence or first == second else _middles(first, second)
    return replace(old, **before), replace(new, **after)


@cache
def _lists() -> tuple[tuple[str, bool], ...]:
    """The lists of clauses in a text, and whether they are evidence."""
    fields = [(item.name, item.record) for item in schema(PolicyText) if item.many and item.record in KINDS]
    return tuple((name, KINDS[record] in EVIDENCE_KINDS) for name, record in fields if record)


def _middles(first: tuple[Any, ...], second: tuple[Any, ...]) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """What is left of two lists between their common beginning and their common end."""
    most = min(len(first), len(second))
    begin = next((place for place in range(most) if first[place] != second[place]), most)
    end = next((place for place in range(most - begin) if first[-1 - place] != second[-1 - place]), most - begin)
    return first[begin : len(first) - end], second[begin : len(second) - end]
