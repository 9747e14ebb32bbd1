"""The page for auditors: how to check in plain words, and every version ever published with its dates and its hash."""

from markupsafe import Markup

from handbook.history.wording import counted
from handbook.model.version import Version
from handbook.render.press import Press, Sheet
from handbook.render.registers.cells import Cell, Line
from handbook.render.registers.lines import category_sections, day_line, text_line, version_link
from handbook.render.registers.register import Group, Register, Row, Section
from handbook.report.current import DAY
from handbook.report.versions import VersionLine, versions

_COLUMNS = ("Version", "Published", "Bound", "Approved", "SHA-256 of its file")


def audit_register(press: Press) -> Register:
    """The page, a section for each category."""
    lines = versions(press.edition)
    section: Section[VersionLine] = Section(id="", title="", items=(), columns=_COLUMNS, groups=_groups)
    parted = "audit" in press.parted
    return Register(
        place="audit",
        address="audit/",
        title="For auditors",
        description="Every version ever published: its dates, its approval, its hash",
        noun="version",
        lead=lambda sheet: _lead(lines, sheet, parted=parted),
        sections=category_sections(press, lines, lambda line: line.current.text.category, section),
        empty="No version has been published yet.",
        parted=parted,
    )


def _lead(lines: tuple[VersionLine, ...], sheet: Sheet, *, parted: bool) -> Markup:
    """How to check; a hash stands as an example where the page lists all of them anyway."""
    newest = max(lines, key=lambda line: line.current.version.release.published, default=None)
    return Markup(
        sheet.press.body(
            "registers/audit.html",
            path=f"policies/{newest.current.id}/versions/{newest.current.version.number}.yml" if newest else "",
            sha256=newest.current.version.sha256 if newest and not parted else "",
            changelog=sheet.to("changelog", "changelog/"),
            corrections=sheet.to("corrections", "corrections/"),
            in_force=sheet.to("in force on a date", "in-force/"),
            as_of=sheet.press.edition.as_of,
            count=counted(len(lines), "version"),
        )
    )


def _groups(lines: tuple[VersionLine, ...], sheet: Sheet) -> tuple[Group, ...]:
    """A group for each policy."""
    rows: dict[str, list[Row]] = {}
    for line in lines:
        rows.setdefault(line.current.id, []).append(_row(line, sheet))
    return tuple(
        Group(
            heading=(Line(links=(sheet.policy(policy),)), Line(code=policy, quiet=True)),
            rows=tuple(found),
        )
        for policy, found in rows.items()
    )


def _row(line: VersionLine, sheet: Sheet) -> Row:
    item = line.current
    number = item.version.number
    corrected = counted(line.corrections, "correction") if line.corrections else ""
    return Row(
        cells=(
            (
                Line(links=(version_link(sheet, item.id, number, str(number)),)),
                Line(badge=line.state.value),
                Line(text=item.version.release.change.value, quiet=True),
                *text_line(corrected, quiet=True),
            ),
            (Line(day=item.version.release.published),),
            _bound(line),
            _approval(item.version, sheet),
            (Line(code=item.version.sha256),),
        ),
    )


def _bound(line: VersionLine) -> Cell:
    if line.period is None:
        return (*text_line("never bound", quiet=True), *day_line("meant for", line.current.version.release.effective))
    last = DAY.before(line.period.end) if line.period.end else None
    return (*day_line("from", line.period.start), *day_line("to", last))


def _approval(version: Version, sheet: Sheet) -> Cell:
    approval = version.release.approval
    if approval is None:
        return text_line("no approval recorded", quiet=True)
    return (Line(links=(sheet.role(approval.role),)), *day_line("on", approval.approved))
