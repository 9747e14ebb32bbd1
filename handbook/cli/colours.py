"""Whether a stream shows colours, and the colours of a report's parts. Source: no-color.org."""

import os
import sys

import click

_LOOKS: dict[str, dict[str, object]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "note": {"fg": "cyan", "bold": True},
    "message": {"bold": True},
    "gutter": {"dim": True},
    "caret": {"fg": "red", "bold": True},
    "hint": {"fg": "cyan"},
    "mend": {"fg": "green"},
    "head": {"fg": "cyan"},
    "added": {"fg": "green"},
    "removed": {"fg": "red"},
}


def has_colours() -> bool:
    """Whether standard output is a terminal that colours are wanted on."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def painted(part: str, words: str) -> str:
    """The words in the colour of a part, if standard output shows colours."""
    look = _LOOKS.get(part)
    return click.style(words, **look) if look and has_colours() else words  # type: ignore[arg-type]
