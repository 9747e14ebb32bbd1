"""The chain from mission to goal, procedure and standard -> its loose ends.

A policy made of prose has no chain: the rules begin to ask once a text has goals or procedures. What a text says is
not judged, only whether the links are there.
"""

from collections.abc import Iterator

from handbook.check.survey import Expression, Survey
from handbook.model.diagnostic import Diagnostic, error, warning
from handbook.model.policy import Procedure, Standard


def empty_policies(survey: Survey) -> Iterator[Diagnostic]:
    """A policy has a text.

    Codes: empty-policy.
    """
    for policy in survey.handbook.policies:
        if not policy.versions and policy.working is None:
            message = f"`{policy.id}` has neither a working text nor a version"
            yield error("empty-policy", policy.source, message, "write policy.yml, or delete the folder")


def goals_without_mission(survey: Survey) -> Iterator[Diagnostic]:
    """Each goal is tied to a pillar of the mission.

    Codes: goal-without-mission. Source: ISO 9001:2015, 6.2.1 a: objectives are consistent with the policy.
    """
    for expression in survey.expressions:
        for goal in expression.text.goals:
            if not goal.mission:
                message = f"the goal `{goal.id}` is not tied to the mission"
                hint = "name under `mission` the pillar that it serves, and the reason"
                yield expression.problem("goal-without-mission", goal.source, message, hint)


def goals_without_measure(survey: Survey) -> Iterator[Diagnostic]:
    """Each goal is measured.

    Codes: goal-without-measure. Source: ISO 9001:2015, 6.2.1 b: objectives are measurable.
    """
    for expression in survey.expressions:
        for goal in expression.text.goals:
            if goal.measure is None:
                message = f"the goal `{goal.id}` has no measure, so nobody can tell whether it is reached"
                hint = "give under `measure` metric, unit, target and better"
                yield expression.problem("goal-without-measure", goal.source, message, hint)


def goals_without_procedure(survey: Survey) -> Iterator[Diagnostic]:
    """Each goal is reached by a procedure.

    Codes: goal-without-procedure. Source: ISO 9001:2015, 6.2.2 a: what will be done to reach an objective.
    """
    for expression in survey.expressions:
        reached = {goal for procedure in expression.text.procedures for goal in procedure.goals}
        for goal in expression.text.goals:
            if goal.id not in reached:
                message = f"no procedure reaches the goal `{goal.id}`"
                hint = f"name `{goal.id}` under the `goals` of the procedure that does"
                yield expression.problem("goal-without-procedure", goal.source, message, hint)


def procedures_without_goal(survey: Survey) -> Iterator[Diagnostic]:
    """Each procedure reaches a goal.

    Codes: procedure-without-goal. Whether work is worth its effort can only be told from what it is for.
    """
    for expression, procedure in _procedures(survey):
        if not procedure.goals:
            message = f"the procedure `{procedure.id}` reaches no goal"
            source = procedure.source.of("goals")
            yield expression.problem("procedure-without-goal", source, message, "name the goal that it is for")


def procedures_without_standard(survey: Survey) -> Iterator[Diagnostic]:
    """Each procedure is held to a standard.

    Codes: procedure-without-standard. Without one nobody can tell whether a procedure is carried out well.
    """
    for expression, procedure in _procedures(survey):
        if not procedure.standards:
            message = f"the procedure `{procedure.id}` is held to no standard"
            hint = "say under `standards` how well it must be done"
            yield expression.problem("procedure-without-standard", procedure.source, message, hint)


def procedures_without_owner(survey: Survey) -> Iterator[Diagnostic]:
    """A role answers for each procedure.

    Codes: procedure-without-owner.
    """
    for expression, procedure in _procedures(survey):
        if procedure.owner is None:
            message = f"no role answers for the procedure `{procedure.id}`"
            hint = "name the role under `owner`"
            yield expression.problem("procedure-without-owner", procedure.source, message, hint)


def standards_without_unit(survey: Survey) -> Iterator[Diagnostic]:
    """Each standard's target has a unit.

    Codes: standard-without-unit. A number without a unit cannot be held against anything.
    """
    for expression, standard in _standards(survey):
        if not standard.unit:
            message = f"the target {standard.target} of the standard `{standard.id}` has no unit"
            hint = "name it under `unit`, such as minutes or per cent"
            yield expression.problem("standard-without-unit", standard.source, message, hint)


def standards_without_method(survey: Survey) -> Iterator[Diagnostic]:
    """It is said how each standard is measured.

    Codes: standard-without-method. Source: ISO 9001:2015, 9.1.1 b: the methods of measurement are determined.
    """
    for expression, standard in _standards(survey):
        if not standard.method:
            message = f"it is not said how the standard `{standard.id}` is measured"
            hint = "say under `method` with what and how often"
            yield expression.problem("standard-without-method", standard.source, message, hint)


def standards_without_source(survey: Survey) -> Iterator[Diagnostic]:
    """It is said where each standard comes from.

    Codes: standard-without-source. Source: ISO 9001:2015, 4.2: interested parties and what they require.
    """
    for expression, standard in _standards(survey):
        if standard.origin is None:
            message = f"it is not said where the standard `{standard.id}` comes from"
            hint = "say under `origin` whose expectation it meets: customers, mission, government and so on"
            yield expression.problem("standard-without-source", standard.source, message, hint)


def pillars_without_goal(survey: Survey) -> Iterator[Diagnostic]:
    """Each pillar of the mission is served by a goal of some policy that binds, will bind or is being written.

    Codes: pillar-without-goal. A pillar that no goal serves is a promise that nobody works on.
    """
    for pillar in survey.handbook.organisation.mission.pillars:
        if pillar.id not in survey.outlines.pillars:
            message = f"no goal of any policy serves the pillar `{pillar.id}`"
            hint = "tie a goal to it under `mission`, or drop the pillar"
            yield warning("pillar-without-goal", pillar.source, message, hint)


def _procedures(survey: Survey) -> Iterator[tuple[Expression, Procedure]]:
    for expression in survey.expressions:
        for procedure in expression.text.procedures:
            yield expression, procedure


def _standards(survey: Survey) -> Iterator[tuple[Expression, Standard]]:
    for expression, procedure in _procedures(survey):
        for standard in procedure.standards:
            yield expression, standard
