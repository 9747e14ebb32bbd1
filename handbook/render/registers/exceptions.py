"""The register of exceptions: open, lapsed without being settled, closed."""

from collections.abc import Iterator

from handbook.history.exceptions import ExceptionState
from handbook.render.page import Page
from handbook.render.press import Press, Sheet
from handbook.render.registers.cells import Line
from handbook.render.registers.lines import day_line, held_clause_link
from handbook.render.registers.printing import register_pages
from handbook.render.registers.register import Group, Register, Row, Section
from handbook.report.current import DAY
from handbook.report.exceptions import ExceptionLine, exceptions

_COLUMNS = ("Departs from", "Who may depart", "Holds", "Why, and what is done instead")
_TITLES = {
    ExceptionState.OPEN: ("Open", "These hold today."),
    ExceptionState.LAPSED: ("Lapsed", "Their last day has passed and nobody has closed them. They bind no more."),
    ExceptionState.CLOSED: ("Closed", "Ended or settled."),
}


def exceptions_pages(press: Press) -> Iterator[Page]:
    """The register, a section for each state."""
    lines = exceptions(press.edition)
    return register_pages(
        Register(
            place="exceptions",
            address="exceptions/",
            title="Exceptions",
            description="Who may depart from which clause, until when, why, and who granted it",
            noun="exception",
            sections=tuple(
                Section(
                    id=state.value,
                    title=title,
                    lead=lead,
                    columns=_COLUMNS,
                    items=tuple(line for line in lines if line.state is state),
                    groups=exception_groups,
                    empty="No exception is open." if state is ExceptionState.OPEN and lines else "",
                )
                for state, (title, lead) in _TITLES.items()
            ),
            empty="No exception has been granted: every policy holds for everybody.",
        ),
        press,
    )


def exception_groups(lines: tuple[ExceptionLine, ...], sheet: Sheet) -> tuple[Group, ...]:
    """Exceptions in the order given."""
    return (Group(rows=tuple(_row(line, sheet) for line in lines)),)


def _row(line: ExceptionLine, sheet: Sheet) -> Row:
    record, policy = line.exception, line.current.id
    clause = held_clause_link(sheet, line.current, record.clause, line.clause_title)
    instead = (Line(label="instead", prose=sheet.prose(record.condition)),) if record.condition else ()
    return Row(
        cells=(
            (Line(links=(clause,)), Line(links=(sheet.policy(policy),), quiet=True), Line(badge=line.state.value)),
            (Line(text=record.scope),),
            (
                *day_line("from", record.granted),
                *day_line("last day", DAY.before(record.until)),
                *day_line("closed", record.closed if line.state is ExceptionState.CLOSED else None),
                Line(label="granted by", links=(sheet.role(record.by),), quiet=True),
            ),
            (Line(prose=sheet.prose(record.reason)), *instead),
        ),
    )
