"""The reference for owners: every file under the data folder and every field in it, from the schema itself."""

from collections.abc import Iterable, Iterator
from datetime import date

from markupsafe import Markup

from handbook.history.wording import duration_in_words
from handbook.model.period import Duration
from handbook.render.page import Page
from handbook.render.press import Press, Sheet
from handbook.render.registers.cells import Line
from handbook.render.registers.lines import text_line
from handbook.render.registers.printing import register_pages
from handbook.render.registers.register import Group, Register, Row, Section
from handbook.report.reference import FieldRow, FileSchema, file_schemas

_EXAMPLES = (
    (date(2025, 8, 31), Duration(months=6)),
    (date(2024, 2, 29), Duration(months=12)),
    (date(2025, 2, 28), Duration(months=12)),
)
"""Days that the month to come does not have, and one that it has."""

_COLUMNS = ("Field", "Meaning", "Written as", "Example")


def fields_pages(press: Press) -> Iterator[Page]:
    """The reference, a section for each kind of file."""
    return register_pages(
        Register(
            place="fields",
            address="fields/",
            title="Fields of a policy",
            description="For owners: every file, every field, what it means and how it is written",
            noun="field",
            parted=False,
            lead=_counting,
            sections=tuple(
                Section(
                    id=f"file-{place}",
                    title=file.path,
                    lead=file.meaning,
                    columns=_COLUMNS,
                    items=tuple(_blocks(file)),
                    groups=_groups,
                    counted=False,
                )
                for place, file in enumerate(file_schemas(), start=1)
            ),
        ),
        press,
    )


def _counting(sheet: Sheet) -> Markup:
    """How days and months are counted, with examples that are counted here."""
    examples = [(start, duration_in_words(length), length.after(start)) for start, length in _EXAMPLES]
    zone = sheet.press.edition.handbook.organisation.time_zone
    return Markup(sheet.press.body("registers/counting.html", examples=examples, time_zone=zone))


def _blocks(file: FileSchema) -> Iterable[tuple[str, str, tuple[FieldRow, ...]]]:
    yield "", "", file.fields
    for record in file.records:
        yield record.name, record.meaning, record.fields


def _groups(blocks: tuple[tuple[str, str, tuple[FieldRow, ...]], ...], sheet: Sheet) -> tuple[Group, ...]:
    del sheet
    return tuple(
        Group(
            heading=(Line(text=name), Line(text=meaning, quiet=True)) if name else (),
            rows=tuple(map(_row, fields)),
        )
        for name, meaning, fields in blocks
    )


def _row(item: FieldRow) -> Row:
    return Row(
        cells=(
            (Line(text=item.name), Line(text="required" if item.required else "optional", quiet=True)),
            (Line(text=item.meaning),),
            (Line(text=item.kind), *text_line(item.unit, quiet=True)),
            (Line(code=item.example),) if item.example else (),
        ),
    )
