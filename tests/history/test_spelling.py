"""What is only spelt otherwise, whatever the language."""

import pytest

from handbook.history.spelling import is_respelt


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Rufen Sie an", "rufen sie an."),
        ("Erst fragen; dann hören", "- Erst fragen\n- dann hören"),
        ("Rückrfu am Abend", "Rückruf am Abend"),
        ("Rükruf", "Rückruf"),
        ("Ru\u0308ckruf", "Rückruf"),
    ],
)
def test_letters_case_punctuation_spaces_and_slips_are_spelling(before: str, after: str) -> None:
    assert is_respelt(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("ein Anruf", "kein Anruf"),
        ("νόμιμο", "ανόμιμο"),
        ("rufen", "rufen nicht"),
        ("intern", "extern"),
        ("5 Euro", "6 Euro"),
        ("12345 Euro", "12346 Euro"),
        ("5 %", "5 €"),
        ("员工可以退还货款", "员工不可以退还货款"),
        ("dann hören", "hören dann"),
    ],
)
def test_another_word_number_sign_or_order_is_more_than_spelling(before: str, after: str) -> None:
    assert not is_respelt(before, after)
