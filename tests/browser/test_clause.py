"""What a reader can do with one clause: cite it, propose a change, say what is unclear, see its line."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page

from tests.browser.test_every_page import WCAG

ADDRESS = "policies/complaints/"
CLAUSE = "log-complaint"
REPOSITORY = "https://git.example.com/ardenhall/handbook"


@pytest.fixture
def opened(browser: Browser, site: str) -> Iterator[Page]:
    """The page of a policy with the menu of a clause open; no request may go to anyone else."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page, asked = context.new_page(), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site + ADDRESS)
    button(page).click()
    yield page
    assert [url for url in asked if not url.startswith((site, "data:"))] == []
    context.close()


def button(page: Page, clause: str = CLAUSE) -> Locator:
    return page.locator(f"#{clause} button.clause-more")


def address(page: Page, words: str) -> str:
    return page.locator("#_clause-menu").get_by_role("link", name=words).get_attribute("href") or ""


def test_a_change_is_proposed_with_policy_version_clause_and_page(opened: Page) -> None:
    asked = urlsplit(address(opened, "Propose a change"))
    query = parse_qs(asked.query)
    assert asked._replace(query="").geturl() == f"{REPOSITORY}/issues/new"
    assert (query["template"], query["policy"], query["clause"]) == (["propose-change.yml"], ["complaints"], [CLAUSE])
    assert query["version"] == [opened.locator(".citation a").first.inner_text().split("/")[2]]
    assert query["page"] == [opened.url.partition("#")[0] + f"#{CLAUSE}"]


def test_what_is_unclear_is_asked_with_the_same(opened: Page) -> None:
    unclear, change = address(opened, "Say what is unclear"), address(opened, "Propose a change")
    assert unclear == change.replace("propose-change.yml", "unclear.yml")


def test_the_line_is_that_of_the_frozen_file(opened: Page) -> None:
    assert address(opened, "Line ").startswith(f"{REPOSITORY}/blob/main/policy_data/policies/complaints/versions/")
    assert address(opened, "Line ").rpartition("#L")[2].isdecimal()


def test_a_citation_names_policy_version_clause_address_and_hash(opened: Page, site: str) -> None:
    opened.get_by_role("button", name="Copy citation").click()
    opened.get_by_text("Citation copied").wait_for()
    text = opened.evaluate("navigator.clipboard.readText()")
    version = opened.locator(".citation a").first.inner_text().split("/")[2]
    assert f"policy complaints, version {version}, published" in text
    assert f", clause {CLAUSE}. {site}policies/complaints/{version}/#{CLAUSE} SHA-256 " in text
    assert text.endswith(opened.locator(".citation .hash code").inner_text())
    assert opened.locator("#_clause-menu").is_hidden()


def test_escape_closes_the_menu_and_gives_the_focus_back(opened: Page) -> None:
    assert opened.locator("#_clause-menu").get_by_role("button", name="Copy link").is_visible()
    opened.keyboard.press("Escape")
    assert opened.locator("#_clause-menu").is_hidden()
    assert button(opened).evaluate("button => button === document.activeElement && button.ariaExpanded === 'false'")


def test_another_clause_opens_the_same_menu_for_itself(opened: Page) -> None:
    opened.keyboard.press("Escape")
    button(opened, "give-a-name").click()
    assert opened.locator(".clause-menu").count() == 1
    assert "clause=give-a-name&" in address(opened, "Propose a change")


def test_the_open_menu_lies_inside_the_window_and_meets_accessibility_rules(opened: Page) -> None:
    box = opened.locator("#_clause-menu").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    violations = Axe().run(opened, options=WCAG).response["violations"]
    assert [(item["id"], node["target"]) for item in violations for node in item["nodes"][:3]] == []


def test_print_shows_no_tools(opened: Page) -> None:
    opened.keyboard.press("Escape")
    opened.emulate_media(media="print")
    assert button(opened).is_hidden()
    assert opened.locator("#_improve").is_hidden()


def test_a_page_that_the_theme_replaces_has_its_menus(page: Page, site: str) -> None:
    page.goto(site + "policies/")
    page.locator("article").get_by_role("link", name="Complaints", exact=True).first.click()
    page.locator("#log-complaint button.clause-more").wait_for(state="attached")


def test_without_scripts_the_page_still_leads_to_forms_and_editor(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + ADDRESS)
    found = [page.locator("section.improve a").nth(place).get_attribute("href") or "" for place in range(4)]
    context.close()
    assert [urlsplit(link).path.removeprefix("/ardenhall/handbook/").split("/")[0] for link in found] == [
        "issues",
        "issues",
        "edit",
        "blob",
    ]


def test_links_beside_a_clause_are_named_by_it(page: Page, site: str) -> None:
    page.goto(f"{site}{ADDRESS}1.0/")
    tools = page.locator(f"#{CLAUSE} > .clause-tools")
    assert tools.get_by_role("link", name="Link to log complaint", exact=True).count() == 1
    assert tools.get_by_role("link", name="As it is now: log complaint", exact=True).count() == 1


def test_a_term_is_explained_wherever_it_is_pointed_at(page: Page, site: str) -> None:
    page.goto(site + ADDRESS)
    first = page.locator('a[href*="/glossary/#"][title]').first
    address, meaning = first.get_attribute("href"), first.get_attribute("title")
    again = page.locator(f'a[href="{address}"]').nth(1)
    assert again.get_attribute("title") is None
    again.hover()
    assert again.get_attribute("title") == meaning


def test_what_went_and_came_is_spoken(page: Page, site: str) -> None:
    page.goto(f"{site}{ADDRESS}2.0/changes/")
    spoken = "mark => ['::before', '::after'].map(part => getComputedStyle(mark, part).content)"
    assert page.locator("del").first.evaluate(spoken) == ['"deleted: "', '", end of deletion "']
    assert page.locator("ins").first.evaluate(spoken) == ['"inserted: "', '", end of insertion "']
