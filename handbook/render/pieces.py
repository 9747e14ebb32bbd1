"""Pieces of HTML that all pages share, as functions: links, badges, blocks of prose. Each prints what a view decided.

A page holds hundreds of them, and a macro takes four times as long for each. Templates use them as filters; what is
made of several pieces, and printed once or twice in a page, is in `templates/macros.html`.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple, Protocol

from markupsafe import Markup, escape

from handbook.render.phrases import words


class Page(Protocol):
    """A page that prints clauses; `PolicyView` tells what it knows of them."""

    @property
    def now(self) -> str:
        """The address of the page with what is in force now, where that is another one."""

    @property
    def now_clauses(self) -> frozenset[str]:
        """The clauses to be found there."""

    @property
    def notes(self) -> Mapping[str, Markup]:
        """What is printed beside each clause."""


class Link(NamedTuple):
    """Words and where they lead; without an address they lead nowhere and are printed as text."""

    title: str
    address: str = ""


@lru_cache(8192)
def escaped(text: str) -> str:
    """Text as it stands in HTML; ids, titles and days are printed again and again."""
    return str(escape(text))


@lru_cache(8192)
def link_html(link: Link) -> Markup:
    """A link, or plain text where its address is empty; names are isolated, whichever way they are written."""
    name = f"<bdi>{escaped(link.title)}</bdi>"
    return Markup(f'<a href="{escaped(link.address)}">{name}</a>' if link.address else name)


def links_html(links: Iterable[Link]) -> Markup:
    """Several links, with commas."""
    return Markup(", ".join(map(link_html, links)))


@lru_cache(1024)
def badge_html(value: str) -> Markup:
    """A one-word value as a badge: state, change kind, decision, outcome, urgency, met or missed."""
    return Markup(f'<span class="badge badge--{escaped(value)}">{escaped(words(value))}</span>')


def prose_html(html: Markup) -> Markup:
    """A block of prose, which reads in the direction of its first words."""
    return Markup(f'<div class="prose" dir="auto">{html}</div>')


def beside_html(id_: str, page: Page) -> Markup:
    """What stands beside a clause: its link, in an archived version the way to the same clause in force, its notes.

    The links say of which clause they are by a script (`templates/assets/clause.js`), not in every page once a clause.
    """
    link = f'<a href="#{escaped(id_)}">¶</a>'
    note = page.notes.get(id_, "")
    if not page.now:
        return Markup(f'<span class="clause-tools">{link}</span>{note}')
    now = (
        f'<a href="{escaped(page.now)}#{escaped(id_)}">as it is now</a>'
        if id_ in page.now_clauses
        else "not in force now"
    )
    return Markup(f'<span class="clause-tools then">{now} {link}</span>{note}')
