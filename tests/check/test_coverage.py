"""Decision tables: a case that no rule decides, and a rule that decides no case."""

import pytest

from handbook.check import coverage
from tests.check.sample import found

FILE = "policies/complaints/policy.yml"
Rules = list[dict[str, str]]

INPUTS = {"sum": "number, unit: EUR", "days": "number", "place": "text", "urgent": "boolean"}


def table(rules: Rules, hit: str = "first") -> str:
    """A table with these rules, `a` and on, whose inputs are those that they name."""
    names = [name for name in INPUTS if any(name in when for when in rules)]
    lines = [f"      - {{id: {name}, title: What it is, type: {INPUTS[name]}}}" for name in names]
    lines += ["    outputs:", "      - {id: decides, title: Who decides, type: role}", "    rules:"]
    for id_, when in zip("abcdef", rules, strict=False):
        tests = ", ".join(f"{name}: '{test}'" for name, test in when.items())
        lines.append(f"      - {{id: {id_}, when: {{{tests}}}, then: {{decides: adviser}}}}")
    head = f"# {FILE}\nauthority:\n  - id: who\n    title: Who may refund?\n    hit: {hit}\n    inputs:\n"
    return head + "\n".join(lines) + "\nexamples: []\n"


@pytest.mark.parametrize(
    ("rules", "case"),
    [
        ([{"sum": "<= 50"}, {"sum": "> 60"}], "a case with sum 55 EUR"),
        ([{"sum": "< 50"}, {"sum": "> 50"}], "a case with sum 50 EUR"),
        ([{"sum": "[10..50]"}, {"sum": "> 50"}], "a case with sum 9 EUR"),
        ([{"sum": "[0.5..50]"}, {"sum": "> 50"}], "a case with sum 0 EUR"),
        ([{"sum": "<= 50"}, {"sum": "(50..200]"}], "a case with sum 201 EUR"),
        ([{"days": "[-5..5]"}, {"days": "> 5"}], "a case with days -6"),
        ([{"days": "< 0"}, {"days": "(0..5]"}, {"days": "> 5"}], "a case with days 0"),
        ([{"place": '"branch"'}], "a case with place that no rule names"),
        ([{"place": 'not("branch")'}], "a case with place `branch`"),
        ([{"urgent": "true"}], "a case with urgent false"),
        (
            [{"sum": "<= 50"}, {"sum": "> 50", "place": '"branch"'}, {"sum": "> 50", "urgent": "true"}],
            "a case with sum 51 EUR and place that no rule names and urgent false",
        ),
    ],
)
def test_case_that_no_rule_decides_is_named(rules: Rules, case: str) -> None:
    assert found(table(rules)) == [
        f"{FILE} authority.0: warning[undecided-case] no rule of `who` decides {case} | "
        "add a rule that says who decides then, or let the last rule take all other cases"
    ]


@pytest.mark.parametrize(
    "rules",
    [
        [{"sum": "<= 50"}, {"sum": "> 50"}],
        [{"sum": "[0..50]"}, {"sum": "> 50"}],
        [{"days": "< 0"}, {"days": "[0..5]"}, {"days": "> 5"}],
        [{"place": '"branch"'}, {"place": 'not("branch")'}],
        [{"place": '"branch"'}, {"place": "-"}],
        [{"urgent": "true"}, {"urgent": "false", "sum": "<= 50"}, {"sum": "> 50"}],
    ],
)
def test_table_that_decides_every_case_by_each_of_its_rules_is_not_reported(rules: Rules) -> None:
    assert found(table(rules)) == []


@pytest.mark.parametrize(
    ("rules", "place"),
    [
        ([{"sum": "-"}, {"sum": "> 50"}], 1),
        ([{"sum": "<= 50"}, {"sum": "> 40"}, {"sum": "[30..60]"}], 2),
        ([{"urgent": "true"}, {"urgent": "false"}, {"sum": "<= 50"}], 2),
        ([{"place": '"branch", "home"'}, {"place": '"home"'}, {"place": "-"}], 1),
    ],
)
def test_rule_whose_cases_others_above_decide_is_named(rules: Rules, place: int) -> None:
    assert found(table(rules)) == [
        f"{FILE} authority.0.rules.{place}: warning[unreachable-rule] no case is left for `{'abc'[place]}`: "
        "the rules above it decide all that it matches | move it up, narrow the rules above it, or delete it"
    ]


@pytest.mark.parametrize("hit", ["first", "unique"])
def test_rule_that_matches_nothing_is_named(hit: str) -> None:
    assert found(table([{"sum": "(5..5)"}, {"sum": "-"}], hit)) == [
        f"{FILE} authority.0.rules.0: warning[unreachable-rule] `a` matches no case at all | "
        "widen its tests, or delete it"
    ]


def test_rule_for_numbers_below_zero_decides_a_case() -> None:
    assert found(table([{"sum": "< 0"}, {"sum": "-"}])) == []


def test_table_of_a_published_version_is_warned_of_at_most() -> None:
    case = table([{"sum": "<= 50"}, {"sum": "> 60"}]).replace("policy.yml", "versions/1.0.yml")
    assert [item.partition("]")[0] for item in found(case)] == [
        "policies/complaints/versions/1.0.yml authority.0: warning[undecided-case"
    ]


def test_table_that_is_too_large_to_tell_is_not_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coverage, "_MOST_STEPS", 1)
    assert found(table([{"sum": "<= 51.7", "days": "<= 3.4"}, {"sum": "<= 51.7", "days": "<= 3.4"}])) == []
