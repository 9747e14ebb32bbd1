"""Duties and procedures -> what staff do: numbered steps with who acts, the standards that they are held to, advice."""

from collections.abc import Mapping

from markupsafe import Markup
from msgspec import Struct

from handbook.history.wording import target_text
from handbook.model.policy import Duty, Goal, Guidance, Procedure, Standard, Step
from handbook.render.phrases import excerpt, number_text, period_text, words
from handbook.render.press import Link, Sheet
from handbook.render.prose import plain_text
from handbook.report.standards import Measured

_SHOWN = 4
"""Measurements shown beside a standard or a goal; all of them stand on the history page."""


class DutyView(Struct, frozen=True, kw_only=True):
    """A duty and the roles that it binds; none named means the whole audience."""

    id: str
    text: Markup
    roles: tuple[Link, ...]


class StepView(Struct, frozen=True, kw_only=True):
    """One action: who, what, and what shows that it was done."""

    id: str
    actor: Link
    action: Markup
    evidence: str


class Score(Struct, frozen=True, kw_only=True):
    """A measured value; `verdict` is met or missed, by `target_then` where that differs from the target of today."""

    period: str
    value: str
    verdict: str
    target_then: str
    note: str


class StandardView(Struct, frozen=True, kw_only=True):
    """A level to keep, how it is measured, where it comes from, and how it was kept lately (newest first)."""

    id: str
    target: str
    metric: str
    method: str
    origin: str
    principle: str
    scores: tuple[Score, ...]


class GuidanceView(Struct, frozen=True, kw_only=True):
    """Advice."""

    id: str
    text: Markup


class ProcedureView(Struct, frozen=True, kw_only=True):
    """A procedure."""

    id: str
    title: str
    trigger: str
    goals: tuple[Link, ...]
    owner: Link | None
    channels: tuple[str, ...]
    steps: tuple[StepView, ...]
    standards: tuple[StandardView, ...]
    guidance: tuple[GuidanceView, ...]


def duty_view(duty: Duty, sheet: Sheet) -> DutyView:
    """A duty."""
    return DutyView(id=duty.id, text=sheet.prose(duty.text), roles=sheet.roles(duty.roles))


def procedure_view(
    procedure: Procedure,
    goals: Mapping[str, Goal],
    measured: Mapping[str, tuple[Measured, ...]],
    sheet: Sheet,
) -> ProcedureView:
    """A procedure; `measured` holds the measurements to show, newest first, by standard."""
    return ProcedureView(
        id=procedure.id,
        title=procedure.title,
        trigger=procedure.trigger,
        goals=tuple(_goal_link(id_, goals) for id_ in procedure.goals),
        owner=sheet.role(procedure.owner) if procedure.owner else None,
        channels=sheet.channels(procedure.channels),
        steps=tuple(_step(step, sheet) for step in procedure.steps),
        standards=tuple(_standard(item, measured.get(item.id, ()), sheet) for item in procedure.standards),
        guidance=tuple(_guidance(item, sheet) for item in procedure.guidance),
    )


def _goal_link(id_: str, goals: Mapping[str, Goal]) -> Link:
    goal = goals.get(id_)
    return Link(excerpt(" ".join(plain_text(goal.statement).split()), 60), f"#{id_}") if goal else Link(id_)


def _step(step: Step, sheet: Sheet) -> StepView:
    return StepView(id=step.id, actor=sheet.role(step.actor), action=sheet.prose(step.action), evidence=step.evidence)


def _guidance(guidance: Guidance, sheet: Sheet) -> GuidanceView:
    return GuidanceView(id=guidance.id, text=sheet.prose(guidance.text))


def _standard(standard: Standard, measured: tuple[Measured, ...], sheet: Sheet) -> StandardView:
    origin = standard.origin
    principle = sheet.press.edition.principles.get(standard.principle or "")
    return StandardView(
        id=standard.id,
        target=target_text(standard.better, standard.target, standard.unit),
        metric=standard.metric,
        method=standard.method,
        origin="" if origin is None else f"{words(origin.kind)}: {origin.note}" if origin.note else words(origin.kind),
        principle=principle.title if principle else standard.principle or "",
        scores=scores(measured, standard),
    )


def scores(measured: tuple[Measured, ...], today: Standard) -> tuple[Score, ...]:
    """The newest measurements of a standard, or of a goal's measure."""
    return tuple(_score(item, today) for item in measured[:_SHOWN])


def _score(item: Measured, today: Standard) -> Score:
    measurement, then = item.measurement, item.standard
    return Score(
        period=period_text(measurement.begins, measurement.ends),
        value=number_text(measurement.value),
        verdict="met" if item.met else "missed",
        target_then=target_text(then.better, then.target, then.unit) if item.differs_from(today) else "",
        note=measurement.note,
    )
