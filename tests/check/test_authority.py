"""Decision tables and their examples: what cannot be read, does not fit, or decides wrongly."""

import pytest

from handbook.check.authority import _meet
from handbook.model.decision import InputType
from tests.check.sample import TEXT, found

FILE = "policies/complaints/policy.yml"
POLICY = f"# {FILE}\n"
TABLE = TEXT[TEXT.index("authority:") : TEXT.index("examples:")]
EXAMPLE = TEXT[TEXT.index("examples:") : TEXT.index("escalation:")]
OF_NUMBER = "write `<= 50`, `> 50`, `[50..200]`, `(50..200]`, a number, or `-` for any"
OF_TEXT = 'write `"gold"`, `"gold", "silver"`, `not("gold")`, or `-` for any'
OF_BOOLEAN = "write `true`, `false`, or `-` for any"


def with_tests(type_: str, first: str, second: str) -> str:
    """The table with an input of this type and these tests, the first rule deciding."""
    table = TABLE.replace("type: number, unit: EUR", f"type: {type_}").replace("hit: unique", "hit: first")
    return POLICY + table.replace('"<= 50"', f"'{first}'").replace('"> 50"', f"'{second}'") + "examples: []\n"


@pytest.mark.parametrize(
    ("type_", "tests"),
    [
        ("number", ("<= 50", "> 50")),
        ("number", ("<=50", ">=51.5")),
        ("number", ("[50..200]", "(50..200)")),
        ("number", ("]50..200[", "-")),
        ("number", ("50, 60", "not(<= 50)")),
        ("number", ("-5", "not(not(5))")),
        ("text", ('"gold"', '"gold", "silver"')),
        ("text", ('not("gold")', "-")),
        ("text", ("gold", '""')),
        ("boolean", ("true", "not(true)")),
    ],
)
def test_a_test_of_the_inputs_type_is_read(type_: str, tests: tuple[str, str]) -> None:
    assert [item for item in found(with_tests(type_, *tests)) if "[unreadable-test]" in item] == []


@pytest.mark.parametrize(
    ("type_", "test", "hint"),
    [
        ("number", "up to 50", OF_NUMBER),
        ("number", "<= fifty", OF_NUMBER),
        ("number", "50 EUR", OF_NUMBER),
        ("number", "[200..50]", OF_NUMBER),
        ("number", "[50-200]", OF_NUMBER),
        ("number", '"50"', OF_NUMBER),
        ("number", "50,60,", OF_NUMBER),
        ("number", "== 50", OF_NUMBER),
        ("number", "٥٠", OF_NUMBER),
        ("text", "<= 50", OF_TEXT),
        ("text", '"gold', OF_TEXT),
        ("text", '"gold" "silver"', OF_TEXT),
        ("boolean", "yes", OF_BOOLEAN),
        ("boolean", '"true"', OF_BOOLEAN),
    ],
)
def test_a_test_that_cannot_be_read_is_reported(type_: str, test: str, hint: str) -> None:
    assert found(with_tests(type_, test, "-")) == [
        f"{FILE} authority.0.rules.0.when.amount: error[unreadable-test] `{test}` is no test of a {type_} | {hint}"
    ]


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (
            TABLE.replace('when: {amount: "<= 50"}', 'when: {amount: "<= 50", colour: "red"}'),
            [
                "authority.0.rules.0.when.colour: error[unknown-input] "
                "the table `who-may-refund` has no input `colour` | known are `amount`"
            ],
        ),
        (
            TABLE.replace("{decides: adviser}", "{decides: adviser, limit: '5'}"),
            [
                "authority.0.rules.0.then.limit: error[unknown-output] "
                "the table `who-may-refund` has no output `limit` | known are `decides`"
            ],
        ),
        (
            TABLE.replace("then: {decides: adviser}", "then: {}"),
            [
                "authority.0.rules.0.then: error[missing-output] the rule `up-to-50` says nothing about the output "
                "`decides` | give `decides` a value under `then`"
            ],
        ),
        (
            TABLE.replace("{decides: complaints-lead}", "{decides: complaint-lead}"),
            [
                "authority.0.rules.1.then.decides: error[unknown-role] there is no role `complaint-lead` | "
                "did you mean `complaints-lead`?"
            ],
        ),
        (
            TABLE.replace("type: role", "type: number").replace("adviser", "five").replace("complaints-lead", "'9'")
            + "examples: []\n",
            [
                "authority.0.rules.0.then.decides: error[decision-value] `five` is not a number | write "
                "digits and a point"
            ],
        ),
        (
            TABLE.replace("type: role", "type: boolean")
            .replace("adviser", "'yes'")
            .replace("complaints-lead", "'true'")
            + "examples: []\n",
            [
                "authority.0.rules.0.then.decides: error[decision-value] `yes` is not a boolean | "
                "write `true` or `false`"
            ],
        ),
        (
            EXAMPLE.replace("amount:", "amuont:"),
            [
                "examples.0.given: error[missing-input] the example `broken-kettle` gives no value for the input "
                "`amount` | give `amount` a value under `given`",
                "examples.0.given.amuont: error[unknown-input] the table `who-may-refund` has no input `amuont` | "
                "did you mean `amount`?",
            ],
        ),
        (
            EXAMPLE.replace('"39"', "39 EUR"),
            ["examples.0.given.amount: error[decision-value] `39 EUR` is not a number | write digits and a point"],
        ),
        (
            EXAMPLE.replace("decides: adviser", "limit: '5'"),
            [
                "examples.0.expect.limit: error[unknown-output] the table `who-may-refund` has no output `limit` | "
                "known are `decides`"
            ],
        ),
        (
            EXAMPLE.replace("table: who-may-refund", "table: who-may-pay"),
            [
                "examples.0.table: error[unknown-table] there is no decision table `who-may-pay` in this text | "
                "did you mean `who-may-refund`?"
            ],
        ),
    ],
)
def test_what_does_not_fit_its_table_is_reported(case: str, expected: list[str]) -> None:
    assert found(POLICY + case) == [f"{FILE} {item}" for item in expected]


@pytest.mark.parametrize(
    ("table", "example", "reason"),
    [
        (
            TABLE,
            EXAMPLE.replace('"39"', '"50.01"'),
            "by `above-50` the output `decides` is `complaints-lead`, not `adviser`",
        ),
        (TABLE.replace('"> 50"', '"> 60"'), EXAMPLE.replace('"39"', '"55"'), "no rule of `who-may-refund` matches it"),
    ],
)
def test_an_example_that_comes_out_otherwise_is_reported(table: str, example: str, reason: str) -> None:
    assert found(POLICY + table + example)[-1:] == [
        f"{FILE} examples.0.expect: error[failing-example] the example `broken-kettle` fails: {reason} | "
        "correct the table, or what the example expects"
    ]


def test_an_example_that_two_rules_match_is_reported_with_their_overlap() -> None:
    assert found(POLICY + TABLE.replace('"> 50"', '"> 30"')) == [
        f"{FILE} authority.0.rules.1: error[overlapping-rules] `above-50` can match the same case as `up-to-50`, "
        "but the table is `unique` | narrow one of their tests, or let the first rule decide with `hit: first`",
        f"{FILE} examples.0.expect: error[failing-example] the example `broken-kettle` fails: "
        "2 rules of `who-may-refund` match it | correct the table, or what the example expects",
    ]


def test_rules_may_overlap_where_the_first_decides() -> None:
    assert found(POLICY + TABLE.replace("hit: unique", "hit: first").replace('"> 50"', '"-"')) == []


def test_an_example_is_run_against_each_version() -> None:
    wrong = "# policies/complaints/versions/1.0.yml\n" + EXAMPLE.replace('"39"', '"390"')
    follows = (
        "# policies/complaints/versions/1.1.yml\n"
        'release:\n  version: "1.1"\n  change: editorial\n  summary: Plainer words.\n'
        f"  published: 2025-09-18\n  effective: 2025-10-01\n{EXAMPLE}"
    )
    assert found(wrong, follows) == [
        "policies/complaints/versions/1.0.yml examples.0.expect: warning[failing-example] the example `broken-kettle` "
        "fails: by `above-50` the output `decides` is `complaints-lead`, not `adviser` | "
        "correct the table, or what the example expects"
    ]


@pytest.mark.parametrize(
    ("first", "second", "type_", "expected"),
    [
        ("<= 50", "> 50", InputType.NUMBER, False),
        ("<= 50", ">= 50", InputType.NUMBER, True),
        ("< 50", "> 49", InputType.NUMBER, True),
        ("< 50", "[50..60]", InputType.NUMBER, False),
        ("(50..60)", "(60..70]", InputType.NUMBER, False),
        ("(50..60]", "[60..70]", InputType.NUMBER, True),
        ("[1..9]", "(3..4)", InputType.NUMBER, True),
        ("5", "5.0", InputType.NUMBER, True),
        ("5, 7", "6, 8", InputType.NUMBER, False),
        ("not(5)", "5", InputType.NUMBER, False),
        ("not(5)", "not(6)", InputType.NUMBER, True),
        ("-", "> 1000000", InputType.NUMBER, True),
        ("< -1000000", "< 0", InputType.NUMBER, True),
        ("up to 5", "-", InputType.NUMBER, False),
        ('"gold"', '"silver"', InputType.TEXT, False),
        ('"gold", "silver"', '"silver", "bronze"', InputType.TEXT, True),
        ('not("gold")', '"gold"', InputType.TEXT, False),
        ('not("gold")', 'not("silver")', InputType.TEXT, True),
        ("gold", '"gold"', InputType.TEXT, True),
        ("-", "-", InputType.TEXT, True),
        ("true", "false", InputType.BOOLEAN, False),
        ("not(true)", "false", InputType.BOOLEAN, True),
    ],
)
def test_two_tests_meet_where_a_value_passes_both(first: str, second: str, type_: InputType, expected: bool) -> None:
    assert (_meet(first, second, type_), _meet(second, first, type_)) == (expected, expected)
