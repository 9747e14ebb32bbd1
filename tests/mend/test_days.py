"""Days as people write them: one meaning, two, or none."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.mend.days import days_meant


@pytest.mark.parametrize(
    "text",
    [
        *("31/12/2026", "12/31/2026", "31.12.2026", "31-12-2026", "2026/12/31", "2026.12.31", "2026 12 31"),
        *("31 December 2026", "31 Dec 2026", "31st December 2026", "December 31, 2026", "Dec. 31 2026", "31-Dec-2026"),
        *("31. december 2026", "  31/12/2026 ", "DECEMBER 31 2026"),
    ],
)
def test_a_text_that_means_one_day(text: str) -> None:
    assert days_meant(text) == {date(2026, 12, 31)}


@pytest.mark.parametrize("text", ["2026-1-5", "5 January 2026", "2026/1/05", "Jan 5 2026"])
def test_a_day_without_leading_zeros(text: str) -> None:
    assert days_meant(text) == {date(2026, 1, 5)}


def test_day_and_month_that_can_change_places_mean_two_days() -> None:
    assert days_meant("01/02/2026") == {date(2026, 2, 1), date(2026, 1, 2)}


def test_day_and_month_that_are_the_same_mean_one() -> None:
    assert days_meant("05/05/2026") == {date(2026, 5, 5)}


@pytest.mark.parametrize(
    "text",
    [
        *("31/12/26", "2026-31-12", "2026-12", "31/13/2026", "30/02/2026", "32 January 2026", "5 Foo 2026"),
        *("5 Ju 2026", "5 M 2026", "31/12-2026", "yesterday", "", "20261231", "٣١/١٢/٢٠٢٦", "31/12/2026 12:00"),
    ],
)
def test_a_text_that_means_no_day(text: str) -> None:
    assert days_meant(text) == frozenset()


def test_september_has_a_short_form_of_four_letters() -> None:
    assert days_meant("5 Sept 2026") == {date(2026, 9, 5)}


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from(["%Y/%m/%d", "%d %B %Y", "%B %d, %Y"]))
def test_a_day_that_is_written_out_is_that_day(day: date, form: str) -> None:
    assert days_meant(day.strftime(form)) == {day}


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_numeric_day_always_has_its_own_meaning_among_those_found(day: date) -> None:
    swapped = {day + timedelta(0)} if day.day > 12 else {day, date(day.year, day.day, day.month)}
    assert days_meant(day.strftime("%d/%m/%Y")) == swapped
