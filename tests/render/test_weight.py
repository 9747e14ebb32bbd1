"""How much HTML the pages of a policy carry beyond what they say: generated ones, and the longest of the sample."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from bench.generate import generate
from handbook.history.edition import Edition
from handbook.load.loader import load
from handbook.render.editing import Editing, Forge, Repository
from handbook.render.page import Page
from handbook.render.pages import policy_pages
from handbook.render.press import make_press
from tests.builders import day

MOST = 22_500
"""Bytes of a generated body beyond its text, of which a clause says little and a page links many terms."""

MOST_OF_SAMPLE = 40_500
"""Of the sample's longest body, 80 clauses; with its shell of 18 KB no page has 60 KB of them."""

SAMPLE = Path(__file__).parents[2] / "policy_data"
EDITING = Editing(
    repository=Repository(forge=Forge.GITHUB, url="https://git.example.com/a/b", branch="main", folder="policy_data"),
    site="https://handbook.example.com/",
    lines_of=lambda policy, version, clauses: dict.fromkeys(clauses, 1000),
)


def printed(folder: Path, as_of: str) -> Iterator[Page]:
    handbook = load(folder).handbook
    assert handbook is not None
    edition = Edition(handbook, day(as_of))
    press = make_press(edition, editing=EDITING)
    for policy in handbook.policies:
        yield from policy_pages(edition, policy, press)


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> list[Page]:
    """The pages of generated policies, whose texts hold many more terms than anybody's."""
    folder = tmp_path_factory.mktemp("generated")
    generate(30, 3, folder)
    return list(printed(folder / "policy_data", "2026-11-20"))


@pytest.fixture(scope="module")
def sample() -> list[Page]:
    """The pages of all policies of the sample."""
    return list(printed(SAMPLE, "2026-07-01"))


def beyond_text(page: Page) -> int:
    shown = re.sub(r"<svg.*?</svg>", "", page.body, flags=re.DOTALL)
    text = " ".join(unescape(re.sub(r"<[^>]*>", " ", shown)).split())
    return len(page.body.encode()) - len(text.encode())


def test_no_page_of_a_policy_is_mostly_markup(generated: list[Page]) -> None:
    assert {page.address: beyond_text(page) for page in generated if beyond_text(page) > MOST} == {}


def test_no_page_of_the_sample_is_mostly_markup(sample: list[Page]) -> None:
    assert {page.address: beyond_text(page) for page in sample if beyond_text(page) > MOST_OF_SAMPLE} == {}


def test_lines_of_the_file_are_told_for_just_the_clauses_that_a_page_shows(sample: list[Page]) -> None:
    """They stand in the order of the clauses' ids, without them (`templates/assets/clause.js`)."""
    lines = {page.address: re.search(r' data-lines="([^"]*)"', page.body) for page in sample}
    shown = {page.address: re.findall(r' class="(?:[^"]* )?clause(?: [^"]*)?" id="', page.body) for page in sample}
    assert {address: len(shown[address]) for address, found in lines.items() if found} == {
        address: len(found[1].split(" ")) for address, found in lines.items() if found
    }
