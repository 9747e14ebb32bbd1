"""A difference -> Markdown for a comment on a pull request: what matters most on top, the rest folded.

Everything from the data is literal (`literal`): it mentions nobody and cannot end what it stands in. Where a limit is
given, words go first, then editorial changes, then clauses; what is left out is said.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from handbook.history.changes import ChangeType, ClauseChange, FieldChange
from handbook.history.redline import Span, SpanType
from handbook.history.wording import counted
from handbook.model.diagnostic import Diagnostic, Severity
from handbook.model.version import ChangeKind
from handbook.report.difference import sentences
from handbook.report.difference.facts import Comparison, Difference, FileChange, PolicyDifference, RecordChange
from handbook.report.difference.literal import literal, size
from handbook.report.difference.shorten import Piece, shorten
from handbook.report.difference.words import clause_words, marked
from handbook.report.field_labels import field_label

MARKER = "<!-- handbook diff -->"
"""The first line, by which the comment of an earlier run is found again."""

_TAGS = {SpanType.DELETED: "del", SpanType.INSERTED: "ins"}
_KINDS = (ChangeKind.SUBSTANTIVE, ChangeKind.EDITORIAL, None)
_AROUND = 60
_LONGEST = 90
_KEPT_FREE = 400
_CUT = "\n\nThe rest is left out for its length; the whole report has it.\n"

_TOP, _WARNING, _ROW, _DETAILS, _WEIGHTY, _CLAUSE, _GROUP, _WORDS, _LIST = range(9)
"""What is kept before what, where not all fits; within one rank more important policies come first."""


def as_markdown(difference: Difference, limit: int | None = None) -> str:
    """The report, of at most `limit` characters as git hosts count them; whole without a limit."""
    found = shorten(list(_pieces(difference)), None if limit is None else limit - _KEPT_FREE, size)
    text = found.text + _left_out(found.left_out)
    return text if limit is None or size(text) <= limit else _CUT.strip()[:limit]


def _pieces(difference: Difference) -> Iterator[Piece]:
    yield Piece(importance=(_TOP,), text=_top(difference))
    for file in difference.altered:
        yield _line(_WARNING, 0, f"⚠️ The ledger is not what it was: {file.type} {file.path}", "warning")
    for rank, policy in enumerate(difference.policies):
        for warning in sentences.warnings(policy):
            yield _line(_WARNING, rank, f"⚠️ {policy.id}: {warning}", "warning")
    if difference.policies:
        yield Piece(importance=(_ROW,), text=_HEADER, parts=tuple(_rows(difference.policies)), closing="\n")
    for rank, policy in enumerate(difference.policies):
        yield from _details(rank, policy)
    yield from _rest(difference)
    yield from _problems(difference)


_HEADER = "\n| Policy | | Clauses | Standards, limits, cases | Gates shut |\n|---|---|---|---|---|\n"


def _top(difference: Difference) -> str:
    lines = [MARKER, "## What this changes", "", f"**{sentences.headline(difference)}**"]
    problems = sentences.problem_line(difference.problems)
    lines += [f"{problems}"] if problems else []
    old, new = (literal(_cut(text), links_commits=True) for text in (difference.old, difference.new))
    lines += ["", f"From {old} to {new}, as of {difference.as_of}.", "", ""]
    return "\n".join(lines)


def _name(text: str) -> str:
    return literal(_cut(text))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _line(rank: int, policy: int, text: str, name: str) -> Piece:
    """A line of a list."""
    return Piece(importance=(rank, policy), text=f"- {literal(text)}\n", name=name)


def _rows(policies: Sequence[PolicyDifference]) -> Iterator[Piece]:
    for rank, policy in enumerate(policies):
        changes = sum(len(item.changes) for item in policy.comparisons)
        gates = len(policy.plan.gates) if policy.plan else 0
        kind = sentences.verdict(policy)
        cells = (
            f"{_name(policy.title)} ({literal(policy.id)})",
            f"**{kind}**" if policy.kind is ChangeKind.SUBSTANTIVE else kind,
            str(changes or ""),
            sentences.senses(policy),
            str(gates or ""),
        )
        yield Piece(importance=(_ROW, rank), text=f"| {' | '.join(cells)} |\n", name="policy")


def _details(rank: int, policy: PolicyDifference) -> Iterator[Piece]:
    """A folded block for a policy with what is worth unfolding."""
    parts = [part for item in policy.comparisons for part in _comparison(rank, item)]
    if policy.plan:
        groups = (sentences.gate_group(policy.plan), sentences.plan_group(policy.plan))
        parts = [*_groups(rank, groups), *parts]
    if policy.records:
        records = tuple(_record(rank, item) for item in policy.records)
        parts.append(_section(_CLAUSE, rank, "Records", records))
    if parts:
        former = f", was {policy.former}" if policy.former else ""
        title = f"<b>{_name(policy.title)}</b> ({literal(policy.id)}{literal(former)}): {sentences.verdict(policy)}"
        yield Piece(
            importance=(_DETAILS, _KINDS.index(policy.kind), rank),
            text=f"\n<details><summary>{title}</summary>\n",
            closing="\n</details>\n",
            parts=tuple(parts),
            name="block of a policy",
        )


def _comparison(rank: int, item: Comparison) -> Iterator[Piece]:
    kind = _KINDS.index(item.kind)
    head = f"\n{literal(sentences.sides(item))}. {literal(sentences.counts(item)).capitalize()}.\n"
    yield Piece(importance=(_DETAILS, kind, rank), text=head)
    yield from _groups(rank, (sentences.why(item), *sentences.impact_groups(item.impact)))
    material = {found.clause_id for found in item.material}
    told = clause_words(item)
    for title, changes in (("Clauses", item.changes), ("Evidence", item.evidence)):
        if changes:
            clauses = tuple(_clause(kind, rank, change, told(change), change.id in material) for change in changes)
            yield _section(_CLAUSE, rank, title, clauses)


def _section(importance: int, rank: int, title: str, parts: tuple[Piece, ...]) -> Piece:
    return Piece(importance=(importance, 0, rank), text=f"\n**{title}**\n\n", parts=parts)


def _groups(rank: int, groups: Iterable[sentences.Group | None]) -> Iterator[Piece]:
    for group in groups:
        if group:
            importance = _WEIGHTY if group.weight == 0 else _GROUP if group.weight == 1 else _LIST
            lines = tuple(_line(importance, rank, line, "line") for line in group.lines)
            yield Piece(importance=(importance, rank), text=f"\n**{group.title}**\n\n", parts=lines)


def _clause(kind: int, rank: int, change: ClauseChange, told: tuple[FieldChange, ...], material: bool) -> Piece:
    """The line of a clause, with its words below; material clauses before others."""
    moved = sentences.movement(change)
    name = literal(f"{sentences.clause_name(change)}{f' ({moved})' if moved else ''}")
    order = (0 if material else 1, kind, rank)
    return Piece(
        importance=(_CLAUSE, *order),
        text=f"- {_TYPES[change.type]} {name}\n",
        parts=tuple(_field(item, (_WORDS, *order)) for item in told),
        name="clause",
    )


_TYPES = {
    ChangeType.ADDED: "🟢 added",
    ChangeType.REMOVED: "🔴 removed",
    ChangeType.CHANGED: "🟡 changed",
    ChangeType.MOVED: "🔵 moved",
}


def _record(rank: int, item: RecordChange) -> Piece:
    return Piece(
        importance=(_CLAUSE, 2, rank),
        text=f"- {_TYPES[item.type]} {literal(sentences.record_name(item))}\n",
        parts=tuple(_field(field, (_WORDS, 2, 2, rank)) for field in item.told),
        name="record",
    )


def _file(item: FileChange) -> Piece:
    return Piece(
        importance=(_CLAUSE, 2),
        text=f"- {_TYPES[item.type]} {literal(item.path)}\n",
        parts=tuple(_field(field, (_WORDS, 2, 3)) for field in item.fields),
        name="page",
    )


def _field(field: FieldChange, importance: tuple[int, ...]) -> Piece:
    text = "".join(map(_span, _elided(marked(field))))
    return Piece(importance=importance, text=f"  - {field_label(field.name)}: {text}\n", name="text")


def _span(span: Span) -> str:
    """Words with their mark; spaces at the ends stay outside, so that a mark is never empty."""
    tag, text = _TAGS.get(span.type, ""), literal(span.text)
    return f"<{tag}>{text}</{tag}>" if tag else text


def _elided(spans: tuple[Span, ...]) -> Iterator[Span]:
    """The spans, the middle of a long one that stayed left out."""
    for place, span in enumerate(spans):
        text = span.text
        if span.type is SpanType.SAME and len(text) > 3 * _AROUND:
            before = text[:_AROUND].rpartition(" ")[0] if place else ""
            after = text[-_AROUND:].partition(" ")[2] if place < len(spans) - 1 else ""
            text = f"{before} … {after}"
        yield Span(type=span.type, text=text)


def _rest(difference: Difference) -> Iterator[Piece]:
    if difference.shared:
        records = tuple(_record(0, item) for item in difference.shared)
        yield Piece(importance=(_ROW, 0), text="\n### Shared by all policies\n\n", parts=records)
    if difference.pages:
        yield Piece(
            importance=(_ROW, 0), text="\n### Hand-written pages\n\n", parts=tuple(map(_file, difference.pages))
        )


def _problems(difference: Difference) -> Iterator[Piece]:
    problems = difference.problems
    if problems.new:
        title = "New problems" if problems.compared else "Problems"
        found = sorted(problems.new, key=lambda item: (list(Severity).index(item.severity), item.order))
        yield Piece(
            importance=(_WARNING, 0), text=f"\n### {title}\n\n", parts=tuple(map(_problem, found)), closing="\n"
        )


def _problem(item: Diagnostic) -> Piece:
    place = f"{item.source.file}:{item.line}:{item.column}"
    hint = f" ({item.hint})" if item.hint else ""
    rank = _WARNING if item.severity is Severity.ERROR else _GROUP
    return _line(rank, 0, f"{item.severity}[{item.code}] {place}: {item.message}{hint}", "problem")


_NAMES = {
    "policy": "policies",
    "block of a policy": "blocks of policies",
    "text": "texts",
}


def _left_out(left_out: Counter[str]) -> str:
    if not left_out:
        return ""
    said = (counted(count, name, _NAMES.get(name, "")) for name, count in sorted(left_out.items()))
    return f"\n> Left out for length: {', '.join(said)}. All of it is in the whole report, kept with this run.\n"
