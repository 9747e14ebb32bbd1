"""A misspelt key is taken for another only where no second one comes near."""

import pytest

from handbook.mend.keys import key_meant
from handbook.model.policy import PolicyText
from handbook.model.schema import schema

KNOWN = [item.name for item in schema(PolicyText)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *(("sumary", "summary"), ("Title", "title"), ("titel", "title"), ("review-every", "review_every")),
        *(("reviewEvery", "review_every"), ("catagory", "category"), ("audiance", "audience")),
        *(("ownr", "owner"), ("xyz", None), ("", None), ("o", None), ("sum", None), ("text", None)),
    ],
)
def test_the_key_that_was_meant(written: str, meant: str | None) -> None:
    assert key_meant(written, KNOWN, {written}) == meant


def test_a_key_that_stands_there_already_was_not_meant() -> None:
    assert key_meant("sumary", KNOWN, {"sumary", "summary"}) is None


def test_two_keys_that_are_near_leave_it_open() -> None:
    assert key_meant("ends_on", ["ends_in", "ends_at"], {"ends_on"}) is None


def test_capitals_alone_decide_between_near_keys() -> None:
    assert key_meant("Ends-In", ["ends_in", "ends_at"], {"Ends-In"}) == "ends_in"


def test_nothing_known_means_nothing() -> None:
    assert key_meant("title", [], ()) is None
