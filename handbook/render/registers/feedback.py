"""The registers of feedback and of front-line checks: what was said, what was seen, what came of it."""

from collections.abc import Iterator

from handbook.history.wording import counted
from handbook.model.record import Conformity, FeedbackSource
from handbook.model.version_number import VersionNumber
from handbook.render.page import Page
from handbook.render.phrases import month_and_year, words
from handbook.render.press import Press, Sheet
from handbook.render.registers.cells import Cell, Line
from handbook.render.registers.lines import held_clause_link, labelled, text_line, version_link
from handbook.render.registers.printing import register_pages
from handbook.render.registers.register import Chapters, Facet, Group, Register, Row, Section, on_every_page
from handbook.report.current import Current
from handbook.report.feedback import CheckLine, FeedbackLine, feedback, front_line_checks

_DECISIONS = (("change", "Changed something"), ("no-change", "Changed nothing"), ("undecided", "Undecided"))


def feedback_pages(press: Press) -> Iterator[Page]:
    """Both registers on one page, newest first."""
    sources = tuple((source.value, words(source.value)) for source in FeedbackSource)
    conformities = tuple((item.value, words(item.value)) for item in Conformity)
    return register_pages(
        Register(
            place="feedback",
            address="feedback/",
            title="Feedback and checks",
            description="What customers and staff said, what was seen at the front line, and what followed",
            noun="record",
            facets=on_every_page(
                Facet(name="source", label="Reached us by", choices=sources),
                Facet(name="decision", label="Decision", choices=_DECISIONS),
                Facet(name="conformity", label="Seen in practice", choices=conformities),
            ),
            sections=(
                Section(
                    id="feedback",
                    title="What customers and staff said",
                    lead="Summed up without names. A decision names what it changed, or why nothing was changed.",
                    columns=("Policy", "What was said", "Decision"),
                    items=feedback(press.edition),
                    groups=feedback_groups,
                    chapters=Chapters(title=lambda line: month_and_year(line.feedback.received), newest_first=True),
                ),
                Section(
                    id="checks",
                    title="What was seen at the front line",
                    lead="The practice was observed and held against the text.",
                    columns=("Policy", "What was seen", "What was done"),
                    items=front_line_checks(press.edition),
                    groups=check_groups,
                    chapters=Chapters(title=lambda line: month_and_year(line.check.observed), newest_first=True),
                ),
            ),
            empty="No feedback has been recorded, and no front-line check.",
        ),
        press,
    )


def feedback_groups(lines: tuple[FeedbackLine, ...], sheet: Sheet) -> tuple[Group, ...]:
    """Feedback in the order given."""
    return (Group(rows=tuple(_feedback_row(line, sheet) for line in lines)),)


def check_groups(lines: tuple[CheckLine, ...], sheet: Sheet) -> tuple[Group, ...]:
    """Checks in the order given."""
    return (Group(rows=tuple(_check_row(line, sheet) for line in lines)),)


def _feedback_row(line: FeedbackLine, sheet: Sheet) -> Row:
    record = line.feedback
    decision = record.decision.value if record.decision else "undecided"
    heard = words(record.via.value) + (
        f", {counted(record.responses, 'person', 'persons')}" if record.responses else ""
    )
    return Row(
        cells=(
            (*_subject(line.current, record.clause or "", line.clause_title, sheet), Line(day=record.received)),
            (
                Line(prose=sheet.prose(record.text)),
                *text_line(heard, quiet=True),
                *labelled("about", ", ".join(sheet.channels((record.channel,))) if record.channel else ""),
            ),
            (
                Line(badge=decision),
                *text_line(record.reason, quiet=True),
                *_led_to(line.current.id, line.led_to, sheet),
            ),
        ),
        facets=(("source", record.via.value), ("decision", decision)),
    )


def _check_row(line: CheckLine, sheet: Sheet) -> Row:
    check = line.check
    place = ", ".join(
        [
            *(sheet.branches((check.branch,)) if check.branch else ()),
            *(sheet.channels((check.channel,)) if check.channel else ()),
        ]
    )
    return Row(
        cells=(
            (*_subject(line.current, check.clause, line.clause_title, sheet), Line(day=check.observed)),
            (
                Line(badge=check.conformity.value, prose=sheet.prose(check.text)),
                *labelled("at", place),
                Line(label="by", links=(sheet.role(check.by),), quiet=True),
            ),
            (*text_line(check.action), *_led_to(line.current.id, line.led_to, sheet)),
        ),
        facets=(("conformity", check.conformity.value),),
    )


def _subject(item: Current, clause: str, clause_title: str, sheet: Sheet) -> Cell:
    about = (Line(links=(held_clause_link(sheet, item, clause, clause_title),), quiet=True),) if clause_title else ()
    return (Line(links=(sheet.policy(item.id),)), *about)


def _led_to(policy: str, versions: tuple[VersionNumber, ...], sheet: Sheet) -> Cell:
    links = tuple(version_link(sheet, policy, version, f"version {version}") for version in versions)
    return (Line(label="gave rise to", links=links, quiet=True),) if links else ()
