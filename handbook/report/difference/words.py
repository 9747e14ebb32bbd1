"""What differs, as readers are told it -> the words that stayed, went and came; lists are compared item by item."""

from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from itertools import groupby

from handbook.history.changes import ClauseChange, FieldChange
from handbook.history.redline import Span, SpanType, redline
from handbook.report.difference.facts import Comparison
from handbook.report.telling import Telling, told_clause

_SAME, _DELETED, _INSERTED = SpanType


def clause_words(comparison: Comparison) -> Callable[[ClauseChange], tuple[FieldChange, ...]]:
    """What tells the fields of a change that the comparison found; ids stay ids."""
    old, new = Telling(comparison.old.text), Telling(comparison.new.text)
    return lambda change: told_clause(change, old, new)


def marked(field: FieldChange) -> tuple[Span, ...]:
    """The spans of a field in order, a deletion before the insertion that replaces it; neighbours differ in type."""
    if field.prose or "\n" not in f"{field.before}{field.after}":
        return redline(field.before, field.after)
    return _joined(_by_item(field.before.split("\n"), field.after.split("\n")))


def _by_item(before: list[str], after: list[str]) -> Iterator[Span]:
    """Items that stayed; those that were replaced one by one are compared word by word."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    begun = False
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        for span in _of_items(tag == "equal", before[start:end], after[new_start:new_end]):
            if span is None and begun:
                yield Span(type=_SAME, text="\n")
            elif span is not None:
                yield span
                begun = True


def _of_items(same: bool, old: list[str], new: list[str]) -> Iterator[Span | None]:
    """The spans of some items, None before each line."""
    if same:
        yield from (None, Span(type=_SAME, text="\n".join(old)))
    elif len(old) == len(new) and all(map(_is_record, (*old, *new))):
        for one, other in zip(old, new, strict=True):
            yield from (None, *redline(one, other))
    else:
        for type_, lines in ((_DELETED, old), (_INSERTED, new)):
            if any(lines):
                yield from (None, Span(type=type_, text="\n".join(lines)))


def _is_record(line: str) -> bool:
    """Whether a line holds words and not an id, so that it may have been changed in place."""
    return ":" in line or " " in line


def _joined(spans: Iterator[Span]) -> tuple[Span, ...]:
    runs = groupby((span for span in spans if span.text), key=lambda span: span.type)
    return tuple(Span(type=type_, text="".join(span.text for span in run)) for type_, run in runs)
