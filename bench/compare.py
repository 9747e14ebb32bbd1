"""The same pages by this generator, MkDocs with Material, Zensical, and Hugo with Pagefind: `python -m bench.compare`.

All in one run, in turn (A B C D A B C D): each from nothing, again, after one edit. Prints tables in Markdown as they
come. bench/README.md says what is measured and what is not.
"""

import argparse
import os
import platform
import re
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from bench.contenders import EVERYONE, OURS, Contender, prepare
from bench.floor import Floor, measure_floor
from bench.measure import Limits, wait_for_quiet
from bench.stages import Build, Stage, perform, stages_of
from bench.survey import Site, survey
from bench.tables import Size, comparison, floor_line, growth, phase_table

_PEERS = ("mkdocs", "mkdocs-material", "zensical", "hugo", "pagefind")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How to compare.

    `versions` of each policy; at most so many `rounds`, no further one for a contender whose rounds took more than
    `enough` seconds; `patience` is how many seconds a run waits for a quiet machine. `alone`: without peers.
    """

    versions: int
    rounds: int
    enough: float
    patience: float
    limits: Limits
    alone: bool


class Comparison:
    """All contenders at one size; what is found is gathered as it comes."""

    def __init__(self, policies: int, plan: Plan, folder: Path) -> None:
        self.policies, self.plan, self.folder = policies, plan, folder
        self.builds: dict[str, dict[Stage, list[Build]]] = {}
        self.sites: dict[str, Site] = {}
        self.floor: Floor | None = None

    def run(self, absent: dict[str, str]) -> Size:
        """Prepare, run and measure, without those who are absent; who was stopped is absent from then on."""
        left_out = dict(absent)
        _tell(f"{self.policies:,} policies: preparing")
        contenders = prepare(self.policies, self.plan.versions, self.folder, alone=self.plan.alone)
        for turn in range(self.plan.rounds):
            for contender in contenders:
                if contender.name not in left_out and self.goes_on(contender.name):
                    self.round(contender, turn)
        for name in self.builds:
            stopped = [build.failure for build in self._all(name) if "stopped" in build.failure]
            if stopped and name != OURS:
                absent[name] = f"not tried: {stopped[0]} at {self.policies:,}"
        return Size(
            policies=self.policies,
            versions=self.plan.versions,
            builds=self.builds,
            sites=self.sites,
            absent=left_out,
            floor=self.floor,
        )

    def goes_on(self, name: str) -> bool:
        """Whether a contender has another round: nothing failed, and it has not taken long enough."""
        found = list(self._all(name))
        return not any(build.failure for build in found) and sum(build.wall for build in found) < self.plan.enough

    def round(self, contender: Contender, turn: int) -> None:
        """All stages of a contender, one after another, up to the first that fails."""
        found = self.builds.setdefault(contender.name, {})
        for stage in stages_of(contender):
            wait_for_quiet(self.plan.patience)
            build = perform(contender, stage, turn, self.plan.limits)
            found.setdefault(stage, []).append(build)
            self.tell(contender, stage, build)
            if build.failure:
                break
            if stage is Stage.COLD and turn == 0:
                self.look_at(contender)
        contender.clean()

    def look_at(self, contender: Contender) -> None:
        """Count what a cold build made, and measure the floor of ours."""
        self.sites[contender.name] = survey(contender.site)
        if contender.name == OURS:
            scratch = self.folder / "floor"
            self.floor = measure_floor(contender.folder / contender.sources, contender.site, scratch)

    def tell(self, contender: Contender, stage: Stage, build: Build) -> None:
        """Say how a build went, for whoever waits."""
        _tell(
            f"{self.policies:,} policies: {contender.name}, {stage.value}: {build.failure or f'{build.wall:.1f} s'}"
            f" ({build.cpu:.1f} s of processor time, {build.others:.0%} of the machine used by others)"
        )
        if build.failure:
            _tell(build.runs[-1].said[-2000:])

    def _all(self, name: str) -> Iterable[Build]:
        return (build for builds in self.builds.get(name, {}).values() for build in builds)


def too_large(last: Size, policies: int, seconds: float) -> dict[str, str]:
    """Peers that cannot build so many policies in time though their cost grew no faster than the handbook, and why."""
    found = {}
    for name in last.builds:
        wall = last.figure(name, Stage.COLD, lambda build: build.wall)
        if name != OURS and isinstance(wall, float) and wall * policies / last.policies > seconds:
            found[name] = f"not tried: {wall:,.0f} s at {last.policies:,}"
    return found


def report(size: Size) -> str:
    """The tables of one size."""
    parts = [f"### {size.policies:,} policies of {size.versions} versions", comparison(size)]
    if OURS in size.sites:
        cpu = size.figure(OURS, Stage.COLD, lambda build: build.cpu)
        parts.append(phase_table(size))
        if size.floor:
            parts.append(floor_line(size.floor, cpu if isinstance(cpu, float) else None))
    return "\n\n".join(parts)


def machine() -> str:
    """What the figures were taken on."""
    found = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.MULTILINE)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return (
        f"{len(os.sched_getaffinity(0))} cores ({found[1] if found else platform.machine()}), {memory:.0f} GB, "
        f"Linux {platform.release().partition('-')[0]}, Python {platform.python_version()}, "
        f"{', '.join(f'{name} {version(name)}' for name in _PEERS)}"
    )


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=f"Compare {OURS} with its peers.")
    add = parser.add_argument
    add("--policies", default="100,1000,10000", help="sizes, with commas, the smallest first")
    add("--versions", type=int, default=3)
    add("--runs", type=int, default=3, help="rounds at most")
    add("--enough", type=float, default=120, help="seconds of a contender's rounds after which it has no other")
    add("--limit", type=float, default=600, help="seconds after which a build is stopped")
    add("--memory", type=float, default=0.8, help="share of the machine's memory at which a build is stopped")
    add("--patience", type=float, default=60, help="seconds to wait before each build for a quiet machine")
    add("--alone", action="store_true", help="without the peers")
    add("--without", action="append", default=[], choices=EVERYONE[1:], help="leave a peer out; may be given again")
    add("--folder", type=Path, help="where to work; a temporary folder if not given")
    return parser.parse_args()


def main() -> None:
    """Read the arguments, compare at each size, print the tables."""
    given = _arguments()
    memory = given.memory * os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    plan = Plan(
        versions=given.versions,
        rounds=given.runs,
        enough=given.enough,
        patience=given.patience,
        limits=Limits(seconds=given.limit, memory=int(memory)),
        alone=given.alone,
    )
    command = " ".join(("python -m bench.compare", *sys.argv[1:]))
    print(f"{machine()}; `{command}`", flush=True)
    sizes: list[Size] = []
    absent = dict.fromkeys(given.without, "left out")
    for policies in map(int, given.policies.split(",")):
        absent |= too_large(sizes[-1], policies, plan.limits.seconds) if sizes else {}
        with tempfile.TemporaryDirectory(dir=given.folder, prefix="bench-") as folder:
            sizes.append(Comparison(policies, plan, Path(folder)).run(absent))
        print(f"\n{report(sizes[-1])}", flush=True)
    if len(built := [size for size in sizes if OURS in size.sites]) > 1:
        print(f"\n### Growth\n\n{growth(built)}")


if __name__ == "__main__":
    main()
