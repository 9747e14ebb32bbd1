"""One problem in the data, as a value: what is wrong, where, how bad, and what would mend it.

Diagnostics are collected and reported together; they are never raised.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum

from handbook.model.source import Source

Key = tuple[str, Source, str]
"""What a problem keeps when lines around it change: its code, its place by keys, its message."""


class Severity(StrEnum):
    """An error stops the build; a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One problem. `line` and `column` are 1-based; 0 until `load.locate` has found them."""

    code: str
    severity: Severity
    source: Source
    message: str
    hint: str = ""
    line: int = 0
    column: int = 0

    def at(self, line: int, column: int) -> "Diagnostic":
        """The same problem with its 1-based position."""
        return replace(self, line=line, column=column)

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """The sort key: by file, then position, then code."""
        return (self.source.file, self.line, self.column, self.code, self.message)


def error(code: str, source: Source, message: str, hint: str = "") -> Diagnostic:
    """A diagnostic that stops the build."""
    return Diagnostic(code=code, severity=Severity.ERROR, source=source, message=message, hint=hint)


def warning(code: str, source: Source, message: str, hint: str = "") -> Diagnostic:
    """A diagnostic that is reported and lets the build go on."""
    return Diagnostic(code=code, severity=Severity.WARNING, source=source, message=message, hint=hint)


def note(code: str, source: Source, message: str, hint: str = "") -> Diagnostic:
    """A diagnostic that only informs."""
    return Diagnostic(code=code, severity=Severity.NOTE, source=source, message=message, hint=hint)


def key_of(diagnostic: Diagnostic) -> Key:
    """The problem without its position."""
    return (diagnostic.code, diagnostic.source, diagnostic.message)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of them stops the build."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the known word nearest to a misspelt one; all of them where they are few; else empty."""
    choices = sorted(known)
    near = get_close_matches(word, choices, n=1, cutoff=0.6)
    if near:
        return f"did you mean `{near[0]}`?"
    return f"known are {', '.join(f'`{choice}`' for choice in choices)}" if 0 < len(choices) <= 12 else ""
