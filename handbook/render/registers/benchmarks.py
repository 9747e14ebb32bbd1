"""The register of benchmarks: metric by metric our value beside each competitor's, as bars and as a table."""

from collections.abc import Iterator
from decimal import Decimal

from markupsafe import Markup

from handbook.history.wording import amount_text
from handbook.model.policy import Direction
from handbook.render.page import Page
from handbook.render.phrases import period_text
from handbook.render.press import Link, Press, Sheet
from handbook.render.registers.cells import Cell, Line
from handbook.render.registers.lines import clause_link, short, text_line
from handbook.render.registers.pictures import bars
from handbook.render.registers.printing import register_pages
from handbook.render.registers.register import Group, Register, Row, Section
from handbook.report.benchmarks import Basis, Comparison, Ours, Rival, Standing, comparisons

_COLUMNS = ("Competitor", "Value", "Gap to us", "How it was found")
_SIDES = {
    Direction.AT_LEAST: "More is better.",
    Direction.AT_MOST: "Less is better.",
    Direction.EXACTLY: "An exact value is aimed at, so nobody is ahead.",
}
_BASES = {
    Basis.MEASURED: "measured",
    Basis.GOAL: "the target of our goal; not measured yet",
    Basis.STANDARD: "the target of our standard; not measured yet",
}
_STANDINGS = {
    Standing.AHEAD: "we are ahead by",
    Standing.BEHIND: "we are behind by",
}


def benchmarks_pages(press: Press) -> Iterator[Page]:
    """The register, a section for each metric; one page, since goals lead to its rows."""
    found = comparisons(press.edition)
    return register_pages(
        Register(
            place="benchmarks",
            address="benchmarks/",
            title="Benchmarks",
            description="What competitors do, and how far we are ahead or behind",
            noun="metric",
            sections=tuple(map(_section, found)),
            empty="No competitor has been observed yet.",
            parted=False,
        ),
        press,
    )


def _section(comparison: Comparison) -> Section[Rival]:
    oldest = comparison.rivals[-1].benchmark.id if comparison.rivals else comparison.metric
    return Section(
        id=f"metric-{oldest}",
        title=comparison.metric[:1].upper() + comparison.metric[1:],
        lead=_SIDES[comparison.better],
        columns=_COLUMNS,
        items=comparison.rivals,
        groups=lambda rivals, sheet: (Group(rows=tuple(_row(rival, sheet) for rival in rivals)),),
        figure=lambda sheet: _figure(comparison, sheet),
    )


def _figure(comparison: Comparison, sheet: Sheet) -> Markup:
    ours = comparison.ours
    rows: list[tuple[str, str, Decimal, str]] = []
    if ours:
        name = sheet.press.edition.handbook.organisation.organisation
        rows.append(("ours", name if ours.measured else "Our target", ours.value, comparison.unit))
    for rival in comparison.rivals:
        label = f"{rival.competitor.title}, old" if rival.old else rival.competitor.title
        kind = "old" if rival.old else rival.standing.value
        rows.append((kind, label, rival.benchmark.value, comparison.unit))
    goals = [
        clause_link(sheet, goal.current.id, goal.goal.id, short(goal.goal.statement, 90)) for goal in comparison.goals
    ]
    return Markup(
        sheet.press.body(
            "registers/bars.html",
            title=comparison.metric,
            bars=bars(rows),
            ours=_ours(ours, comparison.unit, sheet) if ours else None,
            goals=goals,
        )
    )


def _ours(ours: Ours, unit: str, sheet: Sheet) -> Cell:
    source: Link = clause_link(sheet, ours.current.id, ours.clause, ours.current.title)
    period = ""
    if ours.measured:
        measurement = ours.measured.measurement
        period = period_text(measurement.begins, measurement.ends)
    return (
        Line(label="our value", text=amount_text(ours.value, unit)),
        *text_line(period or _BASES[ours.basis], quiet=True),
        Line(label="from", links=(source,), quiet=True),
    )


def _row(rival: Rival, sheet: Sheet) -> Row:
    benchmark = rival.benchmark
    published = (Line(links=(Link("where it is published", benchmark.url),), quiet=True),) if benchmark.url else ()
    observation = (Line(prose=sheet.prose(benchmark.observation)),) if benchmark.observation else ()
    return Row(
        anchor=benchmark.id,
        cells=(
            (Line(text=rival.competitor.title), *((Line(badge="old"),) if rival.old else ())),
            (Line(text=amount_text(benchmark.value, benchmark.unit)), Line(day=benchmark.observed, quiet=True)),
            _gap(rival),
            (*text_line(benchmark.evidence), *observation, *published),
        ),
    )


def _gap(rival: Rival) -> Cell:
    if rival.gap is None:
        return text_line("not compared: we have no value of the same metric and unit", quiet=True)
    if rival.standing is Standing.NOT_COMPARED:
        return text_line("not compared: an exact value is aimed at, so nobody is ahead", quiet=True)
    if rival.standing is Standing.LEVEL:
        return (Line(badge="level"),)
    distance = amount_text(abs(rival.gap), rival.benchmark.unit)
    return (Line(badge=rival.standing.value), Line(text=f"{_STANDINGS[rival.standing]} {distance}"))
