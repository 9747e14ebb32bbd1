"""An edition as the rules look at it: texts, clauses, references, and how a fault in a text weighs."""

from dataclasses import replace

from handbook.check.outline import Outline, Outlines
from handbook.check.survey import Survey
from handbook.model.source import Source
from tests import builders


def test_texts_stand_by_number_with_the_working_text_last() -> None:
    policy = builders.policy("complaints", builders.version("2.0"), builders.version("1.0"), working=builders.working())
    found = Survey(builders.edition(policy)).texts["complaints"]
    assert [item.name for item in found] == ["version 1.0", "version 2.0", "the working text"]


def test_only_a_text_that_no_version_follows_can_be_mended() -> None:
    policy = builders.policy("complaints", builders.version("1.0"), builders.version("2.0"), working=builders.working())
    assert [item.settled for item in Survey(builders.edition(policy)).expressions] == [True, False, False]


def test_no_version_of_a_withdrawn_policy_can_be_mended() -> None:
    policy = builders.policy("complaints", builders.version("1.0"), builders.withdrawal(), working=builders.working())
    assert [item.settled for item in Survey(builders.edition(policy)).expressions] == [True, False]


def test_a_fault_weighs_less_in_a_text_that_can_be_mended_no_more() -> None:
    policy = builders.policy("complaints", builders.version("1.0"), builders.version("2.0"))
    texts = Survey(builders.edition(policy)).expressions
    assert [item.problem("code", Source("file"), "message").severity for item in texts] == ["warning", "error"]


def test_clauses_stand_in_reading_order_without_the_head() -> None:
    text = builders.text(
        duties=(builders.duty(),),
        goals=(builders.goal(),),
        procedures=(builders.procedure(steps=(builders.step(),), standards=(builders.standard(),)),),
        authority=(builders.decision_table(),),
        sections=(builders.section(),),
        pilots=(builders.pilot(),),
    )
    (expression,) = Survey(builders.edition(builders.policy("a", builders.version(text=text)))).expressions
    assert [record.id for record in expression.clauses] == [
        "answer-today",
        "fewer-complaints",
        "receive-complaint",
        "log-complaint",
        "first-answer",
        "who-may-refund",
        "up-to-50",
        "above-50",
        "background",
        "spring-pilot",
        "callers-want-a-name",
    ]


def test_the_first_clause_that_has_an_id_gives_its_type() -> None:
    text = builders.text(goals=(builders.goal("a"),), sections=(builders.section("a"), builders.section("b")))
    (expression,) = Survey(builders.edition(builders.policy("a", builders.version(text=text)))).expressions
    assert {id_: type_.__name__ for id_, type_ in expression.types.items()} == {"a": "Goal", "b": "Section"}
    assert expression.twice == frozenset({"a"})


def test_what_is_known_of_all_policies_is_looked_up_and_texts_of_others_are_read() -> None:
    outline = Outline(former=("before",), pillars=("keep-promises",), cases=(), clauses="known")
    other = builders.policy("b", builders.version())
    edition = builders.edition(builders.policy("a", builders.version()))
    survey = Survey(edition, Outlines({"a": replace(outline, former=()), "b": outline}), {"b": other}.__getitem__)
    assert [*survey.ids] == ["a", "b"]
    assert survey.owners == {"before": ("b",)}
    assert survey.outlines.pillars == {"keep-promises"}
    assert [text.policy for text in survey.texts_of("before")] == [other]
    assert survey.texts_of("nobody") == ()
