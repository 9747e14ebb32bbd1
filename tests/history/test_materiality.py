"""What makes a change substantive, whatever its owner calls it."""

from typing import Any

import pytest

from handbook.history.changes import changes
from handbook.history.materiality import material_changes
from handbook.model.policy import PolicyText
from tests import builders as build


def reasons(old: PolicyText, new: PolicyText, language: str = "en") -> list[tuple[str, str]]:
    """The clauses that make the change substantive, each with the reason."""
    return [(item.clause_id, item.reason) for item in material_changes(changes(old, new), language)]


def with_standard(**fields: Any) -> PolicyText:
    """A text with one standard."""
    return build.text(procedures=(build.procedure(id="p", standards=(build.standard(id="s", **fields),)),))


def with_duty(text: str) -> PolicyText:
    """A text with one duty."""
    return build.text(duties=(build.duty(id="d", text=text),))


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ({"target": "30"}, {"target": "60"}, "`target` changes"),
        ({"unit": "minutes"}, {"unit": "hours"}, "`unit` changes"),
        ({"better": "at-most"}, {"better": "at-least"}, "`better` changes"),
        ({"metric": "days to refund"}, {"metric": "days from approval by the director to refund"}, "`metric` changes"),
        ({"metric": "days to refund"}, {"metric": "months to refund"}, "`metric` changes"),
        ({"method": "list"}, {"method": "sample of two"}, "`method` changes"),
    ],
)
def test_standard_with_other_terms_is_substantive(
    before: dict[str, object], after: dict[str, object], reason: str
) -> None:
    assert reasons(with_standard(**before), with_standard(**after)) == [("s", reason)]


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("Staff may refund.", "Staff must refund.", "the text gains or loses `may`, `must`"),
        ("Answer today.", "Do not answer today.", "the text gains or loses `not`"),
        ("Ring within 5 minutes.", "Ring within 9 minutes.", "a number in the text changes"),
        ("Ring within two days.", "Ring within three days.", "a number in the text changes"),
        ("Ring within 2 working days.", "Ring within 2 days.", "a number in the text changes"),
        ("Ring within one hour.", "Ring within one day.", "a number in the text changes"),
        ("You should ask.", "You shouldn't ask.", "the text gains or loses `not`"),
        ("You can ask.", "You can’t ask.", "the text gains or loses `not`"),
        ("You may ask.", "You cannot ask.", "the text gains or loses `can`, `may`, `not`"),
        ("Staff are required to smile.", "Staff are free to smile.", "the text gains or loses `free to`, `required`"),
        ("Staff are required to smile.", "Nobody smiles.", "the text gains or loses `nobody`, `required`"),
        ("Always ring.", "Ring if you like.", "the text gains or loses `always`, `if`"),
        ("Staff have to ring.", "Staff ring at their discretion.", "the text gains or loses `discretion`, `have to`"),
        ("Staff need to ring.", "Staff ring.", "the text gains or loses `need to`"),
        ("Ring the customer.", "Ring only the customer.", "the text gains or loses `only`"),
        ("Ring the customer.", "Ring the customer unless it is late.", "the text gains or loses `unless`"),
        ("Ask no one.", "Ask everyone.", "the text gains or loses `all`, `nobody`"),
        ("Wait at least 2 days.", "Wait at most 2 days.", "the text gains or loses `at least`, `at most`"),
    ],
)
def test_duty_in_other_words_of_duty_is_substantive(before: str, after: str, reason: str) -> None:
    assert reasons(with_duty(before), with_duty(after)) == [("d", reason)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Answer every complaint today.", "Every complaint is answered today."),
        ("You must answer within 4 hours.", "Within 4 hours you must give an answer."),
        ("Ring within 2 days.", "Ring within two days."),
        ("Ring within 2 working days.", "Within two  Working days, ring."),
        ("Ask three of us.", "Ask several of us."),
        ("Ask, listen, note.", "- Ask\n- listen\n- note"),
        ("Ask first. Then listen.", "1. Ask\n2. Listen"),
        ("Do not ask.", "Don't ask."),
        ("Staff have to ring, at once.", "Staff have to telephone at once."),
        ("Answer all letters.", "Answer every letter."),
        ("Aplogise to the customer.", "Apologise to the customer."),
    ],
)
def test_same_duty_in_better_words_is_editorial(before: str, after: str) -> None:
    assert reasons(with_duty(before), with_duty(after)) == []


IN_OTHER_LANGUAGES = [
    ("ru", "Сотрудник должен вернуть деньги.", "Сотрудник не должен вернуть деньги.", "`не`"),
    ("ru", "Сотрудник обязан вернуть деньги.", "Сотрудник может не возвращать деньги.", "`может`, `не`, `обязан`"),
    ("ru", "Звоните всегда.", "Звоните, если хотите.", "`всегда`, `если`"),
    ("ru", "Верните за два часа.", "Верните за два дня.", "`день`, `час`"),
    ("he", "הנציג חייב להחזיר את הכסף.", "הנציג לא חייב להחזיר את הכסף.", "`לא`"),
    ("he", "הנציג חייב להתקשר.", "הנציג רשאי להתקשר.", "`חייב`, `רשאי`"),
    ("he", "תמיד מתקשרים.", "מתקשרים רק אם רוצים.", "`אם`, `רק`, `תמיד`"),
    ("kk", "Қызметкер ақшаны қайтарады.", "Қызметкер ақшаны қайтармайды.", "`-ма-`"),
    ("kk", "Қызметкер ақшаны қайтаруы тиіс.", "Қызметкер ақшаны қайтаруы мүмкін.", "`мүмкін`, `тиіс`"),
    ("kk", "Әрқашан хабарласыңыз.", "Қажет болса ғана хабарласыңыз.", "`-са`, `тек`, `қажет`, `әрқашан`"),
    ("lv", "Darbinieks drīkst atmaksāt.", "Darbinieks nedrīkst atmaksāt.", "`drīkst`, `ne-`"),
    ("lv", "Darbiniekam jāatmaksā nauda.", "Darbinieks var atmaksāt naudu.", "`jā-`, `var`"),
    ("lv", "Vienmēr zvaniet.", "Zvaniet tikai tad, ja vēlaties.", "`ja`, `tikai`, `vienmēr`"),
]


@pytest.mark.parametrize(("language", "before", "after", "words"), IN_OTHER_LANGUAGES)
def test_words_of_duty_are_those_of_the_handbooks_language(language: str, before: str, after: str, words: str) -> None:
    reason = f"the text gains or loses {words}"
    assert reasons(with_duty(before), with_duty(after), language) == [("d", reason)]


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("ru", "Верните деньги в течение трёх дней.", "Верните деньги в течение тридцати дней."),
        ("he", "להחזיר בתוך שלושה ימים.", "להחזיר בתוך שלושים ימים."),
        ("kk", "Ақшаны үш күн ішінде қайтарыңыз.", "Ақшаны отыз күн ішінде қайтарыңыз."),
        ("lv", "Atmaksājiet triju dienu laikā.", "Atmaksājiet trīsdesmit dienu laikā."),
        ("de", "Antworten Sie in 3 Tagen.", "Antworten Sie in 30 Tagen."),
    ],
)
def test_numbers_in_words_are_those_of_the_handbooks_language(language: str, before: str, after: str) -> None:
    assert reasons(with_duty(before), with_duty(after), language) == [("d", "a number in the text changes")]


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("ru", "Сотрудник должен ответить за 3 дня.", "За три дня сотрудники должны дать ответ."),
        ("ru-RU", "Отвечайте на каждое обращение.", "На все обращения отвечайте."),
        ("he", "יש לענות בתוך 3 ימים.", "בתוך שלושה ימים יש להשיב."),
        ("kk", "Қызметкер 3 күн ішінде жауап беруі тиіс.", "Қызметкер үш күн ішінде жауап қайтаруы тиіс."),
        ("lv", "Darbiniekam jāatbild 3 dienu laikā.", "Triju dienu laikā darbiniekam jāsniedz atbilde."),
        ("lv", "Atbildiet nedēļas laikā.", "Nedēļas laikā sniedziet atbildi."),
    ],
)
def test_same_duty_in_other_words_of_its_language_is_editorial(language: str, before: str, after: str) -> None:
    assert reasons(with_duty(before), with_duty(after), language) == []


def test_other_words_in_a_language_that_is_not_known_are_substantive() -> None:
    assert reasons(with_duty("Rufen Sie zurück."), with_duty("Rufen Sie nicht zurück."), "de") == [
        ("d", "the text changes in more than spelling, and the words of duty of `de` are not known")
    ]


def test_mended_spelling_in_a_language_that_is_not_known_is_editorial() -> None:
    assert reasons(with_duty("rufen sie zurük"), with_duty("Rufen Sie zurück."), "de") == []


def test_other_trigger_is_substantive() -> None:
    old = build.text(procedures=(build.procedure(id="p", trigger="a customer asks"),))
    new = build.text(procedures=(build.procedure(id="p", trigger="the director asks"),))
    assert reasons(old, new) == [("p", "`trigger` changes")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"metric": "days to refund"}, {"metric": "Days to refund"}),
        ({"method": "weekly smaple"}, {"method": "weekly sample"}),
    ],
)
def test_standard_that_is_only_respelt_is_editorial(before: dict[str, object], after: dict[str, object]) -> None:
    assert reasons(with_standard(**before), with_standard(**after)) == []


def test_words_of_condition_in_advice_are_editorial() -> None:
    old = build.text(sections=(build.section(id="s", text="Callers are patient."),))
    new = build.text(sections=(build.section(id="s", text="Callers are patient if they know why."),))
    assert reasons(old, new) == []


def test_words_of_condition_are_not_held_against_a_published_version() -> None:
    found = changes(with_duty("Always ring."), with_duty("Ring if you like."))
    assert material_changes(found, "en", published=True) == ()


def test_added_clause_is_substantive() -> None:
    assert reasons(build.text(duties=()), with_duty("Answer.")) == [("d", "the clause is new")]


def test_removed_clause_is_substantive() -> None:
    assert reasons(with_duty("Answer."), build.text(duties=())) == [("d", "the clause is gone")]


def test_steps_in_another_order_are_substantive() -> None:
    first, second = build.step(id="first"), build.step(id="second")
    old = build.text(procedures=(build.procedure(id="p", steps=(first, second)),))
    new = build.text(procedures=(build.procedure(id="p", steps=(second, first)),))
    assert [reason for _, reason in reasons(old, new)] == ["the clause stands in another place"]


def test_other_role_is_substantive() -> None:
    old = build.text(procedures=(build.procedure(id="p", steps=(build.step(id="s", actor="adviser"),)),))
    new = build.text(procedures=(build.procedure(id="p", steps=(build.step(id="s", actor="shift-lead"),)),))
    assert reasons(old, new) == [("s", "`actor` changes")]


def test_other_channels_are_substantive() -> None:
    old = build.text(procedures=(build.procedure(id="p", channels=("phone",)),))
    new = build.text(procedures=(build.procedure(id="p", channels=("phone", "chat")),))
    assert reasons(old, new) == [("p", "`channels` changes")]


def test_other_keywords_are_editorial() -> None:
    assert reasons(build.text(keywords=("refund",)), build.text(keywords=("money back",))) == []


def put_right(wrong: str, right: str, clause: str = "d") -> list[tuple[str, str]]:
    """What makes it substantive to write 7 days where 7 hours stood, after a correction."""
    found = changes(with_duty("Remind 7 hours before."), with_duty("Remind 7 days before it is due."))
    record = build.correction(clause=clause, wrong=wrong, right=right)
    return [(item.clause_id, item.reason) for item in material_changes(found, "en", [record])]


def test_text_may_say_what_a_correction_had_put_right() -> None:
    assert put_right("7 hours", "7 days") == []


@pytest.mark.parametrize(("wrong", "right", "clause"), [("7 hours", "8 days", "d"), ("7 hours", "7 days", "other")])
def test_text_must_not_say_more_than_a_correction_had_put_right(wrong: str, right: str, clause: str) -> None:
    assert put_right(wrong, right, clause) == [("d", "a number in the text changes")]
