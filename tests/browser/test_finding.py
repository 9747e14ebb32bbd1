"""What search must find, by handbook: the questions of tests/search, asked of real sites."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.search.evaluate import RECALL, ask, build_handbook, failures, shortfalls
from tests.search.questions import read_questions


@pytest.mark.parametrize("name", sorted(RECALL))
def test_search_finds_what_it_must_and_nothing_else(name: str, browser: Browser, tmp_path: Path) -> None:
    outcomes = ask(browser, build_handbook(name, tmp_path), name, read_questions()[name])
    assert list(shortfalls(name, outcomes)) == [], "\n".join(failures({name: outcomes}))
