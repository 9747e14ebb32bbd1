"""What was in force on any date: the periods of all versions as data for the reader's browser, and a list by quarter.

Without scripts the quarters are read; with them a date is asked for, and the address keeps it (`?on=2026-03-01`).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from handbook.history.wording import counted
from handbook.model.period import Period
from handbook.render.page import Page
from handbook.render.press import Press, Sheet
from handbook.render.registers.cells import Line
from handbook.render.registers.lines import letter_title, text_line, version_link
from handbook.render.registers.printing import register_pages
from handbook.render.registers.register import Chapters, Group, Register, Row, Section
from handbook.report.current import DAY
from handbook.report.filing import first_letter
from handbook.report.versions import BindingLine, Quarter, binding_lines, bound_during, quarters

MAX_LISTED = 5_000
"""Up to so many lines in all, each quarter lists all that bound in it; beyond, only what began or ceased."""

_MONTHS = ("January to March", "April to June", "July to September", "October to December")
_COLUMNS = ("Policy", "Version", "From", "Last day")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listed:
    """A line of a quarter with these days."""

    line: BindingLine
    days: Period


def in_force_pages(press: Press) -> Iterator[Page]:
    """The page that asks for a date, with a section for each quarter in which something changed."""
    lines = binding_lines(press.edition)
    found = quarters(lines)
    language = press.edition.handbook.organisation.language
    whole = sum(quarter.count + len(quarter.ended) for quarter in found) <= MAX_LISTED
    return register_pages(
        Register(
            place="in-force",
            address="in-force/",
            title="In force on a date",
            description="Which version of every policy was in force on any date",
            noun="version",
            lead=lambda sheet: _lead(lines, whole, sheet),
            sections=tuple(_section(quarter, lines, whole, language) for quarter in found),
            empty="No policy has been published yet, so nothing has been in force.",
        ),
        press,
    )


def periods_json(lines: tuple[BindingLine, ...], as_of: str) -> Markup:
    """`asOf` and, a list for each version, `bound`: policy, version, title, first day, day after the last or null."""
    bound = [
        [
            line.policy_id,
            str(line.version),
            line.title,
            line.period.start.isoformat(),
            line.period.end.isoformat() if line.period.end else None,
        ]
        for line in lines
    ]
    return htmlsafe_json_dumps({"asOf": as_of, "bound": bound}, separators=(",", ":"))


def _lead(lines: tuple[BindingLine, ...], whole: bool, sheet: Sheet) -> Markup:
    as_of = sheet.press.edition.as_of
    data = periods_json(lines, as_of.isoformat())
    return Markup(
        sheet.press.body(
            "registers/in_force.html", data=data, as_of=as_of, base=sheet.base, whole=whole, present=bool(lines)
        )
    )


def _section(quarter: Quarter, lines: tuple[BindingLine, ...], whole: bool, language: str) -> Section[_Listed]:
    shown = bound_during(lines, quarter.period) if whole else _changed(quarter)
    return Section(
        id=f"{quarter.year}-q{quarter.number}",
        title=f"{quarter.year}, {_MONTHS[quarter.number - 1]}",
        lead=f"{counted(quarter.count, 'policy', 'policies')} in force at the end.",
        columns=_COLUMNS,
        items=tuple(_Listed(line=line, days=quarter.period) for line in shown),
        groups=_groups,
        chapters=Chapters(title=lambda item: letter_title(first_letter(item.line.title, language))),
    )


def _changed(quarter: Quarter) -> tuple[BindingLine, ...]:
    begun = {(line.policy_id, line.version) for line in quarter.begun}
    return (*quarter.begun, *(line for line in quarter.ended if (line.policy_id, line.version) not in begun))


def _groups(listed: tuple[_Listed, ...], sheet: Sheet) -> tuple[Group, ...]:
    return (Group(rows=tuple(_row(item, sheet) for item in listed)),)


def _row(item: _Listed, sheet: Sheet) -> Row:
    line = item.line
    ends_here = line.period.end is not None and line.period.end in item.days
    last = DAY.before(line.period.end) if line.period.end else None
    return Row(
        cells=(
            (Line(links=(version_link(sheet, line.policy_id, line.version, line.title),)),),
            (Line(text=str(line.version)),),
            (Line(day=line.period.start, badge="begins" if line.period.start in item.days else ""),),
            (Line(day=last, badge="ends" if ends_here else ""),) if last else text_line("still open", quiet=True),
        ),
    )
