"""A text of CommonMark -> the same text, in which all that would show nothing is shown as it was written.

Raw HTML but for bare tags of formatting, the address of a link that nothing links to, cells beyond the columns of their
table, remarks beside a fence: a page shows nothing of them, though they are part of what binds. They become words.
"""

import re
from collections.abc import Iterator

import pyromark

from handbook.model.field import FORMATTING

_ROUNDS = 4
_TAKEN, _SIGNS = b"<[|`~", b"\1\2\3\4\5"
_TO_SIGNS = bytes.maketrans(_TAKEN, _SIGNS)
_TO_HTML = {sign: mark.replace("<", "&lt;") for sign, mark in zip(_SIGNS, _TAKEN.decode(), strict=True)}
"""A sign stands for a character that is no mark; a text of the data holds no control characters."""
_MAY_VANISH = re.compile(r"[<|]|\]:|```|~~~")
_TAG = re.compile(rf"<(?!/?(?:{'|'.join(sorted(FORMATTING))})\s*/?>)".encode(), re.IGNORECASE)
_WORD = re.compile(rb"[^\s|]")


def as_written(text: str, options: pyromark.Options) -> str | None:
    """The text with signs in it, which `read_signs` turns into HTML; None where only all of it can be shown literally.

    What was hidden by a mark may hold others, so it is looked at again.
    """
    if not _MAY_VANISH.search(text):
        return text
    for _ in range(_ROUNDS):
        marked = _marked(text.encode(), options).decode()
        if marked == text:
            return text
        text = marked
    return None


def read_signs(html: str) -> str:
    """The HTML that became of a text with signs, with the characters that they stand for."""
    return html.translate(_TO_HTML)


def _marked(text: bytes, options: pyromark.Options) -> bytes:
    """The text with a sign for each mark that would make something vanish."""
    marked = bytearray(text)
    used: set[str] = set()
    cell = 0
    for event, place in pyromark.events_with_range(text.decode(), options=options):
        start, end = place["start"], place["end"]
        match event:
            case {"Html": _} | {"InlineHtml": _}:
                for tag in _TAG.finditer(text, start, end):
                    _take(marked, tag.start(), tag.end())
            case {"Start": {"Link": link}} | {"Start": {"Image": link}}:
                used.add(_label(link["id"]))
            case {"Start": {"CodeBlock": {"Fenced": remark}}} if len(remark.split()) > 1:
                _take(marked, start, end)
            case {"End": "TableCell"}:
                cell = end
            case {"End": "TableRow"} if _WORD.search(text, cell, end):
                _take(marked, cell, end)
    for start in _unused(text, used, options):
        _take(marked, start, start + 1)
    return bytes(marked)


def _take(marked: bytearray, start: int, end: int) -> None:
    marked[start:end] = marked[start:end].translate(_TO_SIGNS)


def _unused(text: bytes, used: set[str], options: pyromark.Options) -> Iterator[int]:
    """Where addresses of links stand that nothing links to, in bytes."""
    if b"]:" in text:
        for label, definition in pyromark.reference_definitions(text.decode(), options=options).items():
            if _label(label) not in used:
                yield text.index(b"[", definition["span"]["start"])


def _label(label: str) -> str:
    return " ".join(label.casefold().split())
