from handbook.report.news import by_policy, news
from tests.builders import edition, policy, version, withdrawal

OLD = version("1.0", published="2024-12-31", effective="2025-02-01")
FRESH = version("2.0", published="2025-03-01", effective="2025-04-01")


def test_news_are_of_the_last_twelve_months() -> None:
    found = news(edition(policy("complaints", OLD, FRESH), as_of="2026-03-01"))

    assert [str(entry.version) for entry in found] == ["2.0"]


def test_version_that_does_not_bind_yet_is_news_whenever_it_was_published() -> None:
    waiting = version("1.0", published="2024-01-01", effective="2026-04-01")

    assert [str(entry.version) for entry in news(edition(policy("complaints", waiting)))] == ["1.0"]


def test_news_stand_under_their_policy_in_order() -> None:
    end = withdrawal(published="2025-05-12", effective="2025-06-01")
    found = news(edition(policy("complaints", FRESH, end), policy("chat", FRESH)))

    assert {id_: [entry.kind.value for entry in listed] for id_, listed in by_policy(found).items()} == {
        "complaints": ["withdrawal", "version"],
        "chat": ["version"],
    }
