"""The first page: what the organisation is for, the way to any rule, what changed, what is coming, what is due."""

from dataclasses import dataclass
from datetime import date
from itertools import islice

from handbook.history.changelog import Entry, changelog
from handbook.history.exceptions import ExceptionState
from handbook.history.in_force import State
from handbook.history.wording import counted
from handbook.render.page import Heading, Page
from handbook.render.press import Link, Press, Sheet
from handbook.render.registers.lines import effect, entry_badge, entry_link, short
from handbook.report.current import current
from handbook.report.exceptions import exceptions
from handbook.report.reviews import Window, reviews

MOST = 6
"""So many lines stand in each list; its register holds the rest."""

_DUE = {Window.OVERDUE, Window.WITHIN_30_DAYS}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsItem:
    """A change: `label` introduces the day on which it takes effect."""

    link: Link
    badge: str
    summary: str
    published: date
    label: str
    effective: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DueItem:
    """Something that somebody must do: a review, or an exception to settle."""

    link: Link
    badge: str
    task: str
    day: date
    owner: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A way into the handbook: a category with its size, or a role with what it does."""

    link: Link
    summary: str
    figure: str


def home_page(press: Press) -> Page:
    """The first page."""
    sheet, organisation = press.sheet(""), press.edition.handbook.organisation
    entries = changelog(press.edition)
    to_come = sorted(
        (entry for entry in entries if _is_ahead(entry, press)), key=lambda entry: entry.effective or date.max
    )
    past = (entry for entry in entries if not _is_ahead(entry, press))
    due = _due(sheet)
    body = press.body(
        "registers/home.html",
        title=organisation.title,
        organisation=organisation.organisation,
        mission=sheet.prose(organisation.mission.statement),
        pillars=[sheet.to(pillar.title, f"mission/#{pillar.id}") for pillar in organisation.mission.pillars],
        to_index=sheet.to("Look it up from A to Z", "a-to-z/"),
        latest=[_news(entry, sheet) for entry in islice(past, MOST)],
        to_come=[_news(entry, sheet) for entry in to_come[:MOST]],
        due=due[:MOST],
        due_more=len(due) - MOST,
        roles=_roles(sheet),
        categories=_categories(sheet),
        urgent=sheet.to("Who takes over?", "escalation/"),
        decide=sheet.to("May I decide this?", "authority/"),
        changelog=sheet.to("All changes", "changelog/"),
        reviews=sheet.to("All reviews", "reviews/"),
        past=sheet.to("What was in force on a date?", "in-force/"),
        present=bool(press.titles),
    )
    return Page(
        address="",
        place="home",
        title=organisation.title,
        description=short(organisation.mission.statement) or organisation.title,
        body=body,
        headings=_headings(),
        searchable=True,
        listing=True,
    )


def _headings() -> tuple[Heading, ...]:
    named = (
        ("_categories", "By category"),
        ("_changed", "What changed lately"),
        ("_coming", "What takes effect soon"),
        ("_due", "What is due"),
        ("_roles", "By role"),
    )
    return tuple(Heading(anchor=anchor, title=title) for anchor, title in named)


def _is_ahead(entry: Entry, press: Press) -> bool:
    """Whether it is published and takes effect on a later day."""
    if entry.effective is None or entry.state in {State.SUPERSEDED, State.WITHDRAWN}:
        return False
    return entry.effective > press.edition.as_of


def _news(entry: Entry, sheet: Sheet) -> NewsItem:
    return NewsItem(
        link=entry_link(entry, sheet),
        badge=entry_badge(entry),
        summary=short(entry.summary, 200) if entry.prose else entry.summary,
        published=entry.published,
        label=effect(entry),
        effective=entry.effective,
    )


def _due(sheet: Sheet) -> list[DueItem]:
    edition = sheet.press.edition
    items = [
        DueItem(
            link=sheet.policy(line.current.id),
            badge="overdue" if line.window is Window.OVERDUE else "due-soon",
            task="review due",
            day=line.due.due,
            owner=sheet.role(line.current.text.owner),
        )
        for line in reviews(edition)
        if line.window in _DUE
    ]
    items += [
        DueItem(
            link=sheet.to(line.current.title, "exceptions/#_lapsed"),
            badge="lapsed",
            task="exception to settle, lapsed",
            day=line.exception.until,
            owner=sheet.role(line.current.text.owner),
        )
        for line in exceptions(edition)
        if line.state is ExceptionState.LAPSED
    ]
    return sorted(items, key=lambda item: item.day)


def _roles(sheet: Sheet) -> list[Tile]:
    return [
        Tile(link=sheet.role(role.id), summary=role.summary, figure="") for role in sheet.press.edition.roles.values()
    ]


def _categories(sheet: Sheet) -> list[Tile]:
    counts: dict[str, int] = {}
    for item in current(sheet.press.edition):
        counts[item.text.category] = counts.get(item.text.category, 0) + 1
    return [
        Tile(
            link=sheet.category(category.id),
            summary=category.summary,
            figure=counted(counts.get(category.id, 0), "policy", "policies"),
        )
        for category in sheet.press.edition.categories.values()
    ]
