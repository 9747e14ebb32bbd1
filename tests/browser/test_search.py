"""The search dialog in the header of every page: typed into, walked by keyboard, listened to, opened from a disk."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.test_every_page import WCAG

MARKED = """[...(CSS.highlights.get("handbook-found") ?? [])].map(
    (range) => range.startContainer.data.slice(range.startOffset, range.endOffset))"""


def ask(page: Page, words: str) -> Locator:
    """Open the dialog by its key, type, wait until the answer has come."""
    page.keyboard.press("/")
    page.keyboard.type(words)
    dialog = page.get_by_role("dialog")
    expect(dialog.locator(".handbook-search__results")).to_have_attribute("aria-busy", "false")
    return dialog


def violations(page: Page) -> list[tuple[str, object]]:
    found = Axe().run(page, options=WCAG).response["violations"]
    return [(item["id"], node["target"]) for item in found for node in item["nodes"][:3]]


def test_ordinary_page_loads_no_module_of_the_search(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site, wait_until="networkidle")
    assert [url for url in asked if "/search-" in url or "pagefind" in url] == []
    ask(page, "refund")
    assert [url for url in asked if url.endswith("/dialog.js")] != []


def test_hits_show_state_version_and_owner_and_lead_to_clauses(page: Page, site: str) -> None:
    page.goto(site)
    dialog = ask(page, "damaged delivery")
    hit = dialog.get_by_role("link", name=re.compile("^Delivery promises"))
    expect(hit).to_contain_text("in force")
    expect(hit).to_contain_text("version 3.0")
    expect(hit).to_contain_text("Owner: Operations manager")
    clauses = dialog.locator("a.handbook-result--part[href*='/policies/delivery-promises/#']")
    address = clauses.first.get_attribute("href") or ""
    clauses.first.click()
    expect(page).to_have_url(address)
    expect(page.locator(":target")).to_be_visible()


def test_keys_walk_the_results_and_come_back_to_the_field(page: Page, site: str) -> None:
    page.goto(site)
    dialog = ask(page, "refund")
    field, links = dialog.get_by_role("searchbox"), dialog.locator(".handbook-search__answer a")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("End")
    expect(links.last).to_be_focused()
    page.keyboard.press("Home")
    expect(links.first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.type("s")
    expect(field).to_have_value("refunds")


def test_escape_closes_the_dialog_and_gives_the_focus_back(page: Page, site: str) -> None:
    page.goto(site)
    link = page.get_by_role("link", name="Look it up from A to Z")
    link.focus()
    dialog = ask(page, "refund")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(link).to_be_focused()


def test_enter_opens_the_first_result_even_before_the_answer_has_come(page: Page, site: str) -> None:
    page.goto(site)
    page.keyboard.press("Control+k")
    page.keyboard.type("complaints")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/policies/complaints/"))
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_nothing_found_offers_fewer_words_someone_to_ask_and_places_to_look(page: Page, site: str) -> None:
    page.goto(site)
    dialog = ask(page, "warranty xqzzvw vbnmkl")
    expect(dialog.get_by_role("status")).to_have_text("Nothing found for “warranty xqzzvw vbnmkl”.")
    expect(dialog.get_by_role("link", name="A to Z")).to_be_visible()
    expect(dialog.get_by_text("Ask")).to_be_visible()
    dialog.get_by_role("button", name=re.compile("^warranty")).click()
    expect(dialog.get_by_role("searchbox")).to_have_value("warranty")
    expect(dialog.get_by_role("link", name=re.compile("Repairs and warranty")).first).to_be_visible()


def test_search_keeps_to_the_content_security_policy(page: Page, site: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    answer = page.goto(site)
    assert answer is not None
    assert "default-src" in answer.headers["content-security-policy"]
    ask(page, "refund").get_by_role("link", name=re.compile("with filters")).click()
    expect(page.get_by_role("main").locator("a.handbook-result").first).to_be_visible()
    assert said == []


def test_mistyped_title_is_found(page: Page, site: str) -> None:
    page.goto(site)
    expect(ask(page, "complaimts").get_by_role("link", name=re.compile("^Complaints")).first).to_be_visible()


def test_recent_searches_stay_in_the_browser_until_they_are_cleared(page: Page, site: str) -> None:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url + (request.post_data or "")))
    page.goto(site)
    ask(page, "warranty").get_by_role("link", name=re.compile("^Repairs and warranty")).first.click()
    expect(page).to_have_url(re.compile("/policies/"))
    page.reload()
    page.keyboard.press("/")
    dialog = page.get_by_role("dialog")
    recent = dialog.get_by_role("button", name="warranty", exact=True)
    recent.click()
    expect(dialog.get_by_role("searchbox")).to_have_value("warranty")
    expect(dialog.get_by_role("link").first).to_be_visible()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    dialog.get_by_role("button", name="Clear", exact=True).click()
    expect(recent).to_have_count(0)
    assert page.evaluate("localStorage.getItem('/.search.recent')") == "[]"
    assert [request for request in sent if "warranty" in request and "policies" not in request] == []


def test_words_are_marked_on_arrival_and_leave_no_trace(page: Page, site: str) -> None:
    page.goto(site, wait_until="networkidle")
    page.evaluate("window.kept = true")
    ask(page, "refund").locator("a.handbook-result--part").first.click()
    expect(page.get_by_text(re.compile("places? marked"))).to_be_visible()
    assert page.evaluate("window.kept") is True
    assert {word.lower() for word in page.evaluate(MARKED)} >= {"refund"}
    assert "refund" not in page.url.split("#")[0]
    assert page.locator("article mark").count() == 0
    page.get_by_role("button", name="Next place").click()
    page.keyboard.press("Escape")
    assert page.evaluate(MARKED) == []
    page.reload()
    assert page.evaluate(MARKED) == []


def test_words_are_marked_in_a_new_tab(page: Page, site: str) -> None:
    page.goto(site)
    link = ask(page, "refund").locator("a.handbook-result--part").first
    with page.context.expect_page() as opened:
        link.click(modifiers=["Control"])
    expect(opened.value.get_by_text(re.compile("places? marked"))).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_open_dialog_meets_accessibility_rules(browser: Browser, site: str, scheme: str) -> None:
    width = 320 if scheme == "dark" else 1280
    shown = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = shown.new_page()
    page.goto(site)
    dialog = ask(page, "refund")
    found = violations(page)
    beyond = dialog.evaluate("(box) => box.querySelector('.handbook-search__results').scrollWidth - box.clientWidth")
    shown.close()
    assert (found, beyond <= 0) == ([], True)


def test_handbook_opened_from_a_disk_is_searched_too(page: Page, site_folder: Path) -> None:
    page.goto((site_folder / "index.html").as_uri())
    dialog = ask(page, "complaint")
    dialog.get_by_role("link", name=re.compile("with filters")).click()
    expect(page).to_have_url((site_folder / "search/index.html").as_uri() + "?q=complaint")
    page.get_by_role("group", name="Category").get_by_role("checkbox", name="Putting it right").check()
    expect(page.get_by_role("button", name="Remove the filter Category: Putting it right")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Complaints")).first.click()
    expect(page).to_have_url((site_folder / "policies/complaints/index.html").as_uri())
    expect(page.get_by_text(re.compile("places? marked"))).to_be_visible()
