from handbook.model.decision import Output, OutputType
from handbook.report.authority import Authority, Decision, RoleAuthority, authority, deciding_roles
from handbook.report.current import Current
from tests.builders import decision_rule, decision_table, edition, policy, role, text, version

ADVISER, LEAD = role("adviser"), role("complaints-lead")
DECIDES = Output(id="decides", title="Who decides", type=OutputType.ROLE)
PAYS = Output(id="pays", title="Who pays it out", type=OutputType.ROLE)
FORM = Output(id="form", title="In which form", type=OutputType.TEXT)


def test_rules_stand_under_each_role_that_they_name() -> None:
    small = decision_rule("small", then={"decides": "adviser", "pays": "complaints-lead"})
    large = decision_rule("large", then={"decides": "complaints-lead", "pays": "complaints-lead"})
    table = decision_table(outputs=(DECIDES, PAYS), rules=(small, large))
    one = version(text=text(authority=(table,)))
    item = Current(policy=policy("complaints", one), version=one)
    first, second = (Decision(current=item, table=table, rule=rule) for rule in (small, large))

    assert authority(edition(item.policy)) == Authority(
        roles=(
            RoleAuthority(role=ADVISER, decisions=(first,)),
            RoleAuthority(role=LEAD, decisions=(first, second)),
        ),
        others=(),
    )


def test_rule_without_a_role_stands_apart() -> None:
    rule = decision_rule("any", then={"form": "voucher"})
    table = decision_table(outputs=(FORM,), rules=(rule,))
    one = version(text=text(authority=(table,)))
    item = Current(policy=policy("complaints", one), version=one)

    assert authority(edition(item.policy)) == Authority(
        roles=(), others=(Decision(current=item, table=table, rule=rule),)
    )


def test_value_that_names_a_role_counts_only_in_an_output_of_roles() -> None:
    rule = decision_rule(then={"decides": "adviser", "form": "complaints-lead", "pays": "adviser"})

    assert deciding_roles(decision_table(outputs=(DECIDES, FORM, PAYS)), rule) == ("adviser",)
