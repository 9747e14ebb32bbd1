"""A working text's bytes -> the bytes to freeze, and the bytes that stay: comments and formatting survive in both.

Works on whole lines of the file, by the positions of its top-level keys. Converts nothing and writes nothing.
"""

import re
from collections.abc import Iterator, Sequence

from handbook.load.modeline import MARK
from handbook.load.nodes import Mapping, compose
from handbook.model.diagnostic import Diagnostic, error
from handbook.model.source import Source

TEXT_MARK = b"# The policy's text, as approved.\n"
"""The line of a frozen file below which stands, byte for byte, what was approved."""

_PLANNED = frozenset({"next"})
_EVIDENCE = frozenset({"next", "pilots", "briefings"})
_DOCUMENT_START = re.compile(rb"---[ ]*(#.*)?")
_EDITOR = re.compile(re.escape(MARK.encode()) + rb".*")
_APPROVED_HASH = re.compile(rb"\bsha256: *[\"']?([0-9a-f]{64})\b")


def approved_text(working: bytes) -> bytes:
    """What an approval is given for: the working text without `next`, which only plans, and without editors' lines."""
    return _without(working, _PLANNED, _EDITOR)


def remaining_text(working: bytes) -> bytes:
    """The working text after publication: without the plan, pilots and briefings of the version just published."""
    return _without(working, _EVIDENCE)


def text_of(frozen: bytes) -> bytes:
    """The approved text inside a frozen file: all that stands below the mark; empty where there is no mark."""
    _, mark, text = frozen.partition(b"\n" + TEXT_MARK)
    return text if mark else b""


def approved_hashes(frozen: bytes) -> tuple[str, ...]:
    """The hashes named above the mark of a frozen file; one where it was approved by hash, none otherwise."""
    head, _, _ = frozen.partition(b"\n" + TEXT_MARK)
    return tuple(found.decode("ascii") for found in _APPROVED_HASH.findall(head))


def unfit(working: bytes, file: str) -> tuple[Diagnostic, ...]:
    """Why the text cannot be frozen by whole lines, if so: `layout`, or what the reader says of it."""
    top, found = compose(working, file)
    if top is None:
        return tuple(found)
    names = [name for name, _ in top.entries.values()]
    begins = [(name.line, name.column) for name in names[:1]]
    if begins == [(top.line, top.column)] and all(name.column == 1 for name in names):
        return ()
    message, hint = "the keys of this file do not begin their lines", "begin each top-level key at the margin"
    return (error("layout", Source(file), message, hint).at(top.line, top.column),)


def readable(working: bytes) -> Mapping:
    """The top level of a text that can be frozen (see `unfit`); ValueError for any other."""
    top, _ = compose(working, "")
    if not isinstance(top, Mapping) or unfit(working, ""):
        raise ValueError("the working text cannot be read by whole lines")
    return top


def extents(top: Mapping, lines: Sequence[bytes]) -> Iterator[tuple[str, int, int]]:
    """Each top-level key with the lines that are its own, counted from 0, the end not included."""
    begins = [name.line - 1 for name, _ in top.entries.values()]
    for key, begin, end in zip(top.entries, begins, [*begins[1:], len(lines)], strict=True):
        while lines[end - 1].startswith(b"#") or not lines[end - 1].strip():
            end -= 1
        yield key, begin, end


def _without(working: bytes, keys: frozenset[str], *lines_above: "re.Pattern[bytes]") -> bytes:
    """The file without some of its top-level keys, and above them without the line that YAML may begin with.

    A key's lines end where the next key begins, or the blank and comment lines that stand before it.
    """
    top = readable(working)
    lines = working.splitlines(keepends=True)
    begins = min(name.line - 1 for name, _ in top.entries.values())
    above = (_DOCUMENT_START, *lines_above)
    dropped = {place for place in range(begins) if any(it.fullmatch(lines[place].rstrip()) for it in above)}
    for key, begin, end in extents(top, lines):
        if key in keys:
            dropped.update(range(begin, end))
    return b"".join(line for place, line in enumerate(lines) if place not in dropped)
