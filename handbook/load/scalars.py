"""The text of one scalar -> its value, or the reason why it is refused.

One function a format. Nothing is guessed: text that could mean two things is refused with a hint.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from handbook.model.field import NUMBER, Format
from handbook.model.period import ISO_8601, Duration
from handbook.model.version_number import MAJOR_MINOR, VersionNumber

MAX_LINE = 500
MAX_PROSE = 50_000

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}", re.ASCII)
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_COUNT = re.compile(r"0|[1-9]\d{0,8}", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_URL = re.compile(r"https?://[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?([/?#][!#-&(-;=?-\[\]_a-z|~]{0,2000})?")
_HANDLE = re.compile(
    r"(?=.{1,255}$)(@[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*|[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+)"
)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)
_RESERVED = frozenset({"con", "prn", "aux", "nul"} | {f"{name}{n}" for name in ("com", "lpt") for n in range(10)})


class Refused(ValueError):
    """The text is not of the format; the message says what is wrong, `hint` what would mend it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def is_id(text: str) -> bool:
    """Whether the text can name a clause, a role or a folder on any file system."""
    return _ID.fullmatch(text) is not None and text not in _RESERVED


def read_id(text: str) -> str:
    """An id; raises Refused."""
    if not is_id(text):
        hint = "Windows reserves this name" if text in _RESERVED else HINTS[Format.ID]
        raise Refused(f"{shown(text)} is not an id", hint)
    return text


def read_line(text: str) -> str:
    """One line of plain text; raises Refused."""
    if not text.strip():
        raise Refused("the text is empty")
    if "\n" in text:
        raise Refused("the text must stand on one line", "fold it with `>-`, or remove the line break at its end")
    if len(text) > MAX_LINE:
        raise Refused(f"the text has {len(text)} characters; at most {MAX_LINE} are allowed")
    return text


def read_prose(text: str) -> str:
    """CommonMark; raises Refused."""
    if not text.strip():
        raise Refused("the text is empty")
    if len(text) > MAX_PROSE:
        raise Refused(f"the text has {len(text):,} characters; at most {MAX_PROSE:,} are allowed", "split it")
    return text.rstrip("\n")


def read_day(text: str) -> date:
    """A day; raises Refused."""
    match = _DAY.fullmatch(text)
    if match is None:
        raise Refused(f"{shown(text)} is not a date", HINTS[date])
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise Refused(f"{text} is not in the calendar", _beyond(match[1], match[2])) from None


def _beyond(year: str, month: str) -> str:
    """What a calendar has instead of a day that it lacks."""
    if not int(year):
        return f"there is no year {year}"
    if not 1 <= int(month) <= 12:
        return f"there is no month {month}"
    return f"{year}-{month} has {monthrange(int(year), int(month))[1]} days"


def read_duration(text: str) -> Duration:
    """A duration; raises Refused."""
    duration = Duration.parse(text)
    if duration is None:
        raise Refused(f"{shown(text)} is not a duration", HINTS[Duration])
    return duration


def read_version(text: str) -> VersionNumber:
    """A version number; raises Refused."""
    number = VersionNumber.parse(text)
    if number is None:
        raise Refused(f"{shown(text)} is not a version number", HINTS[VersionNumber])
    return number


def read_number(text: str) -> Decimal:
    """A plain decimal number; raises Refused."""
    if not NUMBER.fullmatch(text):
        raise Refused(f"{shown(text)} is not a number", HINTS[Decimal])
    return Decimal(text)


def read_count(text: str) -> int:
    """A whole number of at least 0; raises Refused."""
    if not _COUNT.fullmatch(text):
        raise Refused(f"{shown(text)} is not a whole number", HINTS[int])
    return int(text)


def read_sha256(text: str) -> str:
    """A SHA-256 in hexadecimal; raises Refused."""
    if not _SHA256.fullmatch(text):
        raise Refused(f"{shown(text)} is not a SHA-256", HINTS[Format.SHA256])
    return text


def read_url(text: str) -> str:
    """An address on the web; raises Refused."""
    if not _URL.fullmatch(text):
        raise Refused(f"{shown(text)} is not an address", HINTS[Format.URL])
    return text


def read_time_zone(text: str) -> str:
    """A time zone of the IANA database; raises Refused."""
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Refused(f"{shown(text)} is not a time zone", HINTS[Format.TIME_ZONE]) from None
    return text


def read_language(text: str) -> str:
    """A BCP 47 language tag; raises Refused."""
    if not _LANGUAGE.fullmatch(text):
        raise Refused(f"{shown(text)} is not a language", HINTS[Format.LANGUAGE])
    return text


def read_handle(text: str) -> str:
    """The name of a person or team at a git host, as CODEOWNERS takes it; raises Refused."""
    if not _HANDLE.fullmatch(text):
        raise Refused(f"{shown(text)} is not a handle", HINTS[Format.HANDLE])
    return text


BY_FORMAT: dict[Format, Callable[[str], str]] = {
    Format.ID: read_id,
    Format.LINE: read_line,
    Format.PROSE: read_prose,
    Format.URL: read_url,
    Format.SHA256: read_sha256,
    Format.UNARY_TEST: read_line,
    Format.TIME_ZONE: read_time_zone,
    Format.LANGUAGE: read_language,
    Format.HANDLE: read_handle,
}

BY_TYPE: dict[type, tuple[Callable[[str], Any], Any]] = {
    date: (read_day, date.min),
    Decimal: (read_number, Decimal(0)),
    int: (read_count, 0),
    Duration: (read_duration, Duration()),
    VersionNumber: (read_version, VersionNumber(0, 0)),
}
"""For each type its function and the value that stands in where the text was refused."""

PATTERNS: dict[Any, str] = {
    Format.ID: rf"(?!(?:{'|'.join(sorted(_RESERVED))})$){_ID.pattern}",
    Format.URL: _URL.pattern,
    Format.SHA256: _SHA256.pattern,
    Format.LANGUAGE: _LANGUAGE.pattern,
    Format.HANDLE: _HANDLE.pattern,
    date: _DAY.pattern,
    Decimal: NUMBER.pattern,
    int: _COUNT.pattern,
    Duration: ISO_8601.pattern,
    VersionNumber: MAJOR_MINOR.pattern,
}
"""What text of a format or a type looks like, as a regular expression for the whole of it; for tools beside ours."""

HINTS: dict[Any, str] = {
    Format.ID: "use at most 64 of a to z, 0 to 9 and -, beginning with a letter or digit",
    Format.URL: "write https:// and the host, as the browser's address bar copies it",
    Format.SHA256: "write 64 hexadecimal digits in lower case",
    Format.LANGUAGE: "write a language tag, such as en or lv",
    Format.HANDLE: 'write the name at the git host in quotes, such as "@ardenhall/advisers", or an e-mail address',
    Format.TIME_ZONE: "write a time zone, such as Europe/Riga",
    date: "write YYYY-MM-DD, such as 2026-03-31",
    Decimal: "write digits and a point, such as 2.5, and the unit apart",
    int: "write digits only, without a leading 0",
    Duration: "write ISO 8601: PT30M is 30 minutes, PT4H 4 hours, P2D 2 days, P12M 12 months",
    VersionNumber: 'write MAJOR.MINOR in quotes, such as "2.0"',
}
"""What an owner is told whose text is not of a format or a type."""


def shown(text: str) -> str:
    """The text in backquotes, shortened, with what is not printable escaped."""
    short = text if len(text) <= 60 else f"{text[:57]}..."
    return f"`{printable(short)}`"


def printable(text: str) -> str:
    """The text with everything that a terminal would act on, and bidirectional controls, shown as escapes."""
    return text if text.isprintable() else "".join(map(_printable, text))


def _printable(char: str) -> str:
    return char if char.isprintable() else f"\\u{ord(char):04x}"
