"""HTML in prose -> what readers will see as it is written, because texts are Markdown.

Bare tags of formatting may stand there. A lone tag that may be a placeholder, such as `<name>`, is meant to be seen.
"""

import re
from collections.abc import Iterator

from handbook.check.survey import Survey
from handbook.check.uses import find_html
from handbook.load.scalars import shown
from handbook.model.diagnostic import Diagnostic, warning
from handbook.model.field import FORMATTING

_LAYOUT = frozenset(
    {"div", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "span", "td", "th", "tr", "ul"}
)
_NAME = re.compile(r"</?([a-z][a-z0-9]*)", re.IGNORECASE)
_BARE = re.compile(r"</?[a-z]+\s*/?>", re.IGNORECASE)


def html_in_prose(survey: Survey) -> Iterator[Diagnostic]:
    """Texts that can still be mended say in Markdown what they mean to say; each is told of once.

    Codes: html-as-written.
    """
    for _, expression, records in survey.records():
        if expression is None or expression.version is None:
            told = set()
            for tag, source in find_html(records):
                if source not in told and _is_meant_as_html(tag):
                    told.add(source)
                    message = f"readers will see {shown(tag)} as it is written: texts are Markdown"
                    yield warning("html-as-written", source, message, _hint(tag))


def _is_meant_as_html(tag: str) -> bool:
    name = _NAME.match(tag)
    if name is None:
        return tag.startswith("<!--")
    if name[1].lower() in FORMATTING and _BARE.fullmatch(tag):
        return False
    return tag.startswith("</") or "=" in tag or name[1].lower() in _LAYOUT


def _hint(tag: str) -> str:
    if tag == "<!--":
        return "move the remark to a line of its own that begins with `#`"
    return "write **bold**, [words](address) or a line that begins with `- `; put in backquotes what is to be seen"
