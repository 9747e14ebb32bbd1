"""Who may decide what, up to which limit: every rule of every decision table, role by role."""

from collections.abc import Iterator
from itertools import groupby

from handbook.model.decision import DecisionRule, DecisionTable, HitPolicy, Output, OutputType
from handbook.render.page import Page
from handbook.render.press import Link, Press, Sheet
from handbook.render.registers.cells import Cell, Line
from handbook.render.registers.lines import clause_link, text_line
from handbook.render.registers.printing import register_pages
from handbook.render.registers.register import Group, Register, Row, Section
from handbook.report.authority import Decision, authority
from handbook.report.decision_words import test_text, value_text

DECISION_COLUMNS = ("When", "Then", "Remark")
_LATER = "where no earlier row of the table fits"


def authority_pages(press: Press) -> Iterator[Page]:
    """The register, a section for each role that decides something, then the rules that name none."""
    found = authority(press.edition)
    return register_pages(
        Register(
            place="authority",
            address="authority/",
            title="Who may decide",
            description="Who may decide what, up to which limit, role by role",
            noun="rule",
            sections=(
                *(
                    Section(
                        id=item.role.id,
                        title=item.role.title,
                        lead=item.role.contact,
                        columns=DECISION_COLUMNS,
                        items=item.decisions,
                        groups=decision_groups,
                    )
                    for item in found.roles
                ),
                Section(
                    id="other-rules",
                    title="Rules that name no role",
                    columns=DECISION_COLUMNS,
                    items=found.others,
                    groups=decision_groups,
                ),
            ),
            empty="No policy in force says who may decide what.",
        ),
        press,
    )


def decision_groups(decisions: tuple[Decision, ...], sheet: Sheet) -> tuple[Group, ...]:
    """A group for each decision table, named by its question and its policy."""
    by_table = groupby(decisions, lambda item: (item.current.id, item.table.id))
    groups = []
    for (policy, table_id), listed in by_table:
        rules = list(listed)
        question = clause_link(sheet, policy, table_id, rules[0].table.title)
        groups.append(
            Group(
                heading=(Line(links=(question,)), Line(links=(sheet.policy(policy),), quiet=True)),
                rows=tuple(_row(decision, sheet) for decision in rules),
            )
        )
    return tuple(groups)


def _row(decision: Decision, sheet: Sheet) -> Row:
    table, rule = decision.table, decision.rule
    return Row(
        cells=(
            _conditions(table, rule, sheet),
            tuple(
                Line(label=output.title, links=_role(output, rule, sheet), text=_value(output, rule))
                for output in table.outputs
                if rule.then.get(output.id)
            ),
            (Line(prose=sheet.prose(rule.note)),) if rule.note else (),
        ),
    )


def _conditions(table: DecisionTable, rule: DecisionRule, sheet: Sheet) -> Cell:
    """When a rule decides, told apart from its table: behind the first row, only what the rows above leave."""
    later = table.hit is HitPolicy.FIRST and rule != table.rules[0]
    roles = sheet.press.edition.roles
    tests = ((item, test_text(rule.when.get(item.id, "-"), item, roles)) for item in table.inputs)
    lines = tuple(Line(label=item.title, text=words) for item, words in tests if words != "any")
    if not lines:
        return text_line("in all other cases" if later else "in every case")
    return (*lines, *text_line(_LATER if later else "", quiet=True))


def _role(output: Output, rule: DecisionRule, sheet: Sheet) -> tuple[Link, ...]:
    return (sheet.role(rule.then[output.id]),) if output.type is OutputType.ROLE else ()


def _value(output: Output, rule: DecisionRule) -> str:
    return "" if output.type is OutputType.ROLE else value_text(rule.then[output.id], output)
