"""A register as a value: its sections, the rows that each makes of its items, the facets by which they can be filtered.

What a register says is decided by the module of its name beside this one; how it is cut into pages and printed, by
`printing`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from markupsafe import Markup
from msgspec import Struct

from handbook.render.folders import PAGE_ITEMS
from handbook.render.page import Heading
from handbook.render.press import Sheet
from handbook.render.registers.cells import Cell

Item = TypeVar("Item")


class Row(Struct, frozen=True, kw_only=True):
    """A row: the first cell names it. `facets` are the values, apart by spaces, that each facet finds it by."""

    cells: tuple[Cell, ...]
    anchor: str = ""
    facets: tuple[tuple[str, str], ...] = ()


class Group(Struct, frozen=True, kw_only=True):
    """Rows with a common heading; without one they simply follow."""

    rows: tuple[Row, ...]
    heading: Cell = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """Something that rows can be filtered by; `choices` are pairs of value and label.

    `buttons` are printed as a row of buttons that filter without scripts too: the stylesheet knows their values.
    """

    name: str
    label: str
    choices: tuple[tuple[str, str], ...]
    buttons: bool = False


def no_facets(items: tuple[Any, ...]) -> tuple[Facet, ...]:  # noqa: ARG001
    """Nothing to filter by."""
    return ()


def on_every_page(*facets: Facet) -> Callable[[tuple[Any, ...]], tuple[Facet, ...]]:
    """Facets that do not depend on what stands on a page."""
    return lambda _: facets


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapters(Generic[Item]):
    """How a section that does not fit a page is cut: `title` is that of the chapter that an item belongs to.

    Pages are numbered from the end at which nothing is added: from the last item where the newest come first.
    """

    title: Callable[[Item], str]
    newest_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Generic[Item]):
    """A part of a register.

    `groups` makes the rows of `items` for one page. `layout` names the macro that prints them: table, cards, entries,
    list, words or terms. `figure` draws what stands above them. `empty` is said where there is no item; without it the
    section is left out then. `counted` tells whether its items are what the register lists. `anchor` is its id on the
    page where that is not made from `id`. Without `chapters` a long one is cut into pages from its first item on.
    """

    id: str
    title: str
    items: tuple[Item, ...]
    groups: Callable[[tuple[Item, ...], Sheet], tuple[Group, ...]]
    columns: tuple[str, ...] = ()
    layout: str = "table"
    lead: str = ""
    figure: Callable[[Sheet], Markup] | None = None
    empty: str = ""
    counted: bool = True
    anchor: str = ""
    chapters: Chapters[Item] | None = None

    @property
    def heading(self) -> Heading:
        """Its entry in the table of contents."""
        return Heading(anchor=self.anchor or f"_{self.id}", title=self.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """A page, or several, of the handbook; `address` and `place` as in Page.

    `noun` and `nouns` name an item, `row_nouns` one and many rows where a row is something else; `lead` prints what
    stands on top; `facets` are those by which some items can be filtered; `empty` is said where there is no item.
    `jump` puts a row of links to its sections on top. `page_items` is how many fill a page; `parted` tells whether it
    has several, where that is known before its items are, or must be one because addresses lead into it. `files` are
    pairs of a title and an address from the site's root: what can be subscribed to.
    """

    place: str
    address: str
    title: str
    description: str
    sections: tuple[Section[Any], ...]
    noun: str = "row"
    nouns: str = ""
    row_nouns: tuple[str, str] | None = None
    lead: Callable[[Sheet], Markup] | None = None
    facets: Callable[[tuple[Any, ...]], tuple[Facet, ...]] = no_facets
    empty: str = ""
    parted: bool | None = None
    page_items: int = PAGE_ITEMS
    jump: bool = False
    listing: bool = True
    files: tuple[tuple[str, str], ...] = ()
