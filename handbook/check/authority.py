"""Decision tables and the examples that go with them -> what cannot be read, does not fit, or decides wrongly.

Source: DMN 1.4 (OMG), chapter 8, for unary tests and hit policies. Who ought to decide is not judged.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from handbook.check.survey import Expression, Survey
from handbook.load.scalars import shown
from handbook.model.decision import (
    DecisionRule,
    DecisionTable,
    Example,
    HitPolicy,
    Input,
    InputType,
    OutputType,
    decide,
    is_unary_test,
    matches,
    matching_rules,
    number,
)
from handbook.model.diagnostic import Diagnostic, did_you_mean, error
from handbook.model.source import Source

MAX_RULES = 200
"""Rules of one table that are held against each other; the overlaps of a longer table are not looked for."""

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?", re.ASCII)
_QUOTED = re.compile(r'"([^"]*)"')
UNNAMED = "\x00"
"""A text that no table names."""

_TRUTHS = frozenset({"true", "false"})

_readable = lru_cache(4096)(is_unary_test)


def rule_tests(survey: Survey) -> Iterator[Diagnostic]:
    """The tests of a rule can be read, and stand under inputs that the table has.

    Codes: unreadable-test, unknown-input.
    """
    for expression, table in decision_tables(survey):
        types = {item.id: item.type for item in table.inputs}
        for name, test, source in _tests(table):
            if name not in types:
                message = f"the table `{table.id}` has no input {shown(name)}"
                yield expression.problem("unknown-input", source, message, did_you_mean(name[:64], types))
            elif not _readable(test, types[name]):
                message = f"{shown(test)} is no test of a {types[name]}"
                yield expression.problem("unreadable-test", source, message, _TEST_HINTS[types[name]])


def rule_outputs(survey: Survey) -> Iterator[Diagnostic]:
    """A rule gives a value for each output of its table, of the output's type, and for nothing else.

    Codes: unknown-output, missing-output, decision-value.
    """
    for expression, table in decision_tables(survey):
        types = {item.id: item.type for item in table.outputs}
        for rule in table.rules:
            yield from _misfit_outputs(expression, table, rule.then, rule.source.of("then"))
            for name in [name for name in types if name not in rule.then]:
                message = f"the rule `{rule.id}` says nothing about the output `{name}`"
                hint = f"give `{name}` a value under `then`"
                yield expression.problem("missing-output", rule.source.of("then"), message, hint)


def output_roles(survey: Survey) -> Iterator[Diagnostic]:
    """What a rule or an example gives for an output of type role is a role of the handbook.

    Codes: unknown-role.
    """
    roles = survey.edition.roles
    for expression in survey.expressions:
        for role, source in _decided_roles(expression):
            if role not in roles:
                hint = did_you_mean(role[:64], roles) or "declare it in roles.yml, or name another"
                yield error("unknown-role", source, f"there is no role {shown(role)}", hint)


def overlapping_rules(survey: Survey) -> Iterator[Diagnostic]:
    """In a table whose hit policy is unique, no two rules match the same case.

    Codes: overlapping-rules. Source: DMN 1.4, 8.2.8, hit policy unique.
    """
    for expression, table in decision_tables(survey):
        for first, second in _overlaps(table):
            message = f"`{second.id}` can match the same case as `{first.id}`, but the table is `unique`"
            hint = "narrow one of their tests, or let the first rule decide with `hit: first`"
            yield expression.problem("overlapping-rules", second.source, message, hint)


def example_cases(survey: Survey) -> Iterator[Diagnostic]:
    """An example names a table of its text, gives a value for each of its inputs, and expects outputs that it has.

    Codes: unknown-table, unknown-input, missing-input, unknown-output, decision-value.
    """
    for expression in survey.expressions:
        tables = {table.id: table for table in expression.text.authority}
        for example in expression.text.examples:
            table = tables.get(example.table)
            if table is None:
                message = f"there is no decision table {shown(example.table)} in this text"
                hint = did_you_mean(example.table, tables)
                yield expression.problem("unknown-table", example.source.of("table"), message, hint)
            else:
                yield from _misfits(expression, table, example)


def example_decisions(survey: Survey) -> Iterator[Diagnostic]:
    """The table decides an example as its owner expects.

    Codes: failing-example.
    """
    for expression in survey.expressions:
        tables = {table.id: table for table in expression.text.authority}
        for example in expression.text.examples:
            table = tables.get(example.table)
            if table is None or not is_sound(table) or any(_misfits(expression, table, example)):
                continue
            reason = _difference(table, example)
            if reason:
                hint = "correct the table, or what the example expects"
                source = example.source.of("expect")
                yield expression.problem("failing-example", source, f"the example `{example.id}` fails: {reason}", hint)


_TEST_HINTS: Mapping[InputType, str] = {
    InputType.NUMBER: "write `<= 50`, `> 50`, `[50..200]`, `(50..200]`, a number, or `-` for any",
    InputType.TEXT: 'write `"gold"`, `"gold", "silver"`, `not("gold")`, or `-` for any',
    InputType.BOOLEAN: "write `true`, `false`, or `-` for any",
}


def decision_tables(survey: Survey) -> list[tuple[Expression, DecisionTable]]:
    """The tables of all texts."""
    return [(expression, table) for expression in survey.expressions for table in expression.text.authority]


def _tests(table: DecisionTable) -> Iterator[tuple[str, str, Source]]:
    """The tests of a table: the input's name, the test, where it stands."""
    for rule in table.rules:
        for name, test in rule.when.items():
            yield name, test, rule.source.of("when", name)


def _decided_roles(expression: Expression) -> Iterator[tuple[str, Source]]:
    """What stands for outputs of type role in the tables and examples of a text, and where."""
    tables = {table.id: table for table in expression.text.authority}
    given = [(table, rule.then, rule.source.of("then")) for table in tables.values() for rule in table.rules]
    given += [
        (tables[example.table], example.expect, example.source.of("expect"))
        for example in expression.text.examples
        if example.table in tables
    ]
    for table, values, source in given:
        for output in table.outputs:
            if output.type is OutputType.ROLE and output.id in values:
                yield values[output.id], source.of(output.id)


def _overlaps(table: DecisionTable) -> Iterator[tuple[DecisionRule, DecisionRule]]:
    """Rules that can match the case of an earlier one in a table where none may, each with the first such."""
    if table.hit is not HitPolicy.UNIQUE or len(table.rules) > MAX_RULES or not is_sound(table):
        return
    for place, second in enumerate(table.rules):
        first = next((rule for rule in table.rules[:place] if _overlap(rule, second, table.inputs)), None)
        if first is not None:
            yield first, second


def is_sound(table: DecisionTable) -> bool:
    """Whether all tests of a table can be read and all outputs are given, so that it decides something."""
    types = {item.id: item.type for item in table.inputs}
    return all(
        all(name in types and _readable(test, types[name]) for name, test in rule.when.items())
        and all(output.id in rule.then for output in table.outputs)
        for rule in table.rules
    )


def _misfit_outputs(
    expression: Expression, table: DecisionTable, values: Mapping[str, str], source: Source
) -> Iterator[Diagnostic]:
    """Values for outputs that the table lacks, and values of another type."""
    types = {item.id: item.type for item in table.outputs}
    for name, value in values.items():
        if name not in types:
            message = f"the table `{table.id}` has no output {shown(name)}"
            yield expression.problem("unknown-output", source.of(name), message, did_you_mean(name[:64], types))
        elif (types[name] is OutputType.NUMBER and number(value) is None) or (
            types[name] is OutputType.BOOLEAN and value not in _TRUTHS
        ):
            yield _wrong_value(expression, source.of(name), value, types[name])


def _wrong_value(expression: Expression, source: Source, value: str, type_: str) -> Diagnostic:
    hint = "write digits and a point" if type_ == OutputType.NUMBER else "write `true` or `false`"
    return expression.problem("decision-value", source, f"{shown(value)} is not a {type_}", hint)


def _misfits(expression: Expression, table: DecisionTable, example: Example) -> Iterator[Diagnostic]:
    """Where an example does not fit its table."""
    types, given = {item.id: item.type for item in table.inputs}, example.source.of("given")
    for name, value in example.given.items():
        if name not in types:
            message = f"the table `{table.id}` has no input {shown(name)}"
            yield expression.problem("unknown-input", given.of(name), message, did_you_mean(name[:64], types))
        elif (types[name] is InputType.NUMBER and number(value) is None) or (
            types[name] is InputType.BOOLEAN and value not in _TRUTHS
        ):
            yield _wrong_value(expression, given.of(name), value, types[name])
    for name in types:
        if name not in example.given:
            message = f"the example `{example.id}` gives no value for the input `{name}`"
            yield expression.problem("missing-input", given, message, f"give `{name}` a value under `given`")
    yield from _misfit_outputs(expression, table, example.expect, example.source.of("expect"))


def _difference(table: DecisionTable, example: Example) -> str:
    """How the table's decision differs from the one expected; empty where it does not."""
    rule = decide(table, example.given)
    if rule is None:
        hits = matching_rules(table, example.given)
        return f"{len(hits)} rules of `{table.id}` match it" if hits else f"no rule of `{table.id}` matches it"
    for name, wanted in example.expect.items():
        value = rule.then.get(name, "")
        if value != wanted:
            return f"by `{rule.id}` the output {shown(name)} is {shown(value)}, not {shown(wanted)}"
    return ""


def _overlap(first: DecisionRule, second: DecisionRule, inputs: tuple[Input, ...]) -> bool:
    """Whether some case matches both rules."""
    return all(_meet(first.when.get(item.id, "-"), second.when.get(item.id, "-"), item.type) for item in inputs)


@lru_cache(16384)
def _meet(first: str, second: str, type_: InputType) -> bool:
    """Whether some value passes both tests: tried are all that they name, those between, and one beyond."""
    return any(
        matches(first, value, type_) and matches(second, value, type_)
        for value in telling_values((first, second), type_)
    )


def telling_values(tests: Sequence[str], type_: InputType) -> list[str]:
    """Values of which every set that these tests tell apart has one, numbers ascending."""
    if type_ is InputType.BOOLEAN:
        return sorted(_TRUTHS)
    if type_ is InputType.TEXT:
        return list(dict.fromkeys([UNNAMED, *map(str.strip, tests), *_QUOTED.findall(" ".join(tests))]))
    named = sorted({value for text in _NUMBER.findall(" ".join(tests)) if (value := number(text)) is not None})
    if not named:
        return ["0"]
    between = [(low + high) / 2 for low, high in pairwise(named)]
    return [format(value, "f") for value in sorted([named[0] - 1, *named, *between, named[-1] + 1])]
