"""The errata of the handbook: what a version said, what it should have said, since when, and when it was put right."""

from collections.abc import Iterator

from handbook.render.page import Page
from handbook.render.phrases import month
from handbook.render.press import Press, Sheet
from handbook.render.registers.cells import Line
from handbook.render.registers.lines import day_line, text_line, version_link
from handbook.render.registers.printing import register_pages
from handbook.render.registers.register import Chapters, Group, Register, Row, Section
from handbook.report.corrections import CorrectionLine, corrections

_COLUMNS = ("Where", "It said", "It should have said", "When")


def corrections_pages(press: Press) -> Iterator[Page]:
    """The errata, a section for each year in which mistakes were put right."""
    lines = corrections(press.edition)
    return register_pages(
        Register(
            place="corrections",
            address="corrections/",
            title="Corrections",
            description="Mistakes in published versions, put right and kept visible",
            noun="correction",
            sections=tuple(
                Section(
                    id=f"corrected-{year}",
                    title=f"Put right in {year}",
                    columns=_COLUMNS,
                    items=tuple(line for line in lines if line.correction.corrected.year == year),
                    groups=correction_groups,
                    chapters=Chapters(title=lambda line: month(line.correction.corrected), newest_first=True),
                )
                for year in dict.fromkeys(line.correction.corrected.year for line in lines)
            ),
            empty="No mistake in a published version has had to be put right.",
        ),
        press,
    )


def correction_groups(lines: tuple[CorrectionLine, ...], sheet: Sheet) -> tuple[Group, ...]:
    """Corrections in the order given."""
    return (Group(rows=tuple(_row(line, sheet) for line in lines)),)


def _row(line: CorrectionLine, sheet: Sheet) -> Row:
    record, item = line.correction, line.current
    version = version_link(sheet, item.id, record.version, f"{item.title} {record.version}")
    clause = version_link(sheet, item.id, record.version, line.clause_title, record.clause)
    return Row(
        cells=(
            (Line(links=(version,)), *((Line(links=(clause,), quiet=True),) if line.clause_title else ())),
            (Line(text=record.wrong),),
            (Line(text=record.right), *text_line(record.note, quiet=True)),
            (
                *day_line("stood since", record.since),
                *day_line("put right", record.corrected),
                Line(label="by", links=(sheet.role(record.by),), quiet=True),
            ),
        ),
    )
