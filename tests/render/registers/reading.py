"""What a reader finds in a page's body: rows, links, headings and plain words, taken from finished HTML."""

from html.parser import HTMLParser

from handbook.history.edition import Edition
from handbook.render.page import Page
from handbook.render.pages import handbook_pages
from handbook.render.press import make_press

_VOID = {"br", "hr", "input", "img", "wbr"}
_BLOCKS = {"div", "p", "ul", "ol", "dl", "dt", "dd", "section", "h1", "h2", "h3"}


def pages_in(subject: Edition, *folders: str) -> tuple[Page, ...]:
    """The pages about all policies in some folders."""
    return tuple(handbook_pages(make_press(subject), folders))


class _Reader(HTMLParser):
    """Collects words, the cells of table rows, links and attributes in one pass."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.rows: list[list[str]] = []
        self.links: list[tuple[str, str]] = []
        self.items: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append((tag, given))
        if tag in _BLOCKS:
            self.handle_data(" ")
        if tag not in _VOID:
            self._open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")
        if tag == "li":
            self.items.append("")
        if tag == "a":
            self.links.append(("", given.get("href", given.get("xlink:href", ""))))

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if "script" in self._open:
            return
        if {"td", "th"} & set(self._open):
            self.rows[-1][-1] += data
        if "li" in self._open:
            self.items[-1] += data
        if "a" in self._open:
            text, address = self.links[-1]
            self.links[-1] = (text + data, address)


def _read(body: str) -> _Reader:
    reader = _Reader()
    reader.feed(body)
    reader.close()
    return reader


def _line(text: str) -> str:
    return " ".join(text.split())


def words(body: str) -> str:
    """All words on one line."""
    return _line(" ".join(_read(body).words))


def rows(body: str) -> list[list[str]]:
    """The cells of every table row, headings included."""
    return [[_line(cell) for cell in row] for row in _read(body).rows]


def items(body: str) -> list[str]:
    """The words of every list item."""
    return [_line(item) for item in _read(body).items]


def links(body: str) -> list[tuple[str, str]]:
    """The words and the address of every link."""
    return [(_line(text), address) for text, address in _read(body).links]


def tags(body: str) -> list[tuple[str, dict[str, str]]]:
    """Every opening tag with its attributes."""
    return _read(body).tags
