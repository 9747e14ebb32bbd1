from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.model.decision import (
    HitPolicy,
    Input,
    InputType,
    decide,
    highest,
    is_unary_test,
    matches,
    matching_rules,
    number,
)
from tests.builders import decision_rule, decision_table

NUMBER, TEXT, BOOLEAN = InputType.NUMBER, InputType.TEXT, InputType.BOOLEAN
NUMBERS = st.decimals(min_value=-1_000_000, max_value=1_000_000, places=2)


@pytest.mark.parametrize(
    ("text", "value"),
    [("50", Decimal(50)), ("-0.5", Decimal("-0.5")), ("007", Decimal(7)), ("0.123456", Decimal("0.123456"))],
)
def test_number_is_read(text: str, value: Decimal) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", ["", "1e5", "1,000", "1 000", ".5", "5.", "+5", "NaN", "Infinity", "٥", "5\n", "0x10"])
def test_number_refuses_other_text(text: str) -> None:
    assert number(text) is None


@pytest.mark.parametrize(
    ("test", "passing", "failing"),
    [
        ("-", ["0", "nonsense", ""], []),
        ("50", ["50", "50.00"], ["51", "-50"]),
        ("50, 60", ["50", "60"], ["55"]),
        ("< 50", ["49.99"], ["50"]),
        ("<=50", ["50"], ["50.01"]),
        ("> 50", ["50.01"], ["50"]),
        (">= 50", ["50"], ["49.99"]),
        ("> -5", ["-4"], ["-5"]),
        ("[50..200]", ["50", "200"], ["49", "201"]),
        ("(50..200)", ["51", "199"], ["50", "200"]),
        ("[50..200)", ["50"], ["200"]),
        ("(50..200]", ["200"], ["50"]),
        ("]50..200[", ["51", "199"], ["50", "200"]),
        ("[0.5 .. 1.5]", ["0.5", "1.5"], ["0.49"]),
        ("[5..5]", ["5"], ["4", "6"]),
        ("not(50)", ["51"], ["50", "nonsense", ""]),
        ("not([50..200])", ["49", "201"], ["50", "nonsense", ""]),
        (" <= 50 ", [" 50 "], ["51"]),
    ],
)
def test_number_test_matches(test: str, passing: list[str], failing: list[str]) -> None:
    assert [value for value in passing + failing if matches(test, value, NUMBER)] == passing


@pytest.mark.parametrize(
    ("test", "passing", "failing"),
    [
        ("-", ["gold", ""], []),
        ("gold", ["gold"], ["Gold", "silver", ""]),
        ('"gold"', ["gold"], ["silver", '"gold"']),
        ('"gold", "silver"', ["gold", "silver"], ["gold, silver"]),
        ('"gold","silver"', ["gold", "silver"], ["bronze"]),
        ('"gold, or better"', ["gold, or better"], ["gold"]),
        ('not("gold", "silver")', ["bronze"], ["gold", "silver"]),
        ('"клиент"', ["клиент"], ["клиенты"]),
    ],
)
def test_text_test_matches(test: str, passing: list[str], failing: list[str]) -> None:
    assert [value for value in passing + failing if matches(test, value, TEXT)] == passing


@pytest.mark.parametrize(
    ("test", "passing", "failing"),
    [
        ("-", ["true", "false", ""], []),
        ("true", ["true"], ["false", "True", ""]),
        ("false", ["false"], ["true"]),
        ("not(true)", ["false"], ["true", "perhaps", ""]),
    ],
)
def test_boolean_test_matches(test: str, passing: list[str], failing: list[str]) -> None:
    assert [value for value in passing + failing if matches(test, value, BOOLEAN)] == passing


@pytest.mark.parametrize(
    ("test", "type_"),
    [
        ("", NUMBER),
        ("fifty", NUMBER),
        ('"50"', NUMBER),
        ("<= fifty", NUMBER),
        ("<= 50 EUR", NUMBER),
        ("[50..]", NUMBER),
        ("[200..50]", NUMBER),
        ("[50...200]", NUMBER),
        ("50..200", NUMBER),
        ("50,", NUMBER),
        ("= 50", NUMBER),
        ("not(fifty)", NUMBER),
        ("not 50", NUMBER),
        ("", TEXT),
        ("<= 50", TEXT),
        ("[a..b]", TEXT),
        ('"gold" "silver"', TEXT),
        ('"gold', TEXT),
        ('"gold",', TEXT),
        ("gold, silver", TEXT),
        ('gold"', TEXT),
        ("yes", BOOLEAN),
        ("True", BOOLEAN),
        ("true, false", BOOLEAN),
    ],
)
def test_unreadable_test_is_refused(test: str, type_: InputType) -> None:
    assert not is_unary_test(test, type_)


@given(st.text(), st.text(), st.sampled_from(InputType))
def test_test_that_cannot_be_read_matches_nothing(test: str, value: str, type_: InputType) -> None:
    assert is_unary_test(test, type_) or not matches(test, value, type_)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_interval_is_the_conjunction_of_two_comparisons(low: Decimal, high: Decimal, value: Decimal) -> None:
    low, high = sorted((low, high))

    both = matches(f">= {low}", str(value), NUMBER) and matches(f"< {high}", str(value), NUMBER)
    assert matches(f"[{low}..{high})", str(value), NUMBER) == both


@given(st.sampled_from(["< 5", "[1..9]", "3, 4", "-1"]), NUMBERS)
def test_negation_matches_what_the_test_does_not(test: str, value: Decimal) -> None:
    assert matches(f"not({test})", str(value), NUMBER) != matches(test, str(value), NUMBER)


@pytest.mark.parametrize(
    ("test", "end"),
    [
        ("<= 50", "50"),
        ("< 50.5", "50.5"),
        ("[10..80]", "80"),
        ("(10..80)", "80"),
        ("7, 30, 12", "30"),
        ("42", "42"),
        ("> 50", "Infinity"),
        ("-", "Infinity"),
    ],
)
def test_highest_is_the_end_of_a_test_of_numbers(test: str, end: str) -> None:
    assert highest(test) == Decimal(end)


@pytest.mark.parametrize("test", ["not(50)", '"gold"', "true", "", "<= many", "[1..]"])
def test_other_tests_have_no_highest_number(test: str) -> None:
    assert highest(test) is None


def test_first_table_decides_by_its_first_matching_rule() -> None:
    small, any_ = decision_rule("small", when={"amount": "<= 50"}), decision_rule("any", when={})
    table = decision_table(rules=(small, any_))

    assert [decide(table, {"amount": amount}) for amount in ("50", "51")] == [small, any_]


def test_matching_rules_are_all_in_table_order() -> None:
    rules = tuple(decision_rule(f"up-to-{limit}", when={"amount": f"<= {limit}"}) for limit in (200, 50, 10))

    assert matching_rules(decision_table(rules=rules), {"amount": "30"}) == rules[:2]


def test_unique_table_decides_nothing_where_two_rules_match() -> None:
    rules = (decision_rule("one", when={"amount": "<= 50"}), decision_rule("two", when={"amount": ">= 50"}))
    table = decision_table(hit=HitPolicy.UNIQUE, rules=rules)

    assert [decide(table, {"amount": amount}) for amount in ("49", "50", "51")] == [rules[0], None, rules[1]]


def test_table_decides_nothing_where_no_rule_matches() -> None:
    assert decide(decision_table(rules=(decision_rule(when={"amount": "<= 50"}),)), {"amount": "51"}) is None


def test_rule_needs_every_test_to_match() -> None:
    inputs = (Input(id="amount", title="Value", type=NUMBER), Input(id="customer", title="Customer", type=TEXT))
    rule = decision_rule(when={"amount": "<= 50", "customer": '"gold"'})
    table = decision_table(inputs=inputs, rules=(rule,))

    cases = [("50", "gold"), ("51", "gold"), ("50", "silver")]
    assert [decide(table, {"amount": amount, "customer": who}) for amount, who in cases] == [rule, None, None]


def test_case_without_a_value_matches_only_rules_that_do_not_ask_for_it() -> None:
    asks, asks_not = decision_rule("asks", when={"amount": "not(50)"}), decision_rule("asks-not", when={})

    assert matching_rules(decision_table(rules=(asks, asks_not)), {}) == (asks_not,)
