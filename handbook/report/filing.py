"""Words -> their place in the alphabet of the handbook's language, and the letter under which they stand.

A mark on a letter is left out (ē is filed as e) unless the alphabet of the language has the marked letter as one of its
own (č after c). What the alphabet does not have comes after it. Nothing here knows a policy.
"""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

SYMBOLS = "#"
"""The letter under which words stand that begin with a digit or a sign."""

ALPHABETS = {
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    "lv": "abcčdefgģhijkķlļmnņopqrŗsštuvwxyzž",
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
}
"""For languages whose alphabet has marked letters of its own, or is not in the order of the characters' numbers."""

_SIGNS = " \"'‘’“”«»„-–—.("
_BEFORE, _FIRST, _FOREIGN = "\x00", 0x100, 0xF0000


@lru_cache(maxsize=1 << 15)
def filed(word: str, language: str) -> str:
    """What words of a language are sorted by: without regard to case, marks, or signs in front; digits first."""
    bare = _bare(word, language)
    return ("" if bare[:1].isalpha() else _BEFORE) + bare.translate(_places(_alphabet(language)))


def first_letter(word: str, language: str) -> str:
    """The letter under which a word is filed; `SYMBOLS` for a digit or a sign."""
    first = _bare(word, language)[:1]
    return first.upper() if first.isalpha() else SYMBOLS


def _bare(word: str, language: str) -> str:
    folded = unicodedata.normalize("NFC", word.casefold()).lstrip(_SIGNS)
    if folded.isascii():
        return folded
    own = _alphabet(language)
    return "".join(char if char in own else _unmarked(char) for char in folded)


def _unmarked(char: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFKD", char) if not unicodedata.combining(part))


def _alphabet(language: str) -> str:
    return ALPHABETS.get(language.split("-")[0], "")


class _Places(dict[int, str]):
    """A table for `str.translate`: letters of the alphabet by their place, other letters after them, signs before."""

    def __missing__(self, char: int) -> str:
        letter = chr(char)
        self[char] = letter = chr(_FOREIGN) + letter if letter.isalpha() else letter
        return letter


@lru_cache
def _places(alphabet: str) -> Mapping[int, str]:
    return _Places({ord(letter): chr(_FIRST + place) for place, letter in enumerate(alphabet)}) if alphabet else {}
