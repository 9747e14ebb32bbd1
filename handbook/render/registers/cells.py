"""A cell of a register as a value, and its HTML, escaped: what a template would print, written as a function.

A register of a large handbook has hundreds of thousands of lines; a macro takes four times as long for each.
"""

from dataclasses import dataclass
from datetime import date
from html import escape

from markupsafe import Markup

from handbook.render.phrases import day_html, words
from handbook.render.press import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
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
    parts = [
        f'<span class="label"><bdi>{escape(line.label)}</bdi></span>' if line.label else "",
        f'<span class="badge badge--{escape(line.badge)}">{escape(words(line.badge))}</span>' if line.badge else "",
        day_html(line.day) if line.day else "",
        ", ".join(map(_link, line.links)),
        f"<bdi>{escape(line.text)}</bdi>" if line.text else "",
        f"<code>{escape(line.code)}</code>" if line.code else "",
        f'<div class="prose" dir="auto">{line.prose}</div>' if line.prose else "",
    ]
    name, look = "div" if line.prose else "span", "line quiet" if line.quiet else "line"
    return f'<{name} class="{look}">{" ".join(filter(None, parts))}</{name}>'


def _link(link: Link) -> str:
    if not link.address:
        return f"<bdi>{escape(link.title)}</bdi>"
    return f'<a href="{escape(link.address)}"><bdi>{escape(link.title)}</bdi></a>'
