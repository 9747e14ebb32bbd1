"""A text by lines, the stretch of it that one value takes, and the text with a stretch replaced. Reads no YAML."""

from dataclasses import dataclass

from handbook.load.nodes import Scalar


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one line: 0-based line, first column and the one behind the last; `quote` is around it, or empty."""

    line: int
    start: int
    end: int
    quote: str = ""


def span_of(lines: list[str], node: Scalar) -> Span | None:
    """Where a value stands, quotes included; None where it spans lines or is written with escapes."""
    line, start = node.line - 1, node.column - 1
    shown = lines[line][start:] if line < len(lines) else ""
    quote = shown[:1] if shown[:1] in {'"', "'"} else ""
    written = f"{quote}{node.text}{quote}"
    plain = quote == "" and not shown.startswith(("|", ">"))
    if not shown.startswith(written) or not (plain or quote):
        return None
    rest = shown[len(written) :]
    return Span(line, start, start + len(written), quote) if rest[:1] in {"", " ", ",", "]", "}", ":"} else None


def replaced(lines: list[str], span: Span, written: str) -> list[str]:
    """The lines with other words in a stretch."""
    line = lines[span.line]
    return [*lines[: span.line], line[: span.start] + written + line[span.end :], *lines[span.line + 1 :]]


def quoted(text: str) -> str:
    """The text as a YAML value in quotes, as an owner would write it."""
    return f'"{text}"' if '"' not in text and "\\" not in text else "'" + text.replace("'", "''") + "'"
