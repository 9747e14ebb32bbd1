"""A register as a value: sections of rows, the facets by which they can be filtered -> its page, or several when long.

A register of at most `page_items` items is one page. A longer one has a page for each section, or several, and its own
address lists them; so a page stays readable and quick whatever the size of the handbook. Decides nothing about facts.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any, Generic, TypeVar

from markupsafe import Markup

from handbook.render.page import Heading, Page
from handbook.render.phrases import count_text
from handbook.render.press import Link, Press, Sheet
from handbook.render.registers.cells import Cell, Line, cell_html
from handbook.render.registers.made_of import brief, made_of

PAGE_ITEMS = 400

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row: the first cell names it. `facets` are the values, apart by spaces, that each facet finds it by."""

    cells: tuple[Cell, ...]
    anchor: str = ""
    facets: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Generic[Item]):
    """A part of a register.

    `groups` makes the rows of `items` for one page. `layout` names the macro that prints them: table, cards, entries,
    list, words or terms. `figure` draws what stands above them. `empty` is said where there is no item; without it the
    section is left out then. `counted` tells whether its items are what the register lists. `anchor` is its id on the
    page where that is not made from `id`.
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

    @property
    def heading(self) -> Heading:
        """Its entry in the table of contents."""
        return Heading(anchor=self.anchor or f"_{self.id}", title=self.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """A page, or several, of the handbook; `address` and `place` as in Page.

    `noun` and `nouns` name an item, `row_nouns` one and many rows where a row is something else; `lead` prints what
    stands on top; `empty` is said where there is no item at all. `jump` puts a row of links to its sections on top.
    `page_items` is how many fill a page; a register that is not `paged` stays on one whatever its length, since
    addresses lead into it. `files` are pairs of a title and an address from the site's root: what can be subscribed to.
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
    facets: tuple[Facet, ...] = ()
    empty: str = ""
    paged: bool = True
    page_items: int = PAGE_ITEMS
    jump: bool = False
    listing: bool = True
    files: tuple[tuple[str, str], ...] = ()


def register_pages(register: Register, press: Press) -> Iterator[Page]:
    """One page, or a list of sections and pages for each of them; each is printed when it is asked for."""
    shown = tuple(section for section in register.sections if section.items or section.empty or section.figure)
    if not register.paged or sum(len(section.items) for section in shown) <= register.page_items:
        yield _page(register, press, register.address, shown)
        return
    parts = tuple(part for section in shown for part in _parts(section, register))
    yield _page(replace(register, facets=()), press, register.address, (_contents(register, parts),))
    yield from (_part_page(register, press, part) for part in parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A stretch of a section that fills a page."""

    address: str
    section: Section[Any]


def _parts(section: Section[Any], register: Register) -> Iterator[_Part]:
    size = register.page_items
    of = max(1, -(-len(section.items) // size))
    for number in range(1, of + 1):
        stretch = replace(
            section,
            title=f"{section.title}, part {number} of {of}" if of > 1 else section.title,
            items=section.items[(number - 1) * size : number * size],
            figure=section.figure if number == 1 else None,
            anchor=section.heading.anchor if number == 1 else f"_{section.id}-{number}",
        )
        end = f"{section.id}/" if number == 1 else f"{section.id}/{number}/"
        yield _Part(address=register.address + end, section=stretch)


def _contents(register: Register, parts: tuple[_Part, ...]) -> Section[_Part]:
    """The list of a long register's pages; each entry keeps the anchor that its section has on one page."""

    def groups(listed: tuple[_Part, ...], sheet: Sheet) -> tuple[Group, ...]:
        rows = []
        for part in listed:
            count = count_text(len(part.section.items), register.noun, register.nouns) if part.section.counted else ""
            link = sheet.to(part.section.title, part.address)
            cell = (Line(links=(link,)), Line(text=count, quiet=True))
            rows.append(Row(cells=(cell,), anchor=part.section.heading.anchor))
        return (Group(rows=tuple(rows)),)

    return Section(id="parts", title="Parts", items=parts, groups=groups, layout="cards", counted=False)


def _part_page(register: Register, press: Press, part: _Part) -> Page:
    page = _page(register, press, part.address, (part.section,))
    return replace(page, title=f"{register.title}: {part.section.title}", entry=register.address)


def _page(register: Register, press: Press, address: str, sections: tuple[Section[Any], ...]) -> Page:
    press.watch.taken()
    sheet = press.sheet(address)
    whole = address == register.address
    lead = register.lead(sheet) if register.lead and whole else Markup()
    figures = [section.figure(sheet) if section.figure else Markup() for section in sections]
    stamp = made_of(press, _static(register), str(lead), *map(str, figures), *map(_told, sections))
    kept = bool(stamp) and press.is_kept(address, stamp)
    body = "" if kept else _body(register, sheet, sections, lead, figures)
    return Page(
        address=address,
        place=register.place,
        title=register.title,
        description=register.description,
        body=body,
        entry=address,
        headings=tuple(section.heading for section in sections),
        searchable=address == register.address,
        listing=register.listing,
        made_of=stamp,
        looked_up=press.watch.taken(),
        kept=kept,
    )


def _static(register: Register) -> tuple[object, ...]:
    """What a register says beside its sections."""
    named = (register.place, register.address, register.title, register.description, register.noun, register.nouns)
    return (*named, register.row_nouns, register.facets, register.empty, register.paged, register.jump, register.files)


def _told(section: Section[Any]) -> tuple[object, ...]:
    """What a section says; who prints its rows is known by name."""
    groups = f"{section.groups.__module__}.{section.groups.__qualname__}"
    named = (section.id, section.title, section.layout, section.lead, section.empty, section.counted, section.anchor)
    return (*named, section.columns, groups, tuple(map(_item_told, section.items)))


def _item_told(item: object) -> object:
    """An item; of a part of this register only what its list says."""
    if isinstance(item, _Part):
        section = item.section
        return item.address, section.title, section.heading.anchor, len(section.items), section.counted
    return brief(item)


def _body(
    register: Register, sheet: Sheet, sections: tuple[Section[Any], ...], lead: Markup, figures: list[Markup]
) -> str:
    whole = sheet.address == register.address
    total = sum(len(section.items) for section in sections if section.counted)
    return sheet.press.body(
        "registers/page.html",
        description=register.description,
        title=register.title,
        up=None if whole else sheet.to(f"All of {register.title}", register.address),
        lead=lead,
        facets=register.facets if total > 1 else (),
        jump=[Link(section.title, f"#{section.heading.anchor}") for section in sections] if register.jump else [],
        row_nouns=register.row_nouns or (register.noun, register.nouns or f"{register.noun}s"),
        files=[sheet.to(title, file) for title, file in register.files],
        empty=register.empty if whole and not any(section.items for section in sections) else "",
        sections=[_view(section, figure, sheet) for section, figure in zip(sections, figures, strict=True)],
        cell=cell_html,
    )


def _view(section: Section[Any], figure: Markup, sheet: Sheet) -> SimpleNamespace:
    return SimpleNamespace(
        anchor=section.heading.anchor,
        title=section.title,
        lead=section.lead,
        layout=section.layout,
        columns=section.columns,
        count=len(section.items) if section.counted else 0,
        figure=figure,
        groups=section.groups(section.items, sheet) if section.items else (),
        empty=section.empty,
    )
