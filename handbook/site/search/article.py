"""A page's body -> its text as words, with the places in it that can be linked to.

Reads the HTML that our own templates and the sanitiser wrote, so tags are closed and attributes quoted; it is no parser
for the web. Pictures, signs and the sections that repeat what the rule says are left out: a hit there leads nobody to
the rule.
"""

import re
from dataclasses import dataclass, field
from html import unescape

_LEFT_OUT = re.compile(
    r"<(?:(svg|script|style|template|button|form)\b[^>]*|([a-z][a-z0-9]*) [^>]*(?:"
    r'class="(?:[^"]* )?(?:clause-tools|clause-link|headerlink|print-line|review-link|page-tools)[ "]'
    r'|aria-labelledby="(?:_changed|_cite|_history|_improve|_related|_front-line)")[^>]*)>'
)
_INLINE = re.compile(r"</?(?:a|abbr|b|bdi|code|em|i|mark|q|small|strong|sub|sup|time|u)(?: (?![^>]*\bid=)[^>]*)?>")
_BLOCK = re.compile(r"<(?!/?h[2-6]\b)(?![^>]*\bid=)[^>]*>")
_TOKEN = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*)>|([^<]+)")
_ID = re.compile(r'\bid="([^"]*)"')
_TITLE_OF = "_title-"


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


def read_article(body: str) -> Article:
    """The text of a finished body; total."""
    reader = _Reader()
    for closing, tag, attributes, text in _TOKEN.findall(_BLOCK.sub(" ", _INLINE.sub("", _cut(body)))):
        if text:
            reader.text(text)
        elif closing:
            reader.close()
        else:
            reader.open(tag, attributes)
    return reader.article


def _cut(body: str) -> str:
    """The body without the elements that are left out, whatever stands inside of them."""
    kept, at = [], 0
    for match in _LEFT_OUT.finditer(body):
        if match.start() >= at:
            kept.append(body[at : match.start()])
            at = _end(body, match[1] or match[2], match.end())
    return " ".join((*kept, body[at:]))


def _end(body: str, tag: str, at: int) -> int:
    """Where the element ends that was opened just before a place."""
    depth = 1
    for match in re.compile(rf"<(/?){tag}\b[^>]*>").finditer(body, at):
        depth += -1 if match[1] else 1
        if not depth:
            return match.end()
    return len(body)


class _Reader:
    """Takes text, headings and whatever has an id, in order."""

    def __init__(self) -> None:
        self.article = Article()
        self.heading: Anchor | None = None

    def open(self, tag: str, attributes: str) -> None:
        heading = len(tag) == 2 and tag[0] == "h" and tag[1] in "23456"
        found = _ID.search(attributes)
        if found and tag != "h1":
            self.place(unescape(found[1]), heading=heading)
        elif heading:
            self.heading = Anchor(len(self.article.words), "")

    def place(self, id_: str, *, heading: bool) -> None:
        anchors, name = self.article.anchors, id_.removeprefix(_TITLE_OF) if heading else id_
        again = bool(anchors) and (anchors[-1].at, anchors[-1].id) == (len(self.article.words), name)
        anchor = anchors[-1] if again else Anchor(len(self.article.words), name)
        if not again:
            anchors.append(anchor)
        if heading:
            self.heading = anchor

    def close(self) -> None:
        """Only headings and their like end here: all other ends of elements are gone."""
        if self.heading:
            self.heading.title = " ".join(self.article.words[self.heading.at :])
            self.article.headings.append(self.heading.title)
            self._give_title(self.heading)
            self.heading = None

    def _give_title(self, heading: Anchor) -> None:
        """The first heading of a clause is the clause's title, where the heading has no id of its own."""
        anchors = self.article.anchors
        if not heading.id and anchors and not anchors[-1].title and anchors[-1].at == heading.at:
            anchors[-1].title = heading.title

    def text(self, text: str) -> None:
        self.article.words += (unescape(text) if "&" in text else text).split()
