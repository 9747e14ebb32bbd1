"""Policies in force -> the chain from the mission's pillars to goals, procedures and standards, and what hangs loose.

A goal stands under every pillar that it names; a procedure under every goal that it reaches. Total: a reference that
leads nowhere is left out, since the checks report it.
"""

from collections import defaultdict
from dataclasses import dataclass

from handbook.history.edition import Edition, once
from handbook.model.handbook import Pillar
from handbook.model.policy import Goal, Procedure
from handbook.report.current import Current, current


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalBranch:
    """A goal with the procedures that reach it; `reason` says why it serves the pillar under which it stands."""

    current: Current
    goal: Goal
    reason: str
    procedures: tuple[Procedure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PillarBranch:
    """A pillar with the goals that serve it, by policy title, then in reading order."""

    pillar: Pillar
    goals: tuple[GoalBranch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseGoal:
    """A goal that lacks its link upwards or downwards."""

    current: Current
    goal: Goal


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseProcedure:
    """A procedure that lacks its link upwards or downwards."""

    current: Current
    procedure: Procedure


@dataclass(frozen=True, slots=True, kw_only=True)
class Loose:
    """What hangs loose, in both directions; all empty where the chain is whole."""

    pillars_without_goal: tuple[Pillar, ...] = ()
    goals_without_pillar: tuple[LooseGoal, ...] = ()
    goals_without_procedure: tuple[LooseGoal, ...] = ()
    procedures_without_goal: tuple[LooseProcedure, ...] = ()
    procedures_without_standard: tuple[LooseProcedure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MissionMap:
    """The whole chain, pillars as declared."""

    pillars: tuple[PillarBranch, ...]
    loose: Loose


@once
def mission_map(edition: Edition) -> MissionMap:
    """The chain over all policies in force, in time linear in their size."""
    policies = current(edition)
    branches: dict[str, list[GoalBranch]] = {pillar: [] for pillar in edition.pillars}
    for item in policies:
        reached_by = _reached_by(item)
        for goal in item.text.goals:
            procedures = tuple(reached_by[goal.id])
            for link in goal.mission:
                if link.pillar in branches:
                    branches[link.pillar].append(
                        GoalBranch(current=item, goal=goal, reason=link.reason, procedures=procedures)
                    )
    pillars = tuple(
        PillarBranch(pillar=pillar, goals=tuple(branches[pillar.id])) for pillar in edition.pillars.values()
    )
    return MissionMap(pillars=pillars, loose=_loose(edition, pillars, policies))


def _loose(edition: Edition, pillars: tuple[PillarBranch, ...], policies: tuple[Current, ...]) -> Loose:
    goals, unreached, procedures, aimless = [], [], [], []
    for item in policies:
        reached_by, own_goals = _reached_by(item), {goal.id for goal in item.text.goals}
        for goal in item.text.goals:
            goals.append(LooseGoal(current=item, goal=goal))
            if not reached_by[goal.id]:
                unreached.append(goals[-1])
        for procedure in item.text.procedures:
            procedures.append(LooseProcedure(current=item, procedure=procedure))
            if own_goals.isdisjoint(procedure.goals):
                aimless.append(procedures[-1])
    return Loose(
        pillars_without_goal=tuple(branch.pillar for branch in pillars if not branch.goals),
        goals_without_pillar=tuple(loose for loose in goals if not _serves_a_pillar(loose.goal, edition)),
        goals_without_procedure=tuple(unreached),
        procedures_without_goal=tuple(aimless),
        procedures_without_standard=tuple(loose for loose in procedures if not loose.procedure.standards),
    )


def _serves_a_pillar(goal: Goal, edition: Edition) -> bool:
    return any(link.pillar in edition.pillars for link in goal.mission)


def _reached_by(item: Current) -> defaultdict[str, list[Procedure]]:
    """The policy's procedures by the goals that they reach."""
    found: defaultdict[str, list[Procedure]] = defaultdict(list)
    for procedure in item.text.procedures:
        for goal in dict.fromkeys(procedure.goals):
            found[goal].append(procedure)
    return found
