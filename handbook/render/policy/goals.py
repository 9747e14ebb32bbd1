"""Goals and services -> the why-chain: which pillar a goal serves, how it is measured, what others do.

Reads benchmarks from the edition; one observed after its day appears nowhere.
"""

from collections.abc import Mapping
from datetime import date

from markupsafe import Markup
from msgspec import Struct

from handbook.history.wording import amount_text, target_text
from handbook.model.handbook import Benchmark
from handbook.model.policy import Goal, Measure, MissionLink, Procedure, Service
from handbook.render.phrases import number_text, words
from handbook.render.policy.procedures import Score, scores
from handbook.render.press import Link, Sheet
from handbook.report.benchmarks import Standing, standing
from handbook.report.standards import Measured, as_standard

_VERDICTS = {
    Standing.AHEAD: "our target is better",
    Standing.LEVEL: "our target is the same",
    Standing.BEHIND: "our target is behind",
    Standing.NOT_COMPARED: "",
}


class Served(Struct, frozen=True, kw_only=True):
    """A pillar of the mission that a goal serves, and why."""

    pillar: Link
    reason: str


class Compared(Struct, frozen=True, kw_only=True):
    """What a competitor was seen to do. `standing` is that of our target beside it.

    `verdict` says it in words; empty where they are not compared.
    """

    competitor: Link
    metric: str
    seen: str
    observed: date
    standing: Standing
    verdict: str


class GoalView(Struct, frozen=True, kw_only=True):
    """A goal; `metric` is empty where no measure is named. `scores` tell how it was reached lately (newest first)."""

    id: str
    statement: Markup
    serves: tuple[Served, ...]
    metric: str
    target: str
    baseline: str
    compared: tuple[Compared, ...]
    reached_by: tuple[Link, ...]
    scores: tuple[Score, ...] = ()


class ServiceView(Struct, frozen=True, kw_only=True):
    """A service: its level, price and provider, and how much it matters to customers."""

    id: str
    title: str
    level: Markup
    price: str
    provider: str
    importance: str
    evidence: str


def goal_view(
    goal: Goal, reached_by: tuple[Procedure, ...], sheet: Sheet, measured: tuple[Measured, ...] = ()
) -> GoalView:
    """A goal with its links up to the mission and down to the procedures that reach it, and its measurements."""
    measure, standard = goal.measure, as_standard(goal)
    benchmarks = sheet.press.edition.benchmarks
    return GoalView(
        id=goal.id,
        statement=sheet.prose(goal.statement),
        serves=tuple(_served(link, sheet) for link in goal.mission),
        metric=measure.metric if measure else "",
        target=target_text(measure.better, measure.target, measure.unit) if measure else "",
        baseline=_baseline(measure),
        compared=tuple(
            _compared(benchmarks[id_], measure, sheet)
            for id_ in goal.benchmarks
            if id_ in benchmarks and benchmarks[id_].observed <= sheet.press.edition.as_of
        ),
        reached_by=tuple(Link(procedure.title, f"#{procedure.id}") for procedure in reached_by),
        scores=scores(measured, standard) if standard else (),
    )


def procedures_by_goal(procedures: tuple[Procedure, ...]) -> Mapping[str, tuple[Procedure, ...]]:
    """Goal -> the procedures that reach it, in reading order."""
    found: dict[str, tuple[Procedure, ...]] = {}
    for procedure in procedures:
        for goal in procedure.goals:
            found[goal] = (*found.get(goal, ()), procedure)
    return found


def service_view(service: Service, sheet: Sheet) -> ServiceView:
    """A service as it is offered."""
    return ServiceView(
        id=service.id,
        title=service.title,
        level=sheet.prose(service.level),
        price=f"{words(service.terms)}: {service.price}" if service.price else words(service.terms),
        provider=words(service.provider),
        importance="" if service.importance is None else f"{number_text(service.importance)} of 5",
        evidence=service.evidence,
    )


def _baseline(measure: Measure | None) -> str:
    if measure is None or measure.baseline is None:
        return ""
    return amount_text(measure.baseline, measure.unit)


def _served(link: MissionLink, sheet: Sheet) -> Served:
    pillar = sheet.press.edition.pillars.get(link.pillar)
    shown = sheet.to(pillar.title, f"mission/#{link.pillar}") if pillar else Link(link.pillar)
    return Served(pillar=shown, reason=link.reason)


def _compared(benchmark: Benchmark, measure: Measure | None, sheet: Sheet) -> Compared:
    competitor = sheet.press.edition.competitors.get(benchmark.competitor)
    same = measure is not None and (measure.metric, measure.unit) == (benchmark.metric, benchmark.unit)
    place = standing(benchmark.better, measure.target, benchmark.value) if measure and same else Standing.NOT_COMPARED
    return Compared(
        competitor=sheet.to(competitor.title if competitor else benchmark.competitor, f"benchmarks/#{benchmark.id}"),
        metric="" if same else benchmark.metric,
        seen=amount_text(benchmark.value, benchmark.unit),
        observed=benchmark.observed,
        standing=place,
        verdict=_VERDICTS[place],
    )
