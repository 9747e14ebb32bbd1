"""The chain from mission to standard: loose ends are errors where they can be mended, warnings where they cannot."""

import pytest

from tests.check.sample import PHONE, TEXT, found

POLICY = "# policies/complaints/policy.yml\n"
VERSION = "# policies/complaints/versions/1.0.yml\n"
GOALS = TEXT[TEXT.index("goals:") : TEXT.index("procedures:")]
BARE_GOAL = "goals:\n  - {id: complain-once, statement: A customer complains once.}\n"
WITHDRAWAL = """\
# policies/complaints/records/withdrawals/a.yml
published: 2025-05-18
effective: 2025-06-01
by: service-director
reason: It is part of another policy.
"""
NEXT_VERSION = f"""\
# policies/complaints/versions/1.1.yml
release:
  version: "1.1"
  change: editorial
  summary: The same in plainer words.
  published: 2025-09-18
  effective: 2025-10-01
  overruled: nobody does anything else
  approval: {{role: service-director, approved: 2025-09-15}}
{GOALS}"""


def test_a_policy_of_prose_has_no_chain() -> None:
    assert found(f"# policies/prose/policy.yml\n{PHONE.replace('answering', 'talking')}") == []


def test_a_policy_with_goals_alone_lacks_procedures() -> None:
    assert found(f"# policies/prose/policy.yml\n{PHONE}{GOALS}") == [
        "policies/prose/policy.yml goals.0: error[goal-without-procedure] no procedure reaches the goal "
        "`complain-once` | "
        "name `complain-once` under the `goals` of the procedure that does"
    ]


def test_the_loose_ends_of_a_goal_are_reported_at_the_goal() -> None:
    assert found(POLICY + BARE_GOAL) == [
        "policies/complaints/policy.yml goals.0: error[goal-without-measure] "
        "the goal `complain-once` has no measure, so nobody can tell whether it is reached | "
        "give under `measure` metric, unit, target and better",
        "policies/complaints/policy.yml goals.0: error[goal-without-mission] "
        "the goal `complain-once` is not tied to the mission | "
        "name under `mission` the pillar that it serves, and the reason",
    ]


def test_the_loose_ends_of_a_procedure_are_reported_at_the_procedure() -> None:
    procedure = "  - {id: note-it, title: Note it, goals: [], trigger: a call}\n"
    assert found(POLICY + TEXT[TEXT.index("procedures:") : TEXT.index("authority:")] + procedure) == [
        "policies/complaints/policy.yml procedures.1: error[procedure-without-owner] "
        "no role answers for the procedure `note-it` | name the role under `owner`",
        "policies/complaints/policy.yml procedures.1: error[procedure-without-standard] "
        "the procedure `note-it` is held to no standard | say under `standards` how well it must be done",
        "policies/complaints/policy.yml procedures.1.goals: error[procedure-without-goal] "
        "the procedure `note-it` reaches no goal | name the goal that it is for",
    ]


def test_the_loose_ends_of_a_standard_are_reported_at_the_standard() -> None:
    bare = TEXT.replace("unit: working hours,", "").replace(
        'method: "case system, weekly", origin: {kind: customers},', ""
    )
    assert found(POLICY + bare) == [
        "policies/complaints/policy.yml procedures.0.standards.0: error[standard-without-method] "
        "it is not said how the standard `first-answer` is measured | say under `method` with what and how often",
        "policies/complaints/policy.yml procedures.0.standards.0: error[standard-without-source] "
        "it is not said where the standard `first-answer` comes from | "
        "say under `origin` whose expectation it meets: customers, mission, government and so on",
        "policies/complaints/policy.yml procedures.0.standards.0: error[standard-without-unit] "
        "the target 4 of the standard `first-answer` has no unit | name it under `unit`, such as minutes or per cent",
    ]


@pytest.mark.parametrize(
    ("others", "severity"), [((), "error"), ((NEXT_VERSION,), "warning"), ((WITHDRAWAL,), "warning")]
)
def test_a_loose_end_weighs_less_where_it_can_be_mended_no_more(others: tuple[str, ...], severity: str) -> None:
    assert found(VERSION + BARE_GOAL + GOALS.split("\n", 1)[1].replace("complain-once", "answer-on-time"), *others) == [
        f"policies/complaints/versions/1.0.yml goals.0: {severity}[goal-without-measure] "
        "the goal `complain-once` has no measure, so nobody can tell whether it is reached | "
        "give under `measure` metric, unit, target and better",
        f"policies/complaints/versions/1.0.yml goals.0: {severity}[goal-without-mission] "
        "the goal `complain-once` is not tied to the mission | "
        "name under `mission` the pillar that it serves, and the reason",
        f"policies/complaints/versions/1.0.yml goals.1: {severity}[goal-without-procedure] "
        "no procedure reaches the goal `answer-on-time` | "
        "name `answer-on-time` under the `goals` of the procedure that does",
    ]


@pytest.mark.parametrize("as_of", ["2025-10-01", "2026-01-15"])
def test_a_pillar_that_only_an_old_version_serves_is_reported(as_of: str) -> None:
    empty = "goals: []\nprocedures: []\n"
    assert found(NEXT_VERSION.replace(GOALS, empty), POLICY + empty, as_of=as_of) == [
        "handbook.yml mission.pillars.0: warning[pillar-without-goal] "
        "no goal of any policy serves the pillar `keep-promises` | tie a goal to it under `mission`, or drop the pillar"
    ]


def test_a_pillar_is_served_by_a_version_that_is_to_take_effect() -> None:
    empty = "goals: []\nprocedures: []\n"
    assert found(VERSION + empty, NEXT_VERSION + TEXT[TEXT.index("procedures:") : TEXT.index("authority:")]) == []


def test_a_folder_without_a_text_is_no_policy() -> None:
    review = "reviewed: 2025-10-06\nby: adviser\noutcome: reaffirm\nnote: Looked at.\n"
    assert found(f"# policies/delivery/records/reviews/a.yml\n{review}") == [
        "policies/delivery : error[empty-policy] `delivery` has neither a working text nor a version | "
        "write policy.yml, or delete the folder"
    ]
