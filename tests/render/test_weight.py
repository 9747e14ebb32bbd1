"""How much HTML the pages of a policy carry beyond what they say."""

import re
from html import unescape

import pytest

from bench.generate import generate
from handbook.history.edition import Edition
from handbook.load.loader import load
from handbook.render.page import Page
from handbook.render.pages import policy_pages
from handbook.render.press import make_press
from tests.builders import day

MOST = 28_000
"""Bytes of a body beyond its text; with its shell of 30 KB no page of a policy has 60 KB of them."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Page]:
    """The pages of generated policies, whose texts hold many more terms than anybody's."""
    folder = tmp_path_factory.mktemp("generated")
    generate(30, 3, folder)
    handbook = load(folder / "policy_data").handbook
    assert handbook is not None
    edition = Edition(handbook, day("2026-11-20"))
    press = make_press(edition)
    return [page for policy in handbook.policies for page in policy_pages(edition, policy, press)]


def beyond_text(page: Page) -> int:
    shown = re.sub(r"<svg.*?</svg>", "", page.body, flags=re.DOTALL)
    text = " ".join(unescape(re.sub(r"<[^>]*>", " ", shown)).split())
    return len(page.body.encode()) - len(text.encode())


def test_no_page_of_a_policy_is_mostly_markup(pages: list[Page]) -> None:
    assert {page.address: beyond_text(page) for page in pages if beyond_text(page) > MOST} == {}
