"""A whole Hebrew handbook: what stands beside what, on pages whose own words are English."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import serve
from tests.browser.test_search import MARKED, ask
from tests.search.evaluate import build_handbook

PAGES = ("", "a-to-z/", "glossary/", "policies/refunds/", "policies/refunds/history/", "policies/refunds/2.0/changes/")

LETTERS = """element => {
  const range = document.createRange(), node = element.firstChild;
  const left = (from) => {
    range.setStart(node, from);
    range.setEnd(node, from + 1);
    return range.getBoundingClientRect().left;
  };
  return [left(0), left(node.length - 1)];
}"""


@pytest.fixture(scope="module")
def hebrew(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the Hebrew handbook of tests/search."""
    yield from serve(build_handbook("he", tmp_path_factory.mktemp("hebrew")))


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A narrow page."""
    opened = browser.new_page(viewport={"width": 320, "height": 800})
    yield opened
    opened.close()


def edges(page: Page, selector: str) -> tuple[float, float]:
    """The left and the right edge of an element's words."""
    box = page.locator(selector).first.evaluate(
        "element => { const range = document.createRange(); range.selectNodeContents(element);"
        " const box = range.getBoundingClientRect(); return [box.left, box.right]; }"
    )
    return box[0], box[1]


def test_english_title_stands_on_the_side_of_the_page(page: Page, hebrew: str) -> None:
    page.goto(f"{hebrew}a-to-z/")
    column = page.locator("article").bounding_box()
    assert column is not None
    assert edges(page, "h1")[1] == pytest.approx(column["x"] + column["width"], abs=30)


def test_letter_stands_before_its_count(page: Page, hebrew: str) -> None:
    page.goto(f"{hebrew}a-to-z/")
    assert edges(page, "h2 bdi")[0] > edges(page, "h2 .register-count")[1]


def test_english_sentence_ends_with_its_full_stop(page: Page, hebrew: str) -> None:
    page.goto(hebrew)
    first, last = page.locator(".register-empty").first.evaluate(LETTERS)
    assert first < last


def test_date_reads_day_first(page: Page, hebrew: str) -> None:
    page.goto(f"{hebrew}policies/refunds/history/")
    first, last = page.locator(".legend li").last.evaluate(LETTERS)
    assert first < last


@pytest.mark.parametrize("address", PAGES)
def test_narrow_page_does_not_scroll_sideways(phone: Page, hebrew: str, address: str) -> None:
    phone.goto(hebrew + address)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320


def test_search_leads_from_right_to_left_to_the_inflected_word(phone: Page, hebrew: str) -> None:
    phone.goto(hebrew)
    clause = ask(phone, "אריזה").locator("a.handbook-result--part[href$='/policies/refunds/#deadline']")
    start, end = (clause.evaluate(f"(link) => getComputedStyle(link).border{side}Width") for side in ("Right", "Left"))
    expect(clause.locator(".handbook-result__extract")).to_have_css("text-align", "right")
    assert (start != "0px", end) == (True, "0px")
    clause.click()
    expect(phone).to_have_url(hebrew + "policies/refunds/#deadline")
    expect(phone.locator(".handbook-marks")).to_be_visible()
    assert "האריזה" in phone.evaluate(MARKED)
