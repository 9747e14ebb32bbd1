from datetime import date
from decimal import Decimal

import pytest

from handbook.model.period import Duration
from handbook.model.policy import Direction
from handbook.render import phrases


def test_day_is_for_people_and_programs() -> None:
    assert phrases.day_html(date(2025, 5, 1)) == '<time datetime="2025-05-01">1 May 2025</time>'


@pytest.mark.parametrize(
    ("begins", "ends", "text"),
    [
        ("2026-07-01", "2026-10-01", "July to September 2026"),
        ("2025-12-01", "2026-02-01", "December 2025 to January 2026"),
        ("2026-07-01", "2026-08-01", "July 2026"),
        ("2025-10-06", "2025-11-10", "6 October 2025 to 9 November 2025"),
        ("2025-10-06", "2025-10-07", "6 October 2025"),
    ],
)
def test_period_is_said_by_months_where_it_is_made_of_them(begins: str, ends: str, text: str) -> None:
    assert phrases.period_text(date.fromisoformat(begins), date.fromisoformat(ends)) == text


def test_no_time_at_all_is_at_once() -> None:
    assert [phrases.within_text(Duration()), phrases.within_text(Duration(seconds=60))] == [
        "at once",
        "within 1 minute",
    ]


@pytest.mark.parametrize(
    ("number", "unit", "text"),
    [
        ("1500", "EUR", "1,500 EUR"),
        ("4.20", "points of 5", "4.20 points of 5"),
        ("1", "working hours", "1 working hour"),
        ("1", "seconds", "1 second"),
        ("1", "complaints", "1 complaints"),
        ("3", "", "3"),
    ],
)
def test_amount_keeps_its_decimals_and_puts_a_unit_of_time_into_the_singular(number: str, unit: str, text: str) -> None:
    assert phrases.amount_text(Decimal(number), unit) == text


@pytest.mark.parametrize(
    ("better", "text", "kept"),
    [
        (Direction.AT_MOST, "at most 30 seconds", [True, True, False]),
        (Direction.AT_LEAST, "at least 30 seconds", [False, True, True]),
        (Direction.EXACTLY, "exactly 30 seconds", [False, True, False]),
    ],
)
def test_target_is_a_sentence_and_a_measure(better: Direction, text: str, kept: list[bool]) -> None:
    assert phrases.target_text(better, Decimal(30), "seconds") == text
    assert [phrases.meets(Decimal(value), better, Decimal(30)) for value in (29, 30, 31)] == kept


def test_items_are_listed_as_a_sentence_does() -> None:
    assert [phrases.listing(["a"]), phrases.listing(["a", "b"]), phrases.listing(["a", "b", "c"], "or")] == [
        "a",
        "a and b",
        "a, b or c",
    ]


def test_excerpt_is_cut_at_a_word() -> None:
    assert [phrases.excerpt("short", 10), phrases.excerpt("one two, three", 12)] == ["short", "one two…"]


def test_line_becomes_a_sentence() -> None:
    assert [phrases.sentence("unit mistyped"), phrases.sentence("Why?")] == ["Unit mistyped.", "Why?"]


def test_one_word_value_becomes_a_label() -> None:
    assert [phrases.words("in-force"), phrases.spaced("first-answer")] == ["In force", "first answer"]
