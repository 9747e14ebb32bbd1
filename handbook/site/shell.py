"""A shell's HTML as the theme made it -> fixed text and marks in turn, so that pages are assembled by a join.

The marks are agreed here between the plugin, which sets them, and the assembler, which fills them. A shell whose marks
are not as expected is an error that names the template. Nothing here knows MkDocs.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from handbook.machine.store import stamp
from handbook.site.compact import compact
from handbook.site.errors import BuildError


class Slot(StrEnum):
    """What is filled in. `TOC` is the list of headings."""

    BASE = "base"
    TITLE = "title"
    DESCRIPTION = "description"
    ADDRESS = "address"
    BODY = "body"
    CITED = "cited"
    EDITION = "edition"
    TOC = "toc"
    ENTRIES = "entries"


ENTRIES_SCHEME = "handbook-entries:"
"""The address of the one link in the navigation that stands for all entries of a place: this, then its id."""

CONTENT = "_content"
"""The id of a page's article: where the link `Skip to content` leads."""

TOKEN = re.compile(r"@@handbook-([a-z-]+)(?::([a-z0-9/-]+))?@@")


def token(slot: Slot, place: str = "") -> str:
    """The mark of a slot; `place` names whose entries."""
    return f"@@handbook-{slot}{':' if place else ''}{place}@@"


_NAMELESS = re.compile(
    r'aria-labelledby="(?P<id>[\w-]+)_label" aria-expanded="(?:true|false)">\s*(?P<label><label class="md-nav__title"'
    r' for="(?P=id)">\s*<span class="md-nav__icon md-icon"></span>\s*(?P<title>[^<]*?)\s*</label>)'
)
_EMPTY = re.compile(r' tabindex=""')
_TOC = re.compile(
    r'(?P<open><nav class="md-nav md-nav--secondary" aria-label="[^"]*">)\s*'
    r'(?P<label><label class="md-nav__title" for="__toc">.*?</label>)\s*'
    r'<ul class="md-nav__list" data-md-component="toc" data-md-scrollfix>\s*<li class="md-nav__item">\s*'
    rf'<a href="#{CONTENT}" class="md-nav__link">{re.escape(token(Slot.TOC))}</a>\s*</li>\s*</ul>\s*</nav>',
    re.DOTALL,
)
_TOC_TOGGLE = re.compile(
    r'<input class="md-nav__toggle md-toggle" type="checkbox" id="__toc">\s*'
    r'(?:<label class="md-nav__link md-nav__link--active" for="__toc">.*?</label>)?',
    re.DOTALL,
)
_ENTRIES = re.compile(
    rf'<li class="md-nav__item">\s*<a href="{ENTRIES_SCHEME}([a-z0-9/-]+)" class="md-nav__link">.*?</a>\s*</li>',
    re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """A compiled shell: fixed text and marks in turn, and the title of Material's table of contents.

    `stamp` tells all of it.
    """

    place: str
    stamp: str
    parts: tuple[str | tuple[Slot, str], ...]
    toc_label: str


def compile_shell(place: str, html: str, *, canonical: bool, many: bool) -> Shell:
    """Find the marks in a shell that MkDocs rendered.

    Args:
        place: the place's id.
        html: the page as Material made it.
        canonical: whether the site's address is known, so that pages name their own.
        many: whether the place lists its pages in the sidebar.

    Raises:
        BuildError: a mark is missing or stands too often; the message names the template that should print it.
    """
    made_of = stamp(place, html)
    html = _mended(html)
    html, label = _with_one_toc(place, html)
    html = _ENTRIES.sub(lambda found: token(Slot.ENTRIES, found[1]), html)
    parts = _parts(html)
    _check(place, parts, canonical=canonical, many=many)
    return Shell(
        place=place,
        stamp=made_of,
        parts=parts,
        toc_label=label,
    )


def _with_one_toc(place: str, html: str) -> tuple[str, str]:
    """The page with the table of contents beside the text alone, and the title of that.

    Material prints another below the current entry, for narrow screens; `frame.js` puts the one there.
    """
    found = [*_TOC.finditer(html)]
    if not found:
        raise _unexpected(place, "the table of contents", "partials/toc.html")
    frame = found[-1]
    before = _TOC_TOGGLE.sub("", _TOC.sub("", html[: frame.start()]))
    return f"{before}{frame['open']}{token(Slot.TOC)}</nav>{html[frame.end() :]}", frame["label"]


def _mended(html: str) -> str:
    """Name the navigation's inner lists by their titles, as their empty labels do not; leave out what shows nothing."""
    return compact(_NAMELESS.sub(lambda found: f'aria-label="{found["title"]}">{found["label"]}', _EMPTY.sub("", html)))


def _parts(html: str) -> tuple[str | tuple[Slot, str], ...]:
    parts: list[str | tuple[Slot, str]] = []
    position = 0
    for found in TOKEN.finditer(html):
        parts += [html[position : found.start()], (Slot(found[1]), found[2] or "")]
        position = found.end()
    return (*parts, html[position:])


def _check(place: str, parts: tuple[str | tuple[Slot, str], ...], *, canonical: bool, many: bool) -> None:
    found = [part for part in parts if not isinstance(part, str)]
    slots = [slot for slot, _ in found]
    once = {
        Slot.BODY: "main.html (content)",
        Slot.DESCRIPTION: "main.html (site_meta)",
        Slot.EDITION: "partials/footer.html",
        Slot.CITED: "partials/footer.html",
    }
    if canonical:
        once[Slot.ADDRESS] = "main.html (site_meta)"
    for slot, template in once.items():
        if slots.count(slot) != 1:
            raise _unexpected(place, slot, template)
    if not 1 <= slots.count(Slot.TITLE) <= 2:
        raise _unexpected(place, Slot.TITLE, "main.html (htmltitle) and partials/header.html")
    if Slot.BASE not in slots:
        raise _unexpected(place, Slot.BASE, "base.html")
    if many and found.count((Slot.ENTRIES, place)) != 1:
        raise _unexpected(place, f"the entries of {place}", "partials/nav-item.html")


def _unexpected(place: str, what: str, template: str) -> BuildError:
    return BuildError(
        f"the theme's page for `{place}` does not show {what} as often as expected; look at {template}, and whether "
        "mkdocs-material is the version that the lock names"
    )
