"""Measured builds as tables."""

import pytest

from bench.contenders import HUGO, MKDOCS, OURS
from bench.measure import Run
from bench.stages import Build, Stage
from bench.survey import Site
from bench.tables import Size, comparison, growth, peak_without_search, phases, without_search

SAID = """warning: a page has no title
reading and checking (4.4 s)
policies, 1,000, of them 999 as they were (0.7 s)
search index (2.0 s)
built 10,245 pages of 1,000 policies as of 2026-11-20 in 5.6 s, 10,243 of them unchanged: /site
"""
OUR_RUN = Run(wall=8, cpu=6, peaks={1: 50_000_000, 2: 60_000_000, 3: 90_000_000}, said=SAID)
SITE = Site(files=9, size=7_000_000, pages=4, words=1_000)


def size_of(policies: int, **builds: dict[Stage, list[Build]]) -> Size:
    named = {OURS if name == "ours" else HUGO: found for name, found in builds.items()}
    sites = dict.fromkeys(named, SITE)
    return Size(policies=policies, versions=1, builds=named, sites=sites, absent={MKDOCS: "not tried"}, floor=None)


def lines_of(table: str, *titles: str) -> list[str]:
    return [line for line in table.splitlines() if line.startswith(tuple(f"| {title}" for title in titles))]


def test_phases_of_a_build_have_line_name_and_seconds() -> None:
    assert phases(OUR_RUN) == [(1, "reading and checking", 4.4), (2, "policies", 0.7), (3, "search index", 2.0)]


def test_build_without_search_leaves_out_the_phase() -> None:
    assert without_search(Build((OUR_RUN,))) == 6


def test_build_without_search_leaves_out_the_last_program() -> None:
    assert without_search(Build((Run(wall=3, cpu=1), Run(wall=5, cpu=1)))) == 3


def test_peak_without_search_is_that_of_the_other_phases() -> None:
    assert peak_without_search(Build((OUR_RUN,))) == 60_000_000


def test_comparison_shows_ratios_failures_and_who_was_not_tried() -> None:
    stopped = Build((Run(wall=600, cpu=500),), "stopped after 600 s")
    size = size_of(
        3,
        ours={Stage.COLD: [Build((OUR_RUN,))], Stage.WARM: [Build((OUR_RUN,))]},
        hugo={Stage.COLD: [Build((Run(wall=12, cpu=6),))], Stage.WARM: [stopped]},
    )
    assert lines_of(comparison(size), "**cold**", "processor", "**warm**") == [
        "| **cold**: time | 8.00 s | not tried | 12.0 s (x 1.50) |",
        "| processor time | 6.00 s |  | 6.00 s (x 1.00) |",
        "| **warm**: time | 8.00 s |  | stopped after 600 s |",
        "| processor time | 6.00 s |  |  |",
        "| processor time |  |  |  |",
        "| processor time |  |  |  |",
        "| processor time |  |  |  |",
        "| processor time |  |  |  |",
    ]


@pytest.mark.parametrize("stage", [Stage.EDIT, Stage.NEXT, Stage.PUBLICATION, Stage.WATCHED])
def test_rows_of_a_stage_that_nobody_reached_are_empty(stage: Stage) -> None:
    size = size_of(3, ours={Stage.COLD: [Build((OUR_RUN,))]})
    assert lines_of(comparison(size), f"**{stage.value}**") == [f"| **{stage.value}**: time |  |  |"]


def test_growth_is_held_against_the_smallest_size() -> None:
    sizes = [
        size_of(count, ours={Stage.COLD: [Build((Run(wall=wall, cpu=1),))]}) for count, wall in ((10, 4), (1_000, 5))
    ]
    assert lines_of(growth(sizes), f"{OURS}", "cold: time") == [
        "| this generator, policies | 10 | 1,000 |",
        "| cold: time a page | 1000.00 ms | 1250.00 ms (x 1.25) |",
    ]
