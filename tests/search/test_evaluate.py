"""The figures of the evaluation, and what counts as short of them."""

import re

from tests.browser.conftest import PROJECT
from tests.search.evaluate import HITS, TITLES, failures, mean_reciprocal_rank, recall, shortfalls, table
from tests.search.questions import Answer, Outcome, Question

RIGHT = Answer(address="policies/refunds/")
WRONG = Answer(address="policies/phone/")
FORMER = Answer(address="policies/refunds/1.0/")


def outcomes(*lists: tuple[Answer, ...], kind: str = "said") -> list[Outcome]:
    question = Question(kind=kind, ask="money back", find=("refunds",) if kind != "nonsense" else ())
    return [Outcome(question=question, answers=answers) for answers in lists]


NOTHING_FOUND = outcomes((), kind="nonsense")


def test_recall_is_the_share_found_in_the_first_three() -> None:
    assert recall(outcomes((RIGHT,), (WRONG, WRONG, RIGHT), (WRONG, WRONG, WRONG, RIGHT), ())) == 0.5


def test_recall_leaves_nonsense_out() -> None:
    assert recall([*outcomes((RIGHT,)), *NOTHING_FOUND]) == 1.0


def test_mean_reciprocal_rank_falls_with_the_place() -> None:
    assert mean_reciprocal_rank(outcomes((RIGHT,), (WRONG, RIGHT), ())) == 0.5


def test_nothing_falls_short_where_all_is_found() -> None:
    assert list(shortfalls("en", [*outcomes((RIGHT,)), *NOTHING_FOUND])) == []


def test_too_low_a_recall_falls_short() -> None:
    found = [*outcomes(*[(RIGHT,)] * 9, ()), *NOTHING_FOUND]
    assert list(shortfalls("en", found)) == ["recall at 3 is 0.90, not 0.95"]


def test_typos_and_synonyms_fall_short_by_themselves() -> None:
    found = [*outcomes(*[(RIGHT,)] * 19), *outcomes((), kind="typo"), *NOTHING_FOUND]
    assert list(shortfalls("en", found)) == ["recall at 3 of typos and synonyms is 0.00, not 0.90"]


def test_nonsense_that_finds_something_falls_short() -> None:
    found = [*outcomes((RIGHT,)), *outcomes((), (WRONG,), kind="nonsense")]
    assert list(shortfalls("en", found)) == ["share of nonsense left unanswered is 0.50, not 0.90"]


def test_an_archived_version_found_unasked_falls_short() -> None:
    found = [*outcomes((RIGHT, FORMER)), *NOTHING_FOUND]
    assert list(shortfalls("en", found)) == ["an archived version was found unasked: money back"]


def test_questions_unseen_by_the_tuning_never_fall_short() -> None:
    unseen = Question(kind="typo", ask="refund", find=("refunds",), unseen=True)
    found = [*outcomes((RIGHT,)), *NOTHING_FOUND, Outcome(question=unseen, answers=())]
    assert list(shortfalls("en", found)) == []


def test_failures_name_the_question_and_what_was_found() -> None:
    assert list(failures({"en": outcomes((RIGHT,), (WRONG,))})) == [
        "en said: money back\n    wanted refunds; found policies/phone/"
    ]


def test_table_has_a_row_for_all_and_one_for_each_kind() -> None:
    rows = table({"en": [*outcomes((WRONG, RIGHT)), *NOTHING_FOUND]}).splitlines()[2:]
    assert rows == [
        "| **English** | **all** | 2 | 0.50 | 1.00 |  | 0 |",
        "| English | said | 1 | 0.50 | 1.00 |  | 0 |",
        "| English | nonsense | 1 |  |  |  | 0 |",
    ]


def test_list_is_as_long_as_the_dialogs() -> None:
    dialog = (PROJECT / "templates" / "assets" / "search" / "dialog.js").read_text(encoding="utf-8")
    named = dict(re.findall(r"^const (TITLES|HITS) = (\d+);", dialog, re.MULTILINE))
    assert named == {"TITLES": str(TITLES), "HITS": str(HITS)}
