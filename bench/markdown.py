"""Rendered pages -> the same pages as Markdown, for the peers of a comparison: same addresses, same words, same links.

Peers get finished texts: who is in force, what changed and which words differ is worked out before their time begins.
Pictures and links to clauses are left out; words that came or went stay `<ins>` and `<del>`.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

from handbook.render.page import Page

_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"})
_LEFT_OUT = frozenset({"svg", "script", "style", "template", "form", "select", "input", "button"})
_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "details", "dd", "div", "dl", "dt", "fieldset", "figcaption"),
        *("figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p"),
        *("pre", "section", "summary", "table", "tbody", "thead", "tr", "ul"),
    }
)
_ENDED_BY = {
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "tr": {"td", "th", "tr"},
    "tbody": {"td", "th", "tr", "thead", "tbody"},
}
"""Element -> those that it ends where it begins; they are written without an end tag."""
_UNENDED = frozenset().union(*_ENDED_BY.values())
_TOKEN = re.compile(r'<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^>"]|"[^"]*")*)>|([^<]+)')
_HREF = re.compile(r'\bhref="([^"]*)"')
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*"}
_SPECIAL = re.compile(r"([\\`*_\[\]|])")
_LINE_START = re.compile(r"^(\d*)([-+#>=~]|(?<=\d)[.)])(?=\s)")
_INDENT = "    "


@dataclass(slots=True)
class _Node:
    """An element; its children are elements and texts in reading order."""

    tag: str
    href: str = ""
    children: list["_Node | str"] = field(default_factory=list)


def export(page: Page, folder: Path, home: str) -> None:
    """Write a page's Markdown file, that of the empty address as `home`."""
    path = folder / (f"{page.address.removesuffix('/')}.md" if page.address else home)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_front_matter(page) + to_markdown(page.body, page.address), encoding="utf-8")


def to_markdown(body: str, address: str) -> str:
    """The Markdown of a page's body; its links become absolute, from the site's root."""
    writer = _Writer(lambda href: urljoin(f"/{address}", href))
    return "\n\n".join(writer.blocks(_tree(body).children)) + "\n"


def _front_matter(page: Page) -> str:
    """What the peers' themes need; JSON is YAML. Only what is in force is searched, as in our site."""
    _, _, category = page.place.partition("/")
    facts: dict[str, object] = {
        "title": page.title,
        "description": page.description,
        "url": f"/{page.address}",
        "category": category,
        "category_page": page.place.startswith("category/"),
        "listed": page.place.startswith("policy/") and page.address.count("/") == 2,
        "searchable": (page.searchable and not page.listing),
        "search": {"exclude": not (page.searchable and not page.listing)},
    }
    lines = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in facts.items())
    return f"---\n{lines}\n---\n\n"


def _tree(html: str) -> _Node:
    """The elements of a body; what peers do not get is left out with all that it holds.

    Our templates and our sanitiser write all tags but the ends of `_UNENDED`, so no parser of HTML is needed, which is
    five times slower.
    """
    top = _Node("main")
    opened, left_out = [top], 0
    for closing, tag, attributes, text in _TOKEN.findall(html):
        if text:
            if not left_out:
                opened[-1].children.append(unescape(text))
        elif left_out and tag in _UNENDED:
            continue
        elif closing:
            if left_out:
                left_out -= 1
            else:
                _close(opened, tag)
        elif left_out or tag in _LEFT_OUT or 'class="self"' in attributes:
            left_out += _holds(tag, attributes)
        else:
            while opened[-1].tag in _ENDED_BY.get(tag, ()):
                opened.pop()
            opened[-1].children.append(node := _Node(tag, _href(attributes) if tag == "a" else ""))
            if _holds(tag, attributes):
                opened.append(node)
    return top


def _close(opened: list[_Node], tag: str) -> None:
    """End an element, and those in it that need no end tag."""
    while opened[-1].tag != tag and opened[-1].tag in _UNENDED:
        opened.pop()
    opened.pop()


def _holds(tag: str, attributes: str) -> bool:
    return tag not in _VOID and not attributes.endswith("/")


def _href(attributes: str) -> str:
    found = _HREF.search(attributes)
    return unescape(found[1]) if found else ""


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes nodes as Markdown; `link` makes an address absolute."""

    link: Callable[[str], str]

    def blocks(self, children: Sequence[_Node | str]) -> Iterator[str]:
        """Blocks without blank lines around them; runs of text and inline elements become paragraphs."""
        run: list[_Node | str] = []
        for child in (*children, _Node("hr")):
            if isinstance(child, str) or not _holds_blocks(child):
                run.append(child)
                continue
            text = self.inline(run)
            if text:
                yield _LINE_START.sub(r"\1\\\2", text)
            run = []
            yield from self._block(child)

    def _block(self, node: _Node) -> Iterator[str]:
        if re.fullmatch(r"h[1-6]", node.tag):
            text = self.inline(node.children)
            if text:
                yield f"{'#' * int(node.tag[1])} {text}"
        elif node.tag in ("ul", "ol"):
            mark = "1.  " if node.tag == "ol" else "-   "
            yield from _listed(mark, (list(self.blocks(item.children)) for item in _elements(node, "li")))
        elif node.tag == "dl":
            yield from _listed("-   ", self._definitions(node))
        elif node.tag == "table":
            yield from self._table(node)
        elif node.tag == "pre":
            yield f"```\n{_text(node).strip(chr(10))}\n```"
        elif node.tag == "blockquote":
            yield "> " + "\n\n".join(self.blocks(node.children)).replace("\n", "\n> ")
        elif node.tag != "hr":
            yield from self.blocks(node.children)

    def _definitions(self, node: _Node) -> Iterator[list[str]]:
        """Terms with their definitions: items `**term** definition`."""
        for child in (child for child in node.children if isinstance(child, _Node)):
            if child.tag == "div":
                terms = " ".join(f"**{self.inline(term.children)}**" for term in _elements(child, "dt"))
                blocks = [block for part in _elements(child, "dd") for block in self.blocks(part.children)]
                one_line = blocks and not _LINE_START.match(blocks[0])
                yield [f"{terms} {blocks[0]}", *blocks[1:]] if one_line else [terms, *blocks]
            elif child.tag == "dt":
                yield [f"**{self.inline(child.children)}**"]
            else:
                yield list(self.blocks(child.children))

    def _table(self, node: _Node) -> Iterator[str]:
        rows = [
            [" ".join(self.blocks(cell.children)).replace("\n", " ") for cell in _elements(row, "th", "td")]
            for row in _descendants(node, "tr")
        ]
        if rows:
            width = max(map(len, rows))
            lines = [f"| {' | '.join((*row, *[''] * (width - len(row))))} |" for row in rows]
            yield "\n".join((lines[0], f"|{'---|' * width}", *lines[1:]))

    def inline(self, children: Sequence[_Node | str]) -> str:
        """One line of text with links and emphasis."""
        return " ".join("".join(map(self._inline, children)).split())

    def _inline(self, child: _Node | str) -> str:
        if isinstance(child, str):
            return _SPECIAL.sub(r"\\\1", child.replace("&", "&amp;").replace("<", "&lt;"))
        text = "".join(map(self._inline, child.children))
        if child.tag == "code":
            return f"`{_text(child)}`"
        if not text.strip():
            return " "
        if child.tag == "a":
            return f"[{text.strip()}]({self.link(child.href)})"
        if child.tag in _MARKS:
            return f"{_MARKS[child.tag]}{text.strip()}{_MARKS[child.tag]}"
        if child.tag in ("ins", "del"):
            return f"<{child.tag}>{text}</{child.tag}>"
        return f"“{text}”" if child.tag == "q" else text


def _listed(mark: str, items: Iterable[list[str]]) -> Iterator[str]:
    """A list: each item's first block follows its mark, the others are indented below it."""
    written = [
        mark + "\n\n".join(item).replace("\n", f"\n{_INDENT}").replace(f"\n{_INDENT}\n", "\n\n")
        for item in items
        if item
    ]
    if written:
        yield ("\n\n" if any("\n\n" in item for item in written) else "\n").join(written)


def _holds_blocks(node: _Node) -> bool:
    return node.tag in _BLOCKS or any(isinstance(child, _Node) and _holds_blocks(child) for child in node.children)


def _elements(node: _Node, *tags: str) -> Iterator[_Node]:
    return (child for child in node.children if isinstance(child, _Node) and child.tag in tags)


def _descendants(node: _Node, tag: str) -> Iterator[_Node]:
    for child in (child for child in node.children if isinstance(child, _Node)):
        if child.tag == tag:
            yield child
        else:
            yield from _descendants(child, tag)


def _text(node: _Node) -> str:
    return "".join(child if isinstance(child, str) else _text(child) for child in node.children)
