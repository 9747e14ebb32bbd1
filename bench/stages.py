"""A contender and a stage -> one measured build: from nothing, again, after an edit or a publication, while it watches.

The stages of a round follow one another in the order of `Stage`: each finds the site and the caches that the one before
it left, as a user's build does. What a stage changed must show in the site afterwards, else it has failed.
"""

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import Path

from bench.contenders import Contender
from bench.measure import Limits, Run, bytes_written, has_ended, memory, run, seconds_used

_PAUSE = 0.005
_EDITS = 5


class Stage(Enum):
    """What a build begins with."""

    COLD = "cold"
    WARM = "warm"
    EDIT = "one edit"
    NEXT = "next edit"
    PUBLICATION = "one publication"
    WATCHED = "one edit, watching"


@dataclass(frozen=True, slots=True)
class Build:
    """The runs of a contender's programs, one after another; `failure` says why it counts for nothing."""

    runs: tuple[Run, ...]
    failure: str = ""

    @property
    def wall(self) -> float:
        """Seconds from start to end."""
        return sum(run.wall for run in self.runs)

    @property
    def cpu(self) -> float:
        """Seconds of processor time."""
        return sum(run.cpu for run in self.runs)

    @property
    def peak(self) -> int:
        """Bytes of memory at the peak."""
        return max(run.peak for run in self.runs)

    @property
    def written(self) -> int:
        """Bytes written to the disk."""
        return sum(run.written for run in self.runs)

    @property
    def others(self) -> float:
        """Share of all cores that other programs used."""
        return sum(run.others * run.wall for run in self.runs) / self.wall


def stages_of(contender: Contender) -> tuple[Stage, ...]:
    """The stages that a contender has."""
    is_peer = contender.publication is None
    lacks = {Stage.NEXT: is_peer, Stage.PUBLICATION: is_peer, Stage.WATCHED: not contender.watching}
    return tuple(stage for stage in Stage if not lacks.get(stage))


def perform(contender: Contender, stage: Stage, turn: int, limits: Limits) -> Build:
    """Make one build; the turn (counted from 0) makes the word of each edit another one."""
    word = f"Marked{turn * len(Stage) + list(Stage).index(stage)}"
    if stage is Stage.COLD:
        contender.clean()
        _into_memory(contender.folder / contender.sources)
    elif stage in {Stage.EDIT, Stage.NEXT}:
        contender.edit(word)
        return _shows(_build(contender, limits), contender, word)
    elif stage is Stage.WATCHED:
        return _shows(_watched(contender, word, limits), contender, word)
    elif stage is Stage.PUBLICATION:
        assert contender.publication is not None
        with contender.publication.published(contender.folder / contender.sources) as page:
            build = _build(contender, limits)
            shown = (contender.site / page).is_file()
            return build if build.failure or shown else Build(build.runs, "does not show the publication")
    return _build(contender, limits)


def _build(contender: Contender, limits: Limits) -> Build:
    runs: list[Run] = []
    for command in contender.commands:
        spent = sum(run.wall for run in runs)
        runs.append(run(command, contender.folder, limits, contender.environment, spent))
        if runs[-1].failure:
            break
    return Build(tuple(runs), runs[-1].failure)


def _shows(build: Build, contender: Contender, word: str) -> Build:
    """The build, which has failed where the site does not show the new word, or still shows another."""
    return build if build.failure or contender.shown() == {word} else Build(build.runs, "does not show the edit")


def _watched(contender: Contender, word: str, limits: Limits) -> Build:
    """From a save until the program that watches says that it is done, then the programs that follow it."""
    with running(contender) as (process, log):
        watched = _rebuilt(contender, process, log, word, limits)
    log.unlink()
    if watched[-1].failure:
        return Build(watched, watched[-1].failure)
    following = [run(command, contender.folder, limits, contender.environment) for command in contender.commands[1:]]
    return Build((*watched, *following), (*watched, *following)[-1].failure)


@contextmanager
def running(contender: Contender) -> Iterator[tuple[int, Path]]:
    """A contender's program that watches, while it runs: its process, and the log that it writes."""
    log, watching = contender.folder / "watching.log", contender.watching
    assert watching is not None
    with log.open("wb") as output:
        process = subprocess.Popen(
            watching.command,
            cwd=contender.folder,
            env=os.environ | contender.environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield process.pid, log
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _rebuilt(contender: Contender, process: int, log: Path, word: str, limits: Limits) -> tuple[Run, ...]:
    """The time until the pages are new, then that until the search is: the medians of several edits in a row."""
    watching = contender.watching
    assert watching is not None
    if not says(watching.waits, log, 0, process, limits.seconds):
        return (Run(wall=limits.seconds, cpu=0, failure="does not watch"),)
    os.sync()
    time.sleep(1)  # it says so before it does so
    rounds = []
    for number in reversed(range(_EDITS)):
        said = log.stat().st_size
        edit = partial(contender.edit, f"{word}{number or ''}")
        runs = [measured(edit, watching.built, log, said, process, limits.seconds)]
        if watching.searched:
            runs.append(measured(_nothing, watching.searched, log, said, process, limits.seconds))
        if runs[-1].failure:
            return tuple(runs)
        rounds.append(runs)
    return tuple(sorted(step, key=lambda run: run.wall)[_EDITS // 2] for step in zip(*rounds, strict=True))


def _nothing() -> None:
    """A program that watches goes on by itself."""


def measured(step: Callable[[], None], end: str, log: Path, said: int, process: int, seconds: float) -> Run:
    """From a step until a running program says a line."""
    cpu, written, began = seconds_used(process), bytes_written(process), time.monotonic()
    step()
    done = says(end, log, said, process, seconds)
    return Run(
        wall=time.monotonic() - began,
        cpu=seconds_used(process) - cpu,
        written=bytes_written(process) - written,
        peaks={0: memory(process)},
        said=done,
        failure="" if done else "does not rebuild",
    )


def says(begins: str, log: Path, after: int, process: int, seconds: float) -> str:
    """Wait until a running program writes a line that begins so, after so many bytes; all that it wrote, if in time."""
    line = re.compile(rf"^{re.escape(begins)}.*\n", re.MULTILINE)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and not has_ended(process):
        said = log.read_bytes()[after:].decode(errors="replace")
        if line.search(said):
            return said
        time.sleep(_PAUSE)
    return ""


def _into_memory(folder: Path) -> None:
    """Read all files of a folder once, so that no build waits for the disk."""
    for path in folder.rglob("*"):
        if path.is_file():
            path.read_bytes()
