"""What makes a change substantive, whatever its owner calls it."""

from typing import Any

import pytest

from handbook.history.changes import changes
from handbook.history.materiality import material_changes
from handbook.model.policy import PolicyText
from tests import builders as build


def reasons(old: PolicyText, new: PolicyText) -> list[tuple[str, str]]:
    """The clauses that make the change substantive, each with the reason."""
    return [(item.clause_id, item.reason) for item in material_changes(changes(old, new))]


def with_standard(**fields: Any) -> PolicyText:
    """A text with one standard."""
    return build.text(procedures=(build.procedure(id="p", standards=(build.standard(id="s", **fields),)),))


def with_duty(text: str) -> PolicyText:
    """A text with one duty."""
    return build.text(duties=(build.duty(id="d", text=text),))


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ({"target": "30"}, {"target": "60"}, "target changes"),
        ({"unit": "minutes"}, {"unit": "hours"}, "unit changes"),
        ({"better": "at-most"}, {"better": "at-least"}, "better changes"),
    ],
)
def test_standard_with_other_terms_is_substantive(
    before: dict[str, object], after: dict[str, object], reason: str
) -> None:
    assert reasons(with_standard(**before), with_standard(**after)) == [("s", reason)]


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("Staff may refund.", "Staff must refund.", "the text gains or loses `may`, `must`"),
        ("Answer today.", "Do not answer today.", "the text gains or loses `not`"),
        ("Ring within 5 minutes.", "Ring within 9 minutes.", "a number in the text changes"),
        ("Ring within two days.", "Ring within three days.", "a number in the text changes"),
        ("Ring within 2 working days.", "Ring within 2 days.", "a number in the text changes"),
        ("Ring within one hour.", "Ring within one day.", "a number in the text changes"),
        ("You should ask.", "You shouldn't ask.", "the text gains or loses `should`, `shouldn't`"),
    ],
)
def test_duty_in_other_words_of_duty_is_substantive(before: str, after: str, reason: str) -> None:
    assert reasons(with_duty(before), with_duty(after)) == [("d", reason)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Answer every complaint today.", "Every complaint is answered today."),
        ("You must answer within 4 hours.", "Within 4 hours you must give an answer."),
        ("Ring within 2 days.", "Ring within two days."),
        ("Ring within 2 working days.", "Within two  Working days, ring."),
        ("Ask three of us.", "Ask several of us."),
        ("Ask, listen, note.", "- Ask\n- listen\n- note"),
        ("Ask first. Then listen.", "1. Ask\n2. Listen"),
    ],
)
def test_same_duty_in_better_words_is_editorial(before: str, after: str) -> None:
    assert reasons(with_duty(before), with_duty(after)) == []


def test_added_clause_is_substantive() -> None:
    assert reasons(build.text(duties=()), with_duty("Answer.")) == [("d", "the clause is new")]


def test_removed_clause_is_substantive() -> None:
    assert reasons(with_duty("Answer."), build.text(duties=())) == [("d", "the clause is gone")]


def test_steps_in_another_order_are_substantive() -> None:
    first, second = build.step(id="first"), build.step(id="second")
    old = build.text(procedures=(build.procedure(id="p", steps=(first, second)),))
    new = build.text(procedures=(build.procedure(id="p", steps=(second, first)),))
    assert [reason for _, reason in reasons(old, new)] == ["the clause stands in another place"]


def test_other_role_is_substantive() -> None:
    old = build.text(procedures=(build.procedure(id="p", steps=(build.step(id="s", actor="adviser"),)),))
    new = build.text(procedures=(build.procedure(id="p", steps=(build.step(id="s", actor="shift-lead"),)),))
    assert reasons(old, new) == [("s", "actor changes")]


def test_other_channels_are_substantive() -> None:
    old = build.text(procedures=(build.procedure(id="p", channels=("phone",)),))
    new = build.text(procedures=(build.procedure(id="p", channels=("phone", "chat")),))
    assert reasons(old, new) == [("p", "channels changes")]


def test_other_keywords_are_editorial() -> None:
    assert reasons(build.text(keywords=("refund",)), build.text(keywords=("money back",))) == []


def put_right(wrong: str, right: str, clause: str = "d") -> list[tuple[str, str]]:
    """What makes it substantive to write 7 days where 7 hours stood, after a correction."""
    found = changes(with_duty("Remind 7 hours before."), with_duty("Remind 7 days before it is due."))
    record = build.correction(clause=clause, wrong=wrong, right=right)
    return [(item.clause_id, item.reason) for item in material_changes(found, [record])]


def test_text_may_say_what_a_correction_had_put_right() -> None:
    assert put_right("7 hours", "7 days") == []


@pytest.mark.parametrize(("wrong", "right", "clause"), [("7 hours", "8 days", "d"), ("7 hours", "7 days", "other")])
def test_text_must_not_say_more_than_a_correction_had_put_right(wrong: str, right: str, clause: str) -> None:
    assert put_right(wrong, right, clause) == [("d", "a number in the text changes")]
