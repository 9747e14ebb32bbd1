"""The escalation directory: by channel and urgency who takes over first; then each kind of case, level by level."""

from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup

from handbook.model.policy import EscalationLevel, Urgency
from handbook.render.page import Page
from handbook.render.phrases import within_text, words
from handbook.render.press import Link, Press, Sheet
from handbook.render.registers.cells import Line
from handbook.render.registers.lines import (
    all_or,
    channel_facet,
    clause_link,
    labelled,
    role_facet,
    role_lines,
    text_line,
)
from handbook.render.registers.printing import register_pages
from handbook.render.registers.register import Facet, Group, Register, Row, Section
from handbook.report.escalation import Directory, FirstContact, Level, escalation, first_contacts

LEVEL_COLUMNS = ("Level", "Moves up when", "Takes over", "How soon", "May decide, is told")
_URGENCIES = tuple((urgency.value, words(urgency.value)) for urgency in Urgency)


def escalation_pages(press: Press) -> Iterator[Page]:
    """The directory: an overview by channel and urgency, then a section for each kind of case."""
    directory = escalation(press.edition)
    sheet = press.sheet("escalation/")
    return register_pages(
        Register(
            place="escalation",
            address="escalation/",
            title="Escalation",
            description="Who takes over which kind of case, in what order, on which channel and how soon",
            noun="level",
            row_nouns=("line", "lines"),
            lead=lambda sheet: _uncovered(directory, sheet),
            facets=lambda levels: (
                channel_facet(sheet),
                Facet(name="urgency", label="Urgency", choices=_URGENCIES),
                role_facet("role", "Role", (role for item in levels for role in _roles(item.level)), sheet),
            ),
            sections=(
                Section(
                    id="first",
                    title="Whom to turn to first",
                    lead="By urgency and channel. The kind of case leads to all of its levels.",
                    columns=("Kind of case", "On", "Takes over first", "How soon"),
                    items=first_contacts(directory, press.edition),
                    groups=_first_groups,
                    counted=False,
                ),
                *(
                    Section(
                        id=f"case-{path.case.id}",
                        title=path.case.title,
                        columns=LEVEL_COLUMNS,
                        items=path.levels,
                        groups=level_groups,
                    )
                    for path in directory.paths
                ),
            ),
            empty="No policy in force says who takes over.",
        ),
        press,
    )


def level_groups(levels: tuple[Level, ...], sheet: Sheet) -> tuple[Group, ...]:
    """The levels in their order."""
    return (Group(rows=tuple(_row(item, sheet) for item in levels)),)


def _roles(level: EscalationLevel) -> tuple[str, ...]:
    return (level.role, level.backup) if level.backup else (level.role,)


def _row(item: Level, sheet: Sheet) -> Row:
    level = item.level
    channels = ", ".join(sheet.channels(level.channels)) or "every channel"
    backup = role_lines(sheet, level.backup, "when away") if level.backup else ()
    return Row(
        cells=(
            (Line(text=f"Level {level.level}"),),
            (
                Line(links=(clause_link(sheet, item.current.id, level.id, level.trigger),)),
                Line(label="on", text=channels, quiet=True),
                Line(label="set by", links=(sheet.policy(item.current.id),), quiet=True),
            ),
            (*role_lines(sheet, level.role), *backup),
            (Line(text=within_text(level.within)), Line(badge=level.urgency.value)),
            (*text_line(level.limit), *labelled("is told", level.hand_off)),
        ),
        facets=(
            ("channel", all_or(level.channels)),
            ("urgency", level.urgency.value),
            ("role", " ".join(_roles(level))),
        ),
    )


def _uncovered(directory: Directory, sheet: Sheet) -> Markup:
    cases = [case.title for case in directory.uncovered] if directory.paths else []
    return Markup(sheet.press.body("registers/escalation.html", uncovered=cases))


def _first_groups(contacts: tuple[FirstContact, ...], sheet: Sheet) -> tuple[Group, ...]:
    """A group for each urgency, the most urgent first."""
    return tuple(
        Group(
            heading=(Line(text=words(urgency.value)),),
            rows=tuple(_first_row(contact, sheet) for contact in found),
        )
        for urgency, found in groupby(contacts, lambda contact: contact.urgency)
    )


def _first_row(contact: FirstContact, sheet: Sheet) -> Row:
    case = Link(contact.case.title, f"#_case-{contact.case.id}")
    channels = ", ".join(channel.title for channel in contact.channels) or "every channel"
    return Row(
        cells=(
            (Line(links=(case,)),),
            text_line(channels),
            role_lines(sheet, contact.role),
            text_line(within_text(contact.within)),
        ),
        facets=(
            ("channel", all_or(channel.id for channel in contact.channels)),
            ("urgency", contact.urgency.value),
            ("role", contact.role),
        ),
    )
