from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from handbook.check.outline import ANY, Outline, Outlines, living
from tests import builders


def test_living_texts_bind_will_bind_or_are_being_written() -> None:
    titles = {"1.0": "old", "2.0": "in force", "3.0": "to come"}
    versions = [builders.version(number, text=builders.text(title=title)) for number, title in titles.items()]
    policy = builders.policy("a", *versions, working=builders.working(text=builders.text(title="being written")))
    assert [text.title for text in living(policy, date(2026, 12, 31))] == ["in force", "to come", "being written"]


PHONE = Outline(former=("telephone",), pillars=("keep-promises",), cases=(), clauses="phone")
CHAT = Outline(former=(), pillars=(), cases=("refund-refused",), clauses="chat")
BOTH = Outlines({"chat": CHAT, "phone": PHONE})


def test_outlines_are_the_same_value_while_none_is_another() -> None:
    assert BOTH.after(BOTH.of.keys(), {"phone": replace(PHONE)}) is BOTH
    assert BOTH.after({"chat": 1}.keys(), {}).of == {"chat": CHAT}
    assert list(BOTH.after({"chat": 1, "mail": 2, "phone": 3}.keys(), {"mail": CHAT}).of) == ["chat", "mail", "phone"]


def test_what_outlines_say_together_is_of_those_that_there_are() -> None:
    alone = BOTH.after({"chat": 1}.keys(), {})
    assert (BOTH.owners, alone.owners) == ({"telephone": ("phone",)}, {})
    assert (BOTH.pillars, alone.pillars) == (frozenset({"keep-promises"}), frozenset())
    assert BOTH.cases == alone.cases == frozenset({"refund-refused"})


@pytest.mark.parametrize(
    ("now", "names"),
    [
        ({"chat": CHAT, "phone": replace(PHONE, clauses="other")}, {"phone", "telephone"}),
        ({"chat": CHAT, "phone": replace(PHONE, former=("ringing",))}, {"phone", "telephone", "ringing"}),
        ({"chat": CHAT}, {"phone", "telephone", ANY}),
        ({"chat": CHAT, "phone": PHONE, "telephone": CHAT}, {"telephone", ANY}),
    ],
    ids=["clauses", "a former id", "gone", "come"],
)
def test_something_else_is_found_under_the_ids_that_a_policy_has_and_had(
    now: Mapping[str, Outline], names: set[str]
) -> None:
    assert BOTH.after(now.keys(), now).differing(BOTH) == names


@pytest.mark.parametrize(
    ("now", "named", "linked"),
    [
        ({"chat": CHAT, "phone": replace(PHONE, clauses="other")}, [], ["telephone"]),
        ({"chat": CHAT}, ["phone"], []),
        ({"chat": CHAT, "phone": PHONE, "telephone": CHAT}, ["telephone"], []),
        ({"chat": replace(CHAT, former=("telephone",)), "phone": PHONE}, ["telephone"], []),
        ({"chat": CHAT, "fax": CHAT, "phone": PHONE}, ["fox"], []),
    ],
    ids=["clauses", "gone", "come in its place", "had by another too", "what may have been meant"],
)
def test_what_a_policy_depends_on_in_others_is_another_where_what_it_names_is(
    now: Mapping[str, Outline], named: list[str], linked: list[str]
) -> None:
    assert Outlines(now).outside(named, linked) != BOTH.outside(named, linked)


def test_what_a_policy_does_not_name_is_nothing_to_it() -> None:
    other = Outlines({"chat": replace(CHAT, clauses="other"), "fax": CHAT, "phone": PHONE})
    assert other.outside(["chat", "telephone"], ["phone"]) == BOTH.outside(["chat", "telephone"], ["phone"])
