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
from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import Any, Generic, TypeAlias, TypeVar

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
        self._child = _start(lambda parent: parent.send(task())) if CAN_FORK else None

    def result(self) -> Result:
        """What the task returned; waits for it. Raises the `WorkFailed` that the task raised."""
        if self._child is None:
            return self._task()
        result: Result = _heard(self._child)
        return result

    def __enter__(self) -> "Beside[Result]":
        """The task itself."""
        return self

    def __exit__(self, *failure: object) -> None:
        """End the process if it still runs."""
        if self._child is not None:
            _end(self._child)


def in_parts(items: Sequence[Part], size: int) -> list[Sequence[Part]]:
    """The items in order, at most so many (1 or more) together."""
    return [items[start : start + size] for start in range(0, len(items), size)]


def _never(_: Part) -> bool:
    return False


def spread(
    parts: Sequence[Part],
    work: Callable[[Part], Iterable[Result]],
    processes: int,
    fills_memory: Callable[[Part], bool] = _never,
) -> Generator[Result]:
    """The results of the work on each part as they come, in no fixed order; whoever is done with one is given the next.

    Args:
        parts: what there is to do.
        work: what is done with each.
        processes: how many work at once.
        fills_memory: of the parts of which this is true, one is worked on at a time, and the first of them at once; the
            process ends with it, so that what it took is free again, and another takes its place.

    Raises:
        WorkFailed: the work raised one, or a process ended without an answer.
    """
    processes = min(processes, len(parts))
    if processes < 2 or not CAN_FORK:
        yield from (result for part in parts for result in work(part))
        return

    def work_off(parent: Connection) -> None:
        while (place := parent.recv()) is not None:
            for result in work(parts[place]):
                parent.send(result)
            parent.send(_NEXT)

    queue = _Queue([fills_memory(part) for part in parts])
    yield from _worked_off(queue, lambda: _start(work_off), processes)


@dataclass(frozen=True, slots=True)
class _Child:
    process: ForkProcess
    answers: Connection


class _Queue:
    """The places of the parts that wait; `fills_memory` has an answer for each.

    A child is given one of those that fill the memory, and then no other; of the rest one after another.
    """

    def __init__(self, fills_memory: Sequence[bool]) -> None:
        self._plain = deque(place for place, fills in enumerate(fills_memory) if not fills)
        self._filling = deque(place for place, fills in enumerate(fills_memory) if fills)
        self._filled: _Child | None = None

    def next(self, child: _Child) -> int | None:
        """What a child does next; None where it shall end."""
        if child is self._filled:
            return None
        if self._filling and self._filled is None:
            self._filled = child
            return self._filling.popleft()
        return self._plain.popleft() if self._plain else None

    def is_short_of(self, child: _Child) -> bool:
        """Whether another must take the place of a child that has ended."""
        if child is not self._filled:
            return False
        self._filled = None
        return bool(self._plain or self._filling)


@dataclass(frozen=True, slots=True)
class _Next:
    """A child is done with a part."""


_NEXT = _Next()

_Run: TypeAlias = Callable[[Connection], None]
"""What a child does; the connection leads to its parent."""


@dataclass(frozen=True, slots=True)
class _Done:
    """The last answer of a child; `failure` says why it could not go on."""

    failure: WorkFailed | None = None


def _start(run: _Run) -> _Child:
    context = multiprocessing.get_context("fork")
    answers, parent = context.Pipe()
    gc.freeze()
    process = context.Process(target=_run, args=(run, parent, os.getpid()), daemon=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        process.start()
    gc.unfreeze()
    parent.close()
    return _Child(process, answers)


def _run(run: _Run, parent: Connection, parent_id: int) -> None:
    end_with(parent_id)
    try:
        run(parent)
    except WorkFailed as failure:
        parent.send(_Done(failure))
    except BrokenPipeError:
        return
    else:
        parent.send(_Done())
    parent.close()


def end_with(parent: int) -> None:
    """Let the system end this process, which heeds no Ctrl+C, when its parent ends, however that comes about."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)


def _heard(child: _Child) -> Any:
    """The next answer of a child; waits for it.

    Raises:
        WorkFailed: it cannot go on, or has ended without a word.
    """
    try:
        answer = child.answers.recv()
    except (EOFError, ConnectionError):
        raise WorkFailed(_ended(child)) from None
    if isinstance(answer, _Done) and answer.failure:
        raise answer.failure
    return answer


def _worked_off(queue: _Queue, start: Callable[[], _Child], processes: int) -> Generator[Any]:
    """Answers as they come, each in turn for the next part; the children are ended when the caller stops to listen."""
    children: list[_Child] = []
    running: dict[Connection, _Child] = {}

    def employ() -> None:
        child = start()
        children.append(child)
        running[child.answers] = child
        _give(child, queue)

    try:
        for _ in range(processes):
            employ()
        while running:
            for answers in wait(list(running)):
                assert isinstance(answers, Connection)
                child = running[answers]
                answer = _heard(child)
                if isinstance(answer, _Next):
                    _give(child, queue)
                elif isinstance(answer, _Done):
                    del running[answers]
                    if queue.is_short_of(child):
                        employ()
                else:
                    yield answer
    finally:
        for child in children:
            _end(child)


def _give(child: _Child, queue: _Queue) -> None:
    """Tell a child the place of its next part, or that there is none; one that has ended is found when it is heard."""
    with suppress(ConnectionError):
        child.answers.send(queue.next(child))


def _end(child: _Child) -> None:
    child.process.kill()
    child.process.join()
    child.answers.close()


def _ended(child: _Child) -> str:
    child.process.join()
    return f"a process ended without an answer (exit code {child.process.exitcode}); is the memory enough?"
