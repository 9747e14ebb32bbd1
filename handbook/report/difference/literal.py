"""Text of the data -> Markdown that shows it literally, anywhere in a line or in HTML, and does nothing else.

Character references cannot be structure in CommonMark, so marks, tags, code and tables are shown and not obeyed. What a
git host would look for after that (mentions, references to issues, addresses) is broken by a space without width.
Source: CommonMark 0.31, 2.5; GitHub Flavored Markdown, 6.9; GitLab, references and quick actions.
"""

import re

from handbook.load.scalars import printable

_MARKS = str.maketrans({char: f"&#{ord(char)};" for char in '\\`*_{}[]<>&"|~$^='})
_BROKEN, _HERE = "&#8203;", "\ue000"
"""A space without width, and what stands for it meanwhile: not printable, so no text of the data can hold it."""

_SIGIL = re.compile(r"[@#!%~&$^](?=[\w\"'])|(?<=:)(?=//)|(?<=www)(?=\.)|(?<=GH)(?=-\d)|:(?=[\w+-]+:)", re.IGNORECASE)
_HASH = re.compile(r"\b(?=[0-9a-f]{7,40}\b)(?=[0-9a-f]*[a-f])(?=[0-9a-f]*[0-9])([0-9a-f]{4})", re.IGNORECASE)
_NEVER_ALONE = re.compile(r"^(\s*)([-+#/]|\d+(?=[.)]))")


def literal(text: str, *, links_commits: bool = False) -> str:
    """One line of text; line breaks in it become `<br>`, what cannot be printed is shown as escapes; total.

    A host may link the ids of commits in it only where `links_commits`.
    """
    lines = map(printable, text.split("\n"))
    return "<br>".join(_line(line if links_commits else _HASH.sub(f"\\1{_HERE}", line)) for line in lines)


def size(text: str) -> int:
    """The characters of a text as the strictest git host counts them: UTF-16 units."""
    return len(text) + sum(char > "\uffff" for char in text)


def _line(text: str) -> str:
    broken = _SIGIL.sub(_break, text).translate(_MARKS)
    return _NEVER_ALONE.sub(_first, broken.replace(_HERE, _BROKEN))


def _break(match: re.Match[str]) -> str:
    return f"{match[0]}{_HERE}"


def _first(match: re.Match[str]) -> str:
    """A first character that would begin a list, a heading or a command in a line of its own."""
    return f"{match[1]}{''.join(f'&#{ord(char)};' for char in match[2])}"
