"""CommonMark -> HTML that can neither run, submit nor load anything, in a time that no text can stretch.

What may stay is listed here; no word is dropped: a tag that may not stay is shown as it was written (`as_written`), the
title of a link behind the link. A text that would explode (thousands of nested quotes, a table of a million cells,
unclosed tags by the hundred) is shown literally. Links keep the scheme `policy:`, which `prose` resolves. Nothing here
knows a policy or a page.
"""

import re
from collections import defaultdict
from functools import lru_cache

import nh3
import pyromark
from markupsafe import escape

from handbook.model.field import FORMATTING
from handbook.render.as_written import as_written, read_signs
from handbook.render.destination import with_destinations

MAX_LENGTH = 50_000
"""Characters of a text that is rendered; a longer one is shown literally."""

MAX_DEPTH = 60
"""Elements inside each other."""

_KEPT = 1024
_MAX_GROWTH = 24
_MAX_WORK = 200_000

_OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH

_VOID = frozenset(
    {"br", "hr", "wbr", "img", "input", "col", "area", "base", "embed", "link", "meta", "source", "track"}
)
_HARMLESS = frozenset({"br", "wbr", "sub", "sup", "kbd", "q", "mark"})
_CLEANER = nh3.Cleaner(
    tags={
        *("p", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"),
        *("ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "a", "img"),
        *FORMATTING,
    },
    attributes={"*": set(), "a": {"href", "title"}, "ol": {"start"}, "img": {"alt", "title"}},
    tag_attribute_values={
        tag: {"style": {f"text-align: {side}" for side in ("left", "center", "right")}} for tag in ("th", "td")
    },
    clean_content_tags={"script", "style", "title", "textarea", "iframe", "noscript", "template", "svg", "math"},
    link_rel="noopener",
    url_schemes={"http", "https", "mailto", "tel", "policy"},
    url_relative="deny",
)

_PLAIN = re.compile(r"""[^\W\d_](?:[^\W_]++|[ .,;:()/%?!+=–—’“”'"-]++)*+(?<! )""")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_RAW_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)(?![a-zA-Z0-9+.-]*[:@])")
_IMAGE = re.compile(r'<img(?: alt="([^"]*)")?(?: title="([^"]*)")?>')
_TITLED = re.compile(r'<a((?: href="[^"]*")?) title="([^"]*)"( rel="noopener")>(.*?)</a>', re.DOTALL)
_ALIGNED = re.compile(r'<(t[hd]) style="text-align: (left|center|right)">')
_HEADING = re.compile(r"<(/?)h([1-6])>")
_EMPTY_LINK = re.compile(r'<a rel="noopener">(.*?)</a>', re.DOTALL)
_EMPTY_HEADER = re.compile(r'<th(?: class="[a-z-]*")?></th>')
_TABLE = '<div class="scroll" role="region" aria-label="Table" tabindex="0"><table class="data">'
_STRUCK = re.compile(r"<(/?)del>")


def safe_html(text: str, first_heading: int = 3) -> str:
    """Block HTML of a text; total.

    Headings are renumbered without gaps so that the uppermost used is `first_heading`. Images become their
    alternative text: pictures of elsewhere are not loaded.
    """
    if is_plain(text):
        return f"<p>{text}</p>\n"
    html = _tidied(text)
    return _with_headings_from(html, first_heading) if "<h" in html else html


def is_plain(text: str) -> bool:
    """Whether a text is one paragraph of words: no mark of CommonMark or HTML, nothing to escape."""
    return _PLAIN.fullmatch(text) is not None


@lru_cache(_KEPT)
def _tidied(text: str) -> str:
    """The HTML with headings as the owner wrote them; a redline asks for what a page has just asked for."""
    if len(text) > MAX_LENGTH:
        return _literal(text)
    html = pyromark.html(text, options=_OPTIONS)
    if len(html) > _MAX_GROWTH * len(text) + 2000:
        return _literal(text)
    shown = as_written(text, _OPTIONS)
    if shown is None:
        return _literal(text)
    if shown != text:
        html = pyromark.html(shown, options=_OPTIONS)
    return _literal(text) if _explodes(shown, html) else read_signs(_ours(_CLEANER.clean(html)))


def _literal(text: str) -> str:
    return f'<p class="literal">{escape(text)}</p>\n'


def _explodes(text: str, html: str) -> bool:
    """Whether the parser of HTML would need more than some milliseconds.

    Its time grows with the depth of elements, and with the number of unclosed formatting tags that it opens again in
    each paragraph; only tags that the owner wrote can be unclosed.
    """
    if "<" in text:
        raw = sum(name.lower() not in _HARMLESS for name in _RAW_TAG.findall(text))
        if raw * html.count("<") > _MAX_WORK:
            return True
    return html.count("<") > MAX_DEPTH and _is_deeper(html, MAX_DEPTH)


def _is_deeper(html: str, limit: int) -> bool:
    opened: defaultdict[str, int] = defaultdict(int)
    depth = 0
    for closing, name in _TAG.findall(html):
        if closing:
            if opened[name]:
                opened[name] -= 1
                depth -= 1
        elif name not in _VOID:
            opened[name] += 1
            depth += 1
            if depth > limit:
                return True
    return False


def _ours(html: str) -> str:
    """The cleaned HTML as our pages write it: no empty links, titles and pictures as words, tables that scroll."""
    if ' title="' in html:
        html = _TITLED.sub(r"<a\1\3>\4</a> (\2)", html)
    if '<a rel="noopener">' in html:
        html = _EMPTY_LINK.sub(r"\1", html)
    if "<img" in html:
        html = _IMAGE.sub(lambda image: (image[1] or "") + (f" ({image[2]})" if image[2] else ""), html)
    html = with_destinations(html)
    if "<del" in html:
        html = _STRUCK.sub(r"<\1s>", html)
    if "<table" in html:
        html = _ALIGNED.sub(r'<\1 class="align-\2">', html)
        html = html.replace("<table>", _TABLE)
        html = html.replace("</table>", "</table></div>")
        html = _EMPTY_HEADER.sub("<td></td>", html)
    return html


def _with_headings_from(html: str, first: int) -> str:
    levels = sorted({level for _, level in _HEADING.findall(html)})
    shifted = {level: min(first + rank, 6) for rank, level in enumerate(levels)}
    return _HEADING.sub(lambda tag: f"<{tag[1]}h{shifted[tag[2]]}>", html)
