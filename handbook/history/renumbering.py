"""Typed changes -> the same, where a clause that only got another id is one move, not a removal and an addition.

Nothing is guessed from likeness: kind and every field must be the same. What stood below such a clause and still does
has not moved by that.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from handbook.history.changes import ChangeType, ClauseChange
from handbook.history.clauses import Clause

_Content = tuple[str, tuple[tuple[str, str], ...]]


def renumbered(found: Iterable[ClauseChange]) -> tuple[ClauseChange, ...]:
    """The changes in their order; a pair becomes a move under the new id whose `before` has the old one; total."""
    listed = tuple(found)
    pairs = _pairs(listed)
    gone = {before.id for before in pairs.values()}
    ids = {before.id: id_ for id_, before in pairs.items()}
    return tuple(
        change
        for item in listed
        if not (item.type is ChangeType.REMOVED and item.id in gone)
        for change in _settled(item, pairs.get(item.id), ids)
    )


def _pairs(found: tuple[ClauseChange, ...]) -> dict[str, Clause]:
    """By the id of an added clause the removed one that says the same, in order where several do."""
    removed: defaultdict[_Content, list[Clause]] = defaultdict(list)
    for item in found:
        if item.type is ChangeType.REMOVED and item.before and item.before.fields:
            removed[_content(item.before)].append(item.before)
    pairs = {}
    for item in found:
        if item.type is ChangeType.ADDED and item.after and removed[_content(item.after)]:
            pairs[item.id] = removed[_content(item.after)].pop(0)
    return pairs


def _settled(item: ClauseChange, before: Clause | None, ids: dict[str, str]) -> Iterator[ClauseChange]:
    if item.type is ChangeType.ADDED and before:
        yield replace(item, type=ChangeType.MOVED, before=before, fields=(), moved=True)
    elif item.moved and item.before and item.after and _stayed(item.before, item.after, ids):
        if item.type is not ChangeType.MOVED:
            yield replace(item, moved=False)
    else:
        yield item


def _stayed(before: Clause, after: Clause, ids: dict[str, str]) -> bool:
    """Whether a clause stands where it stood, in a parent that only got another id."""
    return ids.get(before.parent) == after.parent and before.position == after.position


def _content(clause: Clause) -> _Content:
    return clause.kind, tuple((field.name, field.text) for field in clause.fields)
