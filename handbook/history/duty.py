"""A text -> how often each word of duty, each word of scope and each number stands in it.

The words are data, in `duty_words`. Judges nothing.
"""

import re
from collections import Counter
from functools import cache

from msgspec import Struct

from handbook.history.duty_words import LANGUAGES


class Vocabulary(Struct, frozen=True, kw_only=True):
    """What finds words in a text: a group of the pattern for each name."""

    pattern: re.Pattern[str]
    names: tuple[str, ...]

    def count(self, text: str) -> Counter[str]:
        """How often each word stands in a text in plain letters; by name."""
        found = (match.lastindex for match in self.pattern.finditer(text))
        return Counter(self.names[place - 1] for place in found if place)


_MARKS = re.compile("[\u0301\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]")
"""The stress of Russian, and the points and accents of Hebrew: written or not, the word is the same."""

_SHORTENED = re.compile(r"\b(\w+?)n't\b|\bcan(?=not\b)")
_LENGTHENED = {"ca": "can", "wo": "will", "sha": "shall"}
_NUMBERS = re.compile(r"\d+(?:[.,:]\d+)*")


def is_known(language: str) -> bool:
    """Whether the words of a language are known, whatever its region."""
    return primary(language) in LANGUAGES


def words_of_duty(language: str, text: str) -> Counter[str]:
    """How often a text binds, allows or denies, by word, numbers aside; nothing in a language that is not known."""
    return Counter({name: count for name, count in _counted(language, "duty", text).items() if not name.isdigit()})


def words_of_scope(language: str, text: str) -> Counter[str]:
    """How often a text narrows or widens what it binds to, by word; nothing in a language that is not known."""
    return _counted(language, "scope", text)


def numbers(language: str, text: str) -> Counter[str]:
    """How often each number stands in a text, the same in digits as in words."""
    in_words = Counter({name: count for name, count in _counted(language, "duty", text).items() if name.isdigit()})
    return in_words + Counter(_NUMBERS.findall(text))


def primary(language: str) -> str:
    """The language without its region: `en` of `en-GB`."""
    return language.partition("-")[0].lower()


def _counted(language: str, part: str, text: str) -> Counter[str]:
    known = _vocabulary(primary(language), part)
    return known.count(_plain(text)) if known else Counter()


def _plain(text: str) -> str:
    """The text in small letters, without marks that may be left out, and with `not` written in full."""
    text = _MARKS.sub("", text.lower()).replace("ё", "е").replace("’", "'")
    return _SHORTENED.sub(lambda it: f"{_LENGTHENED.get(it[1], it[1])} not" if it[1] else "can ", text)


@cache
def _vocabulary(language: str, part: str) -> Vocabulary | None:
    words = LANGUAGES.get(language)
    if words is None:
        return None
    lines = [line.strip() for line in (words.duty if part == "duty" else words.scope).splitlines() if line.strip()]
    split = [line.partition(": ") if ": " in line else ("", "", line) for line in lines]
    names = tuple(name or forms.partition(",")[0] for name, _, forms in split)
    groups = (f"({'|'.join(_expression(form, words.prefix) for form in _forms(forms))})" for _, _, forms in split)
    return Vocabulary(pattern=re.compile("|".join(groups)), names=names)


def _forms(line: str) -> list[str]:
    """The forms of a line; a comma inside a regular expression parts nothing."""
    return re.split(r", (?=\S)", line)


def _expression(form: str, prefix: str) -> str:
    """What finds a form as a whole word; the sign of per cent is no part of any."""
    if form == "/%":
        return "%"
    if form.startswith("/"):
        return rf"\b{form[1:]}\b"
    ending = r"\w*" if form.endswith("*") else ""
    return rf"\b{prefix}{re.escape(form.removesuffix('*'))}{ending}\b"
