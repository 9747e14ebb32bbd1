"""Measured builds -> tables in Markdown: all contenders at one size, the phases of our own build, our own growth.

Figures are medians. In brackets stands how many times ours, or how many times that of the smallest size, a figure is.
"""

import re
import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bench.contenders import EVERYONE, HUGO, OURS
from bench.floor import Floor
from bench.measure import Run
from bench.stages import Build, Stage
from bench.survey import Site

_PHASE = re.compile(r"^([^,(]+?)(?:,.*)? \((\d+(?:\.\d+)?) s\)", re.MULTILINE)
_SEARCH = "search"
_MB = 1_000_000

Builds: TypeAlias = Mapping[Stage, Sequence[Build]]
Form: TypeAlias = Callable[[float], str]

Row: TypeAlias = tuple[str, Mapping[str, float | str], Form]
"""A title, the figure (or what is said in its place) of each contender that has one, how it is printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """What was measured at one size; `absent` says of contenders why they were not tried."""

    policies: int
    versions: int
    builds: Mapping[str, Builds]
    sites: Mapping[str, Site]
    absent: Mapping[str, str]
    floor: Floor | None

    def figure(self, name: str, stage: Stage, of: Callable[[Build], float]) -> float | str | None:
        """The median of a contender's builds, why there is none, or None where it has no such stage."""
        builds = self.builds.get(name, {}).get(stage, ())
        failures = [build.failure for build in builds if build.failure]
        return failures[0] if failures else statistics.median(map(of, builds)) if builds else None


def comparison(size: Size) -> str:
    """All contenders at one size."""
    names = [name for name in EVERYONE if name in size.builds or name in size.absent]
    lines = [f"| | {' | '.join(names)} |", f"|---|{'---:|' * len(names)}"]
    for title, figures, form in (*_stage_rows(size, names), *_site_rows(size)):
        cells = (_cell(figures.get(name, ""), form, figures.get(OURS) if name != OURS else None) for name in names)
        lines.append(f"| {title} | {' | '.join(cells)} |")
    rounds = ", ".join(f"{name} {len(builds[Stage.COLD])}" for name, builds in size.builds.items())
    others = max(build.others for builds in size.builds.values() for build in builds[Stage.COLD])
    return "\n".join((*lines, "", f"Rounds: {rounds}. Other programs used up to {others:.0%} of the machine."))


def _stage_rows(size: Size, names: Iterable[str]) -> Iterable[Row]:
    def row(title: str, form: Form, stage: Stage, of: Callable[[Build], float]) -> Row:
        found = {name: size.figure(name, stage, of) for name in names}
        if of is without_search:  # MkDocs and Zensical make their index beside the pages
            found = {name: figure for name, figure in found.items() if name in (OURS, HUGO)}
        if of is _time:  # a failure is told once
            found |= size.absent if stage is Stage.COLD else {}
        else:
            found = {name: figure for name, figure in found.items() if not isinstance(figure, str)}
        return title, {name: figure for name, figure in found.items() if figure is not None}, form

    for stage in Stage:
        yield row(f"**{stage.value}**: time", _seconds, stage, _time)
        if stage in {Stage.EDIT, Stage.NEXT, Stage.WATCHED}:
            yield row("without search", _seconds, stage, without_search)
        yield row("processor time", _seconds, stage, lambda build: build.cpu)
        yield row("peak memory", _megabytes, stage, lambda build: build.peak / _MB)
        yield row("written to the disk", _megabytes, stage, lambda build: build.written / _MB)


def _time(build: Build) -> float:
    return build.wall


def _site_rows(size: Size) -> Iterable[Row]:
    def row(title: str, form: Form, of: Callable[[Site], float]) -> Row:
        return title, {name: of(site) for name, site in size.sites.items()}, form

    yield row("**site**: pages", _number, lambda site: site.pages)
    yield row("words of articles", _number, lambda site: site.words)
    yield row("files", _number, lambda site: site.files)
    yield row("bytes", _megabytes, lambda site: site.size / _MB)


def _cell(figure: float | str, form: Form, base: float | str | None) -> str:
    if isinstance(figure, str):
        return figure
    ratio = f" (x {figure / base:.2f})" if isinstance(base, float | int) and base else ""
    return f"{form(figure)}{ratio}"


def _seconds(figure: float) -> str:
    return f"{figure:,.2f} s" if figure < 10 else f"{figure:,.1f} s"


def _milliseconds(figure: float) -> str:
    return f"{figure:.2f} ms"


def _megabytes(figure: float) -> str:
    return f"{figure:,.0f} MB"


def _number(figure: float) -> str:
    return f"{figure:,}"


def without_search(build: Build) -> float:
    """Seconds of a build without those of the search index: a phase of ours, the last program of Hugo's."""
    found = [seconds for _, title, seconds in phases(build.runs[0]) if _SEARCH in title]
    return build.wall - sum(found) - sum(run.wall for run in build.runs[1:])


def peak_without_search(build: Build) -> float:
    """The peak of memory in all phases of our build but that of the search index."""
    run = build.runs[0]
    left_out = {line for line, title, _ in phases(run) if _SEARCH in title}
    return max((peak for line, peak in run.peaks.items() if line not in left_out), default=0)


def phases(run: Run) -> list[tuple[int, str, float]]:
    """The phases that our build reports: the line (counted from 0), the name, the seconds."""
    found = ((line, _PHASE.match(text)) for line, text in enumerate(run.said.splitlines()))
    return [(line, match[1], float(match[2])) for line, match in found if match]


def phase_table(size: Size) -> str:
    """The phases of our build in each of its stages: seconds and the peak of memory meanwhile."""
    stages = {
        stage: [build.runs[0] for build in builds]
        for stage, builds in size.builds[OURS].items()
        if not any(build.failure for build in builds)
    }
    titles = dict.fromkeys(title for runs in stages.values() for run in runs for _, title, _ in phases(run))
    lines = [f"| phases of {OURS} | {' | '.join(stage.value for stage in stages)} |", f"|---|{'---:|' * len(stages)}"]
    lines += [f"| {title} | {' | '.join(_phase(title, runs) for runs in stages.values())} |" for title in titles]
    whole = [
        f"**{size.figure(OURS, stage, without_search):.2f} s, "
        f"{size.figure(OURS, stage, lambda build: peak_without_search(build) / _MB):,.0f} MB**"
        for stage in stages
    ]
    return "\n".join((*lines, f"| all without the search index, start and end of Python | {' | '.join(whole)} |"))


def _phase(title: str, runs: Iterable[Run]) -> str:
    found = [(run.peaks.get(line, 0), spent) for run in runs for line, name, spent in phases(run) if name == title]
    if not found:
        return ""
    peak = max(peak for peak, _ in found)
    return f"{statistics.median(spent for _, spent in found):.1f} s{f', {peak / _MB:,.0f} MB' if peak else ''}"


def floor_line(floor: Floor, cpu: float | None = None) -> str:
    """The floor in words, and how far a build's processor time is from it."""
    far = f" Our cold build takes {cpu / floor.seconds:.1f} times its processor time." if cpu else ""
    return (
        f"Floor, one process: {floor.seconds:.1f} s (reading {floor.bytes_read / _MB:,.0f} MB {floor.read:.1f} s, "
        f"hashing {floor.bytes_written / _MB:,.0f} MB {floor.hash:.1f} s, writing it {floor.write:.1f} s).{far}"
    )


def growth(sizes: Sequence[Size]) -> str:
    """What our own build costs at each size, and how many times that of the smallest."""

    def row(title: str, form: Form, of: Callable[[Size], float | str | None], *, ratio: bool = True) -> str:
        found = [of(size) for size in sizes]
        base = found[0] if ratio else None
        cells = [_cell("" if figure is None else figure, form, base if place else None)
                 for place, figure in enumerate(found)]  # fmt: skip
        return f"| {title} | {' | '.join(cells)} |"

    def a_page(of: Callable[[Build], float]) -> Callable[[Size], float | str | None]:
        return lambda size: size.figure(OURS, Stage.COLD, lambda build: 1000 * of(build) / size.sites[OURS].pages)

    def plain(stage: Stage, of: Callable[[Build], float]) -> Callable[[Size], float | str | None]:
        return lambda size: size.figure(OURS, stage, of)

    return "\n".join(
        (
            f"| {OURS}, policies | {' | '.join(f'{size.policies:,}' for size in sizes)} |",
            f"|---|{'---:|' * len(sizes)}",
            row("pages", _number, lambda size: size.sites[OURS].pages, ratio=False),
            row("cold: time a page", _milliseconds, a_page(_time)),
            row("cold: processor time a page", _milliseconds, a_page(lambda build: build.cpu)),
            row("cold: peak memory", _megabytes, plain(Stage.COLD, lambda build: build.peak / _MB)),
            row("outside of the search index", _megabytes,
                plain(Stage.COLD, lambda build: peak_without_search(build) / _MB)),
            row("one edit: time", _seconds, plain(Stage.EDIT, _time)),
            row("next edit: time", _seconds, plain(Stage.NEXT, _time)),
            row("without search", _seconds, plain(Stage.NEXT, without_search)),
            row("one edit, watching: time", _seconds, plain(Stage.WATCHED, _time)),
            row("without search", _seconds, plain(Stage.WATCHED, without_search)),
        )
    )  # fmt: skip
