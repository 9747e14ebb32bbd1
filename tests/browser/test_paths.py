"""The three users' days, walked in a real browser over the sample handbook."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.kinds import KINDS, Scheme


def search(page: Page, words: str) -> None:
    """Open the dialog by its key and type."""
    page.keyboard.press("/")
    page.get_by_role("dialog").get_by_role("combobox").or_(page.get_by_role("dialog").get_by_role("searchbox")).fill(
        words
    )


# --- an employee with an angry customer waiting ---------------------------------------------------------------------


def test_employee_finds_the_rule_by_searching(page: Page, site: str) -> None:
    page.goto(site)
    search(page, "refund limit")
    page.get_by_role("dialog").get_by_role("link", name=re.compile("Authority and exceptions")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Authority and exceptions")


def test_employee_finds_the_rule_on_a_phone(browser: Browser, site: str) -> None:
    phone = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = phone.new_page()
    page.goto(site + "policies/mission/")
    page.goto(site)
    page.get_by_role("link", name="Putting it right").first.click()
    page.get_by_role("link", name="Complaints", exact=True).first.click()
    box = page.get_by_role("heading", name="What you must do")
    expect(box).to_be_visible()
    assert (box.bounding_box() or {"y": 9999})["y"] < 740
    phone.close()


def test_employee_finds_who_takes_over(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_role("link", name="Who takes over?").click()
    expect(page).to_have_url(re.compile("/escalation/"))
    expect(page.locator("article").get_by_text("An appliance may be dangerous").first).to_be_visible()


def test_employee_sees_what_applies_to_the_role(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_role("link", name="Customer adviser").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Customer adviser")


def test_nonsense_finds_nothing_and_helps(page: Page, site: str) -> None:
    page.goto(site)
    search(page, "xqzzvw")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Nothing found")).to_be_visible()
    expect(dialog.get_by_role("link", name="A to Z")).to_be_visible()


def test_search_works_by_keyboard_alone(page: Page, site: str) -> None:
    page.goto(site)
    page.keyboard.press("Control+k")
    page.keyboard.type("warranty")
    expect(page.get_by_role("dialog").get_by_role("link").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/policies/"))


def test_escape_closes_the_dialog_and_gives_the_focus_back(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_role("banner").get_by_role("button", name="Search").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("banner").get_by_role("button", name="Search")).to_be_focused()


def test_instant_navigation_between_stamped_pages_keeps_search(page: Page, site: str) -> None:
    page.goto(site + "policies/complaints/", wait_until="networkidle")
    page.evaluate("window.kept = true")
    page.get_by_role("navigation").get_by_role("link", name="Escalation", exact=True).first.click()
    expect(page).to_have_url(re.compile("/policies/escalation/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Escalation")
    assert page.evaluate("window.kept") is True
    search(page, "complaint")
    expect(page.get_by_role("dialog").get_by_role("link").first).to_be_visible()


# --- an auditor who trusts nothing ----------------------------------------------------------------------------------


def test_auditor_finds_what_was_in_force_on_a_date(page: Page, site: str) -> None:
    page.goto(site + "in-force/?on=2024-07-15")
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name="Complaints", exact=True))
    expect(row.first).to_contain_text("2.0")
    page.get_by_role("textbox", name="In force on").fill("2023-10-02")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(site + "in-force/?on=2023-10-02")
    expect(row.first).to_contain_text("1.1")


def test_auditor_sees_what_changed_and_who_approved_it(page: Page, site: str) -> None:
    page.goto(site + "policies/complaints/")
    page.get_by_role("link", name="All versions, reviews and records").click()
    expect(page).to_have_url(re.compile("/policies/complaints/history/"))
    expect(page.get_by_text("Director of customer service").first).to_be_visible()
    page.goto(site + "policies/complaints/3.0/changes/")
    assert page.locator("ins").count() > 10
    assert page.locator("del").count() > 10


def test_superseded_version_says_so_and_leads_to_the_current_one(page: Page, site: str) -> None:
    page.goto(site + "policies/complaints/1.0/")
    banner = page.get_by_role("note").first
    expect(banner).to_contain_text("superseded")
    banner.get_by_role("link").first.click()
    expect(page).not_to_have_url(re.compile(r"/1\.0/"))


def test_withdrawn_policy_keeps_a_page_that_says_so(page: Page, site: str) -> None:
    page.goto(site + "policies/fax-and-post/")
    expect(page.get_by_role("note").first).to_contain_text("1 July 2025")


def test_former_address_leads_to_the_renamed_policy(page: Page, site: str) -> None:
    page.goto(site + "policies/home-delivery/2.0/")
    expect(page).to_have_url(re.compile("/policies/delivery-promises/2.0/"))


def test_without_scripts_the_dates_are_listed_by_quarter(browser: Browser, site: str) -> None:
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(site + "in-force/")
    expect(page.get_by_role("heading", name=re.compile("2024")).first).to_be_visible()
    plain.close()


# --- everybody ------------------------------------------------------------------------------------------------------


def test_every_kind_of_page_is_reached_by_clicking_from_home(page: Page, site: str) -> None:
    wanted = {site + address for kind, address in KINDS.items() if kind not in {"not-found", "search"}}
    seen: set[str] = set()
    ahead = [site]
    for _ in range(4):
        found: set[str] = set()
        for address in ahead:
            page.goto(address)
            links = page.eval_on_selector_all(
                "a[href]", "links => links.map(link => link.href.split('#')[0].split('?')[0])"
            )
            found |= {link for link in links if link.startswith(site)}
        seen |= set(ahead)
        ahead = sorted(link for link in found - seen if _worth_following(link, wanted))
    assert wanted - seen - set(ahead) == set()


def _worth_following(link: str, wanted: set[str]) -> bool:
    """Pages of the kinds that are looked for, and pages on the way to them."""
    return link in wanted or any(other.startswith(link) for other in wanted)


def test_no_word_of_a_working_text_is_in_the_site(site_folder: Path) -> None:
    holding = [path for path in site_folder.rglob("*") if path.is_file() and b"zephyrcart" in path.read_bytes().lower()]
    assert holding == []


def test_print_shows_title_version_and_dates(page: Page, site: str) -> None:
    page.goto(site + "policies/complaints/")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("5 January 2026").first).to_be_visible()
    expect(page.locator("header.md-header")).to_be_hidden()
    expect(page.locator(".md-sidebar--primary")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures_for_the_readme_can_be_taken(browser: Browser, site: str, scheme: Scheme, pictures: Path) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.goto(site + "policies/complaints/")
    page.evaluate("document.fonts.ready")
    page.screenshot(path=pictures / f"policy-{scheme}.png")
    context.close()
    assert (pictures / f"policy-{scheme}.png").read_bytes().startswith(b"\x89PNG")
