"""Diagnostics -> text for a terminal, JSON for programs, annotations for a pull request.

Whatever stands in the data is made harmless: control characters are shown as escapes, and nothing can end an
annotation's command or start another.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from handbook.model.diagnostic import Diagnostic, Severity

_WIDEST = 160


def as_text(diagnostics: Iterable[Diagnostic], line_of: Callable[[Diagnostic], str]) -> str:
    """One block a problem: `file:line:column: severity[code]: message`, the line with a caret, the hint."""
    return "\n".join(_block(item, line_of(item)) for item in diagnostics)


def as_json(diagnostics: Iterable[Diagnostic], as_of: date | None) -> str:
    """A JSON document: `as_of` and `diagnostics`, each with code, severity, file, line, column, path, message, hint."""
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
        }
        for item in diagnostics
    ]
    return json.dumps({"as_of": as_of.isoformat() if as_of else None, "diagnostics": listed}, indent=2)


def as_github(diagnostics: Iterable[Diagnostic]) -> str:
    """One workflow command a problem, errors first. Source: GitHub, workflow commands, "Setting an error message"."""
    ordered = sorted(diagnostics, key=lambda item: list(Severity).index(item.severity))
    return "\n".join(_annotation(item) for item in ordered)


def verdict(diagnostics: Sequence[Diagnostic]) -> str:
    """How many errors, warnings and notes there are, in one line."""
    counts = Counter(item.severity for item in diagnostics)
    if not counts:
        return "no problems"
    return ", ".join(
        f"{counts[severity]} {severity.value}{'' if counts[severity] == 1 else 's'}"
        for severity in Severity
        if counts[severity]
    )


def printable(text: str) -> str:
    """The text with everything that a terminal would act on, and bidirectional controls, shown as escapes."""
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)


def _block(item: Diagnostic, line: str) -> str:
    place = f"{printable(item.source.file)}:{item.line}:{item.column}"
    parts = [f"{place}: {item.severity.value}[{item.code}]: {printable(item.message)}"]
    if line.strip():
        parts += _excerpt(line, item.line, item.column)
    if item.hint:
        parts.append(f"{' ' * len(str(item.line))} = hint: {printable(item.hint)}")
    return "\n".join(parts)


def _excerpt(line: str, number: int, column: int) -> list[str]:
    """The offending line, cut to a readable width around the column, and a caret below it."""
    start = max(0, column - 1 - _WIDEST // 2) if len(line) > _WIDEST else 0
    before = printable(line[start : column - 1])
    shown = before + printable(line[column - 1 : start + _WIDEST])
    gutter = " " * len(str(number))
    return [f"{number} | {shown}", f"{gutter} | {' ' * len(before)}^"]


def _annotation(item: Diagnostic) -> str:
    command = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}[item.severity]
    place = f"file={_property(item.source.file)},line={item.line},col={item.column},title={_property(item.code)}"
    message = f"{item.message}. {item.hint}" if item.hint else item.message
    return f"::{command} {place}::{_data(printable(message))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(printable(text)).replace(":", "%3A").replace(",", "%2C")
