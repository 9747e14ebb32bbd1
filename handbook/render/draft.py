"""A working text -> its own pages, marked as a draft: what it says, and its redline against what is in force.

For the preview alone. Nothing that builds a site may import this room; the import floors hold it to that.
"""

from collections.abc import Iterable, Mapping

from markupsafe import Markup
from msgspec import Struct

from handbook.history.changes import changes
from handbook.model.handbook import Policy
from handbook.model.policy import PolicyText
from handbook.model.version import Next
from handbook.render.headline import Headline, draft_base
from handbook.render.page import Heading, Page
from handbook.render.policy.changed import ReasonView, counts
from handbook.render.policy.chronology import clause_ids
from handbook.render.policy.head import scope_facts
from handbook.render.policy.redline import ChangeView, change_view, telling
from handbook.render.policy.text import TextView, text_headings, text_view
from handbook.render.press import Banner, Fact, Link, Press, Sheet
from handbook.report.telling import told_clause

DRAFTS = "_handbook/drafts/"
"""The address of the list; no page of a handbook begins with an underscore."""


class DraftView(Struct, frozen=True, kw_only=True):
    """A draft's page. What the text's own template asks for beside the text is empty: nothing accrued to a draft."""

    up: Link
    title: str
    summary: str
    banner: Banner
    key_facts: tuple[Fact, ...]
    scope_facts: tuple[Fact, ...]
    text: TextView
    coming: "ComingView | None"
    notes: Mapping[str, Markup]
    now: str = ""
    now_clauses: frozenset[str] = frozenset()


class ComingView(Struct, frozen=True, kw_only=True):
    """What the owner says of the version to come."""

    kind: str
    summary: Markup
    reasons: tuple[ReasonView, ...]


class DraftChangesView(Struct, frozen=True, kw_only=True):
    """A draft's redline against the published text that `then` names."""

    up: Link
    then: Link
    now: Link
    coming: ComingView | None
    counts: str
    changes: tuple[ChangeView, ...]


class DraftLine(Struct, frozen=True, kw_only=True):
    """A line of the list of drafts; `changes` is None where nothing was published yet."""

    draft: Link
    policy: str
    changes: Link | None


def draft_page(policy: Policy, press: Press) -> Page | None:
    """What the working text says; None where there is none."""
    if policy.working is None:
        return None
    text, address = policy.working.text, f"policies/{policy.id}/draft/"
    sheet = press.sheet(address)
    shown = text_view(text, clause_ids(text), {}, sheet)
    view = DraftView(
        up=_up(policy, sheet),
        title=text.title,
        summary=text.summary,
        banner=_notice(policy, sheet),
        key_facts=(Fact(term="Owner", links=(sheet.role(text.owner),)), *_files(policy)),
        scope_facts=scope_facts(policy, text, sheet),
        text=shown,
        coming=_coming(policy.working.next, sheet),
        notes={},
    )
    return Page(
        address=address,
        place=_place(text, press),
        title=f"{text.title}: draft",
        description=text.summary,
        body=press.body("preview/draft.html", page=view),
        entry=f"policies/{policy.id}/",
        headings=text_headings(text, shown),
    )


def draft_changes_page(policy: Policy, press: Press) -> Page | None:
    """The redline of the working text; None where there is no such text, or nothing to compare it with."""
    base = draft_base(policy, press.edition.as_of)
    if policy.working is None or base is None:
        return None
    text, address = policy.working.text, f"policies/{policy.id}/draft/changes/"
    sheet = press.sheet(address)
    own = f"{sheet.base}policies/{policy.id}/"
    then, now = Link(str(base.number), f"{own}{base.number}/"), Link("the draft", f"{own}draft/")
    found = changes(base.text, text)
    old, new = telling(base.text, sheet), telling(text, sheet)
    shown = tuple(change_view(item, told_clause(item, old, new), then, now) for item in found)
    view = DraftChangesView(
        up=_up(policy, sheet),
        then=then,
        now=now,
        coming=_coming(policy.working.next, sheet),
        counts=counts(found),
        changes=shown,
    )
    return Page(
        address=address,
        place=_place(text, press),
        title=f"{text.title}: what the draft changes",
        description=f"The working text against version {base.number}",
        body=press.body("preview/draft_changes.html", page=view),
        entry=f"policies/{policy.id}/",
        headings=tuple(Heading(anchor=change.anchor, title=change.title) for change in shown),
    )


def drafts_page(headlines: Iterable[Headline], press: Press) -> Page:
    """All working texts that say other than what is published, by title."""
    sheet = press.sheet(DRAFTS)
    lines = tuple(
        _line(item, sheet) for item in sorted(headlines, key=lambda item: item.draft.casefold()) if item.draft
    )
    return Page(
        address=DRAFTS,
        place="policies",
        title="Drafts",
        description="Working texts that say other than what is published",
        body=press.body("preview/drafts.html", lines=lines),
    )


def draft_banner(item: Headline, sheet: Sheet) -> Banner | None:
    """On a policy's own pages: that there is a draft, and where; None where the working text says nothing new."""
    if not item.draft:
        return None
    own = f"{sheet.base}policies/{item.id}/draft/"
    links = (Link("Read the draft", own), *((Link("What it changes", f"{own}changes/"),) if item.title else ()))
    return Banner(kind="info", title="A draft of the next version is being written", links=links)


def _line(item: Headline, sheet: Sheet) -> DraftLine:
    own = f"{sheet.base}policies/{item.id}/draft/"
    return DraftLine(
        draft=Link(item.draft, own),
        policy=item.id,
        changes=Link("what it changes", f"{own}changes/") if item.title else None,
    )


def _up(policy: Policy, sheet: Sheet) -> Link:
    published = sheet.policy(policy.id)
    return published if published.address else Link("All drafts", sheet.base + DRAFTS)


def _notice(policy: Policy, sheet: Sheet) -> Banner:
    base = draft_base(policy, sheet.press.edition.as_of)
    own = f"{sheet.base}policies/{policy.id}/"
    if base is None:
        return Banner(kind="warning", title="Draft: it binds nobody. Nothing of this policy was published yet")
    links = (Link("What it changes", f"{own}draft/changes/"), Link(f"Version {base.number}", f"{own}{base.number}/"))
    return Banner(kind="warning", title="Draft: it binds nobody until it is published", links=links)


def _files(policy: Policy) -> tuple[Fact, ...]:
    return (Fact(term="Written in", text=f"policies/{policy.id}/policy.yml"),)


def _coming(planned: Next | None, sheet: Sheet) -> ComingView | None:
    if planned is None:
        return None
    reasons = tuple(ReasonView(kind=item.kind, note=item.note, evidence=None) for item in planned.reasons)
    return ComingView(kind=planned.change, summary=sheet.prose(planned.summary), reasons=reasons)


def _place(text: PolicyText, press: Press) -> str:
    return f"policy/{text.category}" if text.category in press.edition.categories else "policies"
