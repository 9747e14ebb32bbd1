"""Pilots and briefings -> what was tried, what it showed, what each finding changed, and how staff were told."""

from collections.abc import Container
from datetime import date

from markupsafe import Markup
from msgspec import Struct

from handbook.history.wording import counted, listing
from handbook.model.policy import Briefing, Finding, Participants, Pilot
from handbook.render.phrases import number_text, period_text
from handbook.render.press import Link, Sheet


class FindingView(Struct, frozen=True, kw_only=True):
    """A finding, the decision on it (`open` while there is none) and the clauses that it changed."""

    id: str
    text: Markup
    decision: str
    reason: str
    changed: tuple[Link, ...]


class PilotView(Struct, frozen=True, kw_only=True):
    """A trial of a version; `outcome` is `open` while nothing is decided."""

    id: str
    version: str
    period: str
    staff: str
    customers: str
    notice: Markup | None
    criteria: tuple[str, ...]
    findings: tuple[FindingView, ...]
    outcome: str
    conclusion: Markup | None


class QuestionView(Struct, frozen=True, kw_only=True):
    """A question asked at a briefing."""

    question: str
    answer: Markup


class BriefingView(Struct, frozen=True, kw_only=True):
    """A briefing."""

    id: str
    held: date
    audience: tuple[Link, ...]
    material: str
    attendance: str
    questions: tuple[QuestionView, ...]


def pilot_view(pilot: Pilot, clauses: Container[str], sheet: Sheet) -> PilotView:
    """A pilot; `clauses` are the ids on this page, to which findings may link."""
    return PilotView(
        id=pilot.id,
        version=str(pilot.version),
        period=period_text(pilot.begins, pilot.ends),
        staff=_participants(pilot.staff),
        customers=_participants(pilot.customers),
        notice=sheet.prose(pilot.customers.notice) if pilot.customers and pilot.customers.notice else None,
        criteria=pilot.criteria,
        findings=tuple(_finding(finding, clauses, sheet) for finding in pilot.findings),
        outcome=pilot.outcome or "open",
        conclusion=sheet.prose(pilot.conclusion) if pilot.conclusion else None,
    )


def briefing_view(briefing: Briefing, sheet: Sheet) -> BriefingView:
    """A briefing."""
    return BriefingView(
        id=briefing.id,
        held=briefing.held,
        audience=sheet.roles(briefing.audience),
        material=briefing.material,
        attendance=_attendance(briefing),
        questions=tuple(
            QuestionView(question=item.question, answer=sheet.prose(item.answer)) for item in briefing.questions
        ),
    )


def _finding(finding: Finding, clauses: Container[str], sheet: Sheet) -> FindingView:
    return FindingView(
        id=finding.id,
        text=sheet.prose(finding.text),
        decision=finding.decision or "open",
        reason=finding.reason,
        changed=tuple(Link(id_.replace("-", " "), f"#{id_}" if id_ in clauses else "") for id_ in finding.changed),
    )


def _participants(participants: Participants | None) -> str:
    if participants is None:
        return ""
    count = counted(participants.count, "person", "persons")
    return f"{count}: {listing(participants.groups)}" if participants.groups else count


def _attendance(briefing: Briefing) -> str:
    if briefing.attended is None:
        return "" if briefing.invited is None else f"{number_text(briefing.invited)} invited"
    if briefing.invited is None:
        return f"{number_text(briefing.attended)} attended"
    return f"{number_text(briefing.attended)} of {number_text(briefing.invited)} attended"
