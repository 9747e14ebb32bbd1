from datetime import date

import pytest

from handbook.model.period import Duration
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


def test_excerpt_is_cut_at_a_word() -> None:
    assert [phrases.excerpt("short", 10), phrases.excerpt("one two, three", 12)] == ["short", "one two…"]


def test_line_becomes_a_sentence() -> None:
    assert [phrases.sentence("unit mistyped"), phrases.sentence("Why?")] == ["Unit mistyped.", "Why?"]


def test_one_word_value_becomes_a_label() -> None:
    assert [phrases.words("in-force"), phrases.spaced("first-answer")] == ["In force", "first answer"]
