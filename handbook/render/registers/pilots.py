"""The register of pilots: what was tried with whom, what it showed, what was decided, which clauses it changed."""

from collections.abc import Iterator

from handbook.history.wording import counted, listing
from handbook.model.policy import Participants, Pilot, PilotOutcome
from handbook.render.page import Page
from handbook.render.phrases import month, period_text, words
from handbook.render.press import Link, Press, Sheet
from handbook.render.registers.cells import Cell, Line
from handbook.render.registers.lines import text_line, version_link
from handbook.render.registers.printing import register_pages
from handbook.render.registers.register import Chapters, Facet, Group, Register, Row, Section, on_every_page
from handbook.report.pilots import FindingLine, PilotLine, pilots

_COLUMNS = ("Finding", "Decision", "Changed clauses")
_OUTCOMES = (*((outcome.value, words(outcome.value)) for outcome in PilotOutcome), ("undecided", "Undecided"))


def pilots_pages(press: Press) -> Iterator[Page]:
    """The register, a section for each year in which pilots ended."""
    lines = pilots(press.edition)
    years: dict[int, list[PilotLine]] = {}
    for line in lines:
        years.setdefault(line.pilot.ends.year, []).append(line)
    return register_pages(
        Register(
            place="pilots",
            address="pilots/",
            title="Pilots and findings",
            description="Every trial of a policy: finding, decision, changed clause, version",
            noun="pilot",
            page_items=120,
            row_nouns=("finding", "findings"),
            facets=on_every_page(Facet(name="outcome", label="Outcome", choices=_OUTCOMES)),
            sections=tuple(
                Section(
                    id=f"ended-{year}",
                    title=f"Ended in {year}",
                    columns=_COLUMNS,
                    items=tuple(ended),
                    groups=pilot_groups,
                    chapters=Chapters(title=lambda line: month(line.pilot.ends), newest_first=True),
                )
                for year, ended in years.items()
            ),
            empty="No published version reports a pilot.",
        ),
        press,
    )


def pilot_groups(lines: tuple[PilotLine, ...], sheet: Sheet) -> tuple[Group, ...]:
    """A group for each pilot, with a row for each finding."""
    return tuple(
        Group(
            heading=_heading(line, sheet),
            rows=tuple(_row(finding, line, sheet) for finding in line.findings) or (_no_finding(line),),
        )
        for line in lines
    )


def _heading(line: PilotLine, sheet: Sheet) -> Cell:
    pilot, item = line.pilot, line.current
    title = f"{item.title} {pilot.version}"
    tried = version_link(sheet, item.id, item.version.number, title, pilot.id)
    reported = f"reported in {item.version.number}" if pilot.version != item.version.number else ""
    return (
        Line(links=(tried,), badge=pilot.outcome.value if pilot.outcome else "undecided"),
        *text_line(f"{period_text(pilot.begins, pilot.ends)}. {_participants(pilot)}".rstrip(), quiet=True),
        *text_line(reported, quiet=True),
        *((Line(prose=sheet.prose(pilot.conclusion), quiet=True),) if pilot.conclusion else ()),
    )


def _row(found: FindingLine, line: PilotLine, sheet: Sheet) -> Row:
    finding, item = found.finding, line.current
    changed = tuple(
        version_link(sheet, item.id, item.version.number, clause.title, clause.id) if clause.title else Link(clause.id)
        for clause in found.changed
    )
    return Row(
        cells=(
            (Line(prose=sheet.prose(finding.text)),),
            (
                Line(badge=finding.decision.value if finding.decision else "undecided"),
                *text_line(finding.reason, quiet=True),
            ),
            tuple(Line(links=(link,)) for link in changed),
        ),
        facets=_facets(line),
    )


def _no_finding(line: PilotLine) -> Row:
    return Row(cells=(text_line("no finding", quiet=True), (), ()), facets=_facets(line))


def _facets(line: PilotLine) -> tuple[tuple[str, str], ...]:
    return (("outcome", line.pilot.outcome.value if line.pilot.outcome else "undecided"),)


def _participants(pilot: Pilot) -> str:
    parts = [_group(pilot.staff, "member of staff", "members of staff"), _group(pilot.customers, "customer")]
    named = [part for part in parts if part]
    return f"{listing(named)}." if named else ""


def _group(participants: Participants | None, one: str, many: str = "") -> str:
    if participants is None:
        return ""
    count = counted(participants.count, one, many)
    return f"{count} ({', '.join(participants.groups)})" if participants.groups else count
