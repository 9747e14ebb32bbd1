"""The roles that texts of policies name."""

from handbook.report.naming import roles_named
from tests.builders import briefing, decision_rule, decision_table, duty, escalation_level, procedure, step, text

HEAD = {"owner": "owner", "approver": "approver", "audience": ("reader",)}
NAMING = text(
    **HEAD,
    duties=(duty(roles=("bound",)),),
    procedures=(procedure(owner="answering", steps=(step(actor="acting"),)),),
    authority=(decision_table(rules=(decision_rule(then={"decides": "deciding"}), decision_rule("other", then={}))),),
    escalation=(escalation_level(role="taking-over", backup="standing-in"),),
    briefings=(briefing(audience=("briefed",)),),
)


def test_every_place_where_a_text_can_name_a_role_is_looked_at() -> None:
    assert set(roles_named((NAMING,))) == {
        *("owner", "approver", "reader", "bound", "answering", "acting", "deciding"),
        *("taking-over", "standing-in", "briefed"),
    }


def test_roles_of_several_texts_are_sorted_and_told_once() -> None:
    assert roles_named((text(**HEAD), text(**HEAD, duties=(duty(roles=("aide",)),)))) == (
        "aide",
        "approver",
        "owner",
        "reader",
    )


def test_no_text_names_no_role() -> None:
    assert roles_named(()) == ()
