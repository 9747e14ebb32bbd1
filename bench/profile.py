"""Where the time of our own cold build goes: `python -m bench.profile [--policies N] [--versions V]`.

The build runs in one process and is sampled by its processor time. Each sample is charged to the innermost frame of the
generator or its templates, with all that libraries do on its behalf. Shells and the search index are made by processes
of their own and are not in the samples; the build's stages tell how long they take.
"""

import argparse
import os
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import FrameType

from bench.contenders import AS_OF
from bench.generate import generate

INTERVAL = 0.002
"""Seconds of processor time between two samples; the system may make it longer."""

_PACKAGE = Path(__file__).resolve().parent.parent / "handbook"
_TEMPLATES = _PACKAGE.parent / "templates"


class Samples:
    """Counts samples by place: `own` where the innermost frame was, `within` once for each place on the stack."""

    def __init__(self) -> None:
        self.own: Counter[str] = Counter()
        self.within: Counter[str] = Counter()
        self.libraries: Counter[tuple[str, str]] = Counter()

    def take(self, _signal: int, frame: FrameType | None) -> None:
        """Count one sample."""
        library, places = _library(frame), list(_places(frame))
        innermost = places[0] if places else "outside"
        self.own[innermost] += 1
        self.libraries[innermost, library] += 1
        self.within.update(set(places) | {place.partition(":")[0] for place in places})

    @property
    def total(self) -> int:
        """How many were taken."""
        return self.own.total()


def sample_build(folder: Path) -> Samples:
    """Build a handbook in this process and sample it."""
    from handbook.cli.build import run_build

    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})  # one core, one process: the timer sees all policies
    samples = Samples()
    signal.signal(signal.SIGPROF, samples.take)
    signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)
    try:
        run_build(folder / "policy_data", None, AS_OF, None)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        os.sched_setaffinity(0, cores)
    return samples


def _places(frame: FrameType | None) -> Iterator[str]:
    """Frames of the generator and its templates, innermost first, as `path:line function`."""
    while frame is not None:
        path = Path(frame.f_code.co_filename)
        for root in (_PACKAGE, _TEMPLATES):
            if path.is_relative_to(root):
                name = f"{path.relative_to(root.parent).as_posix()}:{frame.f_code.co_firstlineno}"
                yield name if root == _TEMPLATES else f"{name} {frame.f_code.co_qualname}"
        frame = frame.f_back


def _library(frame: FrameType | None) -> str:
    """The package that the innermost frame belongs to; empty where it is ours."""
    path = frame.f_code.co_filename if frame else ""
    if path.startswith((str(_PACKAGE), str(_TEMPLATES))):
        return ""
    _, _, below = path.partition("site-packages/")
    return below.partition("/")[0] or "Python"


def report(samples: Samples, rows: int) -> str:
    """Tables in Markdown: floors, rooms, functions."""
    floors: Counter[str] = Counter()
    rooms: Counter[str] = Counter()
    for place, count in samples.own.items():
        parts = place.partition(":")[0].split("/")
        floors["templates" if parts[0] == "templates" else "/".join(parts[:2])] += count
        rooms[place.partition(":")[0]] += count
    return "\n\n".join(
        (
            _table("floor", ("own",), ((name, (count,)) for name, count in floors.most_common()), samples),
            _table("room", ("own", "within"), _both(rooms, samples, rows), samples),
            _table("function", ("own", "within"), _both(samples.own, samples, rows), samples),
            _table("function", ("within",), ((name, (count,)) for name, count in _widest(samples, rows)), samples),
            _table("function, library", ("own",), _named(samples.libraries.most_common(rows)), samples),
        )
    )


def _widest(samples: Samples, rows: int) -> list[tuple[str, int]]:
    return [(name, count) for name, count in samples.within.most_common() if ":" in name][:rows]


def _both(own: Counter[str], samples: Samples, rows: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    return ((name, (count, samples.within[name])) for name, count in own.most_common(rows))


def _named(libraries: Iterable[tuple[tuple[str, str], int]]) -> Iterator[tuple[str, tuple[int, ...]]]:
    return ((f"{place} in {library}", (count,)) for (place, library), count in libraries if library)


def _table(title: str, heads: tuple[str, ...], rows: Iterable[tuple[str, tuple[int, ...]]], samples: Samples) -> str:
    lines = [f"| {title} | {' | '.join(heads)} |", f"|---|{'---:|' * len(heads)}"]
    for name, counts in rows:
        lines.append(f"| {name} | {' | '.join(f'{count / samples.total:.1%}' for count in counts)} |")
    return "\n".join(lines)


def main() -> None:
    """Generate, sample, print."""
    parser = argparse.ArgumentParser(description="Show where the time of a cold build goes.")
    parser.add_argument("--policies", type=int, default=300)
    parser.add_argument("--versions", type=int, default=3)
    parser.add_argument("--rows", type=int, default=30)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        generate(arguments.policies, arguments.versions, Path(folder))
        samples = sample_build(Path(folder))
    print(f"{samples.total:,} samples of {arguments.policies:,} policies, {sys.version.split()[0]}\n")
    print(report(samples, arguments.rows))


if __name__ == "__main__":
    main()
