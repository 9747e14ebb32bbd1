"""A handbook whose every text attacks the reader, built by the real program and opened in a real browser."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from tests.browser.conftest import PROJECT, build, serve
from tests.load.data import write
from tests.site.search.packed import unpacked

ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    '"><svg onload=alert(3)>',
    "{{ 7 * 7 }}{% raw %}",
    "</title><iframe src='https://evil.example/'></iframe>",
    "[go](javascript:alert(4)) ![x](https://evil.example/pixel.png)",
    "<a href='data:text/html,<script>alert(5)</script>'>data</a><form action='https://evil.example/'><input></form>",
    "<style>@import 'https://evil.example/x.css'</style><base href='https://evil.example/'><meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "=HYPERLINK(1) ::error::forged \u202edlrow",
)
TEXT = " ".join(ATTACKS)
CANARY = "quokkaword"


def quoted(text: str) -> str:
    """The text as YAML."""
    return json.dumps(text, ensure_ascii=False)


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site of a handbook in which titles, names, notes and prose all hold the attacks."""
    folder, line, title = tmp_path_factory.mktemp("hostile"), quoted(TEXT[:490]), quoted(TEXT[:200])
    text = (
        f"title: {title}\nsummary: {line}\ncategory: a\nowner: b\napprover: c\nkeywords: [{title}]\n"
        f"duties:\n  - id: d\n    text: {quoted(TEXT)}\n"
        f"sections:\n  - id: s\n    title: {title}\n    text: {quoted(TEXT)}\n"
    )
    release = (
        f'release:\n  version: "1.0"\n  change: substantive\n  summary: {quoted(TEXT)}\n  published: 2025-01-02\n'
        f"  effective: 2025-02-01\n  reasons:\n    - kind: first-issue\n      note: {line}\n"
        "  approval:\n    role: c\n    approved: 2025-01-01\n"
    )
    files = {
        "handbook.yml": f"title: {title}\norganisation: {title}\nmission:\n  statement: {quoted(TEXT)}\n"
        f"  pillars:\n    - id: p\n      title: {title}\n      statement: {quoted(TEXT)}\n"
        f"categories:\n  - id: a\n    title: {title}\n    summary: {line}\n",
        "roles.yml": f"roles:\n  - id: b\n    title: {title}\n    contact: {line}\n  - id: c\n    title: {title}\n",
        "glossary.yml": f"terms:\n  - term: {title}\n    meaning: {quoted(TEXT)}\n",
        "pages/index.md": f"# Welcome {TEXT}\n\n{TEXT}\n",
        "pages/more.md": f"# More {TEXT}\n\n{TEXT}\n",
        "policies/x/policy.yml": text.replace(f"summary: {line}", f"summary: {CANARY}"),
        "policies/x/versions/1.0.yml": release + text,
        "policies/x/records/reviews/one.yml": f"reviewed: 2025-06-01\nby: b\noutcome: reaffirm\nnote: {quoted(TEXT)}\n",
        "policies/draft/policy.yml": text.replace(f"summary: {line}", f"summary: {CANARY}"),
    }
    write(folder / "policy_data", files)
    (folder / "mkdocs.yml").write_bytes((PROJECT / "mkdocs.yml").read_bytes())
    build(folder / "policy_data", folder / "site", as_of="2025-12-01")
    return folder / "site"


@pytest.fixture(scope="module")
def address(hostile_site: Path) -> Iterator[str]:
    """The site, served without its security headers: the pages themselves must be harmless."""
    (hostile_site / "_headers").write_text("/*\n\n", encoding="utf-8")
    yield from serve(hostile_site)


def test_nothing_runs_and_nothing_is_requested_from_anyone_else(
    browser: Browser, hostile_site: Path, address: str
) -> None:
    alarms: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        alarms.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    context = browser.new_context()
    page = context.new_page()
    page.on("dialog", dismiss)
    page.on("request", lambda request: None if request.url.startswith(address) else alarms.append(request.url))
    for path in sorted(hostile_site.rglob("index.html")):
        page.goto(f"{address}{path.relative_to(hostile_site).parent.as_posix()}/", wait_until="load")
        alarms += _live(page, path.relative_to(hostile_site).as_posix())
    context.close()
    assert alarms == []


def _live(page: Page, name: str) -> list[str]:
    """Elements of the page that could run or submit something, or lead to a script."""
    found = page.evaluate(
        """() => [
            ...document.querySelectorAll("article iframe, article form[action], article style, article base,"
                + " article meta, [onerror],"
                + " [onload], [src*='evil'], link[href*='evil'], a[href^='javascript:'], a[href^='data:']"),
            ...[...document.scripts].filter((script) => /alert/.test(script.type ? "" : script.textContent)),
        ].map((element) => element.outerHTML.slice(0, 120))"""
    )
    return [f"{name}: {html}" for html in found]


def test_titles_are_shown_literally(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}policies/x/")
    heading, title = page.locator("h1").inner_text(), page.title()
    context.close()
    assert heading.startswith("<script>alert(1)</script> <img src=x onerror=alert(2)>")
    assert title.startswith("<script>alert(1)</script> <img src=x onerror=alert(2)>")


def test_search_shows_what_it_finds_as_text(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    alarms: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        alarms.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.on("request", lambda request: None if request.url.startswith(address) else alarms.append(request.url))
    page.goto(f"{address}search/?q=alert&owner=<img src=x onerror=alert(9)>")
    page.get_by_role("button", name="Search without filters").click()
    hit = page.locator("main a.handbook-result").first
    expect(hit).to_contain_text("<script>alert(1)</script>")
    page.keyboard.press("Control+k")
    page.keyboard.type("alert")
    expect(page.get_by_role("dialog").locator("a.handbook-result").first).to_be_visible()
    inside = page.locator(".handbook-search__results :is(script, img, iframe, style, form, base)").count()
    context.close()
    assert (alarms, inside) == ([], 0)


def test_no_word_of_a_working_text_is_anywhere(hostile_site: Path) -> None:
    files = [path for path in hostile_site.rglob("*") if path.is_file()]
    packed = [path for path in files if path.is_relative_to(hostile_site / "search" / "data")]
    texts = {path: unpacked(path.read_bytes()) if path in packed else path.read_bytes() for path in files}
    assert packed
    assert [path for path, text in texts.items() if CANARY.encode() in text or "draft" in path.parts] == []
