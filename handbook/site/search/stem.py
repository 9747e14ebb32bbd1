"""Text -> the words that it is found by: without case and marks, and without the endings that grammar adds.

The rules of each language are data, `templates/assets/search/stemming.json`; `stem.js` reads the same rules and must
give the same words. A language without rules is only folded. Nothing here knows pages.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from handbook.render.templates import templates_folder

RULES = Path("assets/search/stemming.json")

_WORD = re.compile(r"[^\W_]+")
_JOINED = re.compile(r"[^\W_]+(?:[-\u2010\u2011\u05be][^\W_]+)+")
_APOSTROPHE = re.compile(r"(?<=[^\W_])['\"\u2018\u2019\u02bc\u05f3\u05f4](?=[^\W_])")
_MARKS = {code: None for code in range(0x10000) if unicodedata.category(chr(code)).startswith("M")}
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class _Step:
    """Endings taken off once or several times, the longest first, as long as `least` letters remain."""

    endings: Mapping[str, str]
    inner: Mapping[str, str]
    longest: int
    least: int
    repeat: int


class Stemmer:
    """The words of one language.

    `found_by` has all stems of what stands between two spaces of a text. It and `stems` remember what they worked out.
    """

    def __init__(self, rules: Mapping[str, Any]) -> None:
        self.rules = rules
        self._fold = str.maketrans({**rules.get("fold", {})})
        self.stop = frozenset(self.fold(rules.get("stop", "")).split())
        self._words = {self.fold(word): self.fold(stem) for word, stem in rules.get("words", {}).items()}
        self._steps = tuple(map(self._step, rules.get("steps", ())))
        prefixes = rules.get("prefixes", {})
        self._letters = frozenset(prefixes.get("letters", ""))
        self._most, self._least = prefixes.get("most", 0), prefixes.get("least", 0)
        self._known: dict[str, tuple[str, ...]] = {}
        self.found_by = _FoundBy(self)

    def fold(self, text: str) -> str:
        """Small letters without marks, in the spelling that the rules compare."""
        text = text.lower()
        if not text.isascii():
            text = unicodedata.normalize("NFD", text).translate(_MARKS).translate(self._fold)
        return _APOSTROPHE.sub("", text)

    def words(self, text: str) -> list[str]:
        """The folded words of a text in order; those with hyphens come once more in one piece, at the end."""
        folded = self.fold(text)
        joined = [re.sub(r"[\W_]", "", word) for word in _JOINED.findall(folded)] if _hyphenated(folded) else []
        return _WORD.findall(folded) + joined

    def stems(self, word: str) -> tuple[str, ...]:
        """What a folded word is found by, the likeliest first; several where prefixes can be read in several ways."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._stems(word[:_LONGEST])
        return found

    def _stems(self, word: str) -> tuple[str, ...]:
        found = [self._stem(word)]
        for cut in range(1, self._most + 1):
            if len(word) - cut < self._least or word[cut - 1] not in self._letters:
                break
            found.append(self._stem(word[cut:]))
        return tuple(dict.fromkeys(found))

    def _stem(self, word: str) -> str:
        if word in self._words:
            word = self._words[word]
        if any(char.isdigit() for char in word):
            return word
        for step in self._steps:
            for _ in range(step.repeat):
                shorter = _shortened(word, step)
                if shorter == word:
                    break
                word = shorter
        return word

    def _step(self, rule: Mapping[str, Any]) -> _Step:
        endings = {self.fold(ending).strip(): self.fold(new) for ending, new in rule.get("endings", {}).items()}
        longest = max(map(len, endings), default=0)
        return _Step(endings, rule.get("inner", {}), longest, rule["least"], rule.get("repeat", 1))


class _FoundBy(dict[str, tuple[str, ...]]):
    """Works out what is not there yet."""

    def __init__(self, stemmer: Stemmer) -> None:
        super().__init__()
        self._stemmer = stemmer

    def __missing__(self, token: str) -> tuple[str, ...]:
        stemmer = self._stemmer
        found = self[token] = tuple(stem for word in stemmer.words(token) for stem in stemmer.stems(word))
        return found


def _shortened(word: str, step: _Step) -> str:
    for size in range(min(step.longest, len(word) - 1), 0, -1):
        new = step.endings.get(word[-size:])
        if new is not None and len(word) - size + len(new) >= step.least:
            return word[:-size] + new
    for letter, new in step.inner.items():
        if len(word) > step.least + 1:
            word = word[0] + word[1:].replace(letter, new)
    return word


def _hyphenated(text: str) -> bool:
    return any(hyphen in text for hyphen in "-\u2010\u2011\u05be")


@cache
def rules_of(language: str) -> Mapping[str, Any]:
    """The rules of a language such as `lv` or `lv-LV`; none for a language that has none."""
    rules = json.loads((templates_folder() / RULES).read_bytes())
    found: Mapping[str, Any] = rules.get(language.split("-")[0].lower(), {})
    return found


def stemmer(language: str) -> Stemmer:
    """What finds the words of a language."""
    return Stemmer(rules_of(language))
