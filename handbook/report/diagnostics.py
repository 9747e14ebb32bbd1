"""Diagnostics -> text for a terminal, JSON for programs.

What hosts of repositories read is made in `annotations`, `code_quality` and `sarif`.

Whatever stands in the data is made harmless: control characters are shown as escapes.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from handbook.history.wording import counted
from handbook.load.scalars import printable
from handbook.model.diagnostic import Diagnostic, Severity

_WIDEST = 160

Said = Callable[[Diagnostic], str]
"""What is to be said of a problem besides; nothing where it is empty."""

Paint = Callable[[str, str], str]
"""Gives words the look of a part: a severity, `place`, `code`, `gutter`, `caret`, `hint` or `mend`."""


def _nothing(_: Diagnostic) -> str:
    return ""


def plain(part: str, words: str) -> str:
    """The words as they are."""
    del part
    return words


def as_text(diagnostics: Iterable[Diagnostic], line_of: Said, mend_of: Said = _nothing, paint: Paint = plain) -> str:
    """One block a problem: `file:line:column: severity[code]: message`, the line with a caret, the hint, the mend."""
    return "\n".join(_block(item, line_of(item), mend_of(item), paint) for item in diagnostics)


def as_json(diagnostics: Iterable[Diagnostic], as_of: date | None, mend_of: Said = _nothing) -> str:
    """A JSON document: `as_of` and `diagnostics`.

    Each diagnostic has code, severity, file, line, column, path, message, hint, `mend` (what `check --fix` would do, or
    empty) and `help` (the command that explains the code).
    """
    listed = [
        {
            "code": item.code,
            "severity": item.severity.value,
            "file": item.source.file,
            "line": item.line,
            "column": item.column,
            "path": list(item.source.path),
            "message": item.message,
            "hint": item.hint,
            "mend": mend_of(item),
            "help": f"handbook explain {item.code}",
        }
        for item in diagnostics
    ]
    return json.dumps({"as_of": as_of.isoformat() if as_of else None, "diagnostics": listed}, indent=2)


def verdict(diagnostics: Sequence[Diagnostic]) -> str:
    """How many errors, warnings and notes there are, in one line."""
    counts = Counter(item.severity for item in diagnostics)
    if not counts:
        return "no problems"
    return ", ".join(counted(counts[severity], severity.value) for severity in Severity if counts[severity])


def _block(item: Diagnostic, line: str, mend: str, paint: Paint) -> str:
    place = paint("place", f"{printable(item.source.file)}:{item.line}:{item.column}:")
    kind = paint(item.severity.value, f"{item.severity.value}[{item.code}]:")
    parts = [f"{place} {kind} {paint('message', printable(item.message))}"]
    if line.strip():
        parts += _excerpt(line, item.line, item.column, paint)
    margin = paint("gutter", f"{' ' * len(str(item.line))} =")
    for part, label, words in (("hint", "hint:", item.hint), ("mend", "fix:", mend)):
        if words:
            parts.append(f"{margin} {paint(part, label)} {printable(words)}")
    return "\n".join(parts)


def _excerpt(line: str, number: int, column: int, paint: Paint) -> list[str]:
    """The offending line, cut to a readable width around the column, and a caret below it."""
    start = max(0, column - 1 - _WIDEST // 2) if len(line) > _WIDEST else 0
    before = printable(line[start : column - 1])
    shown = before + printable(line[column - 1 : start + _WIDEST])
    gutter = " " * len(str(number))
    return [
        f"{paint('gutter', f'{number} |')} {shown}",
        f"{paint('gutter', f'{gutter} |')} {' ' * len(before)}{paint('caret', '^')}",
    ]
