"""Where the processor time of our own cold build goes: `python -m bench.profile [--policies N] [--versions V]`.

The build runs as it does for a user, in as many processes as it likes, and each of them is sampled by its processor
time. A sample is charged to the innermost frame of the generator or its templates, with all that libraries do on its
behalf, and to every frame around it. A process counts to the phase in which it began. Starting Python is not in it.
"""

import argparse
import os
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FrameType
from unittest.mock import patch

from bench.contenders import AS_OF
from bench.floor import measure_floor
from bench.generate import generate
from bench.tables import floor_line

INTERVAL = 0.002
"""Seconds of processor time between two samples; the system may make it longer."""

_PACKAGE = Path(__file__).resolve().parent.parent / "handbook"
_TEMPLATES = _PACKAGE.parent / "templates"
_AROUND = ("cli/build.py:build", "cli/build.py:run_build", "workers.py:_start", "workers.py:_run", ".<locals>.run")
"""Functions that do nothing but call: they hold whole processes and tell nothing."""

_INNER = ("<lambda>", "<listcomp>", "<genexpr>", "<dictcomp>", "<setcomp>")


class Sampler:
    """Samples this process and those forked from it; each writes its samples, a line each, into one file.

    A process of the build is ended without a word once it has answered, so nothing is left for its end.
    """

    def __init__(self, file: int) -> None:
        self.file, self.phase, self.who = file, "", "first"
        self._known: dict[CodeType, tuple[str, str]] = {}
        self._set_clock = signal.setitimer
        signal.signal(signal.SIGPROF, self.take)
        os.register_at_fork(after_in_child=self._begin_in_child)

    def begin(self) -> None:
        """Sample from now on."""
        self._set_clock(signal.ITIMER_PROF, INTERVAL, INTERVAL)

    def end(self) -> None:
        """Sample no more."""
        self._set_clock(signal.ITIMER_PROF, 0)

    def take(self, _signal: int, frame: FrameType | None) -> None:
        """Write down one sample: the phase, whose it is, the innermost library, our places from the inside out."""
        library = self._of(frame.f_code)[1] if frame else ""
        places = []
        while frame is not None:
            place, _ = self._of(frame.f_code)
            places += [place] if place else []
            frame = frame.f_back
        os.write(self.file, "\t".join((self.phase, self.who, library, *places)).encode() + b"\n")

    def _begin_in_child(self) -> None:
        self.who = "other"
        if self.phase:
            self.begin()

    def _of(self, code: CodeType) -> tuple[str, str]:
        """The place, if it is ours, and the library."""
        if code not in self._known:
            self._known[code] = _place(code), _library(code.co_filename)
        return self._known[code]


def _place(code: CodeType) -> str:
    """`path:function` of the generator, or the path of a template; empty for what is neither."""
    path = Path(code.co_filename)
    if path.is_relative_to(_TEMPLATES):
        return path.relative_to(_TEMPLATES.parent).as_posix()
    if path.is_relative_to(_PACKAGE):
        return f"{path.relative_to(_PACKAGE.parent).as_posix()}:{code.co_qualname}"
    return ""


def _library(path: str) -> str:
    if path.startswith((str(_PACKAGE), str(_TEMPLATES))):
        return "handbook and templates"
    _, _, below = path.partition("site-packages/")
    return below.partition("/")[0] or "Python"


@dataclass(slots=True)
class Samples:
    """Samples counted: by phase and process, by innermost library, by the innermost place and by all places around."""

    phases: Counter[tuple[str, str]] = field(default_factory=Counter)
    libraries: Counter[str] = field(default_factory=Counter)
    own: Counter[str] = field(default_factory=Counter)
    within: Counter[str] = field(default_factory=Counter)

    def count(self, line: str) -> None:
        """Count one line of a sampler."""
        phase, who, library, *places = line.split("\t")
        self.phases[phase, who] += 1
        self.libraries[library] += 1
        functions = {place for place in places if ":" in place and not place.endswith(_INNER + _AROUND)}
        files = {place.partition(":")[0] for place in places}
        self.within.update(functions | files | {_floor(file) for file in files})
        file = places[0].partition(":")[0] if places else "outside"
        self.own.update({file, _floor(file)})

    @property
    def total(self) -> int:
        """How many there are."""
        return self.phases.total()


def _floor(file: str) -> str:
    """The floor of the generator that a file belongs to; templates are one, as are those of Material."""
    return "/".join(file.split("/")[: 2 if file.startswith("handbook/") else 1])


def profile(folder: Path) -> tuple[Samples, float]:
    """Build a handbook and sample it; the samples and all seconds of processor time."""
    from handbook.cli.main import main

    log = folder / "samples.log"
    with _in(folder), log.open("ab") as file:
        sampler = Sampler(file.fileno())
        with _phases(sampler), _clock_alone():
            before = sum(os.times()[:4])
            sampler.begin()
            try:
                main(["build", "--as-of", str(AS_OF)], standalone_mode=False)
            finally:
                sampler.end()
            seconds = sum(os.times()[:4]) - before
    samples = Samples()
    with log.open(encoding="utf-8") as lines:
        for line in lines:
            samples.count(line.rstrip("\n"))
    return samples, seconds


@contextmanager
def _in(folder: Path) -> Iterator[None]:
    here = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(here)


@contextmanager
def _clock_alone() -> Iterator[None]:
    """Leave the clock to the sampler: the build ends hand-written pages that take too long by the same one."""
    with patch.object(signal, "setitimer"), patch.object(signal, "signal"):
        yield


@contextmanager
def _phases(sampler: Sampler) -> Iterator[None]:
    """Let the sampler know the phase that the build shows."""
    from handbook.cli.progress import Progress

    shown = Progress.__call__

    def show(progress: Progress, stage: str, done: int, total: int, reused: int = 0) -> None:
        sampler.phase = stage
        shown(progress, stage, done, total, reused)

    with patch.object(Progress, "__call__", show):
        sampler.phase = "start"
        yield
    sampler.phase = ""


def report(samples: Samples, seconds: float, rows: int) -> str:
    """Tables in Markdown: phases, floors, rooms, the functions that most time is spent in, libraries."""
    one = seconds / samples.total
    phases = {phase: 0.0 for phase, _ in samples.phases}
    by_phase = {phase: (one * samples.phases[phase, "first"], one * samples.phases[phase, "other"]) for phase in phases}
    of_files = [name for name in samples.own if ":" not in name]
    floors = [name for name in of_files if not Path(name).suffix]
    rooms = [name for name in of_files if Path(name).suffix]
    functions = {name: count for name, count in samples.within.items() if ":" in name}
    widest = sorted(functions, key=lambda name: -functions[name])[:rows]
    return "\n\n".join(
        (
            _table("phase", ("first process", "others"), by_phase, seconds),
            _table("floor", ("own", "with what it calls"), _both(floors, samples, one), seconds),
            _table("room", ("own", "with what it calls"), _both(rooms, samples, one, rows), seconds),
            _table("function", ("with what it calls",), {name: (one * functions[name],) for name in widest}, seconds),
            _table("innermost in", ("own",), _most(samples.libraries, one), seconds),
        )
    )


def _both(
    names: Iterable[str], samples: Samples, one: float, rows: int | None = None
) -> dict[str, tuple[float, float]]:
    ordered = sorted(names, key=lambda name: -samples.own[name])[:rows]
    return {name: (one * samples.own[name], one * samples.within[name]) for name in ordered}


def _most(counted: Counter[str], one: float, rows: int = 8) -> dict[str, tuple[float]]:
    return {name: (one * count,) for name, count in counted.most_common(rows)}


def _table(title: str, heads: tuple[str, ...], rows: Mapping[str, tuple[float, ...]], whole: float) -> str:
    lines = [f"| {title} | {' | '.join(heads)} |", f"|---|{'---:|' * len(heads)}"]
    for name, figures in rows.items():
        if max(figures) >= 0.005 * whole:
            lines.append(f"| {name} | {' | '.join(f'{figure:.2f} s ({figure / whole:.0%})' for figure in figures)} |")
    return "\n".join(lines)


def main() -> None:
    """Generate, sample, print."""
    parser = argparse.ArgumentParser(description="Show where the time of a cold build goes.")
    parser.add_argument("--policies", type=int, default=300)
    parser.add_argument("--versions", type=int, default=3)
    parser.add_argument("--rows", type=int, default=25, help="of rooms, and of functions")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        generate(given.policies, given.versions, folder)
        samples, seconds = profile(folder)
        floor = measure_floor(folder / "policy_data", folder / "site", folder / "floor")
    print(
        f"{given.policies:,} policies of {given.versions} versions: {seconds:.1f} s of processor time, "
        f"{samples.total:,} samples, Python {sys.version.split()[0]}\n"
    )
    print(report(samples, seconds, given.rows))
    print(f"\n{floor_line(floor, seconds)}")


if __name__ == "__main__":
    main()
