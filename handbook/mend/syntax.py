"""A line that YAML cannot read -> the same line with its text in quotes, and lines with tabs -> lines with spaces.

Proposes only; whether the file then reads, and reads the same whichever way it is done, is for `mend` to find out.
"""

import re
from collections.abc import Iterator

from handbook.mend.text import quoted

_ENTRY = re.compile(r"(?P<head> *(?:- +)*[a-z_]+: +)(?P<value>[^\s\"'\[\]{}|>&*!#].*?) *", re.ASCII)
_APOSTROPHE = re.compile(r"(?P<head> *(?:- +)*[a-z_]+: +)'(?P<value>[^\"\\]*\w'\w[^\"\\]*)' *", re.ASCII)
_LONE = re.compile(r"(?<!\w)'|'(?!\w)")
_LEADING = re.compile(r"[ \t]*")


def quoted_line(lines: list[str], place: int) -> str | None:
    """The line at a 0-based place with its value in quotes; None where something else may be wrong with it.

    A value that a comment follows, or that the next line goes on with, is left alone.
    """
    line = lines[place]
    found = _APOSTROPHE.fullmatch(line) or _ENTRY.fullmatch(line)
    if not found or " #" in line or _goes_on(lines, place, found["head"]):
        return None
    value = found["value"]
    if found.re is _APOSTROPHE and _LONE.search(value):
        return None
    needs = found.re is _APOSTROPHE or ": " in value or value.endswith(":") or value[0] in "@`%"
    return found["head"] + quoted(value) if needs else None


def without_tabs(lines: list[str]) -> Iterator[list[str]]:
    """The lines with spaces in place of tabs, for each width that an editor may have shown a tab with."""
    for width in (2, 4, 8):
        yield [_spaced(line, width) for line in lines]


def _goes_on(lines: list[str], place: int, head: str) -> bool:
    """Whether the next line that is not empty stands deeper than the key."""
    key = re.sub(r"[a-z_]+: +$", "", head, flags=re.ASCII)
    following = next((line for line in lines[place + 1 :] if line.strip()), "")
    return len(following) - len(following.lstrip(" ")) > len(key)


def _spaced(line: str, width: int) -> str:
    found = _LEADING.match(line)
    head = found[0] if found else ""
    return head.expandtabs(width) + re.sub(r"\t+", " ", line[len(head) :].rstrip("\t"))
