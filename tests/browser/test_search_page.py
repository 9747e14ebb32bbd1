"""The page /search/: boxes with counts, chips, pages, the archive, and an address that says all of it."""

import re
import shutil
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PROJECT, build, serve
from tests.browser.test_search import violations


def test_boxes_narrow_the_results_and_stand_in_the_address(page: Page, site: str) -> None:
    page.goto(site + "search/?q=refund")
    status = page.get_by_role("main").get_by_role("status")
    expect(status).to_have_text(re.compile(r"^\d+ results\.$"))
    group = page.get_by_role("group", name="Category")
    box = group.get_by_role("checkbox", name="Putting it right")
    count = group.locator("li", has_text="Putting it right").locator(".handbook-facet__count").inner_text()
    box.check()
    expect(page).to_have_url(re.compile(r"\?q=refund&category=putting-it-right$"))
    expect(status).to_have_text(f"{count} results.")
    expect(group.get_by_role("checkbox", name="Prices and bills")).to_be_visible()
    expect(box).to_be_focused()


def test_back_and_forward_walk_through_what_was_asked(page: Page, site: str) -> None:
    page.goto(site + "search/?q=refund", wait_until="networkidle")
    box = page.get_by_role("group", name="Category").get_by_role("checkbox", name="Putting it right")
    box.check()
    chip = page.get_by_role("button", name="Remove the filter Category: Putting it right")
    expect(chip).to_be_visible()
    page.go_back()
    expect(chip).to_have_count(0)
    expect(box).not_to_be_checked()
    page.go_forward()
    expect(chip).to_be_visible()
    page.locator("a.handbook-result").first.click()
    expect(page).to_have_url(re.compile("/policies/"))
    page.go_back()
    expect(chip).to_be_visible()
    expect(page.get_by_role("main").get_by_role("searchbox")).to_have_value("refund")


def test_chips_take_filters_away_one_by_one_and_all_at_once(page: Page, site: str) -> None:
    page.goto(site + "search/?q=refund&category=putting-it-right&status=in-force&archive=1")
    chips = page.get_by_role("list", name="Chosen filters")
    expect(chips.get_by_role("button")).to_have_count(4)
    chips.get_by_role("button", name="Remove the filter Category: Putting it right").click()
    expect(page).to_have_url(re.compile(r"\?q=refund&status=in-force&archive=1$"))
    expect(page.get_by_role("main").get_by_role("status")).to_be_focused()
    chips.get_by_role("button", name="Remove all filters").click()
    expect(page).to_have_url(re.compile(r"\?q=refund$"))


def test_filters_without_a_question_list_what_they_select(page: Page, site: str) -> None:
    page.goto(site + "search/")
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text("Type a question")
    group = page.get_by_role("group", name="Owner")
    group.get_by_role("checkbox", name="Complaints lead").check()
    expect(page.locator("a.handbook-result").filter(has_text="Complaints").first).to_be_visible()


def test_results_come_in_pages_that_the_address_names(page: Page, site: str) -> None:
    page.goto(site + "search/?q=customer")
    first = page.locator("a.handbook-result:not(.handbook-result--part)").first
    title = first.inner_text()
    page.get_by_role("link", name="Next page").click()
    expect(page).to_have_url(re.compile(r"\?q=customer&page=2$"))
    expect(first).not_to_have_text(title)
    expect(page.get_by_role("navigation", name="Pages of results")).to_contain_text("Page 2 of ")


def test_superseded_versions_are_found_on_request_under_their_policy(page: Page, site: str) -> None:
    page.goto(site + "search/?q=complaint")
    expect(page.locator("a.handbook-result").first).to_be_visible()
    versions = page.locator("a[href*='/policies/complaints/1.0/']")
    expect(versions).to_have_count(0)
    page.get_by_role("checkbox", name="Also search superseded versions").check()
    expect(page).to_have_url(re.compile(r"\?q=complaint&archive=1$"))
    policy = page.locator(".handbook-search__list > li").filter(has=page.locator("> a[href$='/policies/complaints/']"))
    expect(policy.locator("a[href*='/policies/complaints/1.0/']").first).to_contain_text("Version 1.0, superseded")


def test_overdue_is_what_should_have_been_reviewed_by_the_readers_day(page: Page, site: str) -> None:
    page.clock.set_fixed_time("2031-01-15T12:00:00Z")
    page.goto(site + "search/")
    overdue = page.get_by_role("group", name=re.compile("review", re.IGNORECASE)).get_by_role(
        "checkbox", name="Overdue"
    )
    overdue.check()
    expect(page).to_have_url(re.compile(r"review=overdue$"))
    expect(page.get_by_role("main").get_by_role("status")).to_have_text(re.compile(r"^\d\d results\.$"))


def test_nothing_found_offers_to_search_without_filters(page: Page, site: str) -> None:
    page.goto(site + "search/?q=warranty&owner=nobody")
    page.get_by_role("button", name="Search without filters").click()
    expect(page.get_by_role("link", name=re.compile("Repairs and warranty")).first).to_be_visible()


def test_search_asked_in_the_dialog_reaches_the_page_that_is_open(page: Page, site: str) -> None:
    page.goto(site + "search/?q=refund", wait_until="networkidle")
    page.keyboard.press("Control+k")
    page.keyboard.type("warranty")
    page.get_by_role("dialog").get_by_role("link", name=re.compile("with filters")).click()
    expect(page).to_have_url(re.compile(r"/search/\?q=warranty$"))
    expect(page.get_by_role("main").get_by_role("searchbox")).to_have_value("warranty")


def test_facets_are_those_that_the_handbook_names(page: Page, tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "policy_data", tmp_path / "policy_data")
    facets = "{search: {facets: [category, {field: review_every, label: Looked at every}]}}"
    config = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8").replace("  - handbook\n", f"  - handbook: {facets}\n")
    (tmp_path / "mkdocs.yml").write_text(re.sub(r"(?m)^site_url: .*$", 'site_url: ""', config), encoding="utf-8")
    build(tmp_path / "policy_data", tmp_path / "site")
    for address in serve(tmp_path / "site"):
        page.goto(f"{address}search/?q=refund")
        group = page.get_by_role("group", name="Looked at every")
        group.get_by_role("checkbox", name="12 months").check()
        expect(page).to_have_url(re.compile(r"\?q=refund&review-every=P1Y$"))
        expect(page.locator("fieldset:visible")).to_have_count(2)
        hit = page.locator("a.handbook-result").filter(has_text="Complaints").first
        expect(hit).to_contain_text("in force")
        expect(hit).to_contain_text("Owner: Complaints lead")


def test_narrow_page_folds_the_boxes_and_meets_accessibility_rules(browser: Browser, site: str) -> None:
    narrow = browser.new_context(viewport={"width": 320, "height": 700}, reduced_motion="reduce")
    page = narrow.new_page()
    page.goto(site + "search/?q=refund&status=in-force")
    expect(page.locator("a.handbook-result").first).to_be_visible()
    expect(page.get_by_role("group", name="Category")).to_be_hidden()
    page.get_by_text("Narrow the results").click()
    expect(page.get_by_role("group", name="Category")).to_be_visible()
    found = violations(page)
    beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    narrow.close()
    assert (found, beyond <= 0) == ([], True)
