"""Typed changes -> the redline page: words marked as gone or new, clause by clause, each with what happened to it.

Prose is compared without its marks; where only the marks differ (a link, an emphasis) the written text is compared.
What went and what came is told by strokes and lines, by colour, and by words that the stylesheet says to screen readers
alone; never by colour alone.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from markupsafe import Markup, escape
from msgspec import Struct

from handbook.history.changes import ChangeType, ClauseChange, FieldChange
from handbook.history.edition import Edition
from handbook.history.in_force import State
from handbook.history.redline import Span, SpanType, redline
from handbook.model.handbook import Benchmark, Policy
from handbook.model.policy import Direction
from handbook.render.page import Heading, Page
from handbook.render.phrases import excerpt, spaced, words
from handbook.render.policy.changed import ReasonView, change_anchor, change_title, counts, reasons
from handbook.render.policy.chronology import Issue
from handbook.render.policy.head import cited
from handbook.render.press import Link, Sheet
from handbook.render.prose import plain_text
from handbook.report.field_labels import field_label

_MARKS = {SpanType.SAME: ("", ""), SpanType.DELETED: ("<del>", "</del>"), SpanType.INSERTED: ("<ins>", "</ins>")}
_ROLES = frozenset({"actor", "role", "backup", "owner", "approver", "audience", "roles"})
_LISTS = frozenset({"keywords", "goals"})


class FieldView(Struct, frozen=True, kw_only=True):
    """A field that differs; `note` says where only the marks of the text do."""

    label: str
    words: Markup
    note: str


class ChangeView(Struct, frozen=True, kw_only=True):
    """What happened to a clause; `then` and `now` lead to it in the two versions, where they have it."""

    anchor: str
    type: str
    moved: bool
    kind: str
    title: str
    fields: tuple[FieldView, ...]
    then: Link | None
    now: Link | None


class RedlineView(Struct, frozen=True, kw_only=True):
    """The page; without `previous` the version is the first and everything in it is new."""

    heading: str
    number: str
    previous: str
    kind: str
    state: str
    published: date
    effective: date
    summary: Markup
    reasons: tuple[ReasonView, ...]
    counts: str
    changes: tuple[ChangeView, ...]
    this_version: Link
    other_version: Link | None
    policy: Link
    history: Link


def redline_page(policy: Policy, issue: Issue, sheet: Sheet) -> Page:
    """What a version changed, word by word."""
    address = f"policies/{policy.id}/{issue.number}/changes/"
    text = issue.version.text
    previous = str(issue.previous.number) if issue.previous else ""
    base = f"{sheet.base}policies/{policy.id}/"
    then, now = Link(previous, f"{base}{previous}/"), Link(issue.number, f"{base}{issue.number}/")
    changes = tuple(change_view(change, then, now, sheet) for change in issue.changes)
    against = f"changes against {issue.previous.number}" if issue.previous else "first version"
    return Page(
        address=address,
        place=f"policy/{text.category}",
        title=f"{text.title} {issue.number}: {against}",
        description=excerpt(" ".join(plain_text(issue.version.release.summary).split()), 200),
        body=sheet.body(address, "policy/redline.html", page=_view(policy, issue, changes, sheet)),
        entry=f"policies/{policy.id}/",
        headings=tuple(Heading(anchor=change.anchor, title=change.title) for change in changes),
        facts={"status": issue.state.value, "version": issue.number},
        cited=cited(policy, issue.version),
    )


def marked_words(before: str, after: str) -> Markup:
    """Both texts in one, what went and what came marked."""
    return marked_spans(redline(before, after))


def marked_spans(spans: Iterable[Span]) -> Markup:
    """The spans, what went and what came marked."""
    parts = []
    for span in spans:
        opening, closing = _MARKS[span.type]
        parts.append(f"{opening}{escape(span.text)}{closing}")
    return Markup("".join(parts))


def _view(policy: Policy, issue: Issue, changes: tuple[ChangeView, ...], sheet: Sheet) -> RedlineView:
    release, base = issue.version.release, f"{sheet.base}policies/{policy.id}/"
    previous = str(issue.previous.number) if issue.previous else ""
    return RedlineView(
        heading=_heading(issue),
        number=issue.number,
        previous=previous,
        kind=release.change,
        state=issue.state,
        published=release.published,
        effective=release.effective,
        summary=sheet.prose(release.summary),
        reasons=reasons(policy, issue.version, sheet),
        counts=counts(issue.changes),
        changes=changes,
        this_version=Link(f"Version {issue.number}", f"{base}{issue.number}/"),
        other_version=Link(f"Version {previous}", f"{base}{previous}/") if previous else None,
        policy=sheet.policy(policy.id),
        history=Link("History", f"{base}history/"),
    )


def _heading(issue: Issue) -> str:
    if issue.previous is None:
        return f"First version, {issue.number}"
    return f"What version {issue.number} {'will change' if issue.state is State.PROSPECTIVE else 'changed'}"


def change_view(change: ClauseChange, then: Link, now: Link, sheet: Sheet) -> ChangeView:
    """What happened to a clause between the texts that the two links name and lead to."""
    fragment = f"#{change.id}" if change.id else ""
    return ChangeView(
        anchor=change_anchor(change),
        type=change.type,
        moved=change.moved and change.type is not ChangeType.MOVED,
        kind="Policy" if not change.id else words(change.kind),
        title=change_title(change),
        fields=tuple(field_view(item, sheet) for item in change.fields),
        then=Link(f"in {then.title}", then.address + fragment) if change.before else None,
        now=Link(f"in {now.title}", now.address + fragment) if change.after else None,
    )


def field_view(change: FieldChange, sheet: Sheet) -> FieldView:
    """A field that differs, with what it names by id shown by titles, as on the page of the policy."""
    before, after, note = change.before, change.after, ""
    if change.prose:
        before, after = plain_text(before), plain_text(after)
        if before == after:
            before, after = change.before, change.after
            note = "The words are the same; links or marks in the text differ."
    else:
        titles = _titles(change.name, sheet)
        if titles is not None or change.name in _LISTS:
            before, after = _listed(before, titles or {}), _listed(after, titles or {})
    return FieldView(
        label=field_label(change.name),
        words=marked_words(before, after),
        note=note,
    )


def _titles(field: str, sheet: Sheet) -> Mapping[str, str] | None:
    """The titles of what a field names by id; None for a field that names nothing."""
    edition = sheet.press.edition
    if field in _ROLES:
        return {id_: role.title for id_, role in edition.roles.items()}
    if field == "channels":
        return {id_: channel.title for id_, channel in edition.channels.items()}
    if field == "principle":
        return {id_: principle.title for id_, principle in edition.principles.items()}
    if field == "benchmarks":
        return {id_: _seen(benchmark, edition) for id_, benchmark in edition.benchmarks.items()}
    if field == "better":
        return {side: spaced(side) for side in Direction}
    if field == "cases":
        return {id_: case.title for id_, case in edition.cases.items()}
    return sheet.press.titles if field == "related" else None


def _seen(benchmark: Benchmark, edition: Edition) -> str:
    """Whose value an observation is, and of what."""
    competitor = edition.competitors.get(benchmark.competitor)
    return f"{competitor.title if competitor else benchmark.competitor}: {benchmark.metric}"


def _listed(text: str, titles: Mapping[str, str]) -> str:
    """A list that stands one item a line, as a line of titles."""
    return ", ".join(titles.get(line, line) for line in text.splitlines())
