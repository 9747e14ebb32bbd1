"""What is shown first is what sorting everything would show first."""

from pathlib import Path

from playwright.sync_api import Page


def test_foremost_are_the_first_of_the_sorted_list(page: Page, site: str, site_folder: Path) -> None:
    module = next(site_folder.glob("assets/handbook/search-*/foremost.js")).relative_to(site_folder)
    page.goto(f"{site}robots.txt")
    differing = page.evaluate(
        """async (module) => {
            const { foremost } = await import(module);
            const compare = (one, other) => other.score - one.score;
            const list = Array.from({ length: 300 }, (_, at) => ({ at, score: (at * 7919) % 17 }));
            const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
            const right = (most) => same(foremost(list, most, compare), [...list].sort(compare).slice(0, most));
            return [0, 1, 4, 50, 299, 300, 1000].filter((most) => !right(most));
        }""",
        f"{site}{module}",
    )
    assert differing == []
