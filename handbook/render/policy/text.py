"""The text of a version -> everything that its page says, clause by clause, and the page's table of contents.

The same for what is in force and for a version of long ago; what stands beside the text is for `beside` and `head`.
"""

from collections.abc import Iterator, Mapping

from markupsafe import Markup
from msgspec import Struct

from handbook.model.decision import DecisionTable
from handbook.model.policy import PolicyText, Procedure, Reference, Section, Service
from handbook.render.page import Heading
from handbook.render.phrases import excerpt
from handbook.render.policy.decisions import ExampleView, TableView, example_view, table_view
from handbook.render.policy.escalation import Ladder, ladders
from handbook.render.policy.evidence import BriefingView, PilotView, briefing_view, pilot_view
from handbook.render.policy.goals import GoalView, ServiceView, goal_view, procedures_by_goal, service_view
from handbook.render.policy.procedures import DutyView, ProcedureView, duty_view, procedure_view
from handbook.render.press import Link, Sheet
from handbook.report.standards import Measured


class SectionView(Struct, frozen=True, kw_only=True):
    """A free section."""

    id: str
    title: str
    text: Markup


class ReferenceView(Struct, frozen=True, kw_only=True):
    """An outside document and the place in it."""

    document: Link
    clause: str


class TextView(Struct, frozen=True, kw_only=True):
    """A policy's text, ready to be printed."""

    duties: tuple[DutyView, ...]
    goals: tuple[GoalView, ...]
    services: tuple[ServiceView, ...]
    procedures: tuple[ProcedureView, ...]
    tables: tuple[TableView, ...]
    examples: tuple[ExampleView, ...]
    ladders: tuple[Ladder, ...]
    sections: tuple[SectionView, ...]
    pilots: tuple[PilotView, ...]
    briefings: tuple[BriefingView, ...]
    references: tuple[ReferenceView, ...]


def text_view(
    text: PolicyText, clauses: frozenset[str], measured: Mapping[str, tuple[Measured, ...]], sheet: Sheet
) -> TextView:
    """All that a text says. `clauses` are its ids; `measured` the measurements to show, by standard or goal."""
    reached_by = procedures_by_goal(text.procedures)
    goals = {goal.id: goal for goal in text.goals}
    tables = {table.id: table for table in text.authority}
    return TextView(
        duties=tuple(duty_view(item, sheet) for item in text.duties),
        goals=tuple(
            goal_view(item, reached_by.get(item.id, ()), sheet, measured.get(item.id, ())) for item in text.goals
        ),
        services=tuple(service_view(item, sheet) for item in text.services),
        procedures=tuple(procedure_view(item, goals, measured, sheet) for item in text.procedures),
        tables=tuple(table_view(item, sheet) for item in text.authority),
        examples=tuple(example_view(item, tables, sheet) for item in text.examples),
        ladders=ladders(text.escalation, sheet),
        sections=tuple(_section(item, sheet) for item in text.sections),
        pilots=tuple(pilot_view(item, clauses, sheet) for item in text.pilots),
        briefings=tuple(briefing_view(item, sheet) for item in text.briefings),
        references=tuple(_reference(item) for item in text.references),
    )


def text_headings(text: PolicyText, view: TextView) -> tuple[Heading, ...]:
    """The entries of the table of contents for all parts of a text, in the order in which they are printed."""
    return tuple(_headings(text, view))


def _headings(text: PolicyText, view: TextView) -> Iterator[Heading]:
    cases = tuple(Heading(anchor=item.anchor, title=excerpt(item.cases[0], 60)) for item in view.ladders)
    rule = (
        ("_duties", "What you must do", text.duties, ()),
        ("_goals", "Goals", text.goals, ()),
        ("_services", "Services", text.services, _children(text.services)),
        ("_procedures", "Procedures", text.procedures, _children(text.procedures)),
        ("_authority", "Who may decide", text.authority, _children(text.authority)),
        ("_examples", "Examples", text.examples, ()),
        ("_escalation", "Escalation", cases, cases),
        *((section.id, section.title, (section,), ()) for section in text.sections),
        ("_pilots", "Pilot evidence", text.pilots, ()),
        ("_briefings", "Briefings", text.briefings, ()),
        ("_references", "References", text.references, ()),
    )
    for anchor, title, content, children in rule:
        if content:
            yield Heading(anchor=anchor, title=title, children=children)


def _children(items: tuple[Service, ...] | tuple[Procedure, ...] | tuple[DecisionTable, ...]) -> tuple[Heading, ...]:
    return tuple(Heading(anchor=item.id, title=item.title) for item in items)


def _section(section: Section, sheet: Sheet) -> SectionView:
    return SectionView(id=section.id, title=section.title, text=sheet.prose(section.text, first_heading=3))


def _reference(reference: Reference) -> ReferenceView:
    return ReferenceView(document=Link(reference.title, reference.url), clause=reference.clause)
