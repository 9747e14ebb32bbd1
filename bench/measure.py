"""A program's run -> wall time, processor time, peak memory of all its processes; a folder -> files, bytes, words.

Linux only. Memory is the proportional set size, so that what forked processes share counts once; it is sampled, so a
peak shorter than the interval can be missed.
"""

import os
import re
import select
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

INTERVAL = 0.1
"""Seconds between two samples of memory."""

_QUIET = 3.0

_NOT_READ = re.compile(r"<(svg|script|style|template)\b.*?</\1>|<[^>]*>|&[#a-z0-9]+;", re.DOTALL)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run: seconds of wall and processor time, bytes of memory at the peak, what it wrote on standard error.

    `code` is the exit code; None where the limit stopped it. `others` is the share of all cores that other programs
    used meanwhile, 0 to 1: on a busy machine the wall time says little.
    """

    wall: float
    cpu: float
    peak: int
    code: int | None
    others: float
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What a built site holds: files, their bytes, pages (HTML with an article) and the words of their articles."""

    files: int
    size: int
    pages: int
    words: int


def run(commands: Sequence[Sequence[str]], folder: Path, limit: float, extra: Mapping[str, str]) -> Run:
    """Run programs one after another in a folder, as one stage; ends at the first that fails or passes the limit."""
    os.sync()
    busy = _busy()
    runs: list[Run] = []
    for command in commands:
        runs.append(_run(command, folder, limit - sum(done.wall for done in runs), {**os.environ, **extra}))
        if runs[-1].code != 0:
            break
    wall, cpu = sum(done.wall for done in runs), sum(done.cpu for done in runs)
    return Run(
        wall=wall,
        cpu=cpu,
        peak=max(done.peak for done in runs),
        code=runs[-1].code,
        others=max(0.0, _busy() - busy - cpu) / (wall * (os.cpu_count() or 1)),
        said="".join(done.said for done in runs),
    )


def _run(command: Sequence[str], folder: Path, limit: float, environment: Mapping[str, str]) -> Run:
    log = folder / "stderr.log"
    with log.open("wb") as errors:
        began = time.monotonic()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            start_new_session=True,
        )
        peak, in_time = 0, False
        try:
            peak, in_time = _watch(process.pid, began + limit)
        finally:  # also where we are interrupted: it is a session of its own and would go on
            if not in_time:
                os.killpg(process.pid, signal.SIGKILL)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    said = log.read_text(encoding="utf-8", errors="replace")
    log.unlink()
    code = process.returncode if in_time else None
    return Run(wall=wall, cpu=usage.ru_utime + usage.ru_stime, peak=peak, code=code, others=0.0, said=said)


def wait_for_quiet(patience: float) -> None:
    """Wait until other programs leave four fifths of the machine free, or until the patience (seconds) ends."""
    cores, deadline = os.cpu_count() or 1, time.monotonic() + patience
    while time.monotonic() < deadline:
        began, busy = time.monotonic(), _busy()
        time.sleep(_QUIET)
        if _busy() - busy < 0.2 * cores * (time.monotonic() - began):
            return


def _busy() -> float:
    """Seconds of processor time that all programs used since the machine started."""
    fields = Path("/proc/stat").read_text(encoding="ascii").split("\n", 1)[0].split()
    user, nice, system, _idle, _waiting, interrupts, soft = map(int, fields[1:8])
    return (user + nice + system + interrupts + soft) / os.sysconf("SC_CLK_TCK")


def _watch(process: int, deadline: float) -> tuple[int, bool]:
    """The peak of the memory of a process and all below it, and whether it ended before the deadline."""
    peak, descriptor = 0, os.pidfd_open(process)
    try:
        while time.monotonic() < deadline:
            ended, _, _ = select.select([descriptor], [], [], INTERVAL)
            if ended:
                return peak, True
            peak = max(peak, sum(map(_memory, _tree(process))))
        return peak, False
    finally:
        os.close(descriptor)


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


def survey(folder: Path) -> Site:
    """Count what a built site holds. A redirect and the page for wrong addresses are no pages."""
    files = size = pages = words = 0
    for path in folder.rglob("*"):
        if not path.is_file():
            continue
        files, size = files + 1, size + path.stat().st_size
        if path.suffix == ".html" and path.name != "404.html":
            text = _article(path.read_text(encoding="utf-8"))
            pages, words = pages + (text is not None), words + len(_WORD.findall(text or ""))
    return Site(files=files, size=size, pages=pages, words=words)


def _article(html: str) -> str | None:
    """The text from a page's first article to the end of its last."""
    begin, end = html.find("<article"), html.rfind("</article>")
    return None if begin < 0 else _NOT_READ.sub(" ", html[begin:end])
