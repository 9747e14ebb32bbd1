"""Values of the model -> plain text that can be read, compared word by word and shortened to a title.

One item a line: a list gives a line for each item, a record that is no clause a line for each field. Ids stay ids.
Markdown is only taken off where a title is made; nothing is rendered or escaped here.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, cast

from handbook.model.period import Duration
from handbook.model.policy import Direction
from handbook.model.schema import schema

MAX_TITLE = 80

_READ = 5 * MAX_TITLE
_TIMES = (("hour", 3600), ("minute", 60), ("second", 1))
_SIDES = {Direction.AT_LEAST: "at least", Direction.AT_MOST: "at most", Direction.EXACTLY: "exactly"}

_UNIT = re.compile(
    r"((?:[^\W\d_]+[ -])*?)([a-z]+)((?: (?:a|an|at|by|each|every|for|from|in|of|on|out|per|to|with|within)\b.*)?)"
)
"""The words before what is counted, the noun, and what it is counted by: `working`, `hours`, `per week`."""
_PLURAL = re.compile(r"(\w+)ies|(\w+(?:ss|sh|ch|x))es|(\w+[^su\Wi])s")

_INLINE_MARK = re.compile(r"[*_`~\\\[]")
_BLOCK_MARK = re.compile(r"^[ \t]{0,3}(?:#{1,6}|>|[-*+]|\d{1,9}[.)])[ \t]+", re.MULTILINE)
_LINK = re.compile(r"(?<!\\)!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])")
_STARS = re.compile(r"(?<!\\)(\*{1,3}|~~|`+)(?=\S)(.+?)(?<=[^\s\\])\1")
_LOW_LINES = re.compile(r"(?<![\w\\])(_{1,3})(?=\S)(.+?)(?<=[^\s\\])\1(?!\w)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def readable(value: Any) -> str:
    """The value as text, one item a line; empty for None and for an empty list, mapping or record.

    Dates are written `YYYY-MM-DD`, durations in words, choices and ids as the owner wrote them; total for every value
    that a field of the model can hold.
    """
    convert = _BY_TYPE.get(type(value))
    if convert is not None:
        return convert(value)
    if isinstance(value, Mapping):
        return "\n".join(f"{name}: {_on_one_line(item)}" for name, item in value.items())
    return _fields(value) if hasattr(value, "source") else str(value)


def duration_in_words(duration: Duration) -> str:
    """A duration in English, such as `1 hour 30 minutes`, `12 months`, `2 years`; `0 seconds` for none.

    How it is written makes no difference: `P24M` and `P2Y` are both `2 years`.
    """
    years, months = divmod(duration.months, 12) if duration.months >= 24 else (0, duration.months)
    counts = [(years, "year"), (months, "month"), (duration.days, "day")]
    rest = duration.seconds
    for unit, size in _TIMES:
        count, rest = divmod(rest, size)
        counts.append((count, unit))
    return " ".join(f"{count} {unit}{'s' * (count != 1)}" for count, unit in counts if count) or "0 seconds"


def counted(count: int, one: str, many: str = "") -> str:
    """A count with its noun: `1 clause`, `3 clauses`; `many` is the plural where it is not `one` with an s."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def amount_text(number: Decimal | int, unit: str) -> str:
    """A number with its unit, in the singular after 1: `1 gesture`, `1 working hour`, `1 complaint per week`."""
    return f"{number:,} {_singular(unit) if number == 1 else unit}".rstrip()


def target_text(better: Direction, target: Decimal, unit: str) -> str:
    """A target as a sentence says it: `at most 30 seconds`."""
    return f"{_SIDES[better]} {amount_text(target, unit)}"


def listing(items: Iterable[str], word: str = "and") -> str:
    """Items as a sentence lists them: `a, b and c`."""
    *first, last = items
    return f"{', '.join(first)} {word} {last}" if first else last


def without_marks(prose: str) -> str:
    """The beginning of CommonMark text, as much as a title can hold, without the marks of headings, links, emphasis."""
    text = prose[:_READ]
    if "\n" in text or not text[:1].isalpha():
        text = _BLOCK_MARK.sub("", text)
    if _INLINE_MARK.search(text):
        text = _LINK.sub(r"\1", text)
        for marks in (_STARS, _STARS, _LOW_LINES, _LOW_LINES):
            text = marks.sub(r"\2", text)
        text = _ESCAPE.sub(r"\1", text)
    return text


def shortened(text: str) -> str:
    """The text on one line of at most 80 characters, cut between words where there is a gap, ending in `…` if cut."""
    line = " ".join(text.split())
    if len(line) <= MAX_TITLE:
        return line
    cut = line[: MAX_TITLE - 1]
    if line[MAX_TITLE - 1] != " ":
        cut = cut.rpartition(" ")[0] or cut
    return cut.rstrip(" ,;:.") + "…"


def _singular(unit: str) -> str:
    """One of what an English unit counts; any other unit as it is."""
    parts = _UNIT.fullmatch(unit)
    plural = _PLURAL.fullmatch(parts[2]) if parts else None
    if parts is None or plural is None:
        return unit
    noun = f"{plural[1]}y" if plural[1] else plural[2] or plural[3]
    return f"{parts[1]}{noun}{parts[3]}"


def _fields(record: Any) -> str:
    texts = ((item.name, _on_one_line(getattr(record, item.name))) for item in schema(cast("type", type(record))))
    return "\n".join(f"{name.replace('_', ' ')}: {text}" for name, text in texts if text)


def _on_one_line(value: Any) -> str:
    if isinstance(value, str):
        return " ".join(value.split())
    return ("; " if hasattr(value, "source") else ", ").join(readable(value).split("\n"))


def _lines(values: tuple[Any, ...]) -> str:
    if values and isinstance(values[0], str):
        # Nearly all lists are ids, which hold no line break: joining them at once saves a third of `clauses`.
        text = "\n".join(values)
        if text.count("\n") == len(values) - 1:
            return text
    return "\n".join([_on_one_line(value) for value in values])


_BY_TYPE: Mapping[type, Callable[[Any], str]] = {
    str: str,
    type(None): lambda _: "",
    tuple: _lines,
    date: date.isoformat,
    Decimal: lambda value: format(value, "f"),
    Duration: duration_in_words,
}
