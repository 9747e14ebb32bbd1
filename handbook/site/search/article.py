"""A page's body -> its text as words, with the places in it that can be linked to.

Reads the HTML that our own templates and the sanitiser wrote, so attributes are quoted, and tags closed but where HTML
does without; it is no parser for the web. Pictures, signs and the sections that repeat what the rule says are left out:
a hit there leads nobody to the rule. It runs for every page of a build: only tags that may matter are looked at one by
one, each kind of tag once.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape

_NOTED = re.compile(r"<(?:[a-z][a-z0-9]* [^>]*|/?h[2-6]|svg|script|style|template|button|form)>")
_LEFT_OUT = re.compile(
    r"<(?:svg|script|style|template|button|form)\b"
    r'| class="(?:[^"]* )?(?:self|then|headerlink|print-line|review-link|page-tools|jump)[ "]'
    r'| aria-labelledby="_(?:changed|cite|history|improve|related|front-line)"'
)
_HEADING = re.compile(r"</?h[2-6]\b")
_ID = re.compile(r' id="([^"]*)"')
_TITLE_OF = "_title-"
_INLINE = re.compile(r"</?(?:a|abbr|b|bdi|code|em|i|mark|q|small|strong|sub|sup|time|u)(?: [^>]*)?>")
_TAGS = re.compile(r"<[^>]*>(?:\s*<[^>]*>)*")
_SIGN = "\0"
"""Stands among the words for a tag that matters; no text holds it."""


@dataclass(slots=True)
class Anchor:
    """A place that can be linked to: the number of words before it, its id, its title if it has one."""

    at: int
    id: str
    title: str = ""


@dataclass(slots=True, kw_only=True)
class Article:
    """The text of a page: `words` as they stand between spaces, `headings` the text of all headings but the first."""

    words: list[str] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Tag:
    """A tag that matters: it begins what is left out, opens or closes a heading, or has an id."""

    name: str
    left_out: bool = False
    heading: bool = False
    closing: bool = False
    id: str | None = None


def read_article(body: str) -> Article:
    """The text of a finished body; total."""
    text, tags = _signed(body.replace(_SIGN, ""))
    signed = unescape(_TAGS.sub(" ", _INLINE.sub("", text))).split()
    article, at = Article(), 0
    words = article.words
    heading: Anchor | None = None
    for tag in tags:
        end = signed.index(_SIGN, at)
        words += signed[at:end]
        at = end + 1
        if not tag.closing:
            anchor = _anchor(article, tag)
            heading = anchor if tag.heading else heading
        elif heading:
            _close(article, heading)
            heading = None
    words += signed[at:]
    return article


def _signed(body: str) -> tuple[str, list[_Tag]]:
    """The body without what is left out, and with a sign for each other tag that matters; these tags in order."""
    pieces, tags, at, after = [], [], 0, 0
    while match := _NOTED.search(body, after):
        after = match.end()
        tag = _tag(match[0])
        if tag is None:
            continue
        pieces.append(body[at : match.start()])
        if tag.left_out:
            after = _end(body, tag.name, after)
        else:
            pieces.append(_SIGN)
            tags.append(tag)
        at = after
    return " ".join((*pieces, body[at:])), tags


@lru_cache(maxsize=4_000)
def _tag(text: str) -> _Tag | None:
    """What a tag says; None for one that does not matter."""
    name = text.strip("</>").partition(" ")[0]
    heading, found = bool(_HEADING.match(text)), _ID.search(text)
    if _LEFT_OUT.search(text):
        return _Tag(name, left_out=True)
    if name == "h1" or not (heading or found):
        return None
    id_ = unescape(found[1]) if found else None
    return _Tag(
        name, heading=heading, closing=text[1] == "/", id=id_.removeprefix(_TITLE_OF) if id_ and heading else id_
    )


def _end(body: str, name: str, at: int) -> int:
    """Where the element ends that was opened just before a place."""
    closing = f"</{name}>"
    end = body.find(closing, at)
    if end >= 0 and body.find(f"<{name}", at, end) < 0:
        return end + len(closing)
    depth = 1
    for match in re.compile(rf"<(/?){name}\b[^>]*>").finditer(body, at):
        depth += -1 if match[1] else 1
        if not depth:
            return match.end()
    return len(body)


def _anchor(article: Article, tag: _Tag) -> Anchor:
    """The place of a tag; the same as the one before where no word stands between them and both have one id."""
    at, anchors = len(article.words), article.anchors
    if tag.id is None:
        return Anchor(at, "")
    if not anchors or anchors[-1].at != at or anchors[-1].id != tag.id:
        anchors.append(Anchor(at, tag.id))
    return anchors[-1]


def _close(article: Article, heading: Anchor) -> None:
    """Give a heading its text; the first heading of a clause is the clause's title, where it has no id of its own."""
    heading.title = " ".join(article.words[heading.at :])
    article.headings.append(heading.title)
    anchors = article.anchors
    if not heading.id and anchors and not anchors[-1].title and anchors[-1].at == heading.at:
        anchors[-1].title = heading.title
