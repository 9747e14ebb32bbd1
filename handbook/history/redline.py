"""Two texts -> the words that stayed, went and came, as a reader would mark them with a pen.

Works on words, spaces and punctuation apart, in any script. Small leftovers between two changes count as changed, so
that phrases are marked and not crumbs; what is the same and what is marked still add up to both texts exactly.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from itertools import compress, count, pairwise
from operator import ne
from typing import NamedTuple

from msgspec import Struct
from rapidfuzz.distance import LCSseq

MAX_TOKENS = 8_000
"""Where more than so many tokens differ on both sides, lines are compared first, then words in lines that differ."""

_HEBREW_POINTS = r"\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
_ARABIC_POINTS = r"\u0610-\u061a\u064b-\u065f\u0670"
_LETTER = rf"\w\u0300-\u036f\u00ad\u200c\u200d{_HEBREW_POINTS}{_ARABIC_POINTS}"
_TOKEN = re.compile(
    rf"""
    \d+(?:[.,:]\d+)+                        # a number, a time or a version
    | [{_LETTER}]+(?:['’"׳״][{_LETTER}]+)*  # a word with its vowel marks and apostrophes
    | \n | [^\S\n]+ | .
    """,
    re.VERBOSE | re.DOTALL,
)
_SMALL = 3
_SENTENCE_ENDS = frozenset(".!?…:;")


class SpanType(StrEnum):
    """Whether a span stands in both texts, in the old one only or in the new one only."""

    SAME = "same"
    DELETED = "deleted"
    INSERTED = "inserted"


_TYPES = tuple(SpanType)


class Span(Struct, frozen=True):
    """A run of text, never empty."""

    type: SpanType
    text: str


class _Hunk(NamedTuple):
    """Tokens that stayed, then those that went and those that came after them."""

    same: list[str]
    deleted: list[str]
    inserted: list[str]


def redline(old: str, new: str) -> tuple[Span, ...]:
    """The spans in order, a deletion before the insertion that replaces it; total.

    Joining the same and deleted spans gives the old text, the same and inserted ones the new text. Neighbours differ
    in type.
    """
    if not old or not new or old == new:
        type_ = SpanType.SAME if old == new else SpanType.DELETED if old else SpanType.INSERTED
        return (Span(type=type_, text=old or new),) if old or new else ()
    hunks = _aligned(_TOKEN.findall(old), _TOKEN.findall(new)) or _aligned_by_line(old, new)
    return _spans(_slid(_trimmed(_absorbed(_absorbed(hunks, small=0), small=_SMALL))))


def _aligned(before: list[str], after: list[str]) -> list[_Hunk] | None:
    """The hunks of a longest common subsequence, at least one; None where finding it would cost too much."""
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    if len(old) * len(new) > MAX_TOKENS * MAX_TOKENS:
        return None
    hunks: list[_Hunk] = []
    same, gone, come = before[:head], 0, 0
    # Tokens are compared by their hashes of 64 bits, which is as good as by themselves.
    for start, at, size in LCSseq.editops(old, new).as_matching_blocks():
        hunks.append(_Hunk(same, old[gone:start], new[come:at]))
        gone, come = start + size, at + size
        same = old[start:gone]
    return [*hunks, _Hunk(before[len(before) - tail :], [], [])]


def _aligned_by_line(old: str, new: str) -> list[_Hunk]:
    """Hunks of tokens inside hunks of lines; a hunk too large even so is replaced whole."""
    lines = _aligned(old.splitlines(keepends=True), new.splitlines(keepends=True)) or [_Hunk([], [old], [new])]
    hunks: list[_Hunk] = []
    for hunk in lines:
        same, deleted, inserted = (_TOKEN.findall("".join(part)) for part in hunk)
        hunks.append(_Hunk(same, [], []))
        hunks += _aligned(deleted, inserted) or [_Hunk([], deleted, inserted)]
    return hunks


def _absorbed(hunks: Iterable[_Hunk], small: int) -> list[_Hunk]:
    """The hunks, joined in place where what lies between is no line break and holds at most `small` letters.

    Letters count as small only between two replacements: a word that stays beside a mere insertion is worth showing.
    """
    joined: list[_Hunk] = []
    for hunk in hunks:
        if joined and _is_leftover(joined[-1], hunk, small):
            joined[-1].deleted.extend(hunk.same + hunk.deleted)
            joined[-1].inserted.extend(hunk.same + hunk.inserted)
        else:
            joined.append(hunk)
    return joined


def _is_leftover(left: _Hunk, right: _Hunk, small: int) -> bool:
    if not (left.deleted or left.inserted) or not (right.deleted or right.inserted) or "\n" in right.same:
        return False
    replaces = left.deleted and left.inserted and right.deleted and right.inserted
    return _holds_at_most(small if replaces else 0, right.same)


def _holds_at_most(letters: int, tokens: list[str]) -> bool:
    for token in tokens:
        letters -= len(token) if token[0].isalnum() else 0
        if letters < 0:
            return False
    return True


def _trimmed(hunks: Iterable[_Hunk]) -> list[_Hunk]:
    """Hunks whose deleted and inserted tokens neither begin nor end alike; the last one holds no change."""
    trimmed: list[_Hunk] = []
    stayed: list[str] = []
    for same, deleted, inserted in hunks:
        head = _common(deleted, inserted)
        stayed += same + deleted[:head]
        deleted, inserted = deleted[head:], inserted[head:]
        tail = _common(deleted[::-1], inserted[::-1])
        if deleted or inserted:
            trimmed.append(_Hunk(stayed, deleted[: len(deleted) - tail], inserted[: len(inserted) - tail]))
            stayed = deleted[len(deleted) - tail :]
    return [*trimmed, _Hunk(stayed, [], [])]


def _common(left: list[str], right: list[str]) -> int:
    """How many tokens the two have in common at their beginning."""
    return next(compress(count(), map(ne, left, right)), min(len(left), len(right)))


def _slid(hunks: list[_Hunk]) -> list[_Hunk]:
    """Hunks with each mere insertion or deletion where it reads best.

    Between `a b` and `a b c b` both `b c` and `c b` may count as inserted; the beginning of a line, a sentence or a
    word is preferred. Something always stays between two changes.
    """
    slid = list(hunks)
    for place, (left, right) in enumerate(pairwise(hunks)):
        if left.deleted and left.inserted:
            continue
        same, size = slid[place].same, len(left.deleted or left.inserted)
        text = same + (left.deleted or left.inserted) + right.same
        first, last = min(place, 1), len(text) - size - min(len(hunks) - 2 - place, 1)
        start = _best_start(text, len(same), size, range(first, last + 1))
        moving = text[start : start + size]
        slid[place] = _Hunk(text[:start], moving if left.deleted else [], moving if left.inserted else [])
        slid[place + 1] = right._replace(same=text[start + size :])
    return slid


def _best_start(text: list[str], start: int, size: int, allowed: range) -> int:
    """Where a run of `size` tokens may as well begin: among all places that leave the same text, the best."""
    starts = [start]
    while starts[-1] - 1 in allowed and text[starts[-1] - 1] == text[starts[-1] + size - 1]:
        starts.append(starts[-1] - 1)
    later = start
    while later + 1 in allowed and text[later] == text[later + size]:
        later += 1
        starts.append(later)
    return max(starts, key=lambda place: _break_before(text, place))


def _break_before(text: list[str], place: int) -> int:
    """How well a change may begin there: 3 for a new line, 2 for a sentence, 1 for a word, 0 within one."""
    if place == 0 or text[place - 1] == "\n":
        return 3
    if not text[place - 1].isspace():
        return 0
    return 2 if place > 1 and text[place - 2] in _SENTENCE_ENDS else 1


def _spans(hunks: Iterable[_Hunk]) -> tuple[Span, ...]:
    """The hunks as text; neighbours of one type are joined."""
    spans: list[Span] = []
    for hunk in hunks:
        for type_, tokens in zip(_TYPES, hunk, strict=True):
            if not tokens:
                continue
            joined = spans.pop().text if spans and spans[-1].type is type_ else ""
            spans.append(Span(type=type_, text=joined + "".join(tokens)))
    return tuple(spans)
