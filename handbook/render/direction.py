"""A language or a text -> which way it is read, so that only what runs against its page is set apart in it.

Names and sentences of the handbook's own stand among words of the pages. Where one of them runs the other way, or its
page does, it must be isolated, or it changes places with what stands beside it; elsewhere a mark would say nothing.
Source: Unicode Standard Annex 9; HTML, `bdi` and `dir=auto`.
"""

import re
from enum import StrEnum

_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_RUNS_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""What is read from right to left, or says that something is: the blocks of such scripts and the marks of direction."""


class Direction(StrEnum):
    """Which way a page is read; the value of its `dir`."""

    LEFT_TO_RIGHT = "ltr"
    RIGHT_TO_LEFT = "rtl"


def direction_of(language: str) -> Direction:
    """Which way a language is read, by its tag such as `he` or `en-GB`."""
    return Direction.RIGHT_TO_LEFT if language.split("-")[0] in _RIGHT_TO_LEFT else Direction.LEFT_TO_RIGHT


def runs_left(text: str) -> bool:
    """Whether anything in a text is read from right to left."""
    return not text.isascii() and _RUNS_LEFT.search(text) is not None
