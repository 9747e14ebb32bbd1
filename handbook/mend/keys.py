"""A key that is not known -> the one key that it must be, where only one comes near and the block does not have it."""

import re
from collections.abc import Collection, Iterable
from difflib import SequenceMatcher

_NEAR = 0.8
_FAR = 0.6


def key_meant(written: str, known: Iterable[str], present: Collection[str]) -> str | None:
    """The key that was meant; None where two are near, the nearest is not near enough, or it stands there already."""
    same = _letters(written)
    ranked = sorted(((_likeness(same, _letters(key)), key) for key in known), reverse=True)
    if not ranked or ranked[0][0] < _NEAR or (len(ranked) > 1 and ranked[1][0] >= min(_FAR, ranked[0][0])):
        return _only_exact(ranked, present)
    return ranked[0][1] if ranked[0][1] not in present else None


def _only_exact(ranked: list[tuple[float, str]], present: Collection[str]) -> str | None:
    """A key that differs in capitals, spaces, `_` and `-` alone is meant, however near others are."""
    exact = [key for likeness, key in ranked if likeness == 1]
    return exact[0] if len(exact) == 1 and exact[0] not in present else None


def _letters(text: str) -> str:
    return re.sub(r"[\s_-]+", "", text.lower())


def _likeness(one: str, other: str) -> float:
    return 1.0 if one == other else min(0.99, SequenceMatcher(None, one, other).ratio())
