from handbook.model.handbook import Policy
from handbook.model.policy import PolicyText
from handbook.report.authority import Decision
from handbook.report.current import Current
from handbook.report.escalation import Level
from handbook.report.roles import (
    PolicyShare,
    RoleBriefing,
    RoleDuty,
    RoleFacts,
    RoleProcedure,
    lines,
    roles,
    shares,
)
from handbook.report.standards import StandardLine
from tests.builders import (
    briefing,
    decision_rule,
    decision_table,
    duty,
    edition,
    escalation_level,
    policy,
    procedure,
    role,
    standard,
    step,
    text,
    version,
)


def facts(role_id: str, written: PolicyText) -> tuple[RoleFacts, Current]:
    """What is found for a role in a handbook of one policy with this text."""
    one = version("1.0", published="2024-12-01", effective="2025-01-01", text=written)
    subject = Current(policy=policy("complaints", one), version=one)
    return roles(edition(subject.policy))[role_id], subject


def test_role_that_nothing_names_has_only_itself() -> None:
    assert roles(edition(Policy(id="draft"), roles=(role("driver"),))) == {"driver": RoleFacts(role=role("driver"))}


def test_roles_below_are_those_that_report_to_it() -> None:
    lead, adviser = role("lead"), role("adviser", reports_to="lead")

    assert roles(edition(roles=(lead, adviser))) == {
        "lead": RoleFacts(role=lead, reports=(adviser,)),
        "adviser": RoleFacts(role=adviser),
    }


def test_duty_without_roles_binds_the_audience_and_one_with_roles_only_those() -> None:
    everyone, lead_only = duty("everyone"), duty("lead-only", roles=("complaints-lead",))
    written = text(audience=("adviser",), duties=(everyone, lead_only))
    adviser, item = facts("adviser", written)
    lead, _ = facts("complaints-lead", written)

    assert adviser.duties == (RoleDuty(current=item, duty=everyone),)
    assert lead.duties == (RoleDuty(current=item, duty=lead_only),)


def test_role_has_the_policies_that_bind_it_that_it_owns_and_that_it_approves() -> None:
    written = text(audience=("adviser",), owner="complaints-lead", approver="service-director")

    def lists(role_id: str) -> list[int]:
        found, _ = facts(role_id, written)
        return [len(found.policies), len(found.owned), len(found.approved)]

    assert {role_id: lists(role_id) for role_id in ("adviser", "complaints-lead", "service-director")} == {
        "adviser": [1, 0, 0],
        "complaints-lead": [0, 1, 0],
        "service-director": [0, 0, 1],
    }


def test_role_has_its_own_steps_with_their_places_and_the_standards_of_the_procedure() -> None:
    first, second, third = step("log"), step("decide", actor="complaints-lead"), step("tell")
    receive = procedure(steps=(first, second, third), standards=(standard(),), owner="service-director")
    adviser, item = facts("adviser", text(procedures=(receive,)))
    held = StandardLine(current=item, procedure=receive, standard=receive.standards[0])

    assert adviser.acts_in == (RoleProcedure(current=item, procedure=receive, steps=((1, first), (3, third))),)
    assert adviser.held_to == (held,)
    assert adviser.answers_for == ()


def test_role_that_answers_for_a_procedure_is_held_to_its_standards_without_acting() -> None:
    receive = procedure(owner="service-director", standards=(standard(),))
    director, item = facts("service-director", text(procedures=(receive,)))

    assert director.answers_for == (RoleProcedure(current=item, procedure=receive),)
    assert [line.standard.id for line in director.held_to] == ["first-answer"]
    assert director.acts_in == ()


def test_role_has_the_cases_that_it_takes_over_and_those_for_which_it_stands_in() -> None:
    level = escalation_level(role="complaints-lead", backup="adviser")
    adviser, item = facts("adviser", text(escalation=(level,)))
    lead, _ = facts("complaints-lead", text(escalation=(level,)))

    assert (adviser.takes_over, adviser.backs_up) == ((), (Level(current=item, level=level),))
    assert (lead.takes_over, lead.backs_up) == ((Level(current=item, level=level),), ())


def test_role_has_the_decisions_that_name_it() -> None:
    small = decision_rule("small", then={"decides": "adviser"})
    table = decision_table(rules=(small, decision_rule("large", then={"decides": "complaints-lead"})))
    adviser, item = facts("adviser", text(authority=(table,)))

    assert adviser.decisions == (Decision(current=item, table=table, rule=small),)


def test_role_has_its_briefings_newest_first_those_of_a_version_to_come_included() -> None:
    held, planned = briefing("held", held="2024-12-20"), briefing("planned", held="2026-03-10")
    one = version("1.0", published="2024-12-01", effective="2025-01-01", text=text(briefings=(held,)))
    two = version("2.0", published="2026-02-20", effective="2026-04-01", text=text(briefings=(planned,)))
    complaints = policy("complaints", one, two)

    assert roles(edition(complaints, roles=(role("adviser"),)))["adviser"].briefings == (
        RoleBriefing(current=Current(policy=complaints, version=two), briefing=planned),
        RoleBriefing(current=Current(policy=complaints, version=one), briefing=held),
    )


def test_owner_and_audience_are_told_what_changed_and_the_approver_is_not() -> None:
    one = version("1.0", published="2025-12-01", effective="2026-01-01")
    found = roles(edition(policy("complaints", one)))

    assert {id_: len(item.changes) for id_, item in found.items()} == {
        "adviser": 1,
        "complaints-lead": 1,
        "service-director": 0,
    }


def test_share_counts_what_of_a_policy_concerns_a_role() -> None:
    written = text(
        audience=("adviser",),
        duties=(duty("a"), duty("b")),
        procedures=(procedure(steps=(step("c"), step("d"), step("e")), standards=(standard(),)),),
        authority=(decision_table(),),
        escalation=(escalation_level(backup="adviser"),),
    )
    adviser, item = facts("adviser", written)

    assert shares(adviser, "en") == (PolicyShare(current=item, duties=2, steps=3, decisions=1, cases=1, standards=1),)
    assert lines(adviser) == 8
