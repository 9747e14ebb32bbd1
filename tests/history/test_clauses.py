from decimal import Decimal

import pytest

from handbook.history.clauses import (
    EVIDENCE_KINDS,
    HEAD,
    KINDS,
    Clause,
    ClauseField,
    clause_records,
    clause_title,
    clauses,
)
from handbook.model.decision import Input, Output
from handbook.model.field import Format
from handbook.model.policy import Direction, Measure, MissionLink, PolicyText, Question, Reference, Scope
from handbook.model.schema import schema
from handbook.model.source import Source
from tests.builders import (
    briefing,
    decision_rule,
    decision_table,
    duty,
    escalation_level,
    example,
    finding,
    goal,
    guidance,
    pilot,
    procedure,
    section,
    service,
    standard,
    step,
    text,
    text_of_all_kinds,
)

WHOLE = text(
    duties=(duty("d1"), duty("d2")),
    goals=(goal("g1"),),
    services=(service("s1"),),
    procedures=(
        procedure("p1", steps=(step("a"), step("b")), standards=(standard("c"),), guidance=(guidance("e"),)),
        procedure("p2", steps=(step("f"),)),
    ),
    authority=(decision_table("t1", rules=(decision_rule("r1"), decision_rule("r2"))),),
    examples=(example("x1", table="t1"),),
    escalation=(escalation_level("l1"),),
    sections=(section("n1"),),
    pilots=(pilot("y1", findings=(finding("z1"),)),),
    briefings=(briefing("b1"),),
)

TITLED = text_of_all_kinds(
    duties=(duty(text="Answer **every** complaint on the day it arrives, " + "whoever takes it, " * 5 + "always."),),
    services=(service(title="Loan *appliance*"),),
)


def test_clauses_stand_in_reading_order_with_kind_parent_and_position() -> None:
    assert [(item.kind, item.id, item.parent, item.position) for item in clauses(WHOLE)] == [
        ("policy", "", "", 0),
        ("duty", "d1", "", 0),
        ("duty", "d2", "", 1),
        ("goal", "g1", "", 0),
        ("service", "s1", "", 0),
        ("procedure", "p1", "", 0),
        ("step", "a", "p1", 0),
        ("step", "b", "p1", 1),
        ("standard", "c", "p1", 0),
        ("guidance", "e", "p1", 0),
        ("procedure", "p2", "", 1),
        ("step", "f", "p2", 0),
        ("decision-table", "t1", "", 0),
        ("decision-rule", "r1", "t1", 0),
        ("decision-rule", "r2", "t1", 1),
        ("example", "x1", "", 0),
        ("escalation-level", "l1", "", 0),
        ("section", "n1", "", 0),
        ("pilot", "y1", "", 0),
        ("finding", "z1", "y1", 0),
        ("briefing", "b1", "", 0),
    ]


def test_every_record_with_an_id_is_a_clause_but_the_columns_of_a_table() -> None:
    assert _records_with_id(PolicyText) == (set(KINDS) - {PolicyText}) | {Input, Output}


def test_evidence_kinds_are_kinds() -> None:
    assert set(KINDS.values()) >= EVIDENCE_KINDS


def test_clause_has_its_fields_in_order_of_declaration_without_empty_ones() -> None:
    subject = text(procedures=(procedure("p1", goals=("g1", "g2"), trigger="a call", source=Source("p.yml")),))

    assert clauses(subject)[1] == Clause(
        id="p1",
        kind="procedure",
        title="Receive a complaint",
        parent=HEAD,
        position=0,
        fields=(
            ClauseField(name="title", text="Receive a complaint"),
            ClauseField(name="goals", text="g1\ng2"),
            ClauseField(name="trigger", text="a call"),
        ),
    )


def test_clause_carries_the_source_of_its_record() -> None:
    source = Source("policy_data/policies/p/policy.yml", ("duties", 0))

    assert clauses(text(duties=(duty(source=source),)))[1].source == source


def test_field_is_prose_where_its_text_is_commonmark() -> None:
    found = clauses(text(procedures=(procedure(steps=(step(action="Ask *why*.", evidence="note"),)),)))[2]

    assert found.fields == (
        ClauseField(name="actor", text="adviser"),
        ClauseField(name="action", text="Ask *why*.", prose=True),
        ClauseField(name="evidence", text="note"),
    )


def test_head_holds_what_is_no_clause() -> None:
    head = clauses(
        text(
            duties=(duty(),),
            keywords=("refund", "angry customer"),
            scope=Scope(channels=("phone", "chat"), customers="everybody"),
            review_every="P6M",
            references=(Reference(title="ISO 10002:2018", clause="8.4"), Reference(title="ISO 10004:2018")),
        )
    )[0]

    assert {item.name: item.text for item in head.fields} == {
        "title": "Complaints",
        "summary": "How a complaint is taken, answered and learned from.",
        "category": "contact",
        "owner": "complaints-lead",
        "approver": "service-director",
        "audience": "adviser",
        "keywords": "refund\nangry customer",
        "scope": "channels: phone, chat\ncustomers: everybody",
        "review_every": "6 months",
        "references": "title: ISO 10002:2018; clause: 8.4\ntitle: ISO 10004:2018",
    }


def test_nested_records_become_lines_of_their_clause() -> None:
    links = (MissionLink(pillar="trust", reason="honest bills"), MissionLink(pillar="care", reason="fast help"))
    measure = Measure(metric="complaints", unit="%", target=Decimal("2.50"), better=Direction.AT_MOST)

    found = clauses(text(goals=(goal(mission=links, measure=measure),)))[1]

    assert [(item.name, item.text) for item in found.fields[1:]] == [
        ("mission", "pillar: trust; reason: honest bills\npillar: care; reason: fast help"),
        ("measure", "metric: complaints\nunit: %\ntarget: 2.50\nbetter: at-most"),
    ]


def test_rule_of_a_table_shows_its_tests_and_outputs() -> None:
    rule = decision_rule("r1", when={"amount": "<= 50", "customer": '"gold"'}, then={"decides": "adviser"})

    found = clauses(text(authority=(decision_table(rules=(rule,)),)))[2]

    assert [(item.name, item.text) for item in found.fields] == [
        ("when", 'amount: <= 50\ncustomer: "gold"'),
        ("then", "decides: adviser"),
    ]


def test_prose_inside_a_nested_record_is_folded_to_its_line() -> None:
    question = Question(question="May I promise a date?", answer="Only one\nthat the planner shows.")

    found = clauses(text(briefings=(briefing(questions=(question,)),)))[1]

    assert found.fields[-1] == ClauseField(
        name="questions", text="question: May I promise a date?; answer: Only one that the planner shows."
    )


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        (text(title="Complaints 5 * 3"), ["Complaints 5 * 3"]),
        (text(duties=(duty(text="Answer **today**."),)), ["Answer today."]),
        (text(goals=(goal(statement="# One\n\ncomplaint"),)), ["One complaint"]),
        (text(services=(service(title="Loan appliance"),)), ["Loan appliance"]),
        (text(examples=(example(story="A kettle broke."),)), ["A kettle broke."]),
        (text(escalation=(escalation_level(trigger="a refusal"),)), ["a refusal"]),
        (text(sections=(section(title="Background"),)), ["Background"]),
        (text(pilots=(pilot("spring-pilot", findings=()),)), ["Spring pilot"]),
        (text(briefings=(briefing("phone-team"),)), ["Phone team"]),
        (text(duties=(duty("no-words", text="---"),)), ["---"]),
        (text(duties=(duty("no-words", text="- "),)), ["No words"]),
        (
            text(procedures=(procedure(steps=(step(action="Ring back."),), standards=(standard(metric="wait"),)),)),
            ["Receive a complaint", "Ring back.", "wait"],
        ),
    ],
)
def test_clause_is_titled_by_what_it_says(subject: PolicyText, title: list[str]) -> None:
    assert [item.title for item in clauses(subject)][-len(title) :] == title


def test_prose_fields_of_the_model_are_the_prose_fields_of_clauses() -> None:
    found = {(item.kind, field.name) for item in clauses(WHOLE) for field in item.fields if field.prose}

    declared = {
        (KINDS[record], item.name) for record in KINDS for item in schema(record) if Format.PROSE in item.formats
    }
    assert found == declared - {("decision-rule", "note")}


def _records_with_id(record: type) -> set[type]:
    """The record types below a record that have an id."""
    found: set[type] = set()
    for item in schema(record):
        if item.record:
            found |= _records_with_id(item.record)
            if any(inner.name == "id" for inner in schema(item.record)):
                found.add(item.record)
    return found


def test_records_of_clauses_stand_in_the_same_order_without_the_head() -> None:
    assert [record.id for record in clause_records(WHOLE)] == [clause.id for clause in clauses(WHOLE)][1:]


def test_title_of_every_clause_can_be_had_by_its_id() -> None:
    named = {clause.id: clause.title for clause in clauses(TITLED) if clause.id != HEAD}
    assert {id_: clause_title(TITLED, id_) for id_ in named} == named


def test_clause_that_the_text_does_not_hold_has_no_title() -> None:
    assert clause_title(TITLED, "fax-machine") == ""
