"""Decision tables -> cases that no rule decides, and rules that decide no case.

Exact for numbers and booleans, and for text, which may always be something that no rule names. Both are warnings, as a
frozen table can be mended no more; a draft with one of them is not published: a customer who meets nobody able to
decide is lost.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from handbook.check.authority import MAX_RULES, UNNAMED, decision_tables, is_sound, telling_values
from handbook.check.survey import Survey
from handbook.load.scalars import shown
from handbook.model.decision import DecisionTable, HitPolicy, Input, InputType, matches
from handbook.model.diagnostic import Diagnostic, warning

_MOST_STEPS = 20_000
"""How far is looked in one table: one that needs more, of many inputs and rules, is not judged."""

_BELOW_ZERO = re.compile("-[0-9]")

_Row = tuple[str, ...]
"""The tests of a rule, one for each input in their order."""

_Form = tuple[HitPolicy, tuple[InputType, ...], tuple[_Row, ...]]
"""What a table's decisions depend on: its hit policy, the types of its inputs, its rows."""


def undecided_cases(survey: Survey) -> Iterator[Diagnostic]:
    """Every case that can come up is decided by some rule.

    Codes: undecided-case. That a number is below zero can come up only in a table that speaks of such.
    """
    for table, form in _judged(survey):
        case = _findings(*form).undecided
        if case is not None:
            message = f"no rule of `{table.id}` decides {_told(case, table.inputs)}"
            hint = "add a rule that says who decides then, or let the last rule take all other cases"
            yield warning("undecided-case", table.source, message, hint)


def unreachable_rules(survey: Survey) -> Iterator[Diagnostic]:
    """Every rule decides some case.

    Codes: unreachable-rule. Where the first rule that matches decides, those above a rule may leave it none.
    """
    for table, form in _judged(survey):
        found = _findings(*form)
        for place in found.unreachable:
            rule = table.rules[place]
            message = f"no case is left for `{rule.id}`: the rules above it decide all that it matches"
            hint = "move it up, narrow the rules above it, or delete it"
            if place in found.empty:
                message, hint = f"`{rule.id}` matches no case at all", "widen its tests, or delete it"
            yield warning("unreachable-rule", rule.source, message, hint)


def _judged(survey: Survey) -> Iterator[tuple[DecisionTable, _Form]]:
    for _, table in decision_tables(survey):
        ids = {item.id for item in table.inputs}
        if table.rules and len(table.rules) <= MAX_RULES and len(ids) == len(table.inputs) and is_sound(table):
            rows = [tuple(rule.when.get(item.id, "-").strip() for item in table.inputs) for rule in table.rules]
            yield table, (table.hit, tuple(item.type for item in table.inputs), tuple(rows))


class _Endless(Exception):
    """A case was looked for too long."""


class _Findings(Struct, frozen=True, kw_only=True):
    """A case that no rule decides, a value for each input, empty where any will do; the rules that decide none.

    `empty` are those of the unreachable rules whose own tests match nothing.
    """

    undecided: tuple[str, ...] | None = None
    unreachable: tuple[int, ...] = ()
    empty: frozenset[int] = frozenset()


@lru_cache(4096)
def _findings(hit: HitPolicy, types: tuple[InputType, ...], rows: tuple[_Row, ...]) -> _Findings:
    """What is found in a table; nothing in one that is too large to tell."""
    search, places = _Search(types, rows), range(len(rows))
    try:
        empty = frozenset(place for place in places if search.case(frozenset(), place) is None)
        above = {place: frozenset(range(place)) if hit is HitPolicy.FIRST else frozenset() for place in places}
        return _Findings(
            undecided=search.case(frozenset(places)),
            unreachable=tuple(place for place in places if search.case(above[place], place) is None),
            empty=empty,
        )
    except _Endless:
        return _Findings()


class _Search:
    """The search for cases, input by input; sets of rows from which no case was left over are not tried again."""

    def __init__(self, types: Sequence[InputType], rows: Sequence[_Row]) -> None:
        self.steps = 0
        self.columns = [_column(type_, [row[place] for row in rows]) for place, type_ in enumerate(types)]
        self.known: set[tuple[int, frozenset[int], int | None]] = set()

    def case(self, rows: frozenset[int], within: int | None = None, place: int = 0) -> tuple[str, ...] | None:
        """The values from an input on that pass the tests of none of the rows; None where there are none.

        They pass those of the row `within`; where none is given they are such as can come up.
        """
        if place == len(self.columns):
            return None if rows else ()
        if (place, rows, within) in self.known:
            return None
        self.steps += 1
        if self.steps > _MOST_STEPS:
            raise _Endless
        tried: dict[frozenset[int], str] = {}
        for value, passing, is_possible in self.columns[place]:
            if is_possible if within is None else within in passing:
                tried.setdefault(rows & passing, value)
        for rest, value in tried.items():
            found = self.case(rest, within, place + 1)
            if found is not None:
                return ("" if len(tried) == 1 else value, *found)
        self.known.add((place, rows, within))
        return None


def _column(type_: InputType, tests: Sequence[str]) -> list[tuple[str, frozenset[int], bool]]:
    """Values of an input that tell its tests apart: the rows whose tests each passes, and whether it can come up."""
    values = telling_values(tests, type_)
    possible = values
    if type_ is InputType.NUMBER:
        possible = _possible(values, tests)
        values = list(dict.fromkeys([*values, *possible]))
    passed = {test: frozenset(value for value in values if matches(test, value, type_)) for test in set(tests)}
    rows = {value: frozenset(at for at, test in enumerate(tests) if value in passed[test]) for value in values}
    return [(value, rows[value], value in possible) for value in values]


def _possible(values: Sequence[str], tests: Sequence[str]) -> list[str]:
    """The numbers that can come up: those below zero only where a test is about them."""
    below = [value for value in values if value.startswith("-")]
    natural = values[len(below) :]
    if any(_BELOW_ZERO.search(test) or _is_below(test, natural, below) for test in tests):
        return list(values)
    return list(dict.fromkeys(["0", *natural])) if below else list(values)


def _is_below(test: str, natural: Sequence[str], below: Sequence[str]) -> bool:
    """Whether only numbers below zero pass the test."""
    type_ = InputType.NUMBER
    return any(matches(test, value, type_) for value in below) and not any(
        matches(test, value, type_) for value in natural
    )


def _told(case: tuple[str, ...], inputs: Sequence[Input]) -> str:
    """A case in words, as far as it matters."""
    told = [_value_told(value, item) for value, item in zip(case, inputs, strict=True) if value]
    return f"a case with {' and '.join(told)}" if told else "any case"


def _value_told(value: str, item: Input) -> str:
    if item.type is not InputType.TEXT:
        return f"{item.id} {value}{f' {item.unit}' if item.unit else ''}"
    if value != UNNAMED:
        return f"{item.id} {shown(value)}"
    return f"{item.id} that no rule names"
