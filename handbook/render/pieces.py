"""Pieces of HTML that all pages share, as functions: links, badges, blocks of prose. Each prints what a view decided.

A page holds hundreds of them, and a macro takes four times as long for each. Templates use them as filters; what is
made of several pieces, and printed once or twice in a page, is in `templates/macros.html`.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Protocol

from markupsafe import Markup, escape
from msgspec import Struct

from handbook.render.direction import Direction, runs_left
from handbook.render.phrases import words

_AUTO, _NONE = Markup(' dir="auto"'), Markup()
_END = "</p>\n"


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


class Link(Struct, frozen=True):
    """Words and where they lead; without an address they lead nowhere and are printed as text."""

    title: str
    address: str = ""


@lru_cache(8192)
def escaped(text: str) -> str:
    """Text as it stands in HTML; ids, titles and days are printed again and again."""
    return str(escape(text))


@lru_cache(1024)
def badge_html(value: str) -> Markup:
    """A one-word value as a badge: state, change kind, decision, outcome, urgency, met or missed."""
    return Markup(f'<b class="badge--{escaped(value)}">{escaped(words(value))}</b>')


class Pieces:
    """The pieces that know which way their page is read: what runs another way is set apart from what stands beside it.

    On a page that is read from left to right only text that holds anything else is; on the others all text is, since
    their own words are English.
    """

    def __init__(self, direction: Direction) -> None:
        self._mixed = direction is Direction.RIGHT_TO_LEFT
        self.name: Callable[[str], Markup] = lru_cache(8192, typed=True)(self._name)
        self.link: Callable[[Link], Markup] = lru_cache(8192)(self._link)

    def auto(self, text: str) -> Markup:
        """The attribute by which an element reads in the direction of its first words, where that may be another."""
        return _AUTO if self._mixed or runs_left(text) else _NONE

    def links(self, links: Iterable[Link]) -> Markup:
        """Several links, with commas."""
        return Markup(", ".join(map(self.link, links)))

    def prose(self, html: Markup) -> Markup:
        """A block of prose, which reads in the direction of its first words; one paragraph is a block by itself."""
        text = str(html)
        if text.startswith("<p>") and text.find("</p>") == len(text) - len(_END):
            return Markup(f'<p class="prose"{self.auto(text)}>{text[3:-1]}')
        return Markup(f'<div class="prose"{self.auto(text)}>{text}</div>')

    def beside(self, id_: str, page: Page) -> Markup:
        """What stands beside a clause: its link, in an archived version the way to the same clause in force, its notes.

        The links say of which clause they are by a script (`templates/assets/clause.js`), not in every page once a
        clause.
        """
        link = Markup(f'<a class="self" href="#{escaped(id_)}">¶</a>')
        note = page.notes.get(id_, "")
        if not page.now:
            return link + Markup(note)
        now = (
            f'<a href="{escaped(page.now)}#{escaped(id_)}">as it is now</a>'
            if id_ in page.now_clauses
            else "not in force now"
        )
        return Markup(f'<span class="then">{now} {link}</span>{note}')

    def _name(self, text: str) -> Markup:
        """A name or a sentence of the handbook's own, among words of the page."""
        return Markup("<bdi>{}</bdi>").format(text) if self._mixed or runs_left(text) else escape(text)

    def _link(self, link: Link) -> Markup:
        """A link, or plain text where its address is empty."""
        name = self.name(link.title)
        return Markup(f'<a href="{escaped(link.address)}">{name}</a>') if link.address else name
