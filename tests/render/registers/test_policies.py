from handbook.model.handbook import Category
from tests.builders import edition, organisation, policy, text, version, withdrawal
from tests.render.registers.reading import items, links, pages_in, rows, words

OURS = organisation(
    categories=(
        Category(id="contact", title="Reaching us", summary="Phone and chat"),
        Category(id="money", title="Money"),
    )
)
COMPLAINTS = policy(
    "complaints",
    version("1.0", published="2025-12-10", effective="2026-01-01"),
    version("2.0", published="2026-02-20", effective="2026-04-01", summary="Within *4* hours."),
)
FAX = policy("fax", version("1.0", text=text(title="Fax", category="money")), withdrawal(replaced_by=("complaints",)))
SUBJECT = edition(COMPLAINTS, FAX, organisation=OURS)


def test_policies_stand_by_category_then_what_is_to_come_then_what_was_withdrawn() -> None:
    (page,) = pages_in(SUBJECT, "policies")

    assert [heading.title for heading in page.headings] == ["Reaching us", "Takes effect soon", "Withdrawn"]
    assert rows(page.body) == [
        ["Policy", "Version", "Owner", "Next review"],
        [
            "Complaints How a complaint is taken, answered and learned from.",
            "1.0 in force since 1 January 2026",
            "Complaints lead",
            "20 February 2027",
        ],
    ]
    assert items(page.body) == [
        "Prospective Complaints 2.0 Within 4 hours. takes effect on 1 April 2026",
        "Withdrawn Fax Fax is no longer offered. see instead Complaints withdrawn on 1 June 2025",
    ]


def test_category_holds_its_own_policies_only() -> None:
    contact, money = pages_in(SUBJECT, "categories/contact", "categories/money")

    assert (contact.address, contact.place, contact.title, contact.description) == (
        "categories/contact/",
        "category/contact",
        "Reaching us",
        "Phone and chat",
    )
    assert [heading.title for heading in contact.headings] == ["In force", "Takes effect soon"]
    assert [heading.title for heading in money.headings] == ["Withdrawn"]


def test_card_says_what_each_of_its_facts_is() -> None:
    contact, _ = pages_in(SUBJECT, "categories/contact", "categories/money")

    assert items(contact.body)[0] == (
        "Complaints How a complaint is taken, answered and learned from. version 1.0 in force since 1 January 2026 "
        "owner Complaints lead next review 20 February 2027"
    )
    assert ("Complaints", "../../policies/complaints/") in links(contact.body)


def test_category_can_be_subscribed_to() -> None:
    contact, _ = pages_in(SUBJECT, "categories/contact", "categories/money")

    assert [link for link in links(contact.body) if "feed" in link[1]] == [
        ("substantive changes (Atom)", "../../categories/contact/feed.xml"),
        ("all changes (Atom)", "../../categories/contact/feed-all.xml"),
        ("JSON Feed", "../../categories/contact/feed.json"),
    ]


def test_withdrawal_to_come_says_so() -> None:
    ending = withdrawal(published="2026-02-01", effective="2026-05-01")
    (page,) = pages_in(edition(policy("fax", version("1.0"), ending)), "policies")

    assert "Prospective Complaints Fax is no longer offered. will be withdrawn on 1 May 2026" in words(page.body)
