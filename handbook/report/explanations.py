"""The catalogue of codes -> text for a terminal, Markdown, JSON: all codes by theme, or one of them explained.

Words come from the catalogue alone; nothing here depends on a handbook.
"""

import json
from collections.abc import Iterable
from textwrap import indent, wrap
from typing import Any

from handbook.check.catalogue import THEMES, Example, Explanation, Theme, example

_WIDTH = 96


def as_text(item: Explanation) -> str:
    """One code, for a terminal of 100 columns."""
    parts = [f"{item.code}: {item.title} ({item.severity.value})"]
    parts += [f"{heading}\n{_wrapped(text)}" for heading, text in _told(item)]
    parts += [f"{heading}, in {shown.file}\n{indent(shown.text.rstrip(), '  ')}" for heading, shown in _examples(item)]
    return "\n\n".join(parts)


def list_as_text() -> str:
    """Every code with its title, by theme."""
    widest = max(len(item.code) for theme in THEMES for item in theme.explanations)
    return "\n\n".join(
        "\n".join([theme.title, *(f"  {item.code:{widest}}  {item.title}" for item in theme.explanations)])
        for theme in THEMES
    )


def as_markdown(item: Explanation, *, level: int = 1) -> str:
    """One code, with headings from `level` on."""
    parts = [f"{'#' * level} `{item.code}`: {item.title}"]
    parts += [f"**{heading}.** {text}" for heading, text in _told(item)]
    parts += [f"{heading}, in `{shown.file}`:\n\n```yaml\n{shown.text}```" for heading, shown in _examples(item)]
    return "\n\n".join(parts)


def list_as_markdown() -> str:
    """Every code explained, by theme."""
    parts = ["# Problems and how to fix them"]
    for theme in THEMES:
        parts += [f"## {theme.title}", *(as_markdown(item, level=3) for item in theme.explanations)]
    return "\n\n".join(parts)


def as_json(item: Explanation) -> str:
    """One code as an object: code, theme, severity, title, happened, matters, mend, wrong, right.

    `wrong` and `right` are objects with `file` and `text`, or null where the fault is not in the text of a file.
    """
    theme = next(theme for theme in THEMES if item in theme.explanations)
    return json.dumps(_object(item, theme), indent=2)


def list_as_json() -> str:
    """An object whose `codes` are the objects of all codes, by theme."""
    return json.dumps({"codes": [_object(item, theme) for theme in THEMES for item in theme.explanations]}, indent=2)


def _told(item: Explanation) -> Iterable[tuple[str, str]]:
    told = (("What happened", item.happened), ("Why it matters", item.matters), ("How to fix it", item.mend))
    return ((heading, text) for heading, text in told if text)


def _examples(item: Explanation) -> Iterable[tuple[str, Example]]:
    for heading, shown in (("Wrong", example(item.wrong)), ("Right", example(item.right))):
        if shown:
            yield heading, shown


def _wrapped(text: str) -> str:
    return "\n".join(wrap(text, _WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False))


def _object(item: Explanation, theme: Theme) -> dict[str, Any]:
    wrong, right = example(item.wrong), example(item.right)
    return {
        "code": item.code,
        "theme": theme.title,
        "severity": item.severity.value,
        "title": item.title,
        "happened": item.happened,
        "matters": item.matters,
        "mend": item.mend,
        "wrong": {"file": wrong.file, "text": wrong.text} if wrong else None,
        "right": {"file": right.file, "text": right.text} if right else None,
    }
