"""All policies, and the policies of each category: in force, to come, withdrawn."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from handbook.history.edition import Edition, once
from handbook.model.handbook import Category
from handbook.render.page import Page
from handbook.render.policy.history import FEEDS
from handbook.render.press import Press, Sheet
from handbook.render.registers.cells import Cell, Line
from handbook.render.registers.lines import (
    all_or,
    category_sections,
    channel_facet,
    day_line,
    owner_facet,
    role_facet,
    text_line,
    version_link,
)
from handbook.render.registers.printing import register_pages
from handbook.render.registers.register import Facet, Group, Register, Row, Section, no_facets
from handbook.report.current import Current, Ended, coming, current, ended
from handbook.report.reviews import reviews

_WORTH_FILTERING = 12
"""From so many policies on, a category offers to filter them."""

POLICY_COLUMNS = ("Policy", "Version", "Owner", "Next review")

ReviewDays = Mapping[str, date]
"""The day on which each policy's next review is due, by policy."""


def policies_register(press: Press) -> Register:
    """The list of all policies, a section for each category."""
    found = current(press.edition)
    section = _section(review_days(press.edition), id_="", title="", layout="table")
    return Register(
        place="policies",
        address="policies/",
        title="All policies",
        description="Every policy in force, to come and withdrawn",
        noun="policy",
        nouns="policies",
        facets=lambda listed: _facets(listed, press.sheet("policies/")),
        sections=(
            *category_sections(press, found, lambda item: item.text.category, section),
            *_coming_and_ended(coming(press.edition), ended(press.edition)),
        ),
        empty="No policy has been published yet.",
        parted="policies" in press.parted,
    )


def category_pages(category: str, press: Press) -> Iterator[Page]:
    """The list of a category's policies, on one page or several."""
    found = _by_category(press.edition).get(category, _Listed())
    register = _category(press.edition.categories[category], found, review_days(press.edition), press)
    return register_pages(register, press)


def policy_rows(policies: tuple[Current, ...], sheet: Sheet, due: ReviewDays) -> tuple[Group, ...]:
    """Policies in force, in the order given, as rows of a table."""
    return (Group(rows=tuple(_row(item, sheet, due, ("", "", "")) for item in policies)),)


def _policy_cards(policies: tuple[Current, ...], sheet: Sheet, due: ReviewDays) -> tuple[Group, ...]:
    """The same as cards, which have no column headings: each fact says what it is."""
    return (Group(rows=tuple(_row(item, sheet, due, ("version", "owner", "next review")) for item in policies)),)


@once
def review_days(edition: Edition) -> ReviewDays:
    """When each policy in force must be reviewed."""
    return {line.current.id: line.due.due for line in reviews(edition)}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listed:
    """Policies in force, versions to come, and withdrawals."""

    current: list[Current] = field(default_factory=list)
    coming: list[Current] = field(default_factory=list)
    ended: list[Ended] = field(default_factory=list)


@once
def _by_category(edition: Edition) -> Mapping[str, _Listed]:
    found: defaultdict[str, _Listed] = defaultdict(_Listed)
    for item in current(edition):
        found[item.text.category].current.append(item)
    for item in coming(edition):
        found[item.text.category].coming.append(item)
    for gone in ended(edition):
        found[gone.version.text.category].ended.append(gone)
    return found


def _category(category: Category, found: _Listed, due: ReviewDays, press: Press) -> Register:
    address = f"categories/{category.id}/"
    sheet = press.sheet(address)
    return Register(
        place=f"category/{category.id}",
        address=address,
        title=category.title,
        description=category.summary or f"Policies: {category.title}",
        noun="policy",
        nouns="policies",
        files=tuple((feed, f"{address}{file}") for feed, file in FEEDS),
        facets=(lambda listed: _facets(listed, sheet)) if len(found.current) >= _WORTH_FILTERING else no_facets,
        sections=(
            replace(_section(due, id_="in-force", title="In force", layout="cards"), items=tuple(found.current)),
            *_coming_and_ended(tuple(found.coming), tuple(found.ended)),
        ),
        empty="No policy of this category has been published yet.",
    )


def _section(due: ReviewDays, *, id_: str, title: str, layout: str) -> Section[Current]:
    def groups(policies: tuple[Current, ...], sheet: Sheet) -> tuple[Group, ...]:
        return (policy_rows if layout == "table" else _policy_cards)(policies, sheet, due)

    return Section(id=id_, title=title, items=(), columns=POLICY_COLUMNS, layout=layout, groups=groups)


def _facets(policies: tuple[Current, ...], sheet: Sheet) -> tuple[Facet, ...]:
    return (
        role_facet("audience", "Binds", (role for item in policies for role in item.text.audience), sheet),
        owner_facet(policies, sheet),
        channel_facet(sheet),
    )


def _row(item: Current, sheet: Sheet, due: ReviewDays, labels: tuple[str, str, str]) -> Row:
    release, text = item.version.release, item.text
    version, owner, review = labels
    return Row(
        cells=(
            (Line(links=(sheet.policy(item.id),)), *text_line(text.summary, quiet=True)),
            (
                Line(label=version, text=str(release.version)),
                Line(label="in force since", day=release.effective, quiet=True),
            ),
            (Line(label=owner, links=(sheet.role(text.owner),)),),
            day_line(review, due.get(item.id)),
        ),
        facets=(
            ("audience", " ".join(text.audience)),
            ("owner", text.owner),
            ("channel", all_or(text.scope.channels)),
        ),
    )


def _coming_and_ended(to_come: tuple[Current, ...], gone: tuple[Ended, ...]) -> tuple[Section[Any], ...]:
    return (
        Section(
            id="to-come",
            title="Takes effect soon",
            lead="Published; until the day named, the version before it binds.",
            layout="cards",
            items=to_come,
            groups=_coming_groups,
            counted=False,
        ),
        Section(id="withdrawn", title="Withdrawn", layout="cards", items=gone, groups=_ended_groups, counted=False),
    )


def _coming_groups(policies: tuple[Current, ...], sheet: Sheet) -> tuple[Group, ...]:
    return (Group(rows=tuple(_coming_row(item, sheet) for item in policies)),)


def _coming_row(item: Current, sheet: Sheet) -> Row:
    release = item.version.release
    title = f"{item.title} {release.version}"
    return Row(
        cells=(
            (
                Line(links=(version_link(sheet, item.id, release.version, title),), badge="prospective"),
                Line(prose=sheet.prose(release.summary), quiet=True),
            ),
            day_line("takes effect on", release.effective),
        ),
    )


def _ended_groups(gone: tuple[Ended, ...], sheet: Sheet) -> tuple[Group, ...]:
    return (Group(rows=tuple(_ended_row(item, sheet) for item in gone)),)


def _ended_row(item: Ended, sheet: Sheet) -> Row:
    withdrawal = item.withdrawal
    effective = withdrawal.effective <= sheet.press.edition.as_of
    instead = tuple(map(sheet.policy, withdrawal.replaced_by))
    badge: Cell = (Line(links=(sheet.policy(item.policy.id),), badge="withdrawn" if effective else "prospective"),)
    return Row(
        cells=(
            (
                *badge,
                Line(prose=sheet.prose(withdrawal.reason), quiet=True),
                *((Line(label="see instead", links=instead),) if instead else ()),
            ),
            day_line("withdrawn on" if effective else "will be withdrawn on", withdrawal.effective),
        ),
    )
