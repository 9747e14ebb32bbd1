"""Escalation lists: for each case on each channel one role after another."""

import pytest

from tests.check.sample import found

FILE = "policies/complaints/policy.yml"
POLICY = f"# {FILE}\n"
NUMBER = "number the levels 1, 2, 3; name on each the channels that it is for"
APART = "tell them apart by their channels, or number one of them higher"


def ladder(*levels: str) -> str:
    """The policy with these levels: each `level role`, and what else the level says."""
    lines = []
    for place, given in enumerate(levels):
        level, role, *others = given.split(" ", 2)
        lines.append(
            f"  - {{id: rung-{place}, level: {level}, trigger: a call, cases: [refund-refused], role: {role}, "
            f"within: PT30M, urgency: same-day{''.join(f', {other}' for other in others)}}}\n"
        )
    return POLICY + "escalation:\n" + "".join(lines)


@pytest.mark.parametrize(
    "case",
    [
        ladder("1 shift-lead", "2 complaints-lead", "3 service-director"),
        ladder("2 complaints-lead", "1 shift-lead"),
        ladder("1 shift-lead channels: [phone]", "1 adviser channels: [desk]", "2 service-director"),
        ladder("1 shift-lead channels: [phone]", "1 shift-lead channels: [desk]", "2 service-director"),
        ladder("1 shift-lead channels: [phone]", "2 service-director channels: [phone]"),
        ladder("1 shift-lead backup: complaints-lead"),
        ladder("1 shift-lead").replace("[refund-refused]", "[refund-refused, refund-refused]"),
        ladder("1 shift-lead channels: [phone]", "2 service-director") + "scope: {channels: [phone]}\n",
    ],
)
def test_a_list_that_runs_upwards_is_in_order(case: str) -> None:
    assert found(case) == []


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (
            ladder("1 shift-lead", "3 service-director"),
            f"escalation.1.level: error[escalation-gap] for `refund-refused` level 2 is missing: "
            f"`rung-1` is level 3 | {NUMBER}",
        ),
        (
            ladder("2 shift-lead"),
            f"escalation.0.level: error[escalation-gap] for `refund-refused` level 1 is missing: "
            f"`rung-0` is level 2 | {NUMBER}",
        ),
        (
            ladder("0 shift-lead", "1 service-director"),
            f"escalation.0.level: error[escalation-gap] for `refund-refused` level 1 is missing: "
            f"`rung-0` is level 0 | {NUMBER}",
        ),
        (
            ladder("1 shift-lead channels: [phone]", "2 service-director"),
            f"escalation.1.level: error[escalation-gap] for `refund-refused` on desk level 1 is missing: "
            f"`rung-1` is level 2 | {NUMBER}",
        ),
        (
            ladder("1 shift-lead", "1 adviser"),
            f"escalation.1.level: error[escalation-double] for `refund-refused` both `rung-0` and `rung-1` are level 1 "
            f"| {APART}",
        ),
        (
            ladder("1 shift-lead", "1 adviser channels: [desk]"),
            f"escalation.1.level: error[escalation-double] for `refund-refused` on desk both `rung-0` and `rung-1` are "
            f"level 1 | {APART}",
        ),
        (
            ladder("1 shift-lead", "2 complaints-lead", "3 shift-lead"),
            "escalation.2.role: error[escalation-loop] for `refund-refused` `shift-lead` takes over again: "
            "it had the case at level 1 | name a role above it",
        ),
        (
            ladder("1 shift-lead channels: [phone]", "1 adviser channels: [desk]", "2 adviser"),
            "escalation.2.role: error[escalation-loop] for `refund-refused` on desk `adviser` takes over again: "
            "it had the case at level 1 | name a role above it",
        ),
        (
            ladder("1 shift-lead backup: shift-lead"),
            "escalation.0.backup: error[own-backup] `shift-lead` is its own backup at `rung-0` | "
            "name another role, who acts when that one is away",
        ),
    ],
)
def test_a_list_that_does_not_run_upwards_is_reported(case: str, expected: str) -> None:
    assert found(case) == [f"{FILE} {expected}"]


def test_a_fault_is_reported_for_each_case_that_it_stops() -> None:
    cases = "# handbook.yml\ncases:\n  - {id: refund-refused, title: A}\n  - {id: late-delivery, title: B}\n"
    case = ladder("2 shift-lead").replace("[refund-refused]", "[refund-refused, late-delivery]")
    assert [item.partition("] ")[2].partition(" level")[0] for item in found(cases, case)] == [
        "for `late-delivery`",
        "for `refund-refused`",
    ]


def test_a_case_that_only_an_old_version_covers_is_reported() -> None:
    follows = (
        "# policies/complaints/versions/1.1.yml\n"
        'release:\n  version: "1.1"\n  change: editorial\n  summary: Plainer words.\n'
        "  published: 2025-09-18\n  effective: 2025-10-01\n  overruled: nobody does anything else\n"
        "  approval: {role: service-director, approved: 2025-09-15}\nescalation: []\n"
    )
    assert found(follows, POLICY + "escalation: []\n") == [
        "handbook.yml cases.0: warning[uncovered-case] "
        "no escalation level of any policy covers the case `refund-refused` | "
        "name it under `cases` of the level that does"
    ]
