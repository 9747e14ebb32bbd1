"""Unary tests, values and hit policies of decision tables -> plain English.

Tests are read by the model's rules (DMN 1.4, 8.3); a test that cannot be read is shown as it was written.
"""

import re
from collections.abc import Mapping

from handbook.history.wording import amount_text, listing
from handbook.model.decision import HitPolicy, Input, InputType, Output, is_unary_test, number
from handbook.model.handbook import Role

HIT_NOTES = {
    HitPolicy.FIRST: "Read from the top: the first row that fits decides.",
    HitPolicy.UNIQUE: "Only one row fits each case.",
}
_YES_NO = {"true": "yes", "false": "no"}
_COMPARED = {"<=": "up to", "<": "less than", ">=": "at least", ">": "more than"}
_COMPARISON = re.compile(r"(<=|>=|<|>)\s*(\S+)", re.ASCII)
_INTERVAL = re.compile(r"([\[(\]])\s*(\S+?)\s*\.\.\s*(\S+?)\s*([\])\[])", re.ASCII)
_NEGATION = re.compile(r"not\s*\((.*)\)", re.DOTALL)
_QUOTED = re.compile(r'"([^"]*)"')


def value_text(value: str, item: Input | Output) -> str:
    """A value of a case or an outcome in words: `1` of an output in hours is `1 hour`."""
    if item.type.value == "boolean":
        return _YES_NO.get(value, value)
    return _amount(value, item.unit) if item.type.value == "number" else value


def test_text(test: str, item: Input, roles: Mapping[str, Role]) -> str:
    """A unary test in words: `<= 50` of an input in EUR is `up to 50 EUR`; `-` is `any`; a role is its title."""
    test = test.strip()
    if test == "-":
        return "any"
    negation = _NEGATION.fullmatch(test)
    if negation:
        inner = test_text(negation[1], item, roles)
        return "none" if inner == "any" else f"anything but {inner}"
    if not is_unary_test(test, item.type):
        return test
    if item.type is InputType.NUMBER:
        return _number_test(test, item.unit)
    return _YES_NO[test] if item.type is InputType.BOOLEAN else _text_test(test, roles)


def _number_test(test: str, unit: str) -> str:
    comparison, interval = _COMPARISON.fullmatch(test), _INTERVAL.fullmatch(test)
    if comparison:
        return f"{_COMPARED[comparison[1]]} {_amount(comparison[2], unit)}"
    if interval:
        low, high = interval[2], interval[3]
        if interval[1] == "[" and interval[4] == "]":
            return f"{_amount(low, '')} to {_amount(high, unit)}"
        above = "at least" if interval[1] == "[" else "more than"
        below = "up to" if interval[4] == "]" else "less than"
        return f"{above} {_amount(low, '')}, {below} {_amount(high, unit)}"
    *others, last = (part.strip() for part in test.split(","))
    return listing([*(_amount(part, "") for part in others), _amount(last, unit)], "or")


def _text_test(test: str, roles: Mapping[str, Role]) -> str:
    values = (roles[value].title if value in roles else value for value in _QUOTED.findall(test))
    return listing(values, "or") if test.startswith('"') else test


def _amount(text: str, unit: str) -> str:
    value = number(text)
    return text if value is None else amount_text(value, unit)
