"""Typed changes -> which of them are substantive: after them, staff must do something else.

Decided from what changed, never from what the owner calls it: prose by the words of duty of the handbook's language,
and where these are not known by whether more than spelling changes. Source: GOV.UK and legislation.gov.uk mark textual
and other changes apart.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from handbook.history.changes import ChangeType, ClauseChange, FieldChange
from handbook.history.clauses import HEAD_KIND, KINDS
from handbook.history.duty import is_known, numbers, primary, words_of_duty, words_of_scope
from handbook.history.spelling import is_respelt
from handbook.model.field import Format
from handbook.model.record import Correction
from handbook.model.schema import schema

_ONE_TO_TWELVE = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_TENS = {"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90, "hundred": 100}
_NUMBERS = {word: str(number) for word, number in [*zip(_ONE_TO_TWELVE, range(1, 13), strict=True), *_TENS.items()]}
_UNIT = r"[\s-]*(%|per cent\b|(?:(?:working|business|calendar)\s+)?(?:second|minute|hour|day|week|month|year)(?=s?\b))"
_QUANTITY = re.compile(rf"(\d+(?:[.,:]\d+)*)(?:{_UNIT})?|\b({'|'.join(_NUMBERS)})\b{_UNIT}", re.IGNORECASE)
"""A number in digits, with the unit behind it, or a number in words that has one: `two days`, not `two of us`."""
_LIST_MARK = re.compile(r"^\s*\d+[.)]\s", re.MULTILINE)
_NAMES = frozenset(
    {"keywords", "aliases", "related", "references", "category", "benchmarks", "principle", "mission", "origin"}
)
"""Fields that help to find or explain the rule: a change of theirs binds nobody to anything else."""

_TERMS = frozenset({"unit", "limit", "price", "then", "given", "expect", "audience"})
"""Fields written as text that hold a rule's terms."""

_MEASURING = frozenset({"metric", "method", "trigger"})
"""Fields that say what is measured, how, and what begins a thing: another word there is another rule."""

_HEADINGS = frozenset({"title", "summary"})

_RULES = frozenset({"action", "level", "evidence", "hand_off", "scope", "note"})
"""Fields of prose that bind, as the text of a duty does; other prose explains and advises."""


class MaterialChange(Struct, frozen=True, kw_only=True):
    """One reason why a change is substantive: the clause, and what about it changed, in words."""

    clause_id: str
    kind: str
    title: str
    reason: str


class _Judge(Struct, frozen=True, kw_only=True):
    """What a change is judged by: the handbook's language, and whether only plain words of duty count."""

    language: str
    is_lenient: bool


def material_changes(
    found: Iterable[ClauseChange], language: str, corrections: Iterable[Correction] = (), *, published: bool = False
) -> tuple[MaterialChange, ...]:
    """Why the changes are substantive, clause by clause in their order; empty where all are editorial.

    Args:
        found: what changed since the version before.
        language: the handbook's.
        corrections: what was put right in that version; that the new text says it too asks nothing new of anybody.
        published: the newer text is frozen. Nobody can word it otherwise any more, or say why it is editorial, so words
            of condition and scope are not held against it, nor words of a language that is not known.
    """
    judge = _Judge(language=language, is_lenient=published)
    put_right: dict[str, list[Correction]] = {}
    for item in corrections:
        put_right.setdefault(item.clause, []).append(item)
    return tuple(
        MaterialChange(clause_id=change.id, kind=change.kind, title=change.title, reason=reason)
        for change in found
        for reason in _reasons(change, put_right.get(change.id, ()), judge)
    )


def _reasons(change: ClauseChange, corrections: Iterable[Correction], judge: _Judge) -> Iterator[str]:
    if change.kind == "example":
        return
    if change.type is ChangeType.ADDED:
        yield "the clause is new"
    elif change.type is ChangeType.REMOVED:
        yield "the clause is gone"
    elif change.before and change.before.id != change.id:
        yield f"its id was `{change.before.id}`: what names that finds it no more"
    else:
        if change.moved:
            yield "the clause stands in another place"
        for item in change.fields:
            reason = _reason(change.kind, _corrected(item, corrections), judge)
            if reason:
                yield reason


def _corrected(item: FieldChange, corrections: Iterable[Correction]) -> FieldChange:
    """The change since the text as it was put right."""
    before = item.before
    for correction in corrections:
        before = before.replace(correction.wrong, correction.right)
    return item if before == item.before else replace(item, before=before)


def _reason(kind: str, item: FieldChange, judge: _Judge) -> str:
    """Why a field's change is substantive; empty where it is not."""
    if item.name in _NAMES or item.before == item.after:
        return ""
    name = item.name.replace("_", " ")
    if item.name in _TERMS or item.name not in _worded(kind):
        return f"`{item.name}` changes"
    if item.name in _MEASURING and not is_respelt(item.before, item.after):
        return f"`{item.name}` changes"
    if _quantities(item.before, judge.language) != _quantities(item.after, judge.language):
        return f"a number in the {name} changes"
    if is_known(judge.language):
        words = ", ".join(f"`{word}`" for word in _gained_or_lost(kind, item, judge))
        return f"the {name} gains or loses {words}" if words else ""
    if judge.is_lenient or item.name in _HEADINGS or is_respelt(item.before, item.after):
        return ""
    return f"the {name} changes in more than spelling, and the words of duty of `{judge.language}` are not known"


def _gained_or_lost(kind: str, item: FieldChange, judge: _Judge) -> list[str]:
    """The words of duty and, in a rule, of scope that stand more often on one side than on the other."""
    judged = [words_of_duty]
    if (kind == "duty" or item.name in _RULES) and not judge.is_lenient:
        judged.append(words_of_scope)
    return sorted(word for count in judged for word in _uneven(count, item, judge.language))


def _uneven(count: Callable[[str, str], Counter[str]], item: FieldChange, language: str) -> set[str]:
    before, after = (count(language, _LIST_MARK.sub("", text)) for text in (item.before, item.after))
    return {*(before - after), *(after - before)}


@cache
def _worded(kind: str) -> frozenset[str]:
    """The fields of a kind of clause that are words, as against numbers, roles, channels, durations and choices."""
    record = next(record for record, name in KINDS.items() if name == kind)
    words = {Format.LINE, Format.PROSE}
    worded = {item.name for item in schema(record) if words & set(item.formats) and item.refers is None}
    return frozenset(worded | {"scope"} if kind == HEAD_KIND else worded)


def _quantities(text: str, language: str) -> Counter[str]:
    """The numbers of a text, the same in digits as in words; in English with their units."""
    text = _LIST_MARK.sub("", text)
    if primary(language) != "en":
        return numbers(language, text)
    found = ([part for part in match if part] for match in _QUANTITY.findall(text))
    words = ((_NUMBERS.get(part[0].lower(), part[0]), *map(str.lower, part[1:])) for part in found)
    return Counter(" ".join(" ".join(word).split()) for word in words)
