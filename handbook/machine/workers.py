"""Work in forked processes: one task beside the caller, or many parts spread over the machine's cores.

A child inherits all that its parent holds, so nothing is copied into it; what it returns must be small. Where the
system cannot fork safely everything runs in the caller's process with the same results.
"""

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
import warnings
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import Generic, TypeVar

Part = TypeVar("Part")
Result = TypeVar("Result")


class WorkFailed(Exception):
    """The work cannot be done; the message says why. What a process raises of this kind is raised in the caller's."""


CAN_FORK = sys.platform == "linux"

_PR_SET_PDEATHSIG = 1


def cores() -> int:
    """How many processes can run at once."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


class Beside(Generic[Result]):
    """A task that runs in a process of its own from now on; leaving the `with` block ends it."""

    def __init__(self, task: Callable[[], Result]) -> None:
        self._task = task
        self._child = _start(_worker((None,), lambda _: task())) if CAN_FORK else None

    def result(self) -> Result:
        """What the task returned; waits for it. Raises the `WorkFailed` that the task raised."""
        if self._child is None:
            return self._task()
        results: list[Result] = list(_received([self._child]))
        return results[0]

    def __enter__(self) -> "Beside[Result]":
        """The task itself."""
        return self

    def __exit__(self, *failure: object) -> None:
        """End the process if it still runs."""
        if self._child is not None:
            _end(self._child)


def spread(parts: Sequence[Part], work: Callable[[Part], Result], processes: int) -> Generator[Result]:
    """The result of the work on each part, in no fixed order; parts are dealt out in turn, the same in every run.

    Raises:
        WorkFailed: the work raised one, or a process ended without an answer.
    """
    processes = min(processes, len(parts))
    if processes < 2 or not CAN_FORK:
        yield from map(work, parts)
        return
    yield from _received([_start(_worker(parts[first::processes], work)) for first in range(processes)])


def _worker(parts: Sequence[Part], work: Callable[[Part], Result]) -> Callable[[Callable[[Result], None]], None]:
    def run(send: Callable[[Result], None]) -> None:
        for part in parts:
            send(work(part))

    return run


@dataclass(frozen=True, slots=True)
class _Child:
    process: ForkProcess
    answers: Connection


@dataclass(frozen=True, slots=True)
class _Done:
    """The last answer of a child; `failure` says why it could not go on."""

    failure: WorkFailed | None = None


def _start(run: Callable[[Callable[[Result], None]], None]) -> _Child:
    context = multiprocessing.get_context("fork")
    answers, sender = context.Pipe(duplex=False)
    gc.freeze()
    process = context.Process(target=_run, args=(run, sender, os.getpid()), daemon=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        process.start()
    gc.unfreeze()
    sender.close()
    return _Child(process, answers)


def _run(run: Callable[[Callable[[Result], None]], None], sender: Connection, parent: int) -> None:
    end_with(parent)
    try:
        run(sender.send)
    except WorkFailed as failure:
        sender.send(_Done(failure))
    except BrokenPipeError:
        return
    else:
        sender.send(_Done())
    sender.close()


def end_with(parent: int) -> None:
    """Let the system end this process, which heeds no Ctrl+C, when its parent ends, however that comes about."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)


def _received(children: Sequence[_Child]) -> Generator[Result]:
    """Answers as they come; the children are ended when the caller stops to listen."""
    try:
        running = {child.answers: child for child in children}
        while running:
            for answers in wait(list(running)):
                assert isinstance(answers, Connection)
                try:
                    answer = answers.recv()
                except EOFError:
                    raise WorkFailed(_ended(running[answers])) from None
                if not isinstance(answer, _Done):
                    yield answer
                elif answer.failure:
                    raise answer.failure
                else:
                    del running[answers]
    finally:
        for child in children:
            _end(child)


def _end(child: _Child) -> None:
    child.process.kill()
    child.process.join()
    child.answers.close()


def _ended(child: _Child) -> str:
    child.process.join()
    return f"a process ended without an answer (exit code {child.process.exitcode}); is the memory enough?"
