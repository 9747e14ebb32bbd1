"""A cell of a register as a value, and its HTML, escaped: what a template would print, written as a function.

A register of a large handbook has hundreds of thousands of lines; a macro takes four times as long for each.
"""

from datetime import date

from markupsafe import Markup
from msgspec import Struct

from handbook.render.phrases import day_html, words
from handbook.render.pieces import Link, escaped


class Line(Struct, frozen=True, kw_only=True):
    """A line of a cell, printed in this order: label, badge, day, links, text, code, prose; `quiet` is an aside."""

    label: str = ""
    badge: str = ""
    day: date | None = None
    links: tuple[Link, ...] = ()
    text: str = ""
    code: str = ""
    prose: Markup | None = None
    quiet: bool = False


Cell = tuple[Line, ...]


def cell_html(cell: Cell) -> Markup:
    """The lines, one after the other."""
    return Markup(" ".join(map(_line, cell)))


def _line(line: Line) -> str:
    parts = []
    if line.label:
        parts.append(f'<span class="label"><bdi>{escaped(line.label)}</bdi></span>')
    if line.badge:
        parts.append(f'<span class="badge badge--{escaped(line.badge)}">{escaped(words(line.badge))}</span>')
    if line.day:
        parts.append(day_html(line.day))
    if line.links:
        parts.append(", ".join(map(_link, line.links)))
    if line.text:
        parts.append(f"<bdi>{escaped(line.text)}</bdi>")
    if line.code:
        parts.append(f"<code>{escaped(line.code)}</code>")
    if line.prose:
        parts.append(f'<div class="prose" dir="auto">{line.prose}</div>')
    name, look = "div" if line.prose else "span", "line quiet" if line.quiet else "line"
    return f'<{name} class="{look}">{" ".join(parts)}</{name}>'


def _link(link: Link) -> str:
    if not link.address:
        return f"<bdi>{escaped(link.title)}</bdi>"
    return f'<a href="{escaped(link.address)}"><bdi>{escaped(link.title)}</bdi></a>'
