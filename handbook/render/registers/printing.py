"""A register -> its page, or several when it is long.

A register of at most `page_items` items is one page. A longer one has a page for each section, or several, and its own
address lists them; so a page stays readable and quick whatever the size of the handbook. A section that grows is cut
into chapters, so that what is added changes only the pages of its chapter. Decides nothing about facts.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup

from handbook.history.wording import counted
from handbook.render.page import Page
from handbook.render.press import Link, Press, Sheet
from handbook.render.registers.cells import Line
from handbook.render.registers.made_of import brief, made_of
from handbook.render.registers.register import Chapters, Facet, Group, Item, Register, Row, Section, no_facets

PART_ITEMS = 200
"""So many items at most fill a page of a section that has several: quick to read, and quick to print after an edit."""


def register_pages(register: Register, press: Press, without: Collection[str] = ()) -> Iterator[Page]:
    """One page, or a list of sections and pages for each of them; each is printed when it is asked for.

    Args:
        register: the register.
        press: what pages are printed with.
        without: ids of sections whose own pages are printed elsewhere.
    """
    shown = _shown(register)
    if not _is_parted(register, shown):
        yield _page(register, press, register.address, shown)
        return
    parts = tuple(_parts(section, register) for section in shown)
    listed = tuple(part for found in parts for part in found if not part.chapter)
    yield _page(replace(register, facets=no_facets), press, register.address, (_contents(register, listed),))
    for section, found in zip(shown, parts, strict=True):
        if section.id not in without:
            yield from (_part_page(register, press, part) for part in found)


def section_pages(register: Register, press: Press, id_: str) -> Iterator[Page]:
    """The pages of one section of a register that has pages for each; none where the section is left out."""
    found = (section for section in _shown(register) if section.id == id_)
    return (_part_page(register, press, part) for section in found for part in _parts(section, register))


def _shown(register: Register) -> tuple[Section[Any], ...]:
    return tuple(section for section in register.sections if section.items or section.empty or section.figure)


def _is_parted(register: Register, shown: tuple[Section[Any], ...]) -> bool:
    if register.parted is not None:
        return register.parted
    return sum(len(section.items) for section in shown) > register.page_items


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A stretch of a section that fills a page, of the chapter named; or the list of the pages of its `chapters`."""

    address: str
    section: Section[Any]
    chapter: str = ""
    chapters: "tuple[_Part, ...]" = ()


def _parts(section: Section[Any], register: Register) -> tuple[_Part, ...]:
    """The pages of a section in the order in which they are listed."""
    if section.chapters and len(section.items) > register.page_items:
        address = f"{register.address}{section.id}/"
        chapters = tuple(_chapter_pages(section, section.chapters, address, register.page_items))
        return (_Part(address=address, section=section, chapters=chapters), *chapters)
    return tuple(_stretches(section, register))


def _stretches(section: Section[Any], register: Register) -> Iterator[_Part]:
    for number, of, items in _cut(section.items, min(register.page_items, PART_ITEMS)):
        stretch = replace(
            section,
            title=f"{section.title}, part {number} of {of}" if of > 1 else section.title,
            items=tuple(items),
            figure=section.figure if number == 1 else None,
            anchor=section.heading.anchor if number == 1 else f"_{section.id}-{number}",
        )
        end = f"{section.id}/" if number == 1 else f"{section.id}/{number}/"
        yield _Part(address=register.address + end, section=stretch)


def _chapter_pages(section: Section[Any], chapters: Chapters[Any], address: str, size: int) -> list[_Part]:
    """The pages of a section's chapters as they are listed; numbered from the end at which nothing is added."""
    step = -1 if chapters.newest_first else 1
    found: dict[str, list[Any]] = {}
    for item in section.items[::step]:
        found.setdefault(chapters.title(item), []).append(item)
    cut = [
        (f"{title} ({number} of {of})" if of > 1 else title, items)
        for title, listed in found.items()
        for number, of, items in _cut(listed, size)
    ]
    pages = [
        _Part(
            address=f"{address}{number}/",
            chapter=title,
            section=replace(
                section,
                title=f"{section.title}, {title}",
                items=tuple(items[::step]),
                figure=None,
                anchor=f"_{section.id}-{number}",
            ),
        )
        for number, (title, items) in enumerate(cut, start=1)
    ]
    return pages[::step]


def _cut(items: Sequence[Item], size: int) -> Iterator[tuple[int, int, Sequence[Item]]]:
    """Stretches that fill a page, each with its number and how many there are; one where there is no item."""
    of = max(1, -(-len(items) // size))
    return ((number + 1, of, items[number * size : (number + 1) * size]) for number in range(of))


def _contents(register: Register, parts: tuple[_Part, ...]) -> Section[_Part]:
    """The list of a long register's pages; each entry keeps the anchor that its section has on one page."""

    def groups(listed: tuple[_Part, ...], sheet: Sheet) -> tuple[Group, ...]:
        rows = []
        for part in listed:
            count = counted(len(part.section.items), register.noun, register.nouns) if part.section.counted else ""
            link = sheet.to(part.section.title, part.address)
            chapters = tuple(sheet.to(chapter.chapter, chapter.address) for chapter in part.chapters)
            below = (Line(links=chapters, quiet=True),) if chapters else ()
            cell = (Line(links=(link,)), Line(text=count, quiet=True), *below)
            rows.append(Row(cells=(cell,), anchor=part.section.heading.anchor))
        return (Group(rows=tuple(rows)),)

    return Section(id="parts", title="Parts", items=parts, groups=groups, layout="cards", counted=False)


def _part_page(register: Register, press: Press, part: _Part) -> Page:
    shown = part.section
    if part.chapters:
        listed = _contents(register, part.chapters)
        shown = replace(listed, title=shown.title, anchor=shown.heading.anchor, figure=shown.figure, lead=shown.lead)
    page = _page(register, press, part.address, (shown,))
    return replace(page, title=f"{register.title}: {shown.title}", entry=register.address)


def _page(register: Register, press: Press, address: str, sections: tuple[Section[Any], ...]) -> Page:
    press.watch.taken()
    sheet = press.sheet(address)
    whole = address == register.address
    lead = register.lead(sheet) if register.lead and whole else Markup()
    figures = [section.figure(sheet) if section.figure else Markup() for section in sections]
    listed = tuple(item for section in sections if section.counted for item in section.items)
    facets = register.facets(listed) if len(listed) > 1 else ()
    stamp = made_of(press, _static(register), facets, str(lead), *map(str, figures), *map(_told, sections))
    kept = bool(stamp) and press.is_kept(address, stamp)
    body = "" if kept else _body(register, sheet, sections, lead, figures, facets)
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
    return (*named, register.row_nouns, register.empty, register.jump, register.files)


def _told(section: Section[Any]) -> tuple[object, ...]:
    """What a section says; who prints its rows is known by name."""
    groups = f"{section.groups.__module__}.{section.groups.__qualname__}"
    named = (section.id, section.title, section.layout, section.lead, section.empty, section.counted, section.anchor)
    return (*named, section.columns, groups, tuple(map(_item_told, section.items)))


def _item_told(item: object) -> object:
    """An item; of a part of this register only what its list says."""
    if isinstance(item, _Part):
        section, chapters = item.section, [(part.address, part.chapter) for part in item.chapters]
        return item.address, section.title, section.heading.anchor, len(section.items), section.counted, chapters
    return brief(item)


def _body(
    register: Register,
    sheet: Sheet,
    sections: tuple[Section[Any], ...],
    lead: Markup,
    figures: list[Markup],
    facets: tuple[Facet, ...],
) -> str:
    whole = sheet.address == register.address
    return sheet.press.body(
        "registers/page.html",
        description=register.description,
        title=register.title,
        up=None if whole else sheet.to(f"All of {register.title}", register.address),
        lead=lead,
        facets=facets,
        jump=[Link(section.title, f"#{section.heading.anchor}") for section in sections] if register.jump else [],
        row_nouns=register.row_nouns or (register.noun, register.nouns or f"{register.noun}s"),
        files=[sheet.to(title, file) for title, file in register.files],
        empty=register.empty if whole and not any(section.items for section in sections) else "",
        sections=[_view(section, figure, sheet) for section, figure in zip(sections, figures, strict=True)],
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
