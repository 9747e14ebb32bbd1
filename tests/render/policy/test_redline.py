import re

import pytest

from handbook.model.handbook import Policy
from handbook.model.policy import Direction, MissionLink
from handbook.render.page import Heading, Page
from handbook.render.policy.chronology import issues
from handbook.render.policy.redline import marked_words, redline_page
from handbook.render.press import make_press
from handbook.render.templates import templates_folder
from tests.builders import (
    benchmark,
    decision_rule,
    decision_table,
    duty,
    edition,
    goal,
    policy,
    procedure,
    standard,
    step,
    text,
    version,
)

DELETED, INSERTED = "<del>{}</del>", "<ins>{}</ins>"


def page(subject: Policy, place: int = -1) -> Page:
    given = edition(subject)
    return redline_page(subject, issues(subject, given)[place], make_press(given).policy_sheet(subject.id))


def redlined(old: str, new: str) -> str:
    """The body of the redline page of a duty whose text changed."""
    before, after = (
        version(number, text=text(duties=(duty(text=said),))) for number, said in (("1.0", old), ("2.0", new))
    )
    return page(policy("complaints", before, after)).body


def test_words_that_went_and_came_are_marked() -> None:
    assert marked_words("within 8 hours", "within 4 hours") == (
        "within " + DELETED.format("8") + INSERTED.format("4") + " hours"
    )


@pytest.mark.parametrize("name", ["assets/handbook.css", "difference.css"])
def test_marks_are_spoken_by_the_stylesheet(name: str) -> None:
    rules = (templates_folder() / name).read_text(encoding="utf-8")

    assert re.findall(r'((?:del|ins)::\w+) \{\s+content: "([^"]+)";', rules) == [
        ("del::before", "deleted: "),
        ("del::after", ", end of deletion "),
        ("ins::before", "inserted: "),
        ("ins::after", ", end of insertion "),
    ]


def test_words_are_escaped() -> None:
    assert marked_words("<b>", "<i>") == "&lt;" + DELETED.format("b") + INSERTED.format("i") + "&gt;"


def test_prose_is_compared_without_its_marks() -> None:
    body = redlined("Answer **today**.", "Answer **at once**.")

    assert "Answer " + DELETED.format("today") + INSERTED.format("at once") + "." in body


def test_prose_whose_marks_alone_differ_shows_them() -> None:
    body = redlined("Answer [today](policy:complaints).", "Answer [today](https://elsewhere.example).")

    assert INSERTED.format("https://elsewhere.example") in body
    assert "The words are the same; links or marks in the text differ." in body


def test_roles_are_named_by_their_titles() -> None:
    before = version("1.0", text=text(duties=(duty(roles=("adviser",)),)))
    after = version("2.0", text=text(duties=(duty(roles=("adviser", "complaints-lead")),)))

    assert "Adviser" + INSERTED.format(", Complaints lead") in page(policy("complaints", before, after)).body


def test_each_change_stands_under_the_id_of_its_clause() -> None:
    before = version("1.0", text=text(duties=(duty("stays"), duty("goes"))))
    after = version("2.0", text=text(title="Praise", duties=(duty("comes"), duty("stays"))))
    found = page(policy("complaints", before, after))
    answer = "Answer every complaint on the day it arrives."

    assert found.headings == (
        Heading(anchor="_head", title="Title, summary and scope"),
        Heading(anchor="comes", title=answer),
        Heading(anchor="goes", title=answer),
    )
    for heading, type_ in zip(found.headings, ("changed", "added", "removed"), strict=True):
        assert f'<section class="change change--{type_}" id="{heading.anchor}"' in found.body


def test_clause_that_only_moved_is_said_to_have_moved() -> None:
    steps = (step("one"), step("two", action="Answer."))
    before = version("1.0", text=text(procedures=(procedure(steps=steps),)))
    after = version("2.0", text=text(procedures=(procedure(steps=steps[::-1]),)))
    body = page(policy("complaints", before, after)).body

    assert 'class="change change--moved"' in body
    assert "It says the same in another place." in body


def test_benchmarks_principles_and_sides_are_named_as_on_the_page() -> None:
    held = procedure(standards=(standard(principle="reliability", better=Direction.AT_MOST),))
    subject = text(goals=(goal(measure=None, benchmarks=("voltmart-answer",)),), procedures=(held,))
    changed = policy("complaints", version("1.0"), version("2.0", text=subject))
    given = edition(changed, benchmarks=(benchmark(),))
    body = redline_page(changed, issues(changed, given)[-1], make_press(given).policy_sheet("complaints")).body

    competitor = given.competitors["voltmart"].title
    for shown in (
        f"{competitor}: time to first answer",
        given.principles["reliability"].title,
        "at most 4 working hours",
    ):
        assert INSERTED.format(shown) in body


def test_records_inside_a_clause_read_as_phrases() -> None:
    before = text(goals=(goal(mission=(MissionLink(pillar="keep-promises", reason="Promises are kept."),)),))
    after = text(goals=(goal(mission=(MissionLink(pillar="keep-promises", reason="Promises are held."),)),))
    body = page(policy("complaints", version("1.0", text=before), version("2.0", text=after))).body

    assert f"Keep every promise: Promises are {DELETED.format('kept')}{INSERTED.format('held')}." in body


def test_tests_of_a_decision_table_are_told_as_on_the_page() -> None:
    before, after = (
        text(authority=(decision_table(rules=(decision_rule("small", when={"amount": test}),)),))
        for test in ("<= 50", "<= 100")
    )
    body = page(policy("complaints", version("1.0", text=before), version("2.0", text=after))).body

    assert f"Value of the refund: up to {DELETED.format('50')}{INSERTED.format('100')} EUR" in body


def test_first_version_is_all_new() -> None:
    found = page(policy("complaints", version("1.0")))

    assert found.title == "Complaints 1.0: first version"
    assert found.headings == ()
    assert "There is no version before it: all of it is new." in found.body


def test_version_without_a_difference_says_so() -> None:
    assert "No clause differs from version 1.0." in page(policy("complaints", version("1.0"), version("1.1"))).body


def test_redline_of_what_is_to_come_says_will() -> None:
    coming = version("2.0", published="2026-02-01", effective="2026-06-01")

    assert "<h1>What version 2.0 will change</h1>" in page(policy("complaints", version("1.0"), coming)).body


def test_page_belongs_to_its_policy_and_is_not_searched() -> None:
    found = page(policy("complaints", version("1.0"), version("2.0")))

    assert (found.address, found.place, found.entry, found.searchable) == (
        "policies/complaints/2.0/changes/",
        "policy/contact",
        "policies/complaints/",
        False,
    )
