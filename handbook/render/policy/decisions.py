"""Decision tables and examples -> tables in plain words: who decides what, up to which limit."""

from collections.abc import Mapping

from markupsafe import Markup
from msgspec import Struct

from handbook.model.decision import (
    DecisionRule,
    DecisionTable,
    Example,
    Input,
    Output,
    OutputType,
    decide,
)
from handbook.render.press import Link, Sheet
from handbook.report.decision_words import HIT_NOTES, test_text, value_text

_MOST_COLUMNS = 5


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
        hit=HIT_NOTES[table.hit],
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
