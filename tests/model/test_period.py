from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.model.period import Duration, Period

DAYS = st.dates()
DURATIONS = st.builds(
    Duration,
    months=st.integers(0, 119_999),
    days=st.integers(0, 99_999),
    seconds=st.integers(0, 100_000 * 3600 - 1),
)


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("PT30M", Duration(seconds=1800)),
        ("PT4H", Duration(seconds=14_400)),
        ("PT1H30M5S", Duration(seconds=5405)),
        ("P2D", Duration(days=2)),
        ("P2W", Duration(days=14)),
        ("P12M", Duration(months=12)),
        ("P1Y", Duration(months=12)),
        ("P1Y2M3W4DT5H", Duration(months=14, days=25, seconds=18_000)),
        ("PT48H", Duration(seconds=172_800)),
        ("P0D", Duration()),
        ("PT0S", Duration()),
    ],
)
def test_duration_is_read_from_iso_8601(text: str, duration: Duration) -> None:
    assert Duration.parse(text) == duration


@pytest.mark.parametrize(
    "text",
    [
        "",
        "P",
        "PT",
        "P1DT",
        "30M",
        "p1d",
        "P-1D",
        "P1.5D",
        "P1D1M",
        "P1H",
        "PT1D",
        " P1D",
        "P1D\n",
        "P١D",
        "P100000D",
        "P9999W99999D",
        "P9999Y9999M",
        "PT99999H99999M",
        "30 minutes",
    ],
)
def test_duration_refuses_other_text(text: str) -> None:
    assert Duration.parse(text) is None


@pytest.mark.parametrize(
    ("duration", "text"),
    [
        (Duration(seconds=5400), "PT1H30M"),
        (Duration(months=18), "P1Y6M"),
        (Duration(days=60), "P60D"),
        (Duration(months=1, days=1, seconds=1), "P1M1DT1S"),
        (Duration(), "PT0S"),
    ],
)
def test_duration_is_written_in_its_shortest_form(duration: Duration, text: str) -> None:
    assert str(duration) == text


@given(DURATIONS)
def test_duration_reads_what_it_wrote(duration: Duration) -> None:
    assert Duration.parse(str(duration)) == duration


@pytest.mark.parametrize(
    ("start", "text", "end"),
    [
        (date(2025, 1, 31), "P1M", date(2025, 2, 28)),
        (date(2024, 1, 31), "P1M", date(2024, 2, 29)),
        (date(2024, 2, 29), "P1Y", date(2025, 2, 28)),
        (date(2025, 12, 31), "P2M", date(2026, 2, 28)),
        (date(2025, 1, 31), "P1M1D", date(2025, 3, 1)),
        (date(2025, 3, 1), "P2W", date(2025, 3, 15)),
        (date(2025, 3, 1), "PT23H59M", date(2025, 3, 1)),
        (date(2025, 3, 1), "PT48H", date(2025, 3, 3)),
        (date(2025, 3, 1), "P9999Y", date.max),
        (date.max, "P1D", date.max),
    ],
)
def test_duration_after_a_day(start: date, text: str, end: date) -> None:
    assert _duration(text).after(start) == end


@pytest.mark.parametrize(
    ("end", "text", "start"),
    [
        (date(2025, 3, 31), "P1M", date(2025, 2, 28)),
        (date(2025, 1, 15), "P1M", date(2024, 12, 15)),
        (date(2025, 3, 1), "P1D", date(2025, 2, 28)),
        (date(2025, 3, 1), "P9999Y", date.min),
        (date.min, "P1D", date.min),
    ],
)
def test_duration_before_a_day(end: date, text: str, start: date) -> None:
    assert _duration(text).before(end) == start


@given(DAYS, DURATIONS)
def test_duration_never_leads_backwards(day: date, duration: Duration) -> None:
    assert duration.before(day) <= day <= duration.after(day)


@given(DAYS, DAYS, DURATIONS)
def test_duration_keeps_the_order_of_days(one: date, other: date, duration: Duration) -> None:
    earlier, later = sorted((one, other))

    assert duration.after(earlier) <= duration.after(later)
    assert duration.before(earlier) <= duration.before(later)


def test_period_contains_its_first_day_and_not_its_end() -> None:
    period = Period(date(2025, 3, 1), date(2025, 4, 1))

    days = [date(2025, 2, 28), date(2025, 3, 1), date(2025, 3, 31), date(2025, 4, 1)]
    assert [day in period for day in days] == [False, True, True, False]


def test_period_without_end_contains_the_last_day_of_the_calendar() -> None:
    assert date.max in Period(date(2025, 3, 1))


@given(DAYS, DAYS)
def test_period_from_a_day_to_itself_is_empty(start: date, day: date) -> None:
    assert day not in Period(start, start)


@given(DAYS, DAYS, DAYS)
def test_periods_that_meet_share_no_day(start: date, border: date, day: date) -> None:
    assert not (day in Period(start, border) and day in Period(border))


def _duration(text: str) -> Duration:
    duration = Duration.parse(text)
    assert duration is not None
    return duration
