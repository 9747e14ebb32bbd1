"""What holds for every kind of page: nothing foreign is loaded, nothing scrolls sideways, anyone can use it."""

import re
from html import unescape
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.kinds import KINDS, Scheme

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


MOST_MARKUP = 60_000
"""Bytes that a page of a policy may have beyond its own text."""


def test_no_page_of_a_policy_is_mostly_markup(site_folder: Path) -> None:
    def beyond_text(path: Path) -> int:
        html = path.read_text(encoding="utf-8")
        article = html.partition("<article")[2].rpartition("</article>")[0]
        shown = re.sub(r"<svg.*?</svg>", "", article, flags=re.DOTALL)
        return len(html.encode()) - len(" ".join(unescape(re.sub(r"<[^>]*>", "", shown)).split()).encode())

    heavy = {str(path): beyond_text(path) for path in site_folder.glob("policies/*/**/index.html")}
    assert len(heavy) > 100
    assert {path: size for path, size in heavy.items() if size > MOST_MARKUP} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_page_loads_without_errors_or_foreign_requests(page: Page, site: str, kind: str) -> None:
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on(
        "request", lambda request: problems.append(request.url) if not request.url.startswith((site, "data:")) else None
    )
    page.goto(site + KINDS[kind], wait_until="load")
    assert problems == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [320, 768])
def test_page_never_scrolls_sideways(browser: Browser, site: str, kind: str, width: int) -> None:
    narrow = browser.new_context(viewport={"width": width, "height": 800})
    page = narrow.new_page()
    page.goto(site + KINDS[kind])
    beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    narrow.close()
    assert beyond <= 0


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_meets_accessibility_rules(browser: Browser, site: str, kind: str, scheme: Scheme) -> None:
    width = 320 if scheme == "dark" else 1280
    shown = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce")
    page = shown.new_page()
    page.goto(site + KINDS[kind], wait_until="load")
    violations = Axe().run(page, options=WCAG).response["violations"]
    found = [(item["id"], node["target"], node["failureSummary"]) for item in violations for node in item["nodes"][:3]]
    shown.close()
    assert found == []
