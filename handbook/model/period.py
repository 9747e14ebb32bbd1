"""Days, durations and half-open periods: the calendar arithmetic of the whole project.

Adding months keeps the day of the month and clamps it to the last day of a shorter month (31 January plus
one month is 28 or 29 February). Everything is total over `date.min` to `date.max`: results beyond are clamped.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

ISO_8601 = re.compile(
    r"P(?=.)(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?"
    r"(?:T(?=.)(?:(\d{1,5})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?",
    re.ASCII,
)
_DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Duration:
    """A length of time: calendar months, calendar days and seconds, each at least 0."""

    months: int = 0
    days: int = 0
    seconds: int = 0

    @classmethod
    def parse(cls, text: str) -> "Duration | None":
        """The duration that ISO 8601 text such as `PT30M`, `P12M` or `P2W` names; None for anything else.

        At most 9,999 years and 11 months, 99,999 days and 99,999 hours, so that `str` gives text that can be read.
        """
        match = ISO_8601.fullmatch(text)
        if match is None:
            return None
        years, months, weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
        found = cls(
            months=years * 12 + months,
            days=weeks * 7 + days,
            seconds=hours * 3600 + minutes * 60 + seconds,
        )
        too_long = found.months >= 120_000 or found.days >= 100_000 or found.seconds >= 100_000 * 3600
        return None if too_long else found

    def after(self, day: date) -> date:
        """The day that lies this duration after `day`; parts of a day count as none."""
        return _clamped_days(_plus_months(day, self.months), self.days + self.seconds // _DAY)

    def before(self, day: date) -> date:
        """The day that lies this duration before `day`; parts of a day count as none."""
        return _clamped_days(_plus_months(day, -self.months), -self.days - self.seconds // _DAY)

    def __str__(self) -> str:
        """ISO 8601 text in its shortest form; `PT0S` for nothing."""
        years, months = divmod(self.months, 12)
        hours, rest = divmod(self.seconds, 3600)
        minutes, seconds = divmod(rest, 60)
        day_part = _letters((years, "Y"), (months, "M"), (self.days, "D"))
        time_part = _letters((hours, "H"), (minutes, "M"), (seconds, "S"))
        if not day_part and not time_part:
            return "PT0S"
        return f"P{day_part}T{time_part}" if time_part else f"P{day_part}"


@dataclass(frozen=True, slots=True)
class Period:
    """Half-open: from `start` up to, not including, `end`; `end` None means that it has not ended."""

    start: date
    end: date | None = None

    def __contains__(self, day: date) -> bool:
        """Whether the day lies in the period."""
        return self.start <= day and (self.end is None or day < self.end)


def _letters(*parts: tuple[int, str]) -> str:
    return "".join(f"{count}{letter}" for count, letter in parts if count)


def _plus_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year < date.min.year:
        return date.min
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _clamped_days(day: date, days: int) -> date:
    low, high = date.min.toordinal(), date.max.toordinal()
    return day + timedelta(days=min(max(day.toordinal() + days, low), high) - day.toordinal())
