"""A policy as it is known on a date -> its own page and the page of each version: one text, different heads.

The policy's page shows what is in force; before the first version binds, what will; after a withdrawal, that it no
longer binds. A version's page shows that version for ever.
"""

from collections.abc import Mapping

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from handbook.history.in_force import State, withdrawal
from handbook.history.revision import review_due
from handbook.model.handbook import Policy
from handbook.model.record import Withdrawal
from handbook.render.page import Heading, Page
from handbook.render.policy.beside import (
    Clauses,
    CorrectionView,
    Note,
    Report,
    checks,
    corrections,
    exceptions,
    feedback,
    notes_by_clause,
)
from handbook.render.policy.changed import ChangedView, changed_view
from handbook.render.policy.chronology import Issue
from handbook.render.policy.head import (
    Citation,
    citation,
    cited,
    coming_banners,
    key_facts,
    scope_facts,
    version_banner,
    version_facts,
    withdrawal_facts,
    withdrawn_banner,
)
from handbook.render.policy.improve import Improve, improve
from handbook.render.policy.later import LaterNotice, later_notice
from handbook.render.policy.text import TextView, text_headings, text_view
from handbook.render.policy.timeline import Timeline, timeline
from handbook.render.press import Banner, Fact, Link, Sheet
from handbook.report.standards import measured

_PICTURED = 6
_REPORTED = 4


class PolicyView(Struct, frozen=True, kw_only=True):
    """The page of a policy or of one of its versions.

    `text` is None on a withdrawn policy's page. `now` is the address of the policy's page on a version's page that is
    not in force, and `now_clauses` the clauses to be found there; `up` leads there too. `notes` are printed beside the
    clauses that they are about. Reports, picture and related policies are shown on the policy's page only.
    """

    title: str
    summary: str
    badges: tuple[str, ...]
    banners: tuple[Banner, ...]
    key_facts: tuple[Fact, ...]
    scope_facts: tuple[Fact, ...]
    text: TextView | None
    notes: Mapping[str, Markup]
    corrections: tuple[CorrectionView, ...]
    changed: ChangedView | None
    citation: Citation
    history: Link
    jump: tuple[Link, ...] = ()
    up: Link | None = None
    now: str = ""
    now_clauses: frozenset[str] = frozenset()
    feedback: tuple[Report, ...] = ()
    checks: tuple[Report, ...] = ()
    picture: Timeline | None = None
    later: LaterNotice | None = None
    review: Link | None = None
    feed: Link | None = None
    related: tuple[Link, ...] = ()
    improve: Improve | None = None


def policy_page(policy: Policy, issues: tuple[Issue, ...], shown: Issue, sheet: Sheet) -> Page:
    """The policy's page. `shown` is the version in force, else the one that tells most about the policy."""
    address = f"policies/{policy.id}/"
    ending = withdrawal(policy, sheet.press.edition.as_of)
    view = _withdrawn(policy, issues, shown, ending, sheet) if ending else _in_force(policy, issues, shown, sheet)
    return Page(
        address=address,
        place=f"policy/{shown.version.text.category}",
        title=shown.version.text.title,
        description=shown.version.text.summary,
        body=sheet.body(address, "policy/policy.html", page=view),
        entry=address,
        headings=_headings(shown, view),
        searchable=shown.state is State.IN_FORCE,
        text=shown.version.text,
        facts=_search_facts(policy, shown, sheet),
        keywords=_keywords(policy, shown, sheet),
        cited=cited(policy, shown.version),
    )


def version_page(policy: Policy, issue: Issue, current: Issue | None, sheet: Sheet) -> Page:
    """The page of one version, for ever at its own address."""
    address = f"policies/{policy.id}/{issue.number}/"
    view = _version(policy, issue, current, sheet)
    return Page(
        address=address,
        place=f"policy/{issue.version.text.category}",
        title=_version_title(issue),
        description=issue.version.text.summary,
        body=sheet.body(address, "policy/policy.html", page=view),
        entry=f"policies/{policy.id}/",
        headings=_headings(issue, view),
        archived=issue.state is not State.IN_FORCE,
        text=issue.version.text,
        facts=_search_facts(policy, issue, sheet),
        keywords=_keywords(policy, issue, sheet),
        cited=cited(policy, issue.version),
    )


def _in_force(policy: Policy, issues: tuple[Issue, ...], shown: Issue, sheet: Sheet) -> PolicyView:
    here = Clauses(ids=shown.clauses)
    text = text_view(shown.version.text, shown.clauses, measured(policy, sheet.press.edition), sheet)
    changed = changed_view(policy, shown, sheet, listed=True)
    mistakes = corrections(policy, shown.version, here, sheet)
    granted = tuple(item for item in exceptions(policy, here, sheet) if item.state == "open")
    return replace(
        _bare(policy, shown, sheet),
        badges=(shown.state,),
        banners=coming_banners(policy, issues, sheet),
        key_facts=key_facts(policy, shown, sheet),
        jump=_jump(text, changed, sheet),
        text=text,
        notes=_notes((*mistakes, *granted), sheet),
        corrections=mistakes,
        changed=changed,
        feedback=feedback(policy, here, sheet)[:_REPORTED],
        checks=checks(policy, here, sheet)[:_REPORTED],
        picture=timeline(policy, issues, sheet.press.edition.as_of, _PICTURED),
        later=later_notice(policy, None, sheet.press.edition),
        review=_review(policy, shown, sheet),
        feed=_feed(policy, sheet),
        related=tuple(map(sheet.policy, shown.version.text.related)),
        improve=improve(policy, shown, sheet, is_current=True),
    )


def _jump(text: TextView, changed: ChangedView | None, sheet: Sheet) -> tuple[Link, ...]:
    """Ways to what staff look a policy up for; whoever finds no escalation in it is led to that of the handbook."""
    parts = (
        (Link("What to do", "#_procedures"), bool(text.procedures)),
        (Link("Who may decide", "#_authority"), bool(text.tables)),
        (Link("Whom to turn to", "#_escalation" if text.ladders else f"{sheet.base}escalation/"), True),
        (Link("What changed", "#_changed"), changed is not None),
    )
    return tuple(link for link, present in parts if present)


def _review(policy: Policy, shown: Issue, sheet: Sheet) -> Link | None:
    """What an owner reviews the policy with, where a review is due."""
    if shown.state is not State.IN_FORCE or review_due(policy, sheet.press.edition) is None:
        return None
    return Link("Review pack", f"{sheet.base}policies/{policy.id}/review/")


def _feed(policy: Policy, sheet: Sheet) -> Link:
    return sheet.to("Subscribe to changes (Atom)", f"policies/{policy.id}/feed.xml")


def _withdrawn(policy: Policy, issues: tuple[Issue, ...], shown: Issue, ending: Withdrawal, sheet: Sheet) -> PolicyView:
    last = Link(f"Version {shown.number} as it was", f"{sheet.base}policies/{policy.id}/{shown.number}/")
    banner = withdrawn_banner(ending, sheet)
    return replace(
        _bare(policy, shown, sheet),
        badges=(State.WITHDRAWN,),
        banners=(replace(banner, links=(*banner.links, last)),),
        key_facts=(
            Fact(term="Last version", links=(last,)),
            *withdrawal_facts(ending, sheet),
        ),
        scope_facts=(),
        picture=timeline(policy, issues, sheet.press.edition.as_of, _PICTURED),
        feed=_feed(policy, sheet),
        related=tuple(map(sheet.policy, shown.version.text.related)),
    )


def _version(policy: Policy, issue: Issue, current: Issue | None, sheet: Sheet) -> PolicyView:
    mistakes = corrections(policy, issue.version, Clauses(ids=issue.clauses), sheet)
    archived = issue.state is not State.IN_FORCE and current is not None
    return replace(
        _bare(policy, issue, sheet),
        up=sheet.policy(policy.id),
        title=_version_title(issue),
        badges=(issue.state,),
        banners=(version_banner(policy, issue, current, sheet),),
        key_facts=version_facts(issue, sheet),
        text=text_view(issue.version.text, issue.clauses, {}, sheet),
        notes=_notes(mistakes, sheet),
        corrections=mistakes,
        changed=changed_view(policy, issue, sheet, listed=False),
        later=later_notice(policy, issue.version.number, sheet.press.edition),
        now=f"{sheet.base}policies/{policy.id}/" if archived else "",
        now_clauses=current.clauses if archived and current else frozenset(),
        improve=improve(policy, issue, sheet, is_current=not archived),
    )


def _notes(notes: tuple[Note, ...], sheet: Sheet) -> dict[str, Markup]:
    """Clause -> what is printed beside it."""
    return {
        clause: Markup(sheet.press.body("policy/notes.html", notes=found))
        for clause, found in notes_by_clause(notes).items()
    }


def _version_title(issue: Issue) -> str:
    return f"{issue.version.text.title}, version {issue.number}"


def _bare(policy: Policy, issue: Issue, sheet: Sheet) -> PolicyView:
    """What all heads have in common."""
    text = issue.version.text
    return PolicyView(
        title=text.title,
        summary=text.summary,
        badges=(),
        banners=(),
        key_facts=(),
        scope_facts=scope_facts(policy, text, sheet),
        text=None,
        notes={},
        corrections=(),
        changed=None,
        citation=citation(policy, issue.version, sheet),
        history=Link("All versions, reviews and records", f"{sheet.base}policies/{policy.id}/history/"),
    )


def _headings(issue: Issue, view: PolicyView) -> tuple[Heading, ...]:
    parts = text_headings(issue.version.text, view.text) if view.text else ()
    rest = (
        ("_changed", "What changed", view.changed is not None),
        ("_front-line", "From the front line", bool(view.feedback or view.checks)),
        ("_history", "History", view.picture is not None),
        ("_related", "Related policies", bool(view.related)),
        ("_improve", "Improve this policy", view.improve is not None and bool(view.improve.change)),
        ("_cite", "Cite this version", True),
    )
    return (*parts, *(Heading(anchor=anchor, title=title) for anchor, title, present in rest if present))


def _search_facts(policy: Policy, issue: Issue, sheet: Sheet) -> dict[str, str]:
    """What a search can be narrowed by and the text does not say: state, number, month of the next review."""
    facts = {"status": issue.state.value, "version": issue.number}
    due = review_due(policy, sheet.press.edition) if issue.state is State.IN_FORCE else None
    return {**facts, "review": f"{due.due:%Y-%m}"} if due else facts


def _keywords(policy: Policy, issue: Issue, sheet: Sheet) -> tuple[str, ...]:
    """Words that people search for: the policy's own, other names of its clauses, terms that lead to it."""
    text = issue.version.text
    leading = (term for term in sheet.press.edition.handbook.terms if policy.id in term.see)
    return (
        *text.keywords,
        *(alias for clause in text.services for alias in clause.aliases),
        *(alias for clause in text.procedures for alias in clause.aliases),
        *(alias for clause in text.authority for alias in clause.aliases),
        *(alias for clause in text.sections for alias in clause.aliases),
        *(name for term in leading for name in (term.term, *term.aliases)),
    )
