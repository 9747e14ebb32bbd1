"""Decision tables: who may decide what up to which limit, in the terms of DMN 1.4 (OMG), section 8.

A table has inputs, outputs and rules; a rule is a unary test for each input and a value for each output. This
module reads unary tests and finds the rules that match a case. It knows nothing of policies or of YAML.
Supported tests: `-`, a value, `"text"`, a list `"a", "b"`, `< <= > >=` with a number, `[a..b]`, `(a..b)` and
their mixtures, and `not(...)` around any of these.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from handbook.model.field import NUMBER, Doc, Format, Id, Line, Prose
from handbook.model.source import NOWHERE, Source

UnaryTest = Annotated[str, Format.UNARY_TEST]


class InputType(StrEnum):
    """What kind of value an input takes."""

    NUMBER = "number"
    TEXT = "text"
    BOOLEAN = "boolean"


class OutputType(StrEnum):
    """What kind of value an output gives; `role` names one of the handbook's roles."""

    ROLE = "role"
    TEXT = "text"
    NUMBER = "number"
    BOOLEAN = "boolean"


class HitPolicy(StrEnum):
    """`first`: the first rule that matches decides. `unique`: no two rules may match the same case."""

    FIRST = "first"
    UNIQUE = "unique"


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One thing that the decision depends on."""

    id: Annotated[Id, Doc("its id within the table", "amount")]
    title: Annotated[Line, Doc("what is asked", "Value of the refund")]
    type: Annotated[
        InputType, Doc("how it is answered: with a number, words (text), or true or false (boolean)", "number")
    ]
    unit: Annotated[Line, Doc("the unit of a number", "EUR")] = ""
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """One thing that the table decides."""

    id: Annotated[Id, Doc("its id within the table", "decides")]
    title: Annotated[Line, Doc("what is answered", "Who decides")]
    type: Annotated[
        OutputType, Doc("what it names: a role, words (text), a number, or true or false (boolean)", "role")
    ]
    unit: Annotated[Line, Doc("the unit of a number", "EUR")] = ""
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRule:
    """One row: when every test matches, the outputs hold."""

    id: Annotated[Id, Doc("the clause's id", "adviser-up-to-50")]
    when: Annotated[
        Mapping[str, UnaryTest],
        Doc(
            "what each input must be: `<= 50`, `> 50`, `[50..200]`, a word in double quotes, true or false; "
            "an input not named may be anything",
            '{amount: "<= 50"}',
        ),
    ]
    then: Annotated[Mapping[str, Line], Doc("a value for each output, by its id", "{decides: adviser}")]
    note: Annotated[Prose, Doc("a remark for the reader", "No approval is needed.")] = ""
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTable:
    """Who may decide what, up to which limit."""

    id: Annotated[Id, Doc("the clause's id", "who-may-refund")]
    title: Annotated[Line, Doc("the question it answers", "Who may grant a refund?")]
    hit: Annotated[
        HitPolicy, Doc("how rows decide: the first that fits (first), or the only one that may fit (unique)", "first")
    ]
    inputs: Annotated[tuple[Input, ...], Doc("what the decision depends on")]
    outputs: Annotated[tuple[Output, ...], Doc("what it decides")]
    rules: Annotated[tuple[DecisionRule, ...], Doc("the rows, in order")]
    aliases: Annotated[
        tuple[Line, ...], Doc("other words that people search for it by", "[money back, who can approve a refund]")
    ] = ()
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A customer's case with the decision that the owner expects; every version is held to its own examples."""

    id: Annotated[Id, Doc("the clause's id", "broken-kettle")]
    story: Annotated[Prose, Doc("what happened", "A kettle for 39 EUR broke after two days.")]
    table: Annotated[Id, Doc("the table that decides", "who-may-refund")]
    given: Annotated[Mapping[str, Line], Doc("a value for each input, by its id", '{amount: "39"}')]
    expect: Annotated[Mapping[str, Line], Doc("the outputs that must follow", "{decides: adviser}")]
    source: Source = field(default=NOWHERE, compare=False, repr=False)


_COMPARISON = re.compile(r"(<=|>=|<|>)\s*(\S+)", re.ASCII)
_INTERVAL = re.compile(r"([\[(\]])\s*(\S+?)\s*\.\.\s*(\S+?)\s*([\])\[])", re.ASCII)
_QUOTED = re.compile(r'"([^"]*)"')
_QUOTED_LIST = re.compile(r'"[^"]*"(?:\s*,\s*"[^"]*")*')
_NOT_PLAIN = re.compile(r'^[<>\[(]|[",]')
_NEGATION = re.compile(r"not\s*\((.*)\)", re.DOTALL)


def number(text: str) -> Decimal | None:
    """The plain decimal number that the text is; None otherwise."""
    return Decimal(text) if NUMBER.fullmatch(text) else None


def is_unary_test(test: str, type_: InputType) -> bool:
    """Whether the text is a test that an input of this type can take."""
    return _matches(test.strip(), "0" if type_ is InputType.NUMBER else "true", type_) is not None


def matches(test: str, value: str, type_: InputType) -> bool:
    """Whether the value passes the test; a test that cannot be read matches nothing, such a value only `-`."""
    test, value = test.strip(), value.strip()
    return test == "-" or (_is_value(value, type_) and _matches(test, value, type_) is True)


def highest(test: str) -> Decimal | None:
    """The number up to which a test of numbers lets values pass; infinite where it has no end.

    None for a test that is not of numbers, or that names numbers only to deny them.
    """
    test = test.strip()
    comparison, interval = _COMPARISON.fullmatch(test), _INTERVAL.fullmatch(test)
    if test == "-" or (comparison and comparison[1] in {">", ">="} and number(comparison[2]) is not None):
        return Decimal("Infinity")
    if comparison or interval:
        return number(comparison[2] if comparison else interval[3] if interval else "")
    wanted = [number(part.strip()) for part in test.split(",")]
    return None if None in wanted else max(value for value in wanted if value is not None)


def matching_rules(table: DecisionTable, case: Mapping[str, str]) -> tuple[DecisionRule, ...]:
    """All rules that match the case, in table order, whatever the hit policy."""
    return tuple(
        rule
        for rule in table.rules
        if all(matches(rule.when.get(item.id, "-"), case.get(item.id, ""), item.type) for item in table.inputs)
    )


def decide(table: DecisionTable, case: Mapping[str, str]) -> DecisionRule | None:
    """The rule that decides the case; None if none matches, or several in a `unique` table."""
    hits = matching_rules(table, case)
    if not hits or (table.hit is HitPolicy.UNIQUE and len(hits) > 1):
        return None
    return hits[0]


def _is_value(text: str, type_: InputType) -> bool:
    """Whether the text is a value of the type; `not(...)` must not match what cannot be read."""
    if type_ is InputType.NUMBER:
        return number(text) is not None
    return type_ is InputType.TEXT or text in {"true", "false"}


def _matches(test: str, value: str, type_: InputType) -> bool | None:
    """True or False, or None where the test cannot be read for this type."""
    if test == "-":
        return True
    negation = _NEGATION.fullmatch(test)
    if negation:
        inner = _matches(negation[1].strip(), value, type_)
        return None if inner is None else not inner
    if type_ is InputType.NUMBER:
        return _matches_number(test, number(value))
    if type_ is InputType.BOOLEAN:
        return test == value if test in {"true", "false"} else None
    return _matches_text(test, value)


def _matches_number(test: str, value: Decimal | None) -> bool | None:
    comparison, interval = _COMPARISON.fullmatch(test), _INTERVAL.fullmatch(test)
    if comparison:
        bound = number(comparison[2])
        return None if bound is None else value is not None and _compare(comparison[1], value, bound)
    if interval:
        low, high = number(interval[2]), number(interval[3])
        if low is None or high is None or low > high:
            return None
        above, below = ">=" if interval[1] == "[" else ">", "<=" if interval[4] == "]" else "<"
        return value is not None and _compare(above, value, low) and _compare(below, value, high)
    wanted = [number(part.strip()) for part in test.split(",")]
    return None if None in wanted else value in wanted


def _compare(operator: str, value: Decimal, bound: Decimal) -> bool:
    return {"<": value < bound, "<=": value <= bound, ">": value > bound, ">=": value >= bound}[operator]


def _matches_text(test: str, value: str) -> bool | None:
    if not test.startswith('"'):
        return None if _NOT_PLAIN.search(test) or not test else test == value
    if not _QUOTED_LIST.fullmatch(test):
        return None
    return value in _QUOTED.findall(test)
