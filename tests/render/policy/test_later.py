import json
from typing import Any

from handbook.model.handbook import Policy
from handbook.render.policy.later import LaterNotice, later_notice
from tests.builders import edition, number, organisation, policy, version, withdrawal

ONE = version("1.0", published="2025-01-10", effective="2025-02-01")
TWO = version("2.0", published="2025-05-10", effective="2025-06-01")
THREE = version("3.0", published="2025-05-11", effective="2025-07-01")
END = withdrawal(published="2025-05-12", effective="2025-08-01")


def notice(subject: Policy, of: str = "", **fields: Any) -> LaterNotice | None:
    """The notice on the page of a version, or without one on the policy's page, on 20 May 2025."""
    return later_notice(subject, number(of) if of else None, edition(subject, as_of="2025-05-20", **fields))


def titles(subject: Policy, of: str = "") -> list[str]:
    found = notice(subject, of)
    return [item["title"] for item in json.loads(found.data)] if found else []


def test_notice_carries_the_day_the_words_and_the_way_to_the_later_version() -> None:
    found = notice(policy("complaints", ONE, TWO), organisation=organisation(time_zone="Europe/Riga"))

    assert found is not None
    assert found.time_zone == "Europe/Riga"
    assert json.loads(found.data) == [
        {
            "effective": "2025-06-01",
            "title": "Version 2.0 took effect on 1 June 2025, after this page was made",
            "link": "Read version 2.0",
            "address": "./2.0/",
        }
    ]


def test_page_without_anything_to_come_has_no_notice() -> None:
    assert notice(policy("complaints", ONE)) is None


def test_policy_tells_of_all_that_is_to_come_the_soonest_first() -> None:
    assert titles(policy("complaints", ONE, TWO, THREE, END)) == [
        "Version 2.0 took effect on 1 June 2025, after this page was made",
        "Version 3.0 took effect on 1 July 2025, after this page was made",
        "This policy was withdrawn on 1 August 2025, after this page was made",
    ]


def test_version_to_come_tells_of_itself_and_of_later_ones_only() -> None:
    subject = policy("complaints", ONE, TWO, THREE)

    assert titles(subject, "3.0") == ["This version took effect on 1 July 2025, after this page was made"]
    assert titles(subject, "2.0") == [
        "This version took effect on 1 June 2025, after this page was made",
        "Version 3.0 took effect on 1 July 2025, after this page was made",
    ]


def test_version_that_a_higher_one_overtakes_is_never_told_to_take_effect() -> None:
    slow = version("2.0", published="2025-05-10", effective="2025-09-01")

    assert titles(policy("complaints", ONE, slow, THREE)) == [
        "Version 3.0 took effect on 1 July 2025, after this page was made"
    ]


def test_version_not_yet_published_leaves_no_trace() -> None:
    assert notice(policy("complaints", ONE, version("2.0", published="2025-05-21", effective="2025-06-01"))) is None
