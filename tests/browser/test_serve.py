"""An owner writes under `handbook serve`, the real program in a real browser: what is saved is seen, mistakes too."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PROJECT
from tests.load.data import SMALL, TEXT, VERSION, write

CONFIG = "site_name: x\ntheme: {name: material, font: false, features: [navigation.instant]}\nplugins: [handbook]\n"
LONG = (
    TEXT
    + "sections:\n"
    + "".join(
        f"  - {{id: part-{number}, title: Part {number}, text: {'Many words stand here. ' * 40}}}\n"
        for number in range(9)
    )
)
PHONE = TEXT.replace("Complaints", "Answering the phone")
NOT_YET = 3_000


@dataclass(frozen=True)
class Preview:
    """A running preview: its address, the data folder that it shows, the templates that it uses."""

    address: str
    data: Path
    templates: Path

    def save(self, text: str, policy: str = "complaints") -> None:
        (self.data / "policies" / policy / "policy.yml").write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """The program in a copy of its own, so that its templates can be edited; it must end well."""
    folder = tmp_path_factory.mktemp("preview")
    for part in ("handbook", "templates"):
        shutil.copytree(PROJECT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    more = {"policies/phone/policy.yml": PHONE, "policies/phone/versions/1.0.yml": VERSION.replace(TEXT, PHONE)}
    data = write(folder / "policy_data", SMALL, more, {"pages/guide.md": "# Guide\n\nFirst words.\n"})
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    command = [sys.executable, "-m", "handbook", "serve", "--port", "0", "--as-of", "2025-12-01"]
    environment = {**os.environ, "XDG_CONFIG_HOME": str(folder), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout
        said = program.stdout.readline()
        yield Preview(said.split()[-1], data, folder / "templates")
        program.send_signal(signal.SIGINT)
        assert program.wait(timeout=20) == 0


@pytest.fixture
def opened(preview: Preview, page: Page) -> Iterator[Callable[[str], Page]]:
    """Opens a page of the preview; what was written is taken back afterwards."""
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None)
    preview.save(TEXT)

    def open_page(address: str) -> Page:
        page.goto(preview.address + address)
        expect(page.locator("h1")).to_be_visible(timeout=30_000)
        expect(page.locator(".preview-line")).to_be_visible(timeout=30_000)
        return page

    yield open_page
    preview.save(TEXT)
    assert refused == []


def test_saved_words_appear_without_reloading_by_hand_where_the_reader_was(
    preview: Preview, opened: Callable[[str], Page]
) -> None:
    preview.save(LONG)
    page = opened("policies/complaints/draft/")
    expect(page.locator("#part-8")).to_be_attached()
    page.evaluate("scrollTo(0, 1500)")
    preview.save(LONG.replace("Answer every complaint", "Settle every complaint"))
    expect(page.locator("#answer-today")).to_contain_text("Settle every complaint", timeout=NOT_YET)
    until = time.monotonic() + NOT_YET / 1000
    while abs(page.evaluate("scrollY") - 1500) >= 5:
        assert time.monotonic() < until
        page.wait_for_timeout(20)


def test_a_draft_is_marked_and_its_redline_is_linked_from_the_policy(
    preview: Preview, opened: Callable[[str], Page]
) -> None:
    page = opened("policies/complaints/")
    preview.save(TEXT.replace("on the day it arrives", "within an hour"))
    page.get_by_role("link", name="What it changes").click()
    expect(page.locator("h1")).to_have_text("What the draft changes")
    expect(page.locator(".redline ins")).to_contain_text("within an hour")
    expect(page.locator(".badge--draft")).to_have_text("Draft")


def test_a_mistake_is_shown_with_its_line_and_the_page_stays_until_it_is_mended(
    preview: Preview, opened: Callable[[str], Page]
) -> None:
    page = opened("policies/complaints/draft/")
    preview.save(TEXT.replace("category: contact", "category: [contact"))
    problem = page.locator(".preview .preview-problem")
    expect(problem).to_contain_text("policy_data/policies/complaints/policy.yml:4:", timeout=NOT_YET)
    assert re.search(r"\n4 \| .*\n  \| +\^", problem.inner_text())
    expect(page.locator("#answer-today")).to_contain_text("on the day it arrives")
    preview.save(TEXT)
    expect(problem).to_have_count(0, timeout=NOT_YET)


def test_another_policy_is_shown_while_one_is_broken(preview: Preview, opened: Callable[[str], Page]) -> None:
    preview.save("title: [")
    page = opened("policies/phone/")
    expect(page.locator("h1")).to_have_text("Answering the phone")
    expect(page.locator(".preview-line")).to_contain_text("1 error", timeout=NOT_YET)


def test_a_problem_stands_at_its_clause_too_and_what_is_written_is_shown_literally(
    preview: Preview, opened: Callable[[str], Page]
) -> None:
    page = opened("policies/complaints/draft/")
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    attack = "<img src=x onerror=alert(1)>"
    preview.save(TEXT.replace("answer-today, ", f"answer-today, roles: ['{attack}'], "))
    expect(page.locator("#answer-today .preview-problem")).to_contain_text(attack, timeout=NOT_YET)
    assert (page.locator(".preview-problem img").count(), dialogs) == (0, [])


def test_an_edited_template_and_an_edited_page_are_seen(preview: Preview, opened: Callable[[str], Page]) -> None:
    page = opened("policies/phone/")
    template = preview.templates / "policy" / "policy.html"
    before = template.read_text(encoding="utf-8")
    template.write_text(before.replace('<p class="badges">', '<p id="by-template">new</p><p class="badges">'))
    expect(page.locator("#by-template")).to_be_visible(timeout=NOT_YET)
    template.write_text(before)
    page = opened("guide/")
    (preview.data / "pages" / "guide.md").write_text("# Guide\n\nOther words.\n")
    expect(page.locator("article")).to_contain_text("Other words", timeout=15_000)


def test_what_is_in_force_is_found_while_a_draft_is_written(preview: Preview, opened: Callable[[str], Page]) -> None:
    preview.save(TEXT.replace("on the day it arrives", "quokka"))
    page = opened("search/?q=complaint")
    expect(page.locator("main")).to_contain_text("Complaints", timeout=15_000)
    assert "quokka" not in page.locator("main").inner_text()
