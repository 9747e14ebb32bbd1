"""The browser finds a word by the same stems as the program that made the index, where no node is at hand to ask."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from handbook.site.search.stem import rules_of, stemmer
from tests.search.corpus import HERE, LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_browser_finds_the_same_stems(page: Page, site: str, site_folder: Path, language: str) -> None:
    module = next(site_folder.glob("assets/handbook/search-*/stem.js")).relative_to(site_folder)
    text = (HERE / "corpora" / f"{language}.yml").read_text(encoding="utf-8")
    page.goto(f"{site}robots.txt")
    found = page.evaluate(
        """async ({ module, rules, text }) => {
            const { Stemmer } = await import(module);
            const stemmer = new Stemmer(rules);
            return stemmer.words(text).map((word) => [word, stemmer.stems(word)]);
        }""",
        {"module": f"{site}{module}", "rules": rules_of(language), "text": text},
    )
    rules = stemmer(language)
    assert found == [[word, list(rules.stems(word))] for word in rules.words(text)[: len(found)]]
