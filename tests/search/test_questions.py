"""Whether and where a list of answers holds the right one."""

import pytest

from tests.search.questions import Answer, Outcome, Question, is_version

REFUNDS = Answer(address="policies/refunds/", parts=("policies/refunds/#deadline",))
PHONE = Answer(address="policies/phone/")
FORMER = Answer(address="policies/refunds/1.0/")
TERM = Answer(address="glossary/#refund")


def outcome(*answers: Answer, kind: str = "said", find: tuple[str, ...] = ("refunds",)) -> Outcome:
    return Outcome(question=Question(kind=kind, ask="money back", find=find), answers=answers)


def archive(*answers: Answer) -> Outcome:
    question = Question(kind="archived-only", ask="cheque", find=("refunds",))
    return Outcome(question=question, answers=(), with_archive=answers)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("policies/refunds/", False),
        ("policies/refunds/#deadline", False),
        ("policies/refunds/1.0/", True),
        ("policies/refunds/1.0/#deadline", True),
        ("policies/refunds/history/", False),
        ("glossary/", False),
        ("", False),
    ],
)
def test_address_is_that_of_a_version(address: str, expected: bool) -> None:
    assert is_version(address) is expected


def test_rank_is_the_place_of_the_right_policy() -> None:
    assert outcome(PHONE, TERM, REFUNDS).rank == 3


def test_rank_is_zero_where_the_right_policy_is_missing() -> None:
    assert outcome(PHONE, TERM).rank == 0


def test_rank_counts_a_clause_of_the_right_policy() -> None:
    assert outcome(Answer(address="policies/refunds/#deadline")).rank == 1


def test_rank_counts_no_policy_whose_id_begins_alike() -> None:
    assert outcome(Answer(address="policies/refunds-abroad/")).rank == 0


def test_rank_counts_no_superseded_version() -> None:
    assert outcome(FORMER).rank == 0


def test_rank_of_an_archived_question_counts_only_a_version() -> None:
    assert archive(REFUNDS, FORMER).rank == 2


def test_rank_of_an_archived_question_counts_a_version_below_its_policy() -> None:
    assert archive(PHONE, Answer(address="policies/refunds/", versions=("policies/refunds/1.0/",))).rank == 2


def test_clause_is_named_by_a_part_of_the_first_three() -> None:
    assert outcome(PHONE, REFUNDS, find=("refunds#deadline",)).names_clause


def test_clause_is_not_named_below_the_first_three() -> None:
    assert not outcome(PHONE, PHONE, PHONE, REFUNDS, find=("refunds#deadline",)).names_clause


def test_nonsense_with_an_answer_is_false() -> None:
    assert outcome(PHONE, kind="nonsense", find=()).false


def test_nonsense_without_an_answer_is_not_false() -> None:
    assert not outcome(kind="nonsense", find=()).false


def test_archived_version_found_unasked_is_false() -> None:
    assert outcome(REFUNDS, FORMER).false


def test_archived_version_found_unasked_below_its_policy_is_false() -> None:
    assert outcome(Answer(address="policies/refunds/", versions=("policies/refunds/1.0/",))).false


def test_archived_version_found_when_asked_for_is_not_false() -> None:
    assert not archive(FORMER).false
