"""Two texts of a policy -> the clauses that were added, removed, changed or moved, field by field.

Clauses are the same where their ids are: nothing is guessed from likeness. Evidence (pilots, findings, briefings) is
part of a version but not of the rule, so it is left out. The words that changed are for `redline`.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct
from rapidfuzz.distance import LCSseq

from handbook.history.clauses import EVIDENCE_KINDS, HEAD, KINDS, Clause, Passage, clause_of, passages
from handbook.model.policy import PolicyText

_RANK = {kind: rank for rank, kind in enumerate(KINDS.values())}


class ChangeType(StrEnum):
    """What happened to a clause. `moved`: it says the same in another place."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


class FieldChange(Struct, frozen=True, kw_only=True):
    """One field whose text differs; `before` or `after` is empty where the field had no value."""

    name: str
    before: str
    after: str
    prose: bool


class ClauseChange(Struct, frozen=True, kw_only=True):
    """What happened to one clause.

    `kind` and `title` are the newer ones; `before` is None for an added clause, `after` for a removed one. `fields`
    holds the fields that differ, all of them for a clause added or removed, none for one that only moved. `moved` is
    true of a clause with another parent or another place among its siblings, also where it changed as well.
    """

    type: ChangeType
    id: str
    kind: str
    title: str
    before: Clause | None
    after: Clause | None
    fields: tuple[FieldChange, ...]
    moved: bool = False


def changes(old: PolicyText | None, new: PolicyText) -> tuple[ClauseChange, ...]:
    """The clauses that differ, in the new text's reading order, removed ones where they stood; total.

    Without an old text every clause is added. Of clauses that share an id the first counts. Clauses that are only
    renumbered because others came or went have not moved.
    """
    return _compared(_rule(old), _rule(new))


def successive_changes(texts: Iterable[PolicyText]) -> Iterator[tuple[ClauseChange, ...]]:
    """What each text changed of the one before it, the first of nothing: no change; each is read but once."""
    before: dict[str, Passage] | None = None
    for text in texts:
        after = _rule(text)
        yield () if before is None else _compared(before, after)
        before = after


def evidence_changes(old: PolicyText | None, new: PolicyText | None) -> tuple[ClauseChange, ...]:
    """The same for the pilots, findings and briefings, which bind nobody; either text may be absent."""
    return _compared(_evidence(old), _evidence(new))


def _compared(before: dict[str, Passage], after: dict[str, Passage]) -> tuple[ClauseChange, ...]:
    moved = _moved(before, after)
    found = (_change(before.get(id_), after.get(id_), id_ in moved) for id_ in _reading_order(before, after))
    return tuple(change for change in found if change is not None)


def _rule(text: PolicyText | None) -> dict[str, Passage]:
    """The clauses of the rule by id, in reading order."""
    found: dict[str, Passage] = {}
    for passage in passages(text) if text else ():
        if passage.kind not in EVIDENCE_KINDS:
            found.setdefault(passage.id, passage)
    return found


def _evidence(text: PolicyText | None) -> dict[str, Passage]:
    """The clauses that are evidence by id, in reading order."""
    found: dict[str, Passage] = {}
    for passage in passages(text) if text else ():
        if passage.kind in EVIDENCE_KINDS:
            found.setdefault(passage.id, passage)
    return found


def _change(before: Passage | None, after: Passage | None, moved: bool) -> ClauseChange | None:
    says_the_same = before and after and (before.kind, before.texts) == (after.kind, after.texts)
    if says_the_same and not moved:
        return None
    old, new = clause_of(before) if before else None, clause_of(after) if after else None
    shown = new or old
    if shown is None:
        return None
    if old is None or new is None:
        type_ = ChangeType.ADDED if old is None else ChangeType.REMOVED
    else:
        type_ = ChangeType.MOVED if says_the_same else ChangeType.CHANGED
    return ClauseChange(
        type=type_,
        id=shown.id,
        kind=shown.kind,
        title=shown.title,
        before=old,
        after=new,
        fields=tuple(_field_changes(old, new)),
        moved=moved,
    )


def _field_changes(before: Clause | None, after: Clause | None) -> Iterator[FieldChange]:
    """The fields that differ, in the newer clause's order, those that lost their value at the end."""
    old = {field.name: field for field in before.fields} if before else {}
    new = {field.name: field for field in after.fields} if after else {}
    for name in {**new, **old}:
        was, now = old.get(name), new.get(name)
        before_text, after_text = was.text if was else "", now.text if now else ""
        shown = now or was
        if shown and before_text != after_text:
            yield FieldChange(name=name, before=before_text, after=after_text, prose=shown.prose)


def _moved(before: dict[str, Passage], after: dict[str, Passage]) -> set[str]:
    """The ids of clauses in both texts that have another parent or another place among the siblings they kept."""
    kept = [id_ for id_ in after if id_ in before]
    moved = {id_ for id_ in kept if before[id_].parent != after[id_].parent}
    staying = set(kept) - moved
    old, new = _siblings(before, staying), _siblings(after, staying)
    for group, ids in new.items():
        was = old.get(group, [])
        moved |= set(ids).intersection(was) - _in_same_order(was, ids)
    return moved


def _siblings(found: dict[str, Passage], ids: set[str]) -> dict[tuple[str, str], list[str]]:
    """The given clauses in order, by the list that they stand in."""
    groups: dict[tuple[str, str], list[str]] = {}
    for clause in found.values():
        if clause.id in ids:
            groups.setdefault((clause.parent, clause.kind), []).append(clause.id)
    return groups


def _in_same_order(old: list[str], new: list[str]) -> set[str]:
    """The ids of a longest common subsequence: the fewest possible are said to have moved."""
    if old == new:
        return set(old)
    numbers = {id_: number for number, id_ in enumerate(dict.fromkeys([*old, *new]))}
    opcodes = LCSseq.opcodes([numbers[id_] for id_ in old], [numbers[id_] for id_ in new])
    return {id_ for code in opcodes if code.tag == "equal" for id_ in old[code.src_start : code.src_end]}


def _reading_order(before: dict[str, Passage], after: dict[str, Passage]) -> Iterator[str]:
    """All ids: the new text's tree, with each removed clause in its list, after the sibling that it followed."""
    below: dict[str, dict[str, list[str]]] = {}
    for clause in after.values():
        below.setdefault(clause.parent, {}).setdefault(clause.kind, []).append(clause.id)
    followed: dict[tuple[str, str], str] = {}
    for clause in before.values():
        siblings = below.setdefault(clause.parent, {}).setdefault(clause.kind, [])
        place = (clause.parent, clause.kind)
        if clause.id not in after:
            siblings.insert(siblings.index(followed[place]) + 1 if place in followed else 0, clause.id)
        if clause.id not in after or place == (after[clause.id].parent, after[clause.id].kind):
            followed[place] = clause.id
    return _walk(HEAD, below)


def _walk(parent: str, below: dict[str, dict[str, list[str]]]) -> Iterator[str]:
    yield parent
    lists = below.get(parent, {})
    for kind in sorted(lists, key=lambda kind: _RANK[kind]):
        for id_ in lists[kind]:
            if id_ != HEAD:
                yield from _walk(id_, below)
