from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.history.redline import MAX_TOKENS, Span, SpanType, redline

MARKS = {SpanType.SAME: "{}", SpanType.DELETED: "[-{}-]", SpanType.INSERTED: "[+{}+]"}

WORDS = st.lists(st.sampled_from(["a", "bb", "the", "customer", " ", " ", "\n", ", ", ". ", "4.5", "שָׁלוֹם", "сәлем"]))
TEXTS = st.one_of(st.text(), WORDS.map("".join))


def marked(old: str, new: str) -> str:
    """The redline with its marks written out."""
    return "".join(MARKS[span.type].format(span.text) for span in redline(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Answer in 4 hours.", "Answer in 2 hours.", "Answer in [-4-][+2+] hours."),
        ("Answer in 4 hours.", "Answer in 4 working hours.", "Answer in 4 [+working +]hours."),
        ("Answer in 4 working hours.", "Answer in 4 hours.", "Answer in 4 [-working -]hours."),
        ("Open from 8:00.", "Open from 8:30.", "Open from [-8:00-][+8:30+]."),
        ("Up to 4.5 EUR", "Up to 4.75 EUR", "Up to [-4.5-][+4.75+] EUR"),
        ("We don't wait.", "We won't wait.", "We [-don't-][+won't+] wait."),
        ("Call", "call", "[-Call-][+call+]"),
        ("", "new", "[+new+]"),
        ("old", "", "[-old-]"),
        ("", "", ""),
        ("same", "same", "same"),
    ],
)
def test_words_are_marked(old: str, new: str, expected: str) -> None:
    assert marked(old, new) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "Answer the phone within three rings.",
            "Every call is answered within 20 seconds, by a person.",
            "[-Answer the phone-][+Every call is answered+] within [-three rings-][+20 seconds, by a person+].",
        ),
        ("ask the customer", "tell the caller", "[-ask the customer-][+tell the caller+]"),
        ("red big car", "red, big, car", "red[+,+] big[+,+] car"),
        ("x y z w", "x w", "x [-y z -]w"),
        ("one\ntwo", "uno\ndos", "[-one-][+uno+]\n[-two-][+dos+]"),
    ],
)
def test_small_leftovers_between_changes_are_absorbed_but_not_line_breaks(old: str, new: str, expected: str) -> None:
    assert marked(old, new) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Ask. We log. We act.", "Ask. We log. We wait. We act.", "Ask. We log. [+We wait. +]We act."),
        ("Ask. We log. We wait. We act.", "Ask. We log. We act.", "Ask. We log. [-We wait. -]We act."),
        ("phone\nchat", "phone\ne-mail\nchat", "phone\n[+e-mail\n+]chat"),
        ("phone\nfax\nfax machine", "phone\nfax machine", "phone\n[-fax\n-]fax machine"),
        ("a b b c", "a b c", "a b [-b -]c"),
    ],
)
def test_insertions_and_deletions_begin_with_a_line_a_sentence_or_a_word(old: str, new: str, expected: str) -> None:
    assert marked(old, new) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "Тұтынушыға 60 секунд ішінде сәлем беріңіз.",
            "Тұтынушыға 45 секунд ішінде жылы сәлем беріңіз.",
            "Тұтынушыға [-60-][+45+] секунд ішінде [+жылы +]сәлем беріңіз.",
        ),
        ("יש לענות ללקוח בתוך שעה", "יש לענות לכל לקוח בתוך שעה", "יש לענות [-ללקוח-][+לכל לקוח+] בתוך שעה"),
        ("שָׁלוֹם עוֹלָם", "שָׁלוֹם לָכֶם", "שָׁלוֹם [-עוֹלָם-][+לָכֶם+]"),
        ('דו"ח שנתי', 'דו"ח חודשי', 'דו"ח [-שנתי-][+חודשי+]'),
        ("Klients gaida 30 sekundes", "Klients negaida ilgāk", "Klients [-gaida 30 sekundes-][+negaida ilgāk+]"),
        ("Позвоните клиенту", "Перезвоните клиенту", "[-Позвоните-][+Перезвоните+] клиенту"),
    ],
)
def test_words_of_other_scripts_stay_whole(old: str, new: str, expected: str) -> None:
    assert marked(old, new) == expected


def test_span_carries_its_type_and_text() -> None:
    assert redline("in 4 hours", "in 2 hours") == (
        Span(type=SpanType.SAME, text="in "),
        Span(type=SpanType.DELETED, text="4"),
        Span(type=SpanType.INSERTED, text="2"),
        Span(type=SpanType.SAME, text=" hours"),
    )


def test_long_text_is_compared_by_lines_and_then_by_words() -> None:
    lines = [f"Line {n} says what staff do in case {n}." for n in range(MAX_TOKENS // 8)]
    old = "\n".join(["In 4 hours", *lines, "by phone"])
    new = "\n".join(["In 2 hours", *lines, "by post"])

    same = "\n".join(lines)
    assert marked(old, new) == f"In [-4-][+2+] hours\n{same}\nby [-phone-][+post+]"


def test_long_text_without_a_line_in_common_is_replaced_whole() -> None:
    old, new = "a " * (MAX_TOKENS + 1), "b " * (MAX_TOKENS + 1)

    assert [span.type for span in redline(f"x{old}.", f"y{new}!")] == [SpanType.DELETED, SpanType.INSERTED]


@given(TEXTS, TEXTS)
def test_same_and_deleted_give_the_old_text(old: str, new: str) -> None:
    assert "".join(span.text for span in redline(old, new) if span.type is not SpanType.INSERTED) == old


@given(TEXTS, TEXTS)
def test_same_and_inserted_give_the_new_text(old: str, new: str) -> None:
    assert "".join(span.text for span in redline(old, new) if span.type is not SpanType.DELETED) == new


@given(TEXTS)
def test_text_against_itself_has_no_change(text: str) -> None:
    assert redline(text, text) == ((Span(type=SpanType.SAME, text=text),) if text else ())


@given(TEXTS, TEXTS)
def test_texts_that_differ_have_a_change(old: str, new: str) -> None:
    assert (old == new) == all(span.type is SpanType.SAME for span in redline(old, new))


@given(TEXTS, TEXTS)
def test_spans_are_never_empty_and_neighbours_differ_in_type(old: str, new: str) -> None:
    spans = redline(old, new)

    assert all(span.text for span in spans)
    assert all(one.type is not other.type for one, other in pairwise(spans))


@given(TEXTS, TEXTS)
def test_deletion_stands_before_the_insertion_that_replaces_it(old: str, new: str) -> None:
    types = [span.type for span in redline(old, new)]

    assert (SpanType.INSERTED, SpanType.DELETED) not in pairwise(types)
