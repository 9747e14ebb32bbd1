"""Dates, durations, numbers, targets and one-word values -> English phrases and small pieces of HTML.

Plain functions that give text, and the filters that templates use. Nothing here knows a policy.
"""

from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from markupsafe import Markup

from handbook.history.wording import duration_in_words
from handbook.model.period import Duration

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@lru_cache(maxsize=4096)
def day_text(day: date) -> str:
    """A day as people write it: `1 May 2025`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


@lru_cache(maxsize=4096)
def day_html(day: date) -> Markup:
    """A day for people and programs: `<time datetime="2025-05-01">1 May 2025</time>`."""
    return Markup(f'<time datetime="{day.isoformat()}">{day_text(day)}</time>')


def month(day: date) -> str:
    """The month of a day: `May`."""
    return _MONTHS[day.month - 1]


def month_and_year(day: date) -> str:
    """The month of a day with its year: `May 2025`."""
    return f"{month(day)} {day.year}"


def period_text(begins: date, ends: date) -> str:
    """A half-open period by its months where it is made of whole ones, else by its first and last day."""
    last = ends - timedelta(days=1)
    if begins >= last:
        return day_text(begins)
    if begins.day == 1 and ends.day == 1:
        if (begins.year, begins.month) == (last.year, last.month):
            return month_and_year(begins)
        year = "" if begins.year == last.year else f" {begins.year}"
        return f"{month(begins)}{year} to {month_and_year(last)}"
    return f"{day_text(begins)} to {day_text(last)}"


def within_text(duration: Duration) -> str:
    """How soon: `within 30 minutes`; `at once` for no time at all."""
    return f"within {duration_in_words(duration)}" if duration != Duration() else "at once"


def number_text(number: Decimal | int) -> str:
    """A number with its thousands apart and its decimals as they were typed: `1,500`, `4.20`."""
    return f"{number:,}"


def words(value: str) -> str:
    """A one-word value of the data as a label: `in-force` is `In force`."""
    return value.replace("-", " ").capitalize()


def excerpt(text: str, limit: int = 160) -> str:
    """Plain text cut at a word so that it fits, with an ellipsis where something was cut."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def spaced(id_: str) -> str:
    """An id as words: `first-answer` is `first answer`."""
    return id_.replace("-", " ")


def sentence(text: str) -> str:
    """A line of the data as a sentence: a capital first, a full stop last."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
