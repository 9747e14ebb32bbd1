"""Who is not tried at a larger size."""

from bench.compare import too_large
from bench.contenders import HUGO, MKDOCS, OURS
from bench.measure import Run
from bench.stages import Build, Stage
from bench.tables import Size


def test_peer_that_would_need_too_long_at_the_same_cost_is_not_tried() -> None:
    seconds = {OURS: 90.0, MKDOCS: 61.0, HUGO: 60.0}
    builds = {name: {Stage.COLD: [Build((Run(wall=wall, cpu=1),))]} for name, wall in seconds.items()}
    last = Size(policies=1_000, versions=3, builds=builds, sites={}, absent={}, floor=None)

    assert too_large(last, 10_000, 600) == {MKDOCS: "not tried: 61 s at 1,000"}


def test_peer_that_was_stopped_is_told_so_elsewhere() -> None:
    builds = {MKDOCS: {Stage.COLD: [Build((Run(wall=600, cpu=1),), "stopped after 600 s")]}}
    last = Size(policies=1_000, versions=3, builds=builds, sites={}, absent={}, floor=None)

    assert too_large(last, 10_000, 600) == {}
