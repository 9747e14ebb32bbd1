from handbook.model.handbook import Policy
from handbook.render.pages import policy_pages
from handbook.render.press import make_press
from tests.builders import edition, policy, text, version, withdrawal, working


def addresses(subject: Policy) -> list[str]:
    found = edition(subject, as_of="2026-03-01")
    return [page.address for page in policy_pages(found, subject, make_press(found))]


def test_policy_has_its_page_each_version_each_redline_and_the_history() -> None:
    assert addresses(policy("complaints", version("1.0"), version("2.0")))[:6] == [
        "policies/complaints/",
        "policies/complaints/1.0/",
        "policies/complaints/1.0/changes/",
        "policies/complaints/2.0/",
        "policies/complaints/2.0/changes/",
        "policies/complaints/history/",
    ]


def test_policy_with_nothing_but_a_working_text_has_no_page() -> None:
    assert addresses(policy("complaints", versions=(), working=working())) == []


def test_version_published_later_has_no_page() -> None:
    later = version("2.0", published="2026-03-02", effective="2026-04-01")

    assert [item for item in addresses(policy("complaints", version("1.0"), later)) if "2.0" in item] == []


def title(*parts: object) -> str:
    """The title of the policy's own page."""
    subject = policy("complaints", *parts)
    found = edition(subject, as_of="2026-03-01")
    return policy_pages(found, subject, make_press(found))[0].title


def test_policy_shows_what_is_in_force() -> None:
    coming = version("3.0", published="2026-02-01", effective="2026-06-01", text=text(title="To come"))

    assert title(version("1.0"), version("2.0", text=text(title="In force")), coming) == "In force"


def test_policy_that_does_not_bind_yet_shows_what_will_bind_first() -> None:
    soon = version("1.0", published="2026-02-01", effective="2026-06-01", text=text(title="Soon"))
    later = version("2.0", published="2026-02-02", effective="2026-07-01", text=text(title="Later"))

    assert title(soon, later) == "Soon"


def test_policy_that_was_withdrawn_shows_what_bound_last() -> None:
    never = version("2.0", published="2025-05-01", effective="2025-08-01", text=text(title="Never"))

    assert title(version("1.0", text=text(title="Last")), never, withdrawal(effective="2025-06-01")) == "Last"
