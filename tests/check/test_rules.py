"""The list of rules is complete, and no finding comes from what could not be read."""

import inspect
import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handbook.check import (
    authority,
    chain,
    clause_references,
    coverage,
    dates,
    decisions,
    escalation,
    gates,
    html,
    identity,
    references,
    revision,
    rules,
    services,
)
from handbook.check.catalogue import CATALOGUE
from handbook.check.rules import check
from handbook.model.diagnostic import Diagnostic
from tests import builders
from tests.check.sample import PHONE, RELEASE, ROLES, SAMPLE, TEXT, changed, diagnosed, found

ROOMS = (
    authority,
    chain,
    clause_references,
    coverage,
    dates,
    decisions,
    escalation,
    gates,
    html,
    identity,
    references,
    revision,
    services,
)
RULES = (*rules.RULES_OF_RECORDS, *rules.RULES_OF_POLICIES, *rules.RULES_OF_THE_HANDBOOK)
POLICY = "# policies/complaints/policy.yml\n"
VERSION = "# policies/complaints/versions/1.0.yml\n"
TYPO = "audience: [adviser, shift-leed]\n"


def codes(*cases: str) -> list[str]:
    """The codes that are found after the cases, each with its file and path."""
    return [item.partition("] ")[0].replace(": error[", " ").replace(": warning[", " ") for item in found(*cases)]


def documented(rule: rules.Rule) -> list[str]:
    """The codes that a rule's docstring names."""
    named = re.search(r"Codes: ([a-z, \n-]+)\.", inspect.getdoc(rule) or "")
    return re.split(r",\s+", named[1]) if named else []


def test_every_rule_stands_in_the_list_once() -> None:
    defined = [
        function
        for room in ROOMS
        for name, function in inspect.getmembers(room, inspect.isgeneratorfunction)
        if function.__module__ == room.__name__ and not name.startswith("_")
    ]
    assert sorted(rule.__name__ for rule in RULES) == sorted(function.__name__ for function in defined)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.__name__))
def test_a_rule_documents_its_codes(rule: rules.Rule) -> None:
    assert documented(rule)
    assert [code for code in documented(rule) if code not in CATALOGUE] == []


def test_the_rules_document_every_code_that_is_theirs() -> None:
    named = {code for rule in RULES for code in documented(rule)}
    files_and_publishing = {code for code, item in CATALOGUE.items() if code not in named}
    assert not any(f'"{code}"' in inspect.getsource(room) for code in files_and_publishing for room in ROOMS)


def test_a_handbook_that_is_made_and_not_read_can_be_checked() -> None:
    text = builders.text(sections=(builders.section(),))
    edition = builders.edition(builders.policy("complaints", builders.version("1.0", text=text)))
    assert [item.code for item in check(edition) if item.severity == "error"] == []


def test_the_order_of_policies_does_not_matter() -> None:
    edition = builders.edition(*(builders.policy(id_, builders.rename(former=id_)) for id_ in ("a", "b", "c")))
    backwards = replace(edition, handbook=replace(edition.handbook, policies=edition.handbook.policies[::-1]))

    def order(item: Diagnostic) -> str:
        return f"{item.code} {item.message}"

    assert sorted(check(edition), key=order) == sorted(check(backwards), key=order)


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ("# roles.yml\nroles: [\n", ["roles.yml  yaml-syntax"]),
        ("# roles.yml\nroles: none\n", ["roles.yml roles wrong-shape"]),
        ("# roles.yml\nrolls: []\n", ["roles.yml rolls unknown-key"]),
        (f"# roles.yml\n{ROLES.replace('id: shift-lead', 'id: Shift-Lead')}", ["roles.yml roles.1.id invalid-value"]),
        ("# benchmarks.yml\nbenchmarks: none\n", ["benchmarks.yml benchmarks wrong-shape"]),
        (
            "# handbook.yml\nchannels: [{id: phone, title: P, kind: voice}, {id: Desk, title: D, kind: voice}]\n",
            ["handbook.yml channels.1.id invalid-value"],
        ),
        (
            "# handbook.yml\nmission:\n  statement: Appliances that work.\n  pilars: []\n",
            ["handbook.yml mission.pilars unknown-key"],
        ),
        ("# policies/phone/policy.yml\nsections: [\n", ["policies/phone/policy.yml  yaml-syntax"]),
        ("# policies/phone/versions/1.0.yml\nsections: [\n", ["policies/phone/versions/1.0.yml  yaml-syntax"]),
        ("# policies/phone/versions/v2.yml\n", ["policies/phone/versions/v2.yml  file-name"]),
        (
            VERSION + RELEASE.replace("effective: 2025-05-01", "effective: 01.05.2025"),
            ["policies/complaints/versions/1.0.yml release.effective invalid-value"],
        ),
        (
            VERSION + RELEASE.replace("published: 2025-04-18", "published: 2025-04-31"),
            ["policies/complaints/versions/1.0.yml release.published invalid-value"],
        ),
        (
            VERSION + RELEASE.replace("change: substantive", "change: substantial"),
            ["policies/complaints/versions/1.0.yml release.change invalid-value"],
        ),
        (POLICY + "goals: none\n", ["policies/complaints/policy.yml goals wrong-shape"]),
        (
            POLICY + TEXT.replace("id: complain-once", "id: complain once"),
            ["policies/complaints/policy.yml goals.0.id invalid-value"],
        ),
        (
            POLICY + TEXT.replace("    mission:", "    misson:"),
            ["policies/complaints/policy.yml goals.0.misson unknown-key"],
        ),
        (
            "# policies/other/policy.yml\n" + TEXT.replace("procedures:", "proceduers:"),
            ["policies/other/policy.yml proceduers unknown-key"],
        ),
        (
            POLICY + TEXT.replace("type: number", "type: numbr"),
            ["policies/complaints/policy.yml authority.0.inputs.0.type invalid-value"],
        ),
        (
            POLICY + TEXT.replace("unit: working hours", "unit: [working hours]"),
            ["policies/complaints/policy.yml procedures.0.standards.0.unit wrong-shape"],
        ),
        (
            "# policies/complaints/records/measurements/2025-q3.yml\nbegins: 2025-10-02\nends: never\n",
            ["policies/complaints/records/measurements/2025-q3.yml ends invalid-value"],
        ),
    ],
)
def test_what_could_not_be_read_is_reported_once(case: str, expected: list[str]) -> None:
    assert codes(case) == expected


def test_a_policy_whose_name_could_not_be_read_may_be_named() -> None:
    files = changed(POLICY + "related: [home-delivery]\n") | {"policies/Home Delivery/policy.yml": PHONE}
    assert [item.code for item in diagnosed(files)] == ["file-name"]


@pytest.mark.parametrize(
    ("refused", "expected"),
    [
        ("review_every: yearly\n", "review_every invalid-value"),
        ("goals: none\n", "goals wrong-shape"),
        ("sumary: How.\n", "sumary unknown-key"),
    ],
)
def test_what_is_wrong_elsewhere_in_the_file_is_reported_all_the_same(refused: str, expected: str) -> None:
    assert sorted(codes(POLICY + refused + TYPO)) == [
        "policies/complaints/policy.yml audience.1 unknown-role",
        f"policies/complaints/policy.yml {expected}",
    ]


def test_what_is_missing_elsewhere_is_reported_where_only_words_were_refused() -> None:
    case = POLICY + "summary: ''\ngoals:\n  - {id: complain-once, statement: A customer complains once.}\n"
    assert codes(case) == [
        "policies/complaints/policy.yml summary empty-value",
        "policies/complaints/policy.yml goals.0 goal-without-measure",
        "policies/complaints/policy.yml goals.0 goal-without-mission",
    ]


def test_other_policies_are_checked_where_one_cannot_be_read() -> None:
    assert codes("# policies/phone/versions/1.0.yml\nsections: [\n", POLICY + TYPO) == [
        "policies/complaints/policy.yml audience.1 unknown-role",
        "policies/phone/versions/1.0.yml  yaml-syntax",
    ]


def test_a_part_of_a_record_is_not_judged_where_another_part_was_refused() -> None:
    case = (
        "# policies/complaints/records/exceptions/lift.yml\nclause: answer-today\ngranted: 2025-07-01\n"
        "until: 2025-06-01\nby: director\nscope: All\nreason: The lift.\nclosed: soon\n"
    )
    assert codes(case) == [
        "policies/complaints/records/exceptions/lift.yml until date-order",
        "policies/complaints/records/exceptions/lift.yml by unknown-role",
        "policies/complaints/records/exceptions/lift.yml closed invalid-value",
    ]


def test_a_warning_of_the_reader_holds_nothing_back() -> None:
    assert codes(POLICY + "title: Complaints # and praise\n" + TYPO) == [
        "policies/complaints/policy.yml title comment-cuts-text",
        "policies/complaints/policy.yml audience.1 unknown-role",
    ]


def test_what_the_whole_handbook_lacks_is_not_concluded_from_a_part_of_it() -> None:
    pillars = (
        "# handbook.yml\nmission:\n  statement: Appliances that work.\n  pillars:\n"
        "    - {id: keep-promises, title: Promises, statement: We keep them.}\n"
        "    - {id: advise-honestly, title: Honesty, statement: We advise honestly.}\n"
    )
    assert codes(pillars) == ["handbook.yml mission.pillars.1 pillar-without-goal"]
    assert codes(pillars, "# policies/phone/policy.yml\nsections: [\n") == ["policies/phone/policy.yml  yaml-syntax"]


@given(st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_mutated_handbook_is_checked_without_a_failure(draw: st.DataObject) -> None:
    name = draw.draw(st.sampled_from(sorted(set(SAMPLE) - {"handbook.yml"})))
    lines = SAMPLE[name].splitlines(keepends=True)
    for _ in range(draw.draw(st.integers(1, 3))):
        place = draw.draw(st.integers(0, len(lines) - 1))
        change = draw.draw(st.sampled_from(["drop", "repeat", "swap", "cut"]))
        if change == "drop":
            lines[place] = ""
        elif change == "repeat":
            lines[place] += lines[place]
        elif change == "swap":
            other = draw.draw(st.integers(0, len(lines) - 1))
            lines[place], lines[other] = lines[other], lines[place]
        else:
            lines[place] = lines[place][: draw.draw(st.integers(0, len(lines[place])))] + "\n"
    reported = diagnosed({**SAMPLE, name: "".join(lines)})
    assert all(item.line >= 1 and item.column >= 1 and item.code in CATALOGUE for item in reported)
