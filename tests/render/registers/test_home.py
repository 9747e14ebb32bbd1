from handbook.model.handbook import Category
from handbook.render.press import make_press
from handbook.render.registers.home import home_page
from tests.builders import edition, exception, organisation, policy, role, text, version, withdrawal
from tests.render.registers.reading import items, links, tags, words

ONE = version("1.0", published="2025-01-10", effective="2025-02-01", summary="The *first* text.")
NEXT = version("2.0", published="2026-02-10", effective="2026-04-01", summary="Within 4 hours.")


def test_first_page_leads_to_categories_and_roles() -> None:
    ours = organisation(categories=(Category(id="contact", title="Reaching us", summary="Phone and chat"),))
    page = home_page(make_press(edition(policy("complaints", ONE), organisation=ours, roles=(role("adviser"),))))

    assert (page.address, page.place, page.title) == ("", "home", "Customer service handbook")
    assert "Reaching us Phone and chat 1 policy" in items(page.body)
    assert {("Reaching us", "./categories/contact/"), ("Adviser", "./roles/adviser/")} <= set(links(page.body))


def test_search_prompt_leads_to_the_index_without_scripts() -> None:
    page = home_page(make_press(edition()))

    assert [attributes for _, attributes in tags(page.body) if "data-handbook-search" in attributes] == [
        {"class": "home-search", "data-handbook-search": ""}
    ]
    assert ("Look it up from A to Z", "./a-to-z/") in links(page.body)


def test_what_binds_and_what_takes_effect_soon_are_told_apart() -> None:
    page = home_page(make_press(edition(policy("complaints", ONE, NEXT), as_of="2026-02-20", roles=())))

    assert items(page.body)[4:6] == [
        "Complaints 1.0 Substantive The first text. in effect since 1 February 2025",
        "Complaints 2.0 Substantive Within 4 hours. takes effect on 1 April 2026",
    ]


def test_withdrawal_to_come_is_what_takes_effect_soon() -> None:
    ending = withdrawal(published="2026-02-10", effective="2026-04-01")
    page = home_page(make_press(edition(policy("complaints", ONE, ending), as_of="2026-02-20", roles=())))

    assert "Complaints Withdrawal Fax is no longer offered. ceases to bind on 1 April 2026" in items(page.body)[5]


def test_overdue_review_and_lapsed_exception_are_due() -> None:
    lapsed = exception(granted="2025-07-01", until="2025-10-01")
    page = home_page(make_press(edition(policy("complaints", ONE, lapsed), as_of="2026-02-20")))

    assert [item for item in items(page.body) if "Complaints lead" in item and "Complaints " in item][:2] == [
        "Complaints Lapsed exception to settle, lapsed 1 October 2025, Complaints lead",
        "Complaints Overdue review due 10 January 2026, Complaints lead",
    ]


def test_handbook_without_policies_says_so_kindly() -> None:
    assert "No policy has been published yet. As soon as one is, it stands here." in words(
        home_page(make_press(edition())).body
    )


def test_long_lists_are_cut() -> None:
    policies = [policy(f"policy-{number}", version("1.0", text=text(title=f"Policy {number}"))) for number in range(9)]
    page = home_page(make_press(edition(*policies, as_of="2027-03-01", roles=())))

    assert len([item for item in items(page.body) if "in effect since" in item]) == 6
    assert "All reviews : 3 more" in words(page.body)
