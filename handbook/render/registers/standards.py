"""The register of standards: each with its target, its method, where it comes from, and whether it was met."""

from handbook.history.wording import amount_text, target_text
from handbook.model.policy import Standard
from handbook.render.phrases import period_text, words
from handbook.render.press import Press, Sheet
from handbook.render.registers.cells import Cell, Line
from handbook.render.registers.lines import all_or, category_sections, channel_facet, clause_link, labelled, text_line
from handbook.render.registers.register import Facet, Group, Register, Row, Section, on_every_page
from handbook.report.standards import Measured, StandardLine, standards

_VERDICTS = (("met", "Met"), ("missed", "Missed"), ("not-measured", "Not measured"))
STANDARD_COLUMNS = ("Standard", "Target", "Measured by", "Comes from", "Latest value")


def standards_register(press: Press) -> Register:
    """The register, a section for each category."""
    sheet = press.sheet("standards/")
    principles = tuple((item.id, item.title) for item in press.edition.principles.values())
    return Register(
        place="standards",
        address="standards/",
        title="Standards",
        description="Every level of service that is promised or required, how it is measured and whether it is met",
        noun="standard",
        facets=on_every_page(
            Facet(name="principle", label="Principle", choices=principles),
            channel_facet(sheet),
            Facet(name="result", label="Latest value", choices=_VERDICTS),
        ),
        sections=category_sections(
            press,
            standards(press.edition),
            lambda line: line.current.text.category,
            Section(id="", title="", items=(), columns=STANDARD_COLUMNS, groups=standard_groups),
        ),
        empty="No policy in force sets a standard yet.",
        parted="standards" in press.parted,
    )


def standard_groups(lines: tuple[StandardLine, ...], sheet: Sheet) -> tuple[Group, ...]:
    """A group for each policy."""
    rows: dict[str, list[Row]] = {}
    for line in lines:
        rows.setdefault(line.current.id, []).append(_row(line, sheet))
    return tuple(
        Group(heading=(Line(links=(sheet.policy(policy),)),), rows=tuple(found)) for policy, found in rows.items()
    )


def verdict(line: StandardLine) -> str:
    """Whether the latest value met its target, in one word."""
    if line.latest is None:
        return "not-measured"
    return "met" if line.latest.met else "missed"


def latest_cell(latest: Measured | None, standard: Standard) -> Cell:
    """The latest value, its period, and the target of its day where that was another."""
    if latest is None:
        return (Line(text="not measured yet", quiet=True),)
    measurement, then = latest.measurement, latest.standard
    target_then = target_text(then.better, then.target, then.unit) if latest.differs_from(standard) else ""
    return (
        Line(badge="met" if latest.met else "missed", text=amount_text(measurement.value, then.unit)),
        *text_line(period_text(measurement.begins, measurement.ends), quiet=True),
        *labelled("target then", target_then),
        *text_line(measurement.note, quiet=True),
    )


def _row(line: StandardLine, sheet: Sheet) -> Row:
    standard, procedure = line.standard, line.procedure
    principle = sheet.press.edition.principles.get(standard.principle or "")
    policy = line.current.id
    return Row(
        cells=(
            (
                Line(links=(clause_link(sheet, policy, standard.id, standard.metric),)),
                Line(label="holds", links=(clause_link(sheet, policy, procedure.id, procedure.title),), quiet=True),
            ),
            text_line(target_text(standard.better, standard.target, standard.unit)),
            text_line(standard.method),
            (*_origin(standard), *labelled("keeps", principle.title if principle else "")),
            latest_cell(line.latest, standard),
        ),
        facets=(
            ("principle", standard.principle or ""),
            ("channel", all_or(procedure.channels or line.current.text.scope.channels)),
            ("result", verdict(line)),
        ),
    )


def _origin(standard: Standard) -> Cell:
    if standard.origin is None:
        return ()
    return (Line(text=words(standard.origin.kind)), *text_line(standard.origin.note, quiet=True))
