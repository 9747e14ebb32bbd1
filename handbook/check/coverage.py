"""Decision tables -> cases that no rule decides, and rules that decide no case.

Exact for numbers and booleans, and for text, which may always be something that no rule names. Both are warnings, as a
frozen table can be mended no more; a draft with one of them is not published: a customer who meets nobody able to
decide is lost.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from handbook.check.authority import MAX_RULES, UNNAMED, decision_tables, is_sound, telling_values
from handbook.check.survey import Survey
from handbook.load.scalars import shown
from handbook.model.decision import DecisionTable, HitPolicy, Input, InputType, matches
from handbook.model.diagnostic import Diagnostic, warning

_MOST_STEPS = 50_000
"""How far a case is looked for: a table that needs more, of many inputs and rules, is not judged."""

_BELOW_ZERO = re.compile("-[0-9]")

_Row = tuple[str, ...]
"""The tests of a rule, one for each input in their order."""


def undecided_cases(survey: Survey) -> Iterator[Diagnostic]:
    """Every case that can come up is decided by some rule.

    Codes: undecided-case. That a number is below zero can come up only in a table that speaks of such.
    """
    for table, rows in _judged(survey):
        case = _left_over(tuple(item.type for item in table.inputs), rows, ())
        if case is not None:
            message = f"no rule of `{table.id}` decides {_told(case, table.inputs)}"
            hint = "add a rule that says who decides then, or let the last rule take all other cases"
            yield warning("undecided-case", table.source, message, hint)


def unreachable_rules(survey: Survey) -> Iterator[Diagnostic]:
    """Every rule decides some case.

    Codes: unreachable-rule. Where the first rule that matches decides, those above a rule may leave it none.
    """
    for table, rows in _judged(survey):
        types = tuple(item.type for item in table.inputs)
        for place, rule in enumerate(table.rules):
            above = rows[:place] if table.hit is HitPolicy.FIRST else ()
            if _left_over(types, above, rows[place]) is None:
                message = f"no case is left for `{rule.id}`: the rules above it decide all that it matches"
                hint = "move it up, narrow the rules above it, or delete it"
                if _left_over(types, (), rows[place]) is None:
                    message, hint = f"`{rule.id}` matches no case at all", "widen its tests, or delete it"
                yield warning("unreachable-rule", rule.source, message, hint)


def _judged(survey: Survey) -> Iterator[tuple[DecisionTable, tuple[_Row, ...]]]:
    for _, table in decision_tables(survey):
        ids = {item.id for item in table.inputs}
        if table.rules and len(table.rules) <= MAX_RULES and len(ids) == len(table.inputs) and is_sound(table):
            rows = [tuple(rule.when.get(item.id, "-").strip() for item in table.inputs) for rule in table.rules]
            yield table, tuple(rows)


class _Endless(Exception):
    """A case was looked for too long."""


@lru_cache(4096)
def _left_over(types: tuple[InputType, ...], rows: tuple[_Row, ...], within: _Row) -> tuple[str, ...] | None:
    """A case that passes the tests `within`, any where there are none, and those of no row; None where there is none.

    A value for each input, empty where any will do. Of a table that is too large to tell some case is said to be left
    over within a row, and none without.
    """
    search = _Search(types, rows, within)
    try:
        return search.case(0, frozenset(range(len(rows))))
    except _Endless:
        return ("",) * len(types) if within else None


class _Search:
    """The search for a case, input by input; sets of rows from which no case was left over are not tried again."""

    def __init__(self, types: Sequence[InputType], rows: Sequence[_Row], within: _Row) -> None:
        self.rows, self.steps, self.known = rows, 0, set[tuple[int, frozenset[int]]]()
        self.columns = [
            _column(type_, [row[place] for row in rows], within[place] if within else "")
            for place, type_ in enumerate(types)
        ]

    def case(self, place: int, alive: frozenset[int]) -> tuple[str, ...] | None:
        """The values from an input on that pass the tests of none of the rows; None where there are none."""
        if place == len(self.columns):
            return None if alive else ()
        if (place, alive) in self.known:
            return None
        self.steps += 1
        if self.steps > _MOST_STEPS:
            raise _Endless
        tried: dict[frozenset[int], str] = {}
        for value, passing in self.columns[place]:
            tried.setdefault(alive & passing, value)
        for rest, value in tried.items():
            found = self.case(place + 1, rest)
            if found is not None:
                return ("" if len(tried) == 1 else value, *found)
        self.known.add((place, alive))
        return None


def _column(type_: InputType, tests: Sequence[str], within: str) -> list[tuple[str, frozenset[int]]]:
    """The values of an input that tell its tests apart, each with the rows whose tests it passes."""
    values = telling_values([*tests, within], type_)
    if within:
        values = [value for value in values if matches(within, value, type_)]
    elif type_ is InputType.NUMBER:
        values = _possible(values, tests)
    passing = {value: frozenset(at for at, test in enumerate(tests) if matches(test, value, type_)) for value in values}
    return list(passing.items())


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
