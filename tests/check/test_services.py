"""Services whose price is left open, or whose importance is not on the scale."""

import pytest

from tests.check.sample import found

SERVICE = """\
services:
  - {id: loan, title: Loan appliance, level: One within a day., provider: own-staff, %s}
"""
PLACE = "policies/complaints/policy.yml services.0"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            "terms: free-for-a-period",
            "terms: warning[service-price] the service `loan` is free for a period, but it is not said for how long | "
            "say it under `price`",
        ),
        (
            "terms: sold-separately",
            "terms: warning[service-price] the service `loan` is sold separately, but it is not said at what price | "
            "say it under `price`",
        ),
        (
            "terms: not-offered, price: 5 EUR",
            "price: warning[service-price] the service `loan` is not offered, but has a price | "
            "leave the price out, or correct `terms`",
        ),
        (
            "terms: free, importance: 9",
            "importance: warning[importance-scale] the importance 9 of the service `loan` is not on the scale | "
            "give the mark of customers on a scale from 1 to 5",
        ),
    ],
)
def test_a_promise_that_cannot_be_taken_at_its_word_is_reported(told: str, expected: str) -> None:
    assert found("# policies/complaints/policy.yml\n" + SERVICE % told) == [f"{PLACE}.{expected}"]


@pytest.mark.parametrize(
    "told", ["terms: free", "terms: sold-separately, price: 5 EUR, importance: 5", "terms: not-offered"]
)
def test_a_service_that_says_it_all_is_right(told: str) -> None:
    assert found("# policies/complaints/policy.yml\n" + SERVICE % told) == []


def test_a_published_service_can_say_no_more() -> None:
    told = SERVICE % "terms: sold-separately"
    assert found("# policies/complaints/versions/1.0.yml\n" + told) == []
