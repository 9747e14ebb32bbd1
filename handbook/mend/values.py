"""The text of a value that its field refuses -> the text that its field asks for, where it can mean one thing only.

One function a kind of value; each returns None where there are two readings or none. Nothing is guessed.
"""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from decimal import Decimal

from handbook.load.scalars import is_id
from handbook.mend.days import days_meant
from handbook.mend.text import quoted
from handbook.model.field import Format, Target
from handbook.model.period import Duration
from handbook.model.schema import FieldSchema
from handbook.model.version_number import VersionNumber

Ids = Mapping[Target, Collection[str]]
"""The ids that a handbook declares, by what they name."""

_DURATION = re.compile(r"(\d{1,4}) ?([a-z]+)", re.ASCII)
_UNITS = {
    **dict.fromkeys(("minute", "minutes", "min", "mins"), "PT{}M"),
    **dict.fromkeys(("hour", "hours", "h"), "PT{}H"),
    **dict.fromkeys(("day", "days", "d"), "P{}D"),
    **dict.fromkeys(("week", "weeks"), "P{}W"),
    **dict.fromkeys(("month", "months"), "P{}M"),
    **dict.fromkeys(("year", "years"), "P{}Y"),
}
_VERSION = re.compile(r"v?\.? ?(\d{1,4})(?:\.(\d{1,4}))?", re.ASCII | re.IGNORECASE)
_COMMA = re.compile(r"(-?\d{1,15}),(\d{1,2}|\d{4,6})", re.ASCII)


def mended_value(text: str, field: FieldSchema, ids: Ids) -> str | None:
    """The value as it is to be written, with its quotes; None where no one reading is certain."""
    if field.choices:
        return _alike(text, field.choices)
    if field.kind in _BY_TYPE:
        return _BY_TYPE[field.kind](text)
    if Format.SHA256 in field.formats:
        return text.strip().lower() if re.fullmatch(r"[0-9A-Fa-f]{64}", text.strip()) else None
    if Format.ID in field.formats and field.refers:
        return _alike(text, ids.get(field.refers.to, ()))
    return None


def is_version(field: FieldSchema | None) -> bool:
    """Whether a field holds a version's number, which is written in quotes."""
    return field is not None and field.kind is VersionNumber


def _day(text: str) -> str | None:
    days = days_meant(text)
    return next(iter(days)).isoformat() if len(days) == 1 else None


def _duration(text: str) -> str | None:
    """`30 minutes`, `12 months`; a letter `m` can mean either and is left."""
    match = _DURATION.fullmatch(text.strip().lower())
    written = _UNITS[match[2]].format(int(match[1])) if match and match[2] in _UNITS else text.strip().upper()
    return written if Duration.parse(written) else None


def _version(text: str) -> str | None:
    """`v2.0`, `2`: a version without MINOR is the first of its MAJOR."""
    match = _VERSION.fullmatch(text.strip())
    number = VersionNumber.parse(f"{match[1]}.{match[2] or 0}") if match else None
    return quoted(str(number)) if number else None


def _number(text: str) -> str | None:
    """A comma that can only be a decimal point: `2,5`, never `1,000`."""
    match = _COMMA.fullmatch(text.strip())
    return f"{match[1]}.{match[2]}" if match else None


def _alike(text: str, choices: Collection[str]) -> str | None:
    """The only choice that differs in nothing but capitals, spaces, `_` and `-`."""
    found = [choice for choice in choices if _letters(choice) == _letters(text)]
    return found[0] if len(found) == 1 and is_id(found[0]) else None


def _letters(text: str) -> str:
    return re.sub(r"[\s_-]+", "", text.lower())


_BY_TYPE: Mapping[type, Callable[[str], str | None]] = {
    date: _day,
    Duration: _duration,
    VersionNumber: _version,
    Decimal: _number,
}
