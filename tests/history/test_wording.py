from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.history.wording import (
    MAX_TITLE,
    amount_text,
    counted,
    duration_in_words,
    listing,
    readable,
    shortened,
    target_text,
    without_marks,
)
from handbook.model.period import Duration
from handbook.model.policy import Direction, Reference, Scope, Urgency
from handbook.model.version_number import VersionNumber


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("as it is", "as it is"),
        (None, ""),
        ((), ""),
        ({}, ""),
        (Scope(), ""),
        (0, "0"),
        (24, "24"),
        (Decimal("1E+3"), "1000"),
        (Decimal("4.50"), "4.50"),
        (date(2025, 3, 1), "2025-03-01"),
        (Duration(seconds=1800), "30 minutes"),
        (Urgency.SAME_DAY, "same-day"),
        (VersionNumber(2, 10), "2.10"),
        (("phone", "chat"), "phone\nchat"),
        (("two\nlines", "one"), "two lines\none"),
        ({"amount": "<= 50", "customer": "-"}, "amount: <= 50\ncustomer: -"),
        (Reference(title="ISO 10002", clause="8.4"), "title: ISO 10002\nclause: 8.4"),
        ((Reference(title="ISO 10002", clause="8.4"),), "title: ISO 10002; clause: 8.4"),
        (Scope(branches=("north", "south")), "branches: north, south"),
    ],
)
def test_value_is_readable(value: Any, text: str) -> None:
    assert readable(value) == text


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        (Duration(), "0 seconds"),
        (Duration(months=1), "1 month"),
        (Duration(months=12), "12 months"),
        (Duration(months=18), "18 months"),
        (Duration(months=24), "2 years"),
        (Duration(months=30), "2 years 6 months"),
        (Duration(days=14), "14 days"),
        (Duration(days=2), "2 days"),
        (Duration(seconds=5400), "1 hour 30 minutes"),
        (Duration(seconds=1), "1 second"),
        (Duration(months=1, days=1, seconds=86_400), "1 month 1 day 24 hours"),
    ],
)
def test_duration_is_put_in_words(duration: Duration, words: str) -> None:
    assert duration_in_words(duration) == words


@pytest.mark.parametrize(
    ("prose", "plain"),
    [
        ("Answer **every** call in *one* `minute`.", "Answer every call in one minute."),
        ("***Never*** ~~late~~ __again__ and _again_.", "Never late again and again."),
        ("## Heading\n\n- item one\n2. item two\n> quote", "Heading\n\nitem one\nitem two\nquote"),
        ("See [the list](https://example.org/a_b) or [this][ref].", "See the list or this."),
        ("![A desk](desk.png) at the door", "A desk at the door"),
        ("**[Refunds](refunds.md)** first", "Refunds first"),
        ("5 * 3 and 2 * 4", "5 * 3 and 2 * 4"),
        ("a snake_case_word stays", "a snake_case_word stays"),
        (r"\*not emphasis\*", "*not emphasis*"),
        ("**open", "**open"),
        ("Тұтынушыға **сәлем** беріңіз", "Тұтынушыға сәлем беріңіз"),
    ],
)
def test_marks_of_markdown_are_taken_off(prose: str, plain: str) -> None:
    assert without_marks(prose) == plain


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("two\n  lines", "two lines"),
        ("x" * 80, "x" * 80),
        ("x" * 81, "x" * 79 + "…"),
        ("word " * 15 + "end.", "word " * 15 + "end."),
        ("word " * 15 + "ended.", "word " * 14 + "word…"),
        ("x" * 78 + ", and more", "x" * 78 + "…"),
        ("x" * 79 + " and more", "x" * 79 + "…"),
    ],
)
def test_text_is_shortened_between_words(text: str, short: str) -> None:
    assert shortened(text) == short


@given(st.text(alphabet=st.characters(), max_size=500))
def test_shortened_text_is_one_line_of_at_most_80_characters(text: str) -> None:
    found = shortened(without_marks(text))

    assert len(found) <= MAX_TITLE
    assert len(found.splitlines()) <= 1


@pytest.mark.parametrize(
    ("count", "nouns", "text"),
    [
        (0, ("clause",), "0 clauses"),
        (1, ("clause",), "1 clause"),
        (1200, ("clause",), "1,200 clauses"),
        (1, ("policy", "policies"), "1 policy"),
        (2, ("policy", "policies"), "2 policies"),
    ],
)
def test_count_stands_with_its_noun(count: int, nouns: tuple[str, ...], text: str) -> None:
    assert counted(count, *nouns) == text


@pytest.mark.parametrize(
    ("number", "unit", "text"),
    [
        ("1500", "EUR", "1,500 EUR"),
        ("4.20", "points of 5", "4.20 points of 5"),
        ("1", "working hours", "1 working hour"),
        ("1", "seconds", "1 second"),
        ("1", "gestures", "1 gesture"),
        ("1", "queries", "1 query"),
        ("1", "boxes", "1 box"),
        ("1", "cases", "1 case"),
        ("1", "complaints per 1,000 repairs", "1 complaint per 1,000 repairs"),
        ("1", "announcements a year", "1 announcement a year"),
        ("1", "points of 5", "1 point of 5"),
        ("1", "hand-overs", "1 hand-over"),
        ("1", "per cent of calls", "1 per cent of calls"),
        ("1", "% of calls", "1 % of calls"),
        ("1", "per 1,000 bills", "1 per 1,000 bills"),
        ("1", "bonus", "1 bonus"),
        ("1", "EUR", "1 EUR"),
        ("1", "звонков", "1 звонков"),
        ("0", "gestures", "0 gestures"),
        ("0.5", "hours", "0.5 hours"),
        ("3", "", "3"),
    ],
)
def test_amount_keeps_its_decimals_and_puts_its_unit_into_the_singular_after_one(
    number: str, unit: str, text: str
) -> None:
    assert amount_text(Decimal(number), unit) == text


@pytest.mark.parametrize(
    ("better", "text"),
    [
        (Direction.AT_MOST, "at most 30 seconds"),
        (Direction.AT_LEAST, "at least 30 seconds"),
        (Direction.EXACTLY, "exactly 30 seconds"),
    ],
)
def test_target_is_a_sentence(better: Direction, text: str) -> None:
    assert target_text(better, Decimal(30), "seconds") == text


def test_items_are_listed_as_a_sentence_does() -> None:
    assert [listing(["a"]), listing(["a", "b"]), listing(["a", "b", "c"], "or")] == [
        "a",
        "a and b",
        "a, b or c",
    ]
