"""Two lists of records -> which came, went, changed or stand in another order, field by field as readable text."""

from collections.abc import Hashable, Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any, cast

from handbook.history.changes import ChangeType, FieldChange
from handbook.history.wording import readable, shortened, without_marks
from handbook.model.field import Format
from handbook.model.schema import schema
from handbook.report.difference.facts import RecordChange
from handbook.report.telling import Telling, told_fields

_TITLES = ("title", "term", "note", "text", "wrong", "reason", "metric", "standard", "former")


def record_changes(
    kind: str, old: Sequence[Any], new: Sequence[Any], telling: Telling | None = None, *, ordered: bool = False
) -> list[RecordChange]:
    """What happened to the records of one kind, in the newer order, those that went last.

    Records are the same where their ids are. Where the list is `ordered`, a place in it is part of what it says.
    `telling` knows the text that they are about.
    """
    telling = telling or Telling()
    before, after = ({_id(item): item for item in items} for items in (old, new))
    moved = _moved([id_ for id_ in before if id_ in after], [id_ for id_ in after if id_ in before]) if ordered else ()
    found = []
    for id_ in [*after, *(id_ for id_ in before if id_ not in after)]:
        was, now = before.get(id_), after.get(id_)
        fields = field_changes(was, now)
        if fields or id_ in moved or was is None or now is None:
            told = told_fields(fields, *(telling.fields(side) if side is not None else {} for side in (was, now)))
            found.append(_change(kind, id_, was, now, fields, told))
    return found


def field_changes(old: Any, new: Any, leave_out: Iterable[str] = ()) -> tuple[FieldChange, ...]:
    """The fields of a record that differ, in order of declaration; all that hold something where a side is None."""
    shown = new if new is not None else old
    left_out = {"id", *leave_out}
    found = []
    for item in schema(cast("Hashable", type(shown))):
        if item.name not in left_out:
            before, after = (readable(getattr(side, item.name)) if side is not None else "" for side in (old, new))
            if before != after:
                prose = Format.PROSE in item.formats
                found.append(FieldChange(name=item.name, before=before, after=after, prose=prose))
    return tuple(found)


def _change(
    kind: str, id_: str, was: Any, now: Any, fields: tuple[FieldChange, ...], told: tuple[FieldChange, ...]
) -> RecordChange:
    if was is None or now is None:
        type_ = ChangeType.ADDED if was is None else ChangeType.REMOVED
    else:
        type_ = ChangeType.CHANGED if fields else ChangeType.MOVED
    shown = now if now is not None else was
    return RecordChange(
        type=type_, kind=kind, id=id_, title=_title(shown) or id_, file=shown.source.file, fields=fields, told=told
    )


def _id(record: Any) -> str:
    """The record's id; a term of the glossary is its own."""
    return str(getattr(record, "id", "") or getattr(record, "term", ""))


def _title(record: Any) -> str:
    named = (getattr(record, name, "") for name in _TITLES)
    return next((shortened(without_marks(text)) for text in named if text), "")


def _moved(old: list[str], new: list[str]) -> set[str]:
    """The ids outside of a longest run of those in the same order."""
    if old == new:
        return set()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return set(new) - {id_ for block in matcher.get_matching_blocks() for id_ in old[block.a : block.a + block.size]}
