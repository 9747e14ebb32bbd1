"""The page of a difference in a real browser: it stands alone, in both schemes, wide and narrow."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from handbook.render.difference import difference_page
from tests.report.difference.test_hostile import HOSTILE, hostile

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
def test_page_stands_alone_and_has_no_fault(browser: Browser, tmp_path: Path, scheme: str, width: int) -> None:
    file = tmp_path / "difference.html"
    file.write_text(difference_page(hostile(" ".join(HOSTILE))), encoding="utf-8")
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})  # type: ignore[arg-type]
    page, asked, said = context.new_page(), list[str](), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto(file.as_uri())
    assert (asked, said, page.title()) == ([file.as_uri()], [], "What this changes")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.set_default_timeout(10_000)
    page_with_axe = browser.new_context(
        color_scheme=scheme,  # type: ignore[arg-type]
        viewport={"width": width, "height": 800},
        bypass_csp=True,
    ).new_page()
    page_with_axe.goto(file.as_uri())
    assert Axe().run(page_with_axe).response["violations"] == []
