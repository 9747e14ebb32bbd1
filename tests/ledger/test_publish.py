"""The number of the next version, and what the working text's plan says in place of the command."""

import pytest

from handbook.ledger.publish import Decision, next_number, planned
from handbook.model.version import ChangeKind, Next, Reason, ReasonKind, WorkingText
from tests import builders as build

SUBSTANTIVE, EDITORIAL = ChangeKind.SUBSTANTIVE, ChangeKind.EDITORIAL
LAW = Reason(kind=ReasonKind.LAW, note="The act of 2026.")
REVIEW = Reason(kind=ReasonKind.REVIEW, note="Targets were missed.")
DECISION = Decision(effective=build.day("2026-04-01"), published=build.day("2026-03-01"))
PLAN = Next(change=EDITORIAL, summary="Plainer words.", reasons=(REVIEW,))


@pytest.mark.parametrize(
    ("before", "change", "number"),
    [
        ("1.0", SUBSTANTIVE, "2.0"),
        ("1.0", EDITORIAL, "1.1"),
        ("2.9", EDITORIAL, "2.10"),
        ("9.9", SUBSTANTIVE, "10.0"),
    ],
)
def test_substantive_change_raises_major_and_editorial_minor(before: str, change: ChangeKind, number: str) -> None:
    assert str(next_number(build.version(before), change)) == number


@pytest.mark.parametrize("change", [SUBSTANTIVE, EDITORIAL])
def test_first_version_is_1_0(change: ChangeKind) -> None:
    assert str(next_number(None, change)) == "1.0"


def test_plan_fills_what_the_decision_leaves_open() -> None:
    policy = build.policy("phone", working=WorkingText(text=build.text(), next=PLAN))
    found = planned(policy, DECISION)
    assert (found.change, found.summary, found.reasons) == (EDITORIAL, "Plainer words.", (REVIEW,))


def test_decision_counts_before_the_plan() -> None:
    policy = build.policy("phone", working=WorkingText(text=build.text(), next=PLAN))
    decided = Decision(
        effective=DECISION.effective, published=DECISION.published, change=SUBSTANTIVE, summary="New.", reasons=(LAW,)
    )
    assert planned(policy, decided) == decided


def test_first_version_has_a_reason_of_its_own() -> None:
    policy = build.policy("phone", versions=(), working=WorkingText(text=build.text()))
    assert planned(policy, DECISION).reasons == (Reason(kind=ReasonKind.FIRST_ISSUE, note="The first issue."),)


def test_later_version_without_a_plan_has_no_reason_yet() -> None:
    policy = build.policy("phone", working=WorkingText(text=build.text()))
    assert planned(policy, DECISION) == DECISION
