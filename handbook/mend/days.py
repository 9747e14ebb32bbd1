"""A day as people write it -> the days that it can mean.

`31/12/2026` is one day, `01/02/2026` is one in London and another in New York. A year of two digits means nothing.
"""

import re
from datetime import date

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_YEAR_FIRST = re.compile(r"(\d{4})([-/. ])(\d{1,2})\2(\d{1,2})", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", re.ASCII)
_DAY_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ .-]+([a-z]+)\.?,?[ -]+(\d{4})", re.ASCII)
_MONTH_NAMED = re.compile(r"([a-z]+)\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})", re.ASCII)


def days_meant(text: str) -> frozenset[date]:
    """Every day that the text can mean; none where it is no day."""
    words = text.strip().lower()
    if found := _YEAR_FIRST.fullmatch(words):
        return _days((found[1], found[3], found[4]))
    if found := _YEAR_LAST.fullmatch(words):
        return _days((found[4], found[3], found[1]), (found[4], found[1], found[3]))
    if found := _DAY_NAMED.fullmatch(words):
        return _days((found[3], _month(found[2]), found[1]))
    if found := _MONTH_NAMED.fullmatch(words):
        return _days((found[3], _month(found[1]), found[2]))
    return frozenset()


def _month(name: str) -> str:
    """The number of a month by its name, whole or from its third letter on; `0` for no month."""
    numbers = [number for number, month in enumerate(_MONTHS, start=1) if len(name) > 2 and month.startswith(name)]
    return str(numbers[0]) if len(numbers) == 1 else "9" if name == "sept" else "0"


def _days(*candidates: tuple[str, str, str]) -> frozenset[date]:
    found = set()
    for year, month, day in candidates:
        try:
            found.add(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return frozenset(found)
