"""The glossary -> the first occurrence of each term in a piece of HTML, linked to its explanation.

Whole words, whatever their case, aliases included; never inside code, links, headings or tags. Works on HTML that
`sanitise` made, in which every `<` opens a tag.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from markupsafe import escape

from handbook.model.handbook import Term

Marker: TypeAlias = Callable[[str], str]
"""HTML -> the same HTML with terms linked; the way to the site's root stands as `ROOT` in it."""

ROOT = "\0"
"""Stands for the way to the site's root until the page is known; NUL can be in no text."""

_TERM = f'<a href="{ROOT}glossary/#'
"""How the link of a term begins; stylesheet and script know it by its address."""

_WORD = re.compile(r"\w+")
_PART = re.compile(r"(<[^>]*>)")
_CLOSED = re.compile(r"<(a|code|pre|h[1-6])\b", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """A term: where it is explained, and the tag that links it."""

    address: str
    opening: str


def term_anchors(terms: tuple[Term, ...]) -> dict[str, str]:
    """Term -> its anchor on the glossary's page, `term-` and a slug; twins are numbered in order."""
    anchors: dict[str, str] = {}
    for term in terms:
        slug = anchor = "term-" + "-".join(_WORD.findall(term.term.casefold()))
        number = 2
        while anchor in anchors.values():
            anchor, number = f"{slug}-{number}", number + 1
        anchors[term.term] = anchor
    return anchors


def make_marker(terms: tuple[Term, ...], meanings: Mapping[str, str]) -> Marker:
    """What links terms; `meanings` are their explanations in plain text, by term."""
    known: dict[str, _Known] = {}
    anchors = term_anchors(terms)
    for term in terms:
        address = f"{ROOT}glossary/#{anchors[term.term]}"
        opening = f'{_TERM}{escape(anchors[term.term])}" title="{escape(meanings[term.term])}">'
        for name in (term.term, *term.aliases):
            known.setdefault(_key(name), _Known(address=address, opening=opening))
    if not known:
        return lambda html: html
    first_words = frozenset(words[0] for words in map(_WORD.findall, known) if words)
    names = "|".join(_pattern(name) for name in sorted(known, key=lambda name: (-len(name), name)))
    pattern = re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE)

    def mark(html: str) -> str:
        if first_words.isdisjoint(_WORD.findall(html.casefold())):
            return html
        return _marked(html, pattern, known)

    return mark


def explained_once(html: str) -> str:
    """HTML with `ROOT` in it, in which only the first link of each term holds its explanation.

    A page links a term again in each of its texts; the explanations were a tenth of a page. `templates/assets/term.js`
    shows them at the others too.
    """
    first, *rest = html.split(_TERM)
    met: set[str] = set()
    for place, piece in enumerate(rest):
        anchor, _, behind = piece.partition('"')
        if anchor in met:
            rest[place] = f'{anchor}"{behind[behind.index(">") :]}'
        elif behind.startswith(" title="):
            met.add(anchor)
    return _TERM.join((first, *rest))


def _key(name: str) -> str:
    """A name as it is looked up: folded, its spaces made one, escaped as it stands in HTML."""
    return str(escape(" ".join(name.casefold().split()))).replace("&#39;", "'").replace("&#34;", '"')


def _pattern(key: str) -> str:
    return r"\s+".join(map(re.escape, key.split()))


def _marked(html: str, pattern: re.Pattern[str], known: Mapping[str, _Known]) -> str:
    met: set[str] = set()

    def link(match: re.Match[str]) -> str:
        term = known.get(" ".join(match[0].casefold().split()))
        if term is None or term.address in met:
            return match[0]
        met.add(term.address)
        return f"{term.opening}{match[0]}</a>"

    parts, inside = _PART.split(html), ""
    for place, part in enumerate(parts):
        if place % 2:
            inside = _inside(part, inside)
        elif part and not inside:
            parts[place] = pattern.sub(link, part)
    return "".join(parts)


def _inside(tag: str, inside: str) -> str:
    """The name of the outermost closed element that we are in after this tag; empty outside of any."""
    if inside:
        return "" if tag == f"</{inside}>" else inside
    opening = _CLOSED.match(tag)
    return opening[1] if opening else ""
