import pytest

from handbook.model.decision import Input, InputType
from handbook.report import decision_words

AMOUNT = Input(id="amount", title="Value", type=InputType.NUMBER, unit="EUR")
CLASS = Input(id="class", title="Class", type=InputType.TEXT)
VISITS = Input(id="visits", title="Visits", type=InputType.NUMBER, unit="visits")
URGENT = Input(id="urgent", title="Urgent", type=InputType.BOOLEAN)


@pytest.mark.parametrize(
    ("test", "item", "words"),
    [
        ("-", AMOUNT, "any"),
        ("<= 50", AMOUNT, "up to 50 EUR"),
        ("< 1500", AMOUNT, "less than 1,500 EUR"),
        (">= 50", AMOUNT, "at least 50 EUR"),
        ("> 50", AMOUNT, "more than 50 EUR"),
        ("[50..200]", AMOUNT, "50 to 200 EUR"),
        ("(50..200]", AMOUNT, "more than 50, up to 200 EUR"),
        ("[50..200)", AMOUNT, "at least 50, less than 200 EUR"),
        ("1, 2, 3", AMOUNT, "1, 2 or 3 EUR"),
        ("1", VISITS, "1 visit"),
        ("1, 2", VISITS, "1 or 2 visits"),
        ("<= 1", VISITS, "up to 1 visit"),
        ("not(<= 50)", AMOUNT, "anything but up to 50 EUR"),
        ('"gold"', CLASS, "gold"),
        ('"gold", "silver"', CLASS, "gold or silver"),
        ("gold", CLASS, "gold"),
        ('not("gold")', CLASS, "anything but gold"),
        ("not(-)", CLASS, "none"),
        ("true", URGENT, "yes"),
        ("false", URGENT, "no"),
    ],
)
def test_unary_test_is_said_in_words(test: str, item: Input, words: str) -> None:
    assert decision_words.test_text(test, item, {}) == words


@pytest.mark.parametrize("test", ["<= fifty", "[200..50]", "<script>"])
def test_unary_test_that_cannot_be_read_is_shown_as_it_was_written(test: str) -> None:
    assert decision_words.test_text(test, AMOUNT, {}) == test
