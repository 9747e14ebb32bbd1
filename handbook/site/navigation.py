"""The handbook's tree of places -> the navigation that MkDocs reads and the path of each place's shell.

A section's first child is its index page: where both have one title the section's heading leads to it, else it is
listed. A place of many pages stands in the navigation as one link that is cut out and filled in; its shell is not
listed. Titles are escaped here, since Material prints them as they are.
"""

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup, escape
from mkdocs.structure.nav import Section
from mkdocs.utils import nest_paths

from handbook.render.places import Place
from handbook.site.shell import ENTRIES_SCHEME

HOME = "index.md"

WRITTEN_UNDER = "section/reference"
"""The section that lists the hand-written pages."""


def navigation(places: tuple[Place, ...], written: tuple[str, ...]) -> list[dict[str, Any]]:
    """MkDocs' `nav`; `written` are the paths of hand-written pages, of which `index.md` is the home page."""
    listed = sorted(path for path in written if path != HOME)
    return [_item(place, "", listed) for place in places]


def shell_paths(places: tuple[Place, ...], section: str = "") -> Iterator[tuple[str, str]]:
    """The path of each shell with the id of its place; `section` is the title of the section that the places are in."""
    for place in places:
        if place.children:
            yield from shell_paths(place.children, place.title)
        else:
            yield _path(place, section), place.id


def entries_shell(place: str) -> str:
    """The path of the shell that all pages of a place share."""
    return f"shells/{place}.md"


def sections(items: list[Any]) -> Iterator[Section]:
    """Every section of MkDocs' navigation, outer before inner."""
    for item in items:
        if isinstance(item, Section):
            yield item
            yield from sections(item.children)


def _item(place: Place, section: str, listed: list[str]) -> dict[str, Any]:
    title = Markup(escape(place.title))
    if place.many:
        return {title: ENTRIES_SCHEME + place.id}
    if not place.children:
        return {title: _path(place, section)}
    children: list[Any] = [_item(child, place.title, listed) for child in place.children]
    return {title: [*children, *nest_paths(listed)] if place.id == WRITTEN_UNDER else children}


def _path(place: Place, section: str) -> str:
    """Where MkDocs finds the place's page; named `index`, it is what its section's heading leads to."""
    if place.many:
        return entries_shell(place.id)
    if not place.address:
        return HOME
    return f"{place.address}index.md" if place.title == section else f"{place.address.rstrip('/')}.md"
