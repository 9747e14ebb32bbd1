"""The three users' days, walked in a real browser over the sample handbook."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from handbook.ledger.records import sha256_of
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


def test_contents_stand_in_the_navigation_of_a_phone(browser: Browser, site: str) -> None:
    phone = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = phone.new_page()
    contents = page.locator(".md-nav--primary li:has(> [aria-current]) > .md-nav--secondary")
    page.goto(site + "policies/complaints/")
    page.get_by_role("button", name="Navigation").click()
    expect(contents.get_by_role("link", name="What you must do")).to_be_visible()
    page.locator(".md-sidebar--primary").get_by_role("link", name="Authority and exceptions").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Authority and exceptions")
    page.get_by_role("button", name="Navigation").click()
    contents.get_by_role("link", name="Goals").click()
    expect(page).to_have_url(re.compile("/policies/authority-and-exceptions/#_goals"))
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.locator(".md-sidebar--secondary").get_by_role("link", name="Goals")).to_be_visible()
    phone.close()


def test_contents_are_reached_on_a_phone_without_scripts(browser: Browser, site: str) -> None:
    phone = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = phone.new_page()
    page.goto(site + "policies/complaints/")
    page.locator("label.md-header__button[for=__drawer]").click()
    page.locator(".md-sidebar--secondary").get_by_role("link", name="Goals").click()
    expect(page).to_have_url(re.compile("/policies/complaints/#_goals"))
    expect(page.locator(".md-sidebar--primary").get_by_role("link", name="Authority and exceptions")).to_be_visible()
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


def test_instant_navigation_between_assembled_pages_keeps_search(page: Page, site: str) -> None:
    page.goto(site + "policies/complaints/", wait_until="networkidle")
    page.evaluate("window.kept = true")
    page.get_by_role("navigation").get_by_role("link", name="Escalation", exact=True).first.click()
    expect(page).to_have_url(re.compile("/policies/escalation/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Escalation")
    assert page.evaluate("window.kept") is True
    search(page, "complaint")
    expect(page.get_by_role("dialog").get_by_role("link").first).to_be_visible()


# --- an auditor who trusts nothing ----------------------------------------------------------------------------------


def test_auditor_spends_a_day_with_the_handbook(page: Page, site: str, site_folder: Path, tmp_path: Path) -> None:
    page.goto(site)
    page.get_by_role("contentinfo").get_by_role("link", name="For auditors").click()
    page.get_by_role("link", name="in force on a date").click()
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name="Complaints", exact=True)).first
    for day, version in (("2023-10-02", "1.1"), ("2024-07-15", "2.0"), ("2026-02-01", "3.0")):
        page.get_by_role("textbox", name="In force on").fill(day)
        page.get_by_role("button", name="Show").click()
        expect(page).to_have_url(f"{site}in-force/?on={day}")
        expect(row).to_contain_text(version)

    row.get_by_role("link", name="Complaints", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Complaints, version 3.0")
    box = page.locator("section.box").first
    expect(box).to_contain_text(re.compile(r"Approved by\s*Director of customer service"))
    expect(box).to_contain_text(re.compile(r"Approved on\s*24 November 2025"))
    expect(page.get_by_text("Callers asked who would ring back.").last).to_be_visible()
    cited = page.locator(".citation .hash code").inner_text()
    assert cited == sha256_of((site_folder.parent / "policy_data/policies/complaints/versions/3.0.yml").read_bytes())

    page.get_by_role("link", name="Redline against 2.0").first.click()
    expect(page).to_have_url(re.compile(re.escape(f"{site}policies/complaints/3.0/changes/")))
    assert min(page.locator("ins").count(), page.locator("del").count()) > 10

    kept = tmp_path / "kept"
    shutil.copytree(site_folder.parent, kept)
    said = verified(kept)
    seal = page.locator(".handbook-seal").inner_text().removeprefix("Seal ")
    assert (said["findings"], said["seal"]["hash"][:12]) == ([], seal.partition(":")[2])

    tampered = kept / "policy_data/policies/complaints/versions/2.0.yml"
    tampered.write_bytes(tampered.read_bytes().replace(b"8", b"9", 1))
    shown = kept / "site/policies/complaints/1.0/index.html"
    shown.write_text(shown.read_text(encoding="utf-8").replace("customer", "visitor", 1))
    assert [(item["layer"], item["policy"], item["version"], item["file"]) for item in verified(kept)["findings"]] == [
        ("ledger", "complaints", "2.0", "policies/complaints/versions/2.0.yml"),
        ("site", "complaints", "1.0", "policies/complaints/1.0/index.html"),
    ]


def verified(folder: Path) -> Any:
    """What `handbook verify` says in a folder with data and a site."""
    command = [
        sys.executable,
        "-m",
        "handbook",
        "verify",
        "--data",
        "policy_data",
        "--site",
        "site",
        "--format",
        "json",
    ]
    return json.loads(subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout)


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


def test_every_printout_names_the_seal_and_what_it_shows(page: Page, site: str) -> None:
    page.emulate_media(media="print")
    cited = "Complaints: policy complaints, version 3.0, SHA-256 24b312d1fb74…"
    shown = {"policies/complaints/": cited, "policies/complaints/3.0/changes/": cited, "in-force/": "", "audit/": ""}
    for address, version in shown.items():
        page.goto(site + address)
        line = page.locator("footer .handbook-imprint").inner_text().split("\n")
        assert [part for part in line if part.strip()] == [
            "Customer service handbookArdenhall Appliances",
            *filter(None, [version]),
            "As of 22 November 2026 · Seal 1:90256783ecb6",
        ]
        assert page.locator("footer").evaluate("it => getComputedStyle(it).display") == "table-footer-group"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures_for_the_readme_can_be_taken(browser: Browser, site: str, scheme: Scheme, pictures: Path) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.goto(site + "policies/complaints/")
    page.evaluate("document.fonts.ready")
    page.screenshot(path=pictures / f"policy-{scheme}.png")
    context.close()
    assert (pictures / f"policy-{scheme}.png").read_bytes().startswith(b"\x89PNG")
