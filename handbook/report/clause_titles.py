"""A clause's id -> the title that it has in a text, as `history.clauses` words it, without reading the whole text.

Registers name single clauses of many versions; to list all clauses of each for that would take most of the time.
"""

from collections.abc import Iterator
from typing import Any

from handbook.history.wording import shortened, without_marks
from handbook.model.decision import DecisionTable, Example
from handbook.model.policy import (
    Duty,
    EscalationLevel,
    Finding,
    Goal,
    Guidance,
    PolicyText,
    Procedure,
    Section,
    Service,
    Standard,
    Step,
)

_PROSE_TITLES: dict[type, str] = {
    Duty: "text",
    Goal: "statement",
    Step: "action",
    Guidance: "text",
    Example: "story",
    Finding: "text",
}
_LINE_TITLES: dict[type, str] = {
    Service: "title",
    Procedure: "title",
    Standard: "metric",
    DecisionTable: "title",
    EscalationLevel: "trigger",
    Section: "title",
}


def clause_title(text: PolicyText, clause: str) -> str:
    """The title of the clause; empty where the text does not hold it."""
    return next((_title(record) for record in _records(text) if record.id == clause), "")


def _title(record: Any) -> str:
    prose, line = _PROSE_TITLES.get(type(record)), _LINE_TITLES.get(type(record))
    title = without_marks(getattr(record, prose)) if prose else getattr(record, line) if line else ""
    return shortened(title) or record.id.replace("-", " ").capitalize()


def _records(text: PolicyText) -> Iterator[Any]:
    """Every record that is a clause."""
    for records in (text.duties, text.goals, text.services, text.examples, text.escalation, text.sections):
        yield from records
    for procedure in text.procedures:
        yield procedure
        yield from procedure.steps
        yield from procedure.standards
        yield from procedure.guidance
    for table in text.authority:
        yield table
        yield from table.rules
    for pilot in text.pilots:
        yield pilot
        yield from pilot.findings
    yield from text.briefings
