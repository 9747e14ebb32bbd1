from decimal import Decimal
from typing import Any

import pytest

from handbook.history.changes import FieldChange, changes
from handbook.model.decision import HitPolicy, Input, InputType
from handbook.model.policy import (
    Direction,
    Measure,
    MissionLink,
    Origin,
    Participants,
    PolicyText,
    Question,
    Reference,
    Scope,
    StandardSource,
)
from handbook.report.telling import Telling, told_clause
from tests.builders import (
    benchmark,
    briefing,
    decision_rule,
    decision_table,
    edition,
    escalation_level,
    example,
    goal,
    measurement,
    pilot,
    procedure,
    service,
    standard,
    text,
)

FEE = Input(id="fee", title="Fee", type=InputType.NUMBER, unit="EUR")
KEPT = MissionLink(pillar="keep-promises", reason="It is one.")
CALLS = Measure(metric="calls lost", unit="calls", target=Decimal(1), better=Direction.AT_MOST, baseline=Decimal(1500))


@pytest.mark.parametrize(
    ("record", "field", "words"),
    [
        (
            text(scope=Scope(channels=("fax", "chat"), customers="all")),
            "scope",
            "channels: fax, chat\ncustomers: all",
        ),
        (text(scope=Scope()), "scope", ""),
        (text(references=(Reference(title="ISO 10002", clause="8.4"),)), "references", "ISO 10002, 8.4"),
        (text(references=(Reference(title="A law", url="https://a.org"),)), "references", "A law (https://a.org)"),
        (
            goal(mission=(KEPT,)),
            "mission",
            "keep-promises: It is one.",
        ),
        (goal(measure=CALLS), "measure", "calls lost: at most 1 call; 1,500 calls when the goal was set"),
        (service(importance="4.6"), "importance", "4.6 of 5"),
        (standard(target="1", unit="gestures", better=Direction.AT_LEAST), "target", "at least 1 gesture"),
        (standard(), "unit", ""),
        (standard(), "better", ""),
        (standard(origin=StandardSource(kind=Origin.MISSION)), "origin", "mission"),
        (standard(origin=StandardSource(kind=Origin.CUSTOMERS, note="survey")), "origin", "customers: survey"),
        (decision_table(hit=HitPolicy.UNIQUE), "hit", "Only one row fits each case."),
        (
            decision_table(inputs=(FEE,)),
            "inputs",
            "Fee: a number in EUR",
        ),
        (decision_table(inputs=(Input(id="a", title="Class", type=InputType.TEXT),)), "inputs", "Class: words"),
        (escalation_level(), "urgency", "same day"),
        (pilot(staff=Participants(count=1, groups=("shop", "phones"))), "staff", "1 person (shop and phones)"),
        (
            pilot(customers=Participants(count=3, notice="A trial.")),
            "customers",
            "3 persons; they were told: A trial.",
        ),
        (briefing(attended=1), "attended", "1 person"),
        (briefing(questions=(Question(question="May I?", answer="Yes."),)), "questions", "“May I?” Yes."),
        (benchmark(value="1", unit="hours"), "value", "1 hour"),
        (measurement(value="3.6"), "value", "3.6"),
    ],
)
def test_field_is_told_as_a_phrase(record: Any, field: str, words: str) -> None:
    assert Telling().fields(record).get(field, "") == words


def test_measurement_has_the_unit_of_its_standard() -> None:
    telling = Telling(text(procedures=(procedure(standards=(standard(),)),)))

    assert telling.fields(measurement(value="1"))["value"] == "1 working hour"


def test_edition_gives_titles_for_ids() -> None:
    record = goal(mission=(KEPT, MissionLink(pillar="gone", reason="Why.")))

    assert Telling(edition=edition()).fields(record)["mission"] == "Keep every promise: It is one.\ngone: Why."


def test_case_is_told_under_the_titles_of_its_table() -> None:
    table = decision_table(rules=(decision_rule("small", then={"decides": "adviser"}),))
    subject = text(authority=(table,), examples=(example(table=table.id, given={"amount": "39", "mood": "sad"}),))
    telling = Telling(subject, edition())

    assert telling.fields(subject.examples[0])["given"] == "Value of the refund: 39 EUR\nmood: sad"
    assert telling.fields(subject.examples[0])["expect"] == "Who decides: Adviser"
    assert telling.fields(table.rules[0])["then"] == "Who decides: Adviser"


def told(old: PolicyText, new: PolicyText) -> list[tuple[FieldChange, ...]]:
    return [told_clause(change, Telling(old), Telling(new)) for change in changes(old, new)]


def test_another_unit_is_told_with_the_target_alone() -> None:
    old, new = (text(procedures=(procedure(standards=(standard(unit=unit),)),)) for unit in ("hours", "days"))

    assert told(old, new) == [
        (FieldChange(name="target", before="at most 4 hours", after="at most 4 days", prose=False),)
    ]


def test_what_is_told_alike_is_shown_as_it_was_written() -> None:
    old, new = (
        text(authority=(decision_table(rules=(decision_rule("small", when={"amount": test}),)),))
        for test in ("<= 50", "<=50")
    )

    assert told(old, new) == [(FieldChange(name="when", before="amount: <= 50", after="amount: <=50", prose=False),)]
