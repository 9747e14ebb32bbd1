"""Typed changes -> the redline page: words marked as gone or new, clause by clause, each with what happened to it.

Prose is compared without its marks; where only the marks differ (a link, an emphasis) the written text is compared.
What went and what came is told by strokes and lines, by colour, and by words that the stylesheet says to screen readers
alone; never by colour alone.
"""

from collections.abc import Iterable
from datetime import date

from markupsafe import Markup, escape
from msgspec import Struct

from handbook.history.changes import ChangeType, ClauseChange, FieldChange
from handbook.history.in_force import State
from handbook.history.redline import Span, SpanType, redline
from handbook.model.handbook import Policy
from handbook.model.policy import PolicyText
from handbook.render.page import Heading, Page
from handbook.render.phrases import excerpt, words
from handbook.render.policy.changed import ReasonView, change_anchor, change_title, counts, reasons
from handbook.render.policy.chronology import Issue
from handbook.render.policy.head import cited
from handbook.render.press import Link, Sheet
from handbook.render.prose import plain_text
from handbook.report.field_labels import field_label
from handbook.report.telling import Telling, told_clause

_MARKS = {SpanType.SAME: ("", ""), SpanType.DELETED: ("<del>", "</del>"), SpanType.INSERTED: ("<ins>", "</ins>")}
_LISTS = frozenset({"audience", "roles", "channels", "benchmarks", "cases", "related", "goals", "keywords", "aliases"})


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
    old, new = telling(issue.previous.text if issue.previous else None, sheet), telling(text, sheet)
    changes = tuple(change_view(item, told_clause(item, old, new), then, now) for item in issue.changes)
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


def telling(text: PolicyText | None, sheet: Sheet) -> Telling:
    """What tells a text, with what it names by id shown by titles, as on the page of the policy."""
    return Telling(text, sheet.press.edition, sheet.press.titles)


def change_view(change: ClauseChange, told: tuple[FieldChange, ...], then: Link, now: Link) -> ChangeView:
    """What happened to a clause between the texts that the two links name and lead to; `told` are its words."""
    fragment = f"#{change.id}" if change.id else ""
    return ChangeView(
        anchor=change_anchor(change),
        type=change.type,
        moved=change.moved and change.type is not ChangeType.MOVED,
        kind="Policy" if not change.id else words(change.kind),
        title=change_title(change),
        fields=tuple(map(field_view, told)),
        then=Link(f"in {then.title}", then.address + fragment) if change.before else None,
        now=Link(f"in {now.title}", now.address + fragment) if change.after else None,
    )


def field_view(change: FieldChange) -> FieldView:
    """A field that differs; a list of names on one line."""
    before, after, note = change.before, change.after, ""
    if change.prose:
        before, after = plain_text(before), plain_text(after)
        if before == after:
            before, after = change.before, change.after
            note = "The words are the same; links or marks in the text differ."
    elif change.name in _LISTS:
        before, after = ", ".join(before.splitlines()), ", ".join(after.splitlines())
    return FieldView(
        label=field_label(change.name),
        words=marked_words(before, after),
        note=note,
    )
