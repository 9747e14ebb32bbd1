"""A difference -> one HTML page that stands alone: no script, no request to anyone, readable on paper too.

A policy of its own forbids the page everything but its stylesheet, so that whatever stands in the data does nothing.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from markupsafe import Markup

from handbook.history.changes import ClauseChange, FieldChange
from handbook.history.wording import counted
from handbook.load.scalars import printable
from handbook.model.diagnostic import Diagnostic
from handbook.render.policy.redline import marked_spans, marked_words
from handbook.render.prose import plain_text
from handbook.render.templates import make_templates, templates_folder
from handbook.report.difference import sentences
from handbook.report.difference.facts import Comparison, Difference, FileChange, PolicyDifference, RecordChange
from handbook.report.difference.words import clause_words, marked
from handbook.report.field_labels import field_label


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """A field that differs, its words marked."""

    label: str
    words: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """A clause, record or file that differs; `note` says whence it moved, `material` that it makes it substantive."""

    type: str
    kind: str
    id: str
    title: str
    note: str
    material: bool
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonView:
    """Two texts: what they are, what differs, what that touches."""

    sides: str
    counts: str
    groups: tuple[sentences.Group, ...]
    changes: tuple[ChangeView, ...]
    evidence: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyView:
    """A policy and its line in the table on top; `verdict` chooses a badge, `senses` counts what moved whither."""

    id: str
    title: str
    former: str
    verdict: str
    owner: str
    clauses: int
    senses: str
    gates: int
    warnings: tuple[str, ...]
    groups: tuple[sentences.Group, ...]
    comparisons: tuple[ComparisonView, ...]
    records: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemView:
    """A diagnostic in a table."""

    severity: str
    code: str
    place: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceView:
    """The page."""

    old: str
    new: str
    as_of: object
    headline: str
    problem_line: str
    problems_title: str
    altered: tuple[str, ...]
    policies: tuple[PolicyView, ...]
    shared: tuple[ChangeView, ...]
    pages: tuple[ChangeView, ...]
    problems: tuple[ProblemView, ...]


def difference_page(difference: Difference) -> str:
    """The whole page as text."""
    style = (templates_folder() / "difference.css").read_text("utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    template = make_templates().get_template("difference.html")
    return template.render(page=_view(difference), style=Markup(style), style_hash=f"sha256-{digest}")


def _view(difference: Difference) -> DifferenceView:
    return DifferenceView(
        old=difference.old,
        new=difference.new,
        as_of=difference.as_of,
        headline=sentences.headline(difference),
        problem_line=sentences.problem_line(difference.problems),
        problems_title="New problems" if difference.problems.compared else "Problems",
        altered=tuple(f"{item.type}: {printable(item.path)}" for item in difference.altered),
        policies=tuple(map(_policy, difference.policies)),
        shared=tuple(map(_record, difference.shared)),
        pages=tuple(map(_file, difference.pages)),
        problems=tuple(map(_problem, difference.problems.new)),
    )


def _policy(item: PolicyDifference) -> PolicyView:
    return PolicyView(
        id=printable(item.id),
        title=printable(item.title),
        former=item.former,
        verdict=sentences.verdict(item),
        owner=item.owner,
        clauses=sum(len(found.changes) for found in item.comparisons),
        senses=sentences.senses(item),
        gates=len(item.plan.gates) if item.plan else 0,
        warnings=tuple(map(printable, sentences.warnings(item))),
        groups=tuple(_plan_groups(item)),
        comparisons=tuple(map(_comparison, item.comparisons)),
        records=tuple(map(_record, item.records)),
    )


def _plan_groups(item: PolicyDifference) -> Iterator[sentences.Group]:
    if item.plan:
        gates = sentences.gate_group(item.plan)
        yield from (gates,) if gates else ()
        yield sentences.plan_group(item.plan)


def _comparison(item: Comparison) -> ComparisonView:
    why, told = sentences.why(item), clause_words(item)
    material = {found.clause_id for found in item.material}
    return ComparisonView(
        sides=sentences.sides(item),
        counts=sentences.counts(item),
        groups=(*((why,) if why else ()), *sentences.impact_groups(item.impact)),
        changes=tuple(_clause(change, told(change), material) for change in item.changes),
        evidence=tuple(_clause(change, told(change), ()) for change in item.evidence),
    )


def _clause(change: ClauseChange, told: Iterable[FieldChange], material: Iterable[str]) -> ChangeView:
    return ChangeView(
        type=change.type,
        kind=change.kind.replace("-", " "),
        id=change.id,
        title=change.title if change.id else sentences.HEAD_TITLE,
        note=sentences.movement(change),
        material=change.id in material,
        fields=_fields(told),
    )


def _record(item: RecordChange) -> ChangeView:
    used = counted(len(item.policies), "policy names it", "policies name it") if item.policies else ""
    return ChangeView(
        type=item.type,
        kind=sentences.record_kind(item),
        id=item.id,
        title=item.title,
        note=used,
        material=False,
        fields=_fields(item.told),
    )


def _file(item: FileChange) -> ChangeView:
    return ChangeView(
        type=item.type,
        kind="page",
        id="",
        title=printable(item.path),
        note="",
        material=False,
        fields=_fields(item.fields),
    )


def _fields(fields: Iterable[FieldChange]) -> tuple[FieldView, ...]:
    return tuple(FieldView(label=field_label(field.name), words=_words(field)) for field in fields)


def _words(field: FieldChange) -> Markup:
    """Prose is compared without its marks, unless nothing but these differ."""
    if field.prose:
        before, after = plain_text(field.before), plain_text(field.after)
        if before != after:
            return marked_words(_shown(before), _shown(after))
    return marked_spans(marked(_shown_field(field)))


def _shown_field(field: FieldChange) -> FieldChange:
    return FieldChange(name=field.name, before=_shown(field.before), after=_shown(field.after), prose=field.prose)


def _shown(text: str) -> str:
    """The text with what cannot be printed as escapes, its lines kept."""
    return "\n".join(map(printable, text.split("\n")))


def _problem(item: Diagnostic) -> ProblemView:
    return ProblemView(
        severity=item.severity,
        code=item.code,
        place=f"{item.source.file}:{item.line}:{item.column}",
        message=item.message,
        hint=item.hint,
    )
