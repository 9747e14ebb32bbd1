"""Decision tables and examples -> tables in plain words: who decides what, up to which limit.

Unary tests are read by the model's rules (DMN 1.4, 8.3) and said in English; a test that cannot be read is shown as it
was written.
"""

import re
from collections.abc import Mapping

from markupsafe import Markup
from msgspec import Struct

from handbook.history.wording import amount_text
from handbook.model.decision import (
    DecisionRule,
    DecisionTable,
    Example,
    HitPolicy,
    Input,
    InputType,
    Output,
    OutputType,
    decide,
    is_unary_test,
    number,
)
from handbook.model.handbook import Role
from handbook.render.phrases import listing, number_text
from handbook.render.press import Link, Sheet

_HIT_NOTES = {
    HitPolicy.FIRST: "Read from the top: the first row that fits decides.",
    HitPolicy.UNIQUE: "Only one row fits each case.",
}
_MOST_COLUMNS = 5
_YES_NO = {"true": "yes", "false": "no"}
_COMPARED = {"<=": "up to", "<": "less than", ">=": "at least", ">": "more than"}
_COMPARISON = re.compile(r"(<=|>=|<|>)\s*(\S+)", re.ASCII)
_INTERVAL = re.compile(r"([\[(\]])\s*(\S+?)\s*\.\.\s*(\S+?)\s*([\])\[])", re.ASCII)
_NEGATION = re.compile(r"not\s*\((.*)\)", re.DOTALL)
_QUOTED = re.compile(r'"([^"]*)"')


class Cell(Struct, frozen=True, kw_only=True):
    """A cell and the heading that it repeats where a table is shown as cards."""

    heading: str
    text: str = ""
    link: Link | None = None


class Row(Struct, frozen=True, kw_only=True):
    """A rule: a cell for each input, then one for each output."""

    id: str
    tests: tuple[Cell, ...]
    results: tuple[Cell, ...]
    note: Markup | None


class TableView(Struct, frozen=True, kw_only=True):
    """A decision table; `wide` where its columns need more room than a page of text has."""

    id: str
    title: str
    hit: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    rows: tuple[Row, ...]
    wide: bool


class ExampleView(Struct, frozen=True, kw_only=True):
    """A case with the decision that follows; `rule` leads to the row that decides it."""

    id: str
    story: Markup
    given: tuple[Cell, ...]
    expect: tuple[Cell, ...]
    rule: Link | None


def table_view(table: DecisionTable, sheet: Sheet) -> TableView:
    """A decision table in plain words."""
    return TableView(
        id=table.id,
        title=table.title,
        hit=_HIT_NOTES[table.hit],
        inputs=tuple(_heading(item) for item in table.inputs),
        outputs=tuple(_heading(item) for item in table.outputs),
        rows=tuple(_row(rule, table, sheet) for rule in table.rules),
        wide=len(table.inputs) + len(table.outputs) > _MOST_COLUMNS,
    )


def example_view(example: Example, tables: Mapping[str, DecisionTable], sheet: Sheet) -> ExampleView:
    """A case; without values where its table does not exist."""
    table = tables.get(example.table)
    rule = decide(table, example.given) if table else None
    return ExampleView(
        id=example.id,
        story=sheet.prose(example.story),
        given=tuple(
            Cell(heading=item.title, text=value_text(example.given[item.id], item))
            for item in (table.inputs if table else ())
            if item.id in example.given
        ),
        expect=tuple(
            _result(item, example.expect[item.id], sheet)
            for item in (table.outputs if table else ())
            if item.id in example.expect
        ),
        rule=Link(table.title, f"#{rule.id}") if table and rule else None,
    )


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
    if value is None:
        return text
    return amount_text(value, unit) if unit else number_text(value)


def _heading(item: Input | Output) -> str:
    return f"{item.title} ({item.unit})" if item.unit else item.title


def _row(rule: DecisionRule, table: DecisionTable, sheet: Sheet) -> Row:
    roles = sheet.press.edition.roles
    return Row(
        id=rule.id,
        tests=tuple(
            Cell(heading=item.title, text=test_text(rule.when.get(item.id, "-"), item, roles)) for item in table.inputs
        ),
        results=tuple(_result(item, rule.then.get(item.id, "—"), sheet) for item in table.outputs),
        note=sheet.prose(rule.note) if rule.note else None,
    )


def _result(item: Output, value: str, sheet: Sheet) -> Cell:
    if item.type is OutputType.ROLE:
        return Cell(heading=item.title, link=sheet.role(value))
    return Cell(heading=item.title, text=value_text(value, item))


def value_text(value: str, item: Input | Output) -> str:
    """A value of a case or an outcome in words: `1` of an output in hours is `1 hour`."""
    if item.type.value == "boolean":
        return _YES_NO.get(value, value)
    return _amount(value, item.unit) if item.type.value == "number" else value
