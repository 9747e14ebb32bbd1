"""A page's body and headings, filled into its shell: a finished page of the site by a join of strings.

Everything filled in is escaped here but the body, which is finished HTML. What no page of a shell changes at one depth
is joined once. Nothing here knows MkDocs.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from html import escape

from handbook.machine.store import stamp
from handbook.render.page import Entry, Heading, Page, base_of
from handbook.render.phrases import day_html
from handbook.render.places import Place, walked
from handbook.site.errors import BuildError
from handbook.site.shell import Shell, Slot

MAX_ENTRIES = 40
"""Entries that a sidebar lists; beyond it only the current one, so that pages do not grow with the handbook."""


_EMPTY_PLACE = re.compile(
    r"""
    <li\ class="(md-nav__item[^"]*?)\ md-nav__item--nested">\s*
    (?:<input[^>]*>)?\s*
    (<div\ class="md-nav__link\ md-nav__container">\s*<a\ [^>]*>(?:(?!</a>).)*</a>)\s*
    (?:<label\ (?:(?!</label>).)*</label>\s*)?</div>\s*
    <nav\ [^>]*>\s*(?:<label\ (?:(?!</label>).)*</label>)?\s*<ul\ [^>]*>\s*</ul>\s*</nav>\s*
    </li>
    """,
    re.VERBOSE | re.DOTALL,
)
"""A line of the navigation that unfolds to an empty list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidebar:
    """The entries filled in: those of each place, and the page that lists all of a place where they are too many."""

    entries: Mapping[str, tuple[Entry, ...]]
    indexes: Mapping[str, Entry]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What stands in every page's footer: the day for which the handbook is read, the seal's short form if any."""

    as_of: date
    seal: str = ""


def section_indexes(tree: tuple[Place, ...]) -> dict[str, Entry]:
    """For each place of many pages the page that lists them all: the index of its section."""
    return {
        place.id: Entry(title=f"All in {section.title}", address=section.children[0].address)
        for section in walked(tree)
        for place in section.children
        if place.many
    }


class Assembler:
    """Fills pages into shells; holds what is the same for all pages of one shell at one depth."""

    def __init__(self, shells: Mapping[str, Shell], sidebar: Sidebar, imprint: Imprint) -> None:
        self._shells, self._sidebar, self._imprint = shells, sidebar, imprint
        self._edition = _edition(imprint)
        self._plans: dict[tuple[str, str], _Plan] = {}

    def assemble(self, page: Page, base: str = "") -> bytes:
        """The finished page; `base` is the way to the site's root where the address does not tell.

        Raises:
            BuildError: the page's place has no shell.
        """
        base = base or base_of(page.address)
        plan = self._plans.get((page.place, base))
        if plan is None:
            shell = self._shells.get(page.place)
            if shell is None:
                raise BuildError(f"the page /{page.address} asks for a place that does not exist: {page.place}")
            plan = self._plans[page.place, base] = _Plan(shell, self._sidebar, self._edition, base)
        return plan.fill(page)

    def is_of(self, shells: Mapping[str, Shell], sidebar: Sidebar, imprint: Imprint) -> bool:
        """Whether these very shells, with the very entries of this sidebar and this footer, are filled in here."""
        mine = self._sidebar
        entries_are_mine = sidebar.entries is mine.entries and sidebar.indexes == mine.indexes
        return shells is self._shells and entries_are_mine and imprint == self._imprint

    @cached_property
    def made_of(self) -> Mapping[str, str]:
        """By place the stamp of all that its pages have beside their own: shell, sidebar, footer."""
        return {place: self._made_of(place) for place in self._shells}

    def _made_of(self, place: str) -> str:
        shell = self._shells[place]
        listed = [
            (other, [(entry.address, entry.title) for entry in entries])
            for other, entries in _listed(shell, self._sidebar).items()
        ]
        return stamp(shell.stamp, repr(listed), repr(self._sidebar.indexes.get(place)), self._edition)


class _Plan:
    """One shell at one depth: all that no page changes is joined and encoded."""

    def __init__(self, shell: Shell, sidebar: Sidebar, edition: str, base: str) -> None:
        self._shell, self._base = shell, base
        self._listed = _listed(shell, sidebar)
        self._entries = {
            place: [(entry.address, _line(entry.title, base + entry.address)) for entry in entries]
            for place, entries in self._listed.items()
        }
        self._current = {entry.address: entry.title for entry in sidebar.entries.get(shell.place, ())}
        self._index = sidebar.indexes.get(shell.place)
        self._pieces: list[bytes] = []
        self._holes: list[tuple[int, Slot]] = []
        self._lay(edition)

    def _lay(self, edition: str) -> None:
        run: list[str] = []
        for part in self._shell.parts:
            if isinstance(part, str):
                run.append(part)
            elif part[0] is Slot.BASE:
                run.append(self._base)
            elif part[0] is Slot.EDITION:
                run.append(edition)
            elif part[0] is Slot.ENTRIES and part[1] != self._shell.place:
                run += [html for _, html in self._entries.get(part[1], ())]
            else:
                self._pieces += [_finished("".join(run)).encode(), b""]
                self._holes.append((len(self._pieces) - 1, part[0]))
                run = []
        self._pieces.append(_finished("".join(run)).encode())

    def fill(self, page: Page) -> bytes:
        values = {
            Slot.TITLE: escape(page.title),
            Slot.DESCRIPTION: escape(page.description),
            Slot.ADDRESS: escape(page.address),
            Slot.BODY: page.body,
            Slot.CITED: escape(page.cited),
            Slot.TOC: self._toc(page.headings),
            Slot.ENTRIES: self._own_entries(page),
        }
        pieces = self._pieces.copy()
        for place, slot in self._holes:
            pieces[place] = values[slot].encode()
        return b"".join(pieces)

    def _toc(self, headings: tuple[Heading, ...]) -> str:
        if not headings:
            return ""
        items = "".join(map(_heading, headings))
        return f'{self._shell.toc_label}<ul class="md-nav__list" data-md-component="toc" data-md-scrollfix>{items}</ul>'

    def _own_entries(self, page: Page) -> str:
        current = page.entry or page.address
        if current not in self._current:
            return "".join(html for _, html in self._entries.get(self._shell.place, ()))
        active = self._active(page, current)
        if self._shell.place in self._entries:
            lines = self._entries[self._shell.place]
            return "".join(active if address == current else html for address, html in lines)
        return active + (_line(self._index.title, self._base + self._index.address) if self._index else "")

    def _active(self, page: Page, current: str) -> str:
        title = escape(self._current[current])
        is_here = ' aria-current="page"' if current == page.address else ' aria-current="true"'
        return (
            f'<li class="md-nav__item md-nav__item--active"><a href="{self._base}{escape(current)}"'
            f' class="md-nav__link md-nav__link--active"{is_here}>{title}</a>'
        )


def _listed(shell: Shell, sidebar: Sidebar) -> dict[str, tuple[Entry, ...]]:
    """The entries that a shell shows: all of its places if they are few, else those of its own place if they are."""
    marks = [part for part in shell.parts if not isinstance(part, str)]
    shown = {place: sidebar.entries.get(place, ()) for slot, place in marks if slot is Slot.ENTRIES}
    if sum(map(len, shown.values())) <= MAX_ENTRIES:
        return shown
    return {place: entries for place, entries in shown.items() if place == shell.place and len(entries) <= MAX_ENTRIES}


def _finished(html: str) -> str:
    """A place of which no entries are shown is a link alone: a button would unfold nothing; no line has an end tag."""
    return _EMPTY_PLACE.sub(r'<li class="\1">\2</div>', html).replace("</li>", "")


def _line(title: str, address: str, below: str = "") -> str:
    return f'<li class="md-nav__item"><a href="{escape(address)}" class="md-nav__link">{escape(title)}</a>{below}'


def _heading(heading: Heading) -> str:
    below = "".join(map(_heading, heading.children))
    if below:
        below = f'<nav class="md-nav" aria-label="{escape(heading.title)}"><ul class="md-nav__list">{below}</ul></nav>'
    return _line(heading.title, f"#{heading.anchor}", below)


def _edition(imprint: Imprint) -> str:
    seal = f' · <span class="handbook-seal">Seal {escape(imprint.seal)}</span>' if imprint.seal else ""
    return f"As of {day_html(imprint.as_of)}{seal}"
