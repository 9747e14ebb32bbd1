"""Two texts -> whether they differ in spelling alone: letters' case, punctuation, spaces, a slip within a word.

For whoever must judge a change without knowing the language. A slip is one letter, or two neighbours in the wrong
order, in a word of five letters or more; never the first letter, which may deny what follows, and only where letters
make words and not each a word.
"""

import unicodedata
from itertools import starmap

from rapidfuzz.distance import OSA

_LEAST = 5


def is_respelt(before: str, after: str) -> bool:
    """Whether the texts have the same words in the same order, but for slips."""
    old, new = _words(before), _words(after)
    return len(old) == len(new) and all(starmap(_is_same, zip(old, new, strict=True)))


def _words(text: str) -> list[str]:
    """The words, numbers and signs such as `%` and `€`, in small letters."""
    text = unicodedata.normalize("NFC", text).lower()
    return "".join(sign if _counts(sign) else " " for sign in text).split()


def _counts(sign: str) -> bool:
    kind = unicodedata.category(sign)
    return kind[0] in "LMN" or kind == "Sc" or sign in "%‰<>≤≥"


def _is_same(old: str, new: str) -> bool:
    if old == new:
        return True
    is_word = min(len(old), len(new)) >= _LEAST and all(sign.islower() for sign in old + new)
    return is_word and old[0] == new[0] and OSA.distance(old, new) == 1
