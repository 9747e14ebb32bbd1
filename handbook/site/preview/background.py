"""Processes beside a preview, for what nobody should wait for: shells by MkDocs, the check of everything, the search.

Each task is a function of plain values, run in a process that was started for it and ends with the preview. Nothing
here keeps anything between two tasks.
"""

import os
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError, Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from traceback import format_exception
from typing import TypeAlias, TypeVar

from handbook.machine.workers import WorkFailed, end_with

Result = TypeVar("Result")

Later: TypeAlias = Callable[[Callable[[], None]], None]
"""Does something in the preview's own thread, after what it is doing."""

Told: TypeAlias = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is, and how much there is (0: not known)."""

_NICE = 10


class Helper:
    """One process for one task at a time; `quiet` leaves the processor to others."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._pool = self._begun()

    def submit(self, task: Callable[..., Result], *values: object) -> Future[Result]:
        """Begin a task after those before it, in a new process where the last one came to an end.

        Call from a thread that lives as long as the preview.
        """
        try:
            return self._pool.submit(task, *values)
        except BrokenExecutor:
            self._pool = self._begun()
            return self._pool.submit(task, *values)

    def close(self) -> None:
        """End the process, whatever it is doing."""
        processes = list((self._pool._processes or {}).values())
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()

    def _begun(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            max_workers=1, mp_context=get_context("spawn"), initializer=_begin, initargs=(os.getpid(), self._quiet)
        )


def result_of(done: Future[Result]) -> Result:
    """What a task came to.

    Raises:
        WorkFailed: it failed, or its process came to an end. Files may hold anything while they are written, so that
            no failure of a task ends the preview.
    """
    try:
        return done.result()
    except WorkFailed:
        raise
    except (BrokenExecutor, CancelledError):
        raise WorkFailed("a process beside the preview ended early; is the memory enough?") from None
    except Exception as failure:
        raise WorkFailed("".join(format_exception(failure)).rstrip()) from failure


def when_done(
    task: Future[Result], later: Later, then: Callable[[Result], None], failed: Callable[[str], None]
) -> None:
    """Let `later` give a task's result, or why there is none, its turn."""

    def take() -> None:
        try:
            result = result_of(task)
        except WorkFailed as failure:
            failed(str(failure))
        else:
            then(result)

    task.add_done_callback(lambda _: later(take))


def files_within(folder: Path) -> dict[str, Path]:
    """The files that a task left in a folder, by their paths in the site."""
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}


def _begin(parent: int, quiet: bool) -> None:
    end_with(parent)
    if quiet:
        os.nice(_NICE)
