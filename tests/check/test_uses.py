"""Records -> the references in them that are not known, and the links in their prose."""

from handbook.check.uses import Link, Use, find_html, find_uses
from handbook.model.field import Target
from handbook.model.source import NOWHERE
from tests import builders

NONE = frozenset({None, ""})


def test_a_field_that_refers_to_what_is_not_known_is_found() -> None:
    steps = (builders.step("a", actor="adviser"), builders.step("b", actor="advisor"))
    text = builders.text(procedures=(builders.procedure(steps=steps),), owner="chief", approver="adviser", audience=())
    assert find_uses([text], {Target.ROLE: NONE | {"adviser"}}) == (
        [Use(Target.ROLE, "chief", NOWHERE.of("owner")), Use(Target.ROLE, "advisor", NOWHERE.of("actor"))],
        [],
    )


def test_an_item_of_a_list_is_found_at_its_place() -> None:
    text = builders.text(audience=("adviser", "boss", "chief"))
    uses, _ = find_uses([text], {Target.ROLE: NONE | {"adviser", "complaints-lead", "service-director"}})
    assert uses == [
        Use(Target.ROLE, "boss", NOWHERE.of("audience", 1)),
        Use(Target.ROLE, "chief", NOWHERE.of("audience", 2)),
    ]


def test_a_kind_of_thing_that_was_not_asked_for_is_passed_over() -> None:
    assert find_uses([builders.text(category="nowhere")], {Target.CHANNEL: NONE}) == ([], [])


def test_a_field_that_is_absent_refers_to_nothing() -> None:
    assert find_uses([builders.role("adviser"), builders.escalation_level(backup=None)], {Target.CASE: NONE}) == (
        [Use(Target.CASE, "refund-refused", NOWHERE.of("cases", 0))],
        [],
    )


def test_links_are_found_in_prose_at_any_depth() -> None:
    linking = builders.guidance(text="See [the desk](policy:desk), [a step](policy:phone#greet) and [x](https://x.y).")
    text = builders.text(procedures=(builders.procedure(guidance=(linking,)),))
    assert find_uses([text], {}) == (
        [],
        [Link("desk", "", NOWHERE.of("text")), Link("phone", "greet", NOWHERE.of("text"))],
    )


def test_a_link_that_names_no_id_is_given_as_it_stands() -> None:
    _, links = find_uses([builders.duty(text="[a](policy:Phone%20line#x)")], {})
    assert links == [Link("Phone%20line#x", "", NOWHERE.of("text"))]


def test_html_is_found_in_prose_and_not_in_code() -> None:
    records = [builders.duty(text="Call <b>now</b>, `<i>`, <!-- soon -->"), builders.duty(text="    <p>\n")]
    assert [tag for tag, _ in find_html(records)] == ["<b>", "</b>", "<!--"]
