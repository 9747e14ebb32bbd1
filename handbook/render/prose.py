"""A text field of the data -> safe HTML for one page: links between policies resolved, glossary terms explained.

Each text is rendered once for an edition and kept; only the way to the site's root differs between pages. The same
text as plain words serves titles, descriptions and redlines.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from html import unescape

from markupsafe import Markup

from handbook.model.handbook import Term
from handbook.render.sanitise import is_plain, safe_html
from handbook.render.terms import ROOT, make_marker

_KEPT = 2048
_POLICY_LINK = re.compile(r'<a href="\s*policy:([^"]*)"[^>]*>(.*?)</a>', re.IGNORECASE | re.DOTALL)
_PLACE = re.compile(r"([a-z0-9-]{1,64})(?:#([a-z0-9-]{1,64}))?", re.ASCII)
_BLOCK_END = re.compile(r"</(?:p|h[1-6]|li|tr|pre|dt|dd|blockquote)>\n?|<(?:br|hr)>\n?")
_CELL_END = re.compile(r"</t[hd]>(?=<t[hd])")
_TAG = re.compile(r"<[^>]*>")
_BLANK = re.compile(r"[ \t]*\n\s*")


class Prose:
    """Renders the text fields of one edition.

    Args:
        policies: the ids that a `policy:` link may name -> the id of the page that it leads to. A link to any other
            policy is printed as its words alone.
        terms: the glossary.

    What a text links to is looked up each time that it is asked for, so that whoever watches `policies` sees it.
    """

    def __init__(self, policies: Mapping[str, str], terms: tuple[Term, ...] = ()) -> None:
        self._policies = policies
        meanings = {term.term: " ".join(plain_text(term.meaning).split()) for term in terms}
        self._mark = make_marker(terms, meanings)
        self._kept: Callable[[str, bool, int], tuple[Markup, tuple[str, ...]]] = lru_cache(_KEPT)(self._rendered)

    def html(self, text: str, base: str, *, terms: bool = True, first_heading: int = 4) -> Markup:
        """Block HTML whose links are relative to a page from which `base` leads to the root; total."""
        html, linked = self._kept(text, terms, first_heading)
        for policy in linked:
            self._policies.get(policy)
        return html if base == ROOT or ROOT not in html else Markup(html.replace(ROOT, base))

    def _rendered(self, text: str, terms: bool, first_heading: int) -> tuple[Markup, tuple[str, ...]]:
        """The HTML, and the policies that its links name."""
        html = safe_html(text, first_heading)
        linked: list[str] = []
        if "policy:" in html.casefold():
            html = _POLICY_LINK.sub(lambda link: self._policy_link(link, linked), html)
        return Markup(self._mark(html) if terms else html), tuple(linked)

    def _policy_link(self, link: re.Match[str], linked: list[str]) -> str:
        place = _PLACE.fullmatch(link[1])
        linked += [place[1]] if place else []
        target = self._policies.get(place[1]) if place else None
        if place is None or target is None:
            return link[2]
        fragment = f"#{place[2]}" if place[2] else ""
        return f'<a href="{ROOT}policies/{target}/{fragment}">{link[2]}</a>'


@lru_cache(_KEPT)
def plain_text(text: str) -> str:
    """The words of a CommonMark text without any mark, a line for each block; not escaped."""
    if is_plain(text):
        return text
    html = _BLOCK_END.sub("\n", safe_html(text))
    words = unescape(_TAG.sub("", _CELL_END.sub(" | ", html)))
    return _BLANK.sub("\n", words).strip()
