"""Where words stand in the alphabet of a language."""

import pytest

from handbook.report.filing import ALPHABETS, filed, first_letter


def in_order(language: str, *words: str) -> list[str]:
    return sorted(words, key=lambda word: filed(word, language))


@pytest.mark.parametrize(
    ("language", "word", "letter"),
    [
        ("en", "refund", "R"),
        ("en", "Ärger", "A"),
        ("en", "жалоба", "Ж"),
        ("en", "ž", "Z"),
        ("en", "14 days", "#"),
        ("en", "“quoted”", "Q"),
        ("en", "!", "#"),
        ("en", "", "#"),
        ("lv", "čeks", "Č"),
        ("lv-LV", "c\u030ceks", "Č"),
        ("lv", "ēka", "E"),
        ("kk", "қайтару", "Қ"),
        ("ru", "ёлка", "Е"),
        ("ru", "йогурт", "Й"),
        ("he", "שָׁלוֹם", "ש"),
    ],
)
def test_word_is_filed_under_a_letter_of_its_language(language: str, word: str, letter: str) -> None:
    assert first_letter(word, language) == letter


@pytest.mark.parametrize("language", ALPHABETS)
def test_letters_are_filed_in_the_order_of_the_alphabet(language: str) -> None:
    letters = ALPHABETS[language]
    assert in_order(language, *reversed(letters)) == list(letters)


def test_words_are_filed_without_regard_to_case_and_marks() -> None:
    assert in_order("lv", "Ērģele", "eža", "Ēka") == ["Ēka", "Ērģele", "eža"]


def test_kazakh_letters_stand_beside_those_they_are_derived_from() -> None:
    assert in_order("kk", "ірімшік", "қайық", "лимон", "әріптес", "банк", "кітап") == [
        *("әріптес", "банк", "кітап", "қайық", "лимон", "ірімшік")
    ]


def test_letters_of_another_alphabet_are_filed_behind_and_digits_before() -> None:
    assert in_order("ru", "e-mail", "яблоко", "14 дней") == ["14 дней", "яблоко", "e-mail"]


def test_signs_within_a_word_are_filed_before_letters() -> None:
    assert in_order("lv", "e-pasta", "e-pasts", "ebreji") == ["e-pasta", "e-pasts", "ebreji"]
