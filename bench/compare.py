"""The same pages by this generator, MkDocs with Material, and Hugo with Pagefind: `python -m bench.compare`.

All in one run, in turn (A B C A B C), each from nothing. Prints tables in Markdown: medians, ratios, the stages of our
own build and its floor. bench/README.md says what is measured and what is not.
"""

import argparse
import os
import platform
import re
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from bench.contenders import HUGO, OURS, Contender, prepare
from bench.floor import Floor, measure_floor
from bench.measure import Run, Site, run, survey, wait_for_quiet

_STAGE = re.compile(r"^(.+?)(?:, ([\d,]+))? \((\d+\.\d) s\)$", re.MULTILINE)
_MB = 1_000_000

Results = dict[str, list[Run]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How to compare: versions of each policy, runs of each contender; seconds that a build and a wait may take."""

    versions: int
    runs: int
    limit: float
    patience: float


def compare(policies: int, plan: Plan, folder: Path) -> str:
    """Prepare, run and measure one size; the tables as Markdown."""
    _tell(f"{policies:,} policies: preparing")
    contenders = prepare(policies, plan.versions, folder)
    results: Results = {contender.name: [] for contender in contenders}
    for turn in range(plan.runs):
        for contender in contenders:
            if all(done.code == 0 for done in results[contender.name]):
                wait_for_quiet(plan.patience)
                results[contender.name].append(_build(contender, plan.limit, f"{policies:,} policies, run {turn + 1}"))
    sites = {contender.name: survey(contender.site) for contender in contenders if _finished(results[contender.name])}
    ours = contenders[0]
    parts = [f"### {policies:,} policies of {plan.versions} versions", table(results, sites)]
    if OURS in sites:
        parts += [
            stages(results[OURS]),
            floor_line(measure_floor(ours.folder / "policy_data", ours.site, folder / "floor")),
        ]
    return "\n\n".join(parts)


def table(results: Results, sites: dict[str, Site]) -> str:
    """Medians of every contender, and how many times ours they are."""
    rows: list[tuple[str, Callable[[str], float], str]] = [
        ("time", lambda name: _median(results[name], lambda done: done.wall), "{:,.1f} s"),
        ("processor time", lambda name: _median(results[name], lambda done: done.cpu), "{:,.1f} s"),
        ("peak memory", lambda name: _median(results[name], lambda done: done.peak / _MB), "{:,.0f} MB"),
        ("used by others", lambda name: _median(results[name], lambda done: done.others), "{:.0%}"),
        ("pages", lambda name: sites[name].pages, "{:,}"),
        ("words of articles", lambda name: sites[name].words, "{:,}"),
        ("files written", lambda name: sites[name].files, "{:,}"),
        ("bytes written", lambda name: sites[name].size / _MB, "{:,.0f} MB"),
    ]
    lines = [f"| | {' | '.join(results)} |", f"|---|{'---:|' * len(results)}"]
    for title, figure, form in rows:
        cells = [_cell(name, figure, form, results, sites) for name in results]
        lines.append(f"| {title} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(name: str, figure: Callable[[str], float], form: str, results: Results, sites: dict[str, Site]) -> str:
    if name not in sites:
        last = results[name][-1]
        return f"stopped after {last.wall:,.0f} s" if last.code is None else f"failed ({last.code})"
    shown = form.format(figure(name))
    return (
        shown if name == OURS or OURS not in sites or "%" in shown else f"{shown} (x {figure(name) / figure(OURS):.2f})"
    )


def stages(runs: Sequence[Run]) -> str:
    """The median of each stage of our own build, as it reports them; stages may hold what runs beside them."""
    seconds: dict[str, list[float]] = {}
    for done in runs:
        for title, _, spent in _STAGE.findall(done.said):
            seconds.setdefault(title, []).append(float(spent))
    cells = (f"{title} {statistics.median(spent):.1f} s" for title, spent in seconds.items())
    return f"Stages of {OURS}: {', '.join(cells)}."


def floor_line(floor: Floor) -> str:
    """The floor in words."""
    return (
        f"Floor, one process: {floor.seconds:.1f} s (reading {floor.bytes_read / _MB:,.0f} MB {floor.read:.1f} s, "
        f"hashing {floor.bytes_written / _MB:,.0f} MB {floor.hash:.1f} s, writing it {floor.write:.1f} s)."
    )


def machine() -> str:
    """What the figures were taken on."""
    names = ("mkdocs", "mkdocs-material", "hugo", "pagefind")
    found = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.MULTILINE)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return (
        f"{len(os.sched_getaffinity(0))} cores ({found[1] if found else platform.machine()}), {memory:.0f} GB, "
        f"Linux {platform.release().partition('-')[0]}, Python {platform.python_version()}, "
        f"{', '.join(f'{name} {version(name)}' for name in names)}"
    )


def _build(contender: Contender, limit: float, label: str) -> Run:
    contender.clean()
    done = run(contender.commands, contender.folder, limit, contender.environment)
    _tell(f"{label}: {contender.name} {done.wall:.1f} s, exit code {done.code}, {done.others:.0%} used by others")
    if done.code:
        _tell(done.said[-2000:])
    return done


def _finished(runs: Iterable[Run]) -> bool:
    return all(done.code == 0 for done in runs)


def _median(runs: Iterable[Run], figure: Callable[[Run], float]) -> float:
    return statistics.median(map(figure, runs))


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def main() -> None:
    """Read the arguments, compare at each size, print the tables."""
    parser = argparse.ArgumentParser(description=f"Compare {OURS} with MkDocs + Material and {HUGO}.")
    parser.add_argument("--policies", default="100,1000", help="sizes, with commas")
    parser.add_argument("--versions", type=int, default=3)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--limit", type=float, default=600, help="seconds after which a build is stopped")
    parser.add_argument(
        "--patience", type=float, default=60, help="seconds to wait before each run for a quiet machine"
    )
    parser.add_argument("--folder", type=Path, help="where to work; a temporary folder if not given")
    given = parser.parse_args()
    plan = Plan(versions=given.versions, runs=given.runs, limit=given.limit, patience=given.patience)
    print(f"{machine()}; medians of {plan.runs} runs.")
    for policies in map(int, given.policies.split(",")):
        with tempfile.TemporaryDirectory(dir=given.folder, prefix="bench-") as folder:
            print(f"\n{compare(policies, plan, Path(folder))}", flush=True)


if __name__ == "__main__":
    main()
