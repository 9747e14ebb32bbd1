"""A difference -> text for a terminal, whole: words that went stand in `[-…-]`, words that came in `{+…+}`.

Whatever the data holds that a terminal would act on is shown as escapes.
"""

from collections.abc import Iterable, Iterator

from handbook.history.changes import ChangeType, ClauseChange, FieldChange
from handbook.history.redline import SpanType
from handbook.load.scalars import printable
from handbook.report.diagnostics import as_text as diagnostics_as_text
from handbook.report.difference import sentences
from handbook.report.difference.facts import Comparison, Difference, FileChange, PolicyDifference, RecordChange
from handbook.report.difference.words import clause_words, marked
from handbook.report.field_labels import field_label

_SIGNS = {ChangeType.ADDED: "+", ChangeType.REMOVED: "-", ChangeType.CHANGED: "~", ChangeType.MOVED: ">"}
_MARKS = {SpanType.SAME: ("", ""), SpanType.DELETED: ("[-", "-]"), SpanType.INSERTED: ("{+", "+}")}


def as_text(difference: Difference) -> str:
    """The lines of the whole difference; diagnostics come last and have their places."""
    return "\n".join(_lines(difference))


def _lines(difference: Difference) -> Iterator[str]:
    yield f"old: {printable(difference.old)}"
    yield f"new: {printable(difference.new)}"
    yield sentences.headline(difference)
    for file in difference.altered:
        yield f"! the ledger is not what it was: {file.type} {printable(file.path)}"
    for policy in difference.policies:
        yield ""
        yield from _policy(policy)
    yield from _rest(difference)
    line = sentences.problem_line(difference.problems)
    if line:
        yield ""
        yield line
    if difference.problems.new:
        yield diagnostics_as_text(difference.problems.new, lambda _: "")


def _policy(item: PolicyDifference) -> Iterator[str]:
    former = f", was {item.former}" if item.former else ""
    yield f"{printable(item.id)}{former}  {printable(item.title)}  [{sentences.verdict(item)}]"
    for warning in sentences.warnings(item):
        yield f"  ! {printable(warning)}"
    for comparison in item.comparisons:
        yield from _indented(_comparison(comparison))
    if item.plan:
        yield from _indented(_groups((sentences.plan_group(item.plan), sentences.gate_group(item.plan))))
    if item.records:
        yield "  Records"
        for record in item.records:
            yield from _indented(_record(record), 4)


def _comparison(item: Comparison) -> Iterator[str]:
    yield printable(sentences.sides(item))
    yield sentences.counts(item)
    yield from _groups((sentences.why(item), *sentences.impact_groups(item.impact)))
    told = clause_words(item)
    for title, changes in (("Clauses", item.changes), ("Evidence", item.evidence)):
        if changes:
            yield title
        for change in changes:
            yield from _indented(_change(change, told(change)))


def _groups(groups: Iterable[sentences.Group | None]) -> Iterator[str]:
    for group in groups:
        if group:
            yield group.title
            yield from (f"  {printable(line)}" for line in group.lines)


def _change(change: ClauseChange, told: Iterable[FieldChange]) -> Iterator[str]:
    moved = sentences.movement(change)
    yield f"{_SIGNS[change.type]} {printable(sentences.clause_name(change))}{f' ({moved})' if moved else ''}"
    for field in told:
        yield from _indented(_field(field), 4)


def _record(item: RecordChange) -> Iterator[str]:
    yield f"{_SIGNS[item.type]} {printable(sentences.record_name(item))}"
    for field in item.told:
        yield from _indented(_field(field), 4)


def _field(field: FieldChange) -> Iterator[str]:
    first, *rest = _marked(field).split("\n")
    yield f"{field_label(field.name)}: {first}"
    yield from (f"  {line}" for line in rest)


def _marked(field: FieldChange) -> str:
    parts = []
    for span in marked(field):
        opening, closing = _MARKS[span.type]
        words = "\n".join(printable(line) for line in span.text.split("\n"))
        parts.append(f"{opening}{words}{closing}")
    return "".join(parts)


def _rest(difference: Difference) -> Iterator[str]:
    for title, items in (("Shared by all policies", difference.shared), ("Hand-written pages", difference.pages)):
        if items:
            yield ""
            yield title
        for item in items:
            yield from _indented(_record(item) if isinstance(item, RecordChange) else _file(item))


def _file(item: FileChange) -> Iterator[str]:
    yield f"{_SIGNS[item.type]} {printable(item.path)}"
    for field in item.fields:
        yield from _indented(_field(field), 4)


def _indented(lines: Iterable[str], by: int = 2) -> Iterator[str]:
    return (f"{' ' * by}{line}" for line in lines)
