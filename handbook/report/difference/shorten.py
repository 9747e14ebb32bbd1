"""Pieces of a report with their importance -> as many of them as fit into a number of characters, in their order.

A piece is shown only within the one that holds it, and one that holds others only with one of them. What is left out is
counted by what it is, so that the report can say so.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

Size = Callable[[str], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a report.

    `importance` orders all pieces, the lowest first; one inside another never comes before it. `text` stands before
    the `parts`, `closing` after them. `name` is what is counted where it is left out; empty for what is not worth
    telling.
    """

    importance: tuple[int, ...]
    text: str
    closing: str = ""
    parts: tuple["Piece", ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortened:
    """The text that fits, and how many pieces of each name were left out."""

    text: str
    left_out: Counter[str]


def shorten(pieces: Sequence[Piece], limit: int | None, size: Size = len) -> Shortened:
    """As many pieces as fit, the most important first; all of them without a limit; never more than the limit."""
    ranked = sorted(_ranked(pieces, (), -1, iter(range(1 << 60))), key=lambda item: (item.importance, item.place))
    room = float("inf") if limit is None else limit
    chosen: set[int] = {-1}
    for item in ranked:
        cost = size(item.piece.text) + size(item.piece.closing)
        if item.parent in chosen and cost <= room:
            chosen.add(item.place)
            room -= cost
    left_out = Counter(item.piece.name for item in ranked if item.place not in chosen and item.piece.name)
    return Shortened(text="".join(_printed(pieces, chosen, iter(range(1 << 60)))), left_out=left_out)


@dataclass(frozen=True, slots=True)
class _Ranked:
    piece: Piece
    importance: tuple[int, ...]
    place: int
    parent: int


def _ranked(pieces: Sequence[Piece], least: tuple[int, ...], parent: int, places: Iterator[int]) -> Iterator[_Ranked]:
    """All pieces in order, each with its place in the report and that of the piece around it."""
    for piece in pieces:
        importance, place = max(piece.importance, least), next(places)
        yield _Ranked(piece, importance, place, parent)
        yield from _ranked(piece.parts, importance, place, places)


def _printed(pieces: Sequence[Piece], chosen: set[int], places: Iterator[int], *, shown: bool = True) -> Iterator[str]:
    for piece in pieces:
        own = next(places) in chosen and shown
        inner = list(_printed(piece.parts, chosen, places, shown=own))
        if own and (inner or not piece.parts):
            yield from (piece.text, *inner, piece.closing)
