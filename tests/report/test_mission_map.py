from handbook.model.policy import MissionLink
from handbook.report.current import Current
from handbook.report.mission_map import (
    GoalBranch,
    Loose,
    LooseGoal,
    LooseProcedure,
    MissionMap,
    PillarBranch,
    mission_map,
)
from tests.builders import edition, goal, organisation, policy, procedure, standard, text, version

PILLAR = organisation().mission.pillars[0]
GOAL = goal("fewer-complaints")
RECEIVE = procedure("receive", goals=("fewer-complaints",), standards=(standard(),))


def published(**fields: object) -> Current:
    one = version(text=text(**fields))
    return Current(policy=policy("complaints", one), version=one)


def test_chain_leads_from_pillar_to_goal_to_procedure() -> None:
    item = published(goals=(GOAL,), procedures=(RECEIVE,))

    assert mission_map(edition(item.policy)) == MissionMap(
        pillars=(
            PillarBranch(
                pillar=PILLAR,
                goals=(
                    GoalBranch(
                        current=item, goal=GOAL, reason="An answer on time is a promise kept.", procedures=(RECEIVE,)
                    ),
                ),
            ),
        ),
        loose=Loose(),
    )


def test_pillar_that_no_goal_serves_hangs_loose() -> None:
    assert mission_map(edition()) == MissionMap(
        pillars=(PillarBranch(pillar=PILLAR, goals=()),), loose=Loose(pillars_without_goal=(PILLAR,))
    )


def test_goal_without_pillar_hangs_loose_upwards() -> None:
    alone = goal("fewer-complaints", mission=(MissionLink(pillar="no-such-pillar", reason="none"),))
    item = published(goals=(alone,), procedures=(RECEIVE,))

    assert mission_map(edition(item.policy)).loose == Loose(
        pillars_without_goal=(PILLAR,), goals_without_pillar=(LooseGoal(current=item, goal=alone),)
    )


def test_goal_that_no_procedure_reaches_hangs_loose_downwards() -> None:
    item = published(goals=(GOAL,))

    assert mission_map(edition(item.policy)).loose == Loose(
        goals_without_procedure=(LooseGoal(current=item, goal=GOAL),)
    )


def test_procedure_without_goal_and_without_standard_hangs_loose_both_ways() -> None:
    aimless = procedure("file-away", goals=("no-such-goal",))
    item = published(goals=(GOAL,), procedures=(RECEIVE, aimless))
    loose = LooseProcedure(current=item, procedure=aimless)

    assert mission_map(edition(item.policy)).loose == Loose(
        procedures_without_goal=(loose,), procedures_without_standard=(loose,)
    )
