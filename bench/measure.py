"""A program's run -> wall time, processor time, peak memory, bytes written, each of all its processes together.

Linux only. Memory is the proportional set size, so that what forked processes share counts once; it is sampled, so a
peak shorter than the interval can be missed. Bytes written are those that go to the disk (`write_bytes` of the kernel's
accounts: pages of files that were changed, counted in whole pages).
"""

import os
import re
import select
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

INTERVAL = 0.1
"""Seconds between two samples of memory, at least; as many as 20 samples take where that is longer."""

_REST = 20

_QUIET = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What stops a program: seconds, and bytes of memory of all its processes."""

    seconds: float
    memory: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of one program: seconds, bytes, and what it wrote on standard error.

    `peaks` are the peaks of memory by the number of lines that it had written by then. `failure` says why it did not
    come to its end; empty where it did. `others` is the share of all cores that other programs used meanwhile, 0 to 1:
    on a busy machine the wall time says little.
    """

    wall: float
    cpu: float
    peaks: Mapping[int, int] = field(default_factory=dict)
    written: int = 0
    others: float = 0.0
    said: str = ""
    failure: str = ""

    @property
    def peak(self) -> int:
        """The highest peak."""
        return max(self.peaks.values(), default=0)


def run(command: Sequence[str], folder: Path, limits: Limits, extra: Mapping[str, str], spent: float = 0) -> Run:
    """Run a program in a folder to its end or a limit; nothing waits to be written to the disk when it begins.

    `spent` are seconds of the limit that programs before it took.
    """
    os.sync()
    log, busy, written = folder / "stderr.log", _busy(), bytes_written("self")
    with log.open("wb") as errors:
        began = time.monotonic()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **extra},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            start_new_session=True,
        )
        peaks: dict[int, int] = {}
        failure = "interrupted"
        try:
            peaks, failure = _watch(process.pid, log, began - spent, limits)
        finally:  # also where we are interrupted: it is a session of its own and would go on
            if failure:
                os.killpg(process.pid, signal.SIGKILL)
        _, status, usage = os.wait4(process.pid, 0)
        wall, cpu = time.monotonic() - began, usage.ru_utime + usage.ru_stime
    process.returncode = os.waitstatus_to_exitcode(status)
    said = log.read_text(encoding="utf-8", errors="replace")
    log.unlink()
    return Run(
        wall=wall,
        cpu=cpu,
        peaks=peaks,
        written=bytes_written("self") - written,  # those of a child are added to ours when it has ended
        others=max(0.0, _busy() - busy - cpu) / (wall * (os.cpu_count() or 1)),
        said=said,
        failure=failure or (f"failed ({process.returncode})" if process.returncode else ""),
    )


def _watch(process: int, log: Path, began: float, limits: Limits) -> tuple[dict[int, int], str]:
    """The peaks of the memory of a process and all below it, by lines of its log; which limit it passed, if any."""
    peaks: dict[int, int] = {}
    interval = INTERVAL
    descriptor = os.pidfd_open(process)
    try:
        while time.monotonic() - began < limits.seconds:
            ended, _, _ = select.select([descriptor], [], [], interval)
            if ended:
                return peaks, ""
            looked = time.monotonic()
            lines, used = log.read_bytes().count(b"\n"), memory(process)
            interval = max(INTERVAL, _REST * (time.monotonic() - looked))
            peaks[lines] = max(peaks.get(lines, 0), used)
            if used > limits.memory:
                return peaks, f"stopped at {used / 1e9:,.1f} GB of memory"
        return peaks, f"stopped after {limits.seconds:,.0f} s"
    finally:
        os.close(descriptor)


def wait_for_quiet(patience: float) -> None:
    """Wait until other programs leave four fifths of the machine free, or until the patience (seconds) ends."""
    cores, deadline = os.cpu_count() or 1, time.monotonic() + patience
    while time.monotonic() < deadline:
        began, busy = time.monotonic(), _busy()
        time.sleep(_QUIET)
        if _busy() - busy < 0.2 * cores * (time.monotonic() - began):
            return


def bytes_written(process: int | str) -> int:
    """Bytes that a process, and those that it has waited for, caused to be written to the disk."""
    accounts = Path(f"/proc/{process}/io").read_text(encoding="ascii")
    return int(accounts.partition("\nwrite_bytes: ")[2].partition("\n")[0])


def seconds_used(process: int) -> float:
    """Seconds of processor time of a running process."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def has_ended(process: int) -> bool:
    """Whether a child has ended; it still has to be waited for, and until then can be looked at."""
    return os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def memory(process: int) -> int:
    """Bytes of memory of a process and all below it."""
    return sum(map(_memory, _tree(process)))


def _busy() -> float:
    """Seconds of processor time that all programs used since the machine started."""
    fields = Path("/proc/stat").read_text(encoding="ascii").split("\n", 1)[0].split()
    user, nice, system, _idle, _waiting, interrupts, soft = map(int, fields[1:8])
    return (user + nice + system + interrupts + soft) / os.sysconf("SC_CLK_TCK")


def _tree(process: int) -> Iterator[int]:
    yield process
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            below = children.read_text(encoding="ascii").split()
        except OSError:
            continue
        for child in below:
            yield from _tree(int(child))


def _memory(process: int) -> int:
    try:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    found = re.search(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0
