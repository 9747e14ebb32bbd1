"""How soon a preview shows a save: `python -m bench.preview --policies 1000,10000`.

Starts `handbook serve` on a generated handbook, saves a policy's working text with another word, asks the long question
by which an open page hears of it, and the page again until it shows the word. Prints a row of a table for each size.
"""

import argparse
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

from bench.contenders import AS_OF
from bench.generate import generate, policy_id
from bench.measure import memory

_ADDRESS = re.compile(r"http://[^/\s]+/")
_STATE = re.compile(r'data-state="([0-9a-f]+)"')
_STEP = re.compile(r'(?<= action: ")\w+')
_LONGEST = 900


@dataclass(frozen=True, slots=True)
class Shown:
    """Seconds to the first page, started and started again, and from each save to its page; bytes at the end."""

    first: float
    again: float
    saves: tuple[float, ...]
    memory: int


def measure(folder: Path, policy: str, saves: int) -> Shown:
    """Serve a handbook, save a policy's working text so many times, and see when its page shows each."""
    source = folder / "policy_data" / "policies" / policy / "policy.yml"
    page = f"policies/{policy}/draft/"
    with _serving(folder, page) as (_, preview, first):
        preview.settle()
    with _serving(folder, page) as (process, preview, again):
        preview.settle()
        taken = []
        for number in range(saves):
            word = f"Saved{number}"
            text = _STEP.sub(word, source.read_text(encoding="utf-8"), count=1)
            saved = time.monotonic()
            source.write_text(text, encoding="utf-8")
            preview.wait_for(word)
            taken.append(time.monotonic() - saved)
            preview.settle()
        return Shown(first, again, tuple(taken), memory(process))


@contextmanager
def _serving(folder: Path, page: str) -> Iterator[tuple[int, "_Preview", float]]:
    """A preview of a handbook: its process, a page of it, and how many seconds it took until that was there."""
    began = time.monotonic()
    command = (sys.executable, "-u", "-m", "handbook", "serve", "--port", "0", "--as-of", str(AS_OF))
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout is not None
        try:
            root = next(found[0] for line in process.stdout if (found := _ADDRESS.search(line)))
            preview = _Preview(root, page)
            preview.wait_until_ready()
            yield process.pid, preview, time.monotonic() - began
        finally:
            process.terminate()


class _Preview:
    """A page of a preview, as a browser has it open."""

    def __init__(self, root: str, page: str) -> None:
        self._root, self._page, self._body = root, page, ""

    def wait_until_ready(self) -> None:
        """Ask for the page until there is one."""
        deadline = time.monotonic() + _LONGEST
        while time.monotonic() < deadline:
            try:
                self._load()
            except HTTPError as answer:
                if answer.code != HTTPStatus.SERVICE_UNAVAILABLE:
                    raise
                time.sleep(0.02)
            else:
                return
        raise SystemExit(f"no page at {self._root}{self._page} in {_LONGEST} s")

    def settle(self) -> None:
        """Wait until nothing is done in the background any more."""
        while self._asked(state="", busy="-")["busy"]:
            time.sleep(0.5)
        self._load()

    def wait_for(self, word: str) -> None:
        """Wait until the page shows a word."""
        deadline = time.monotonic() + _LONGEST
        while word not in self._body:
            state = _STATE.search(self._body)
            if state and self._asked(state=state[1])["changed"]:
                self._load()
            if time.monotonic() > deadline:
                raise SystemExit(f"/{self._page} does not show {word}")

    def _load(self) -> None:
        self._body = _text(self._root + self._page)

    def _asked(self, **question: str) -> dict[str, str]:
        found: dict[str, str] = json.loads(
            _text(f"{self._root}_handbook/changes?{urlencode({'page': f'/{self._page}', **question})}")
        )
        return found


def _text(address: str) -> str:
    with urlopen(address, timeout=60) as answer:
        return str(answer.read().decode())


def main() -> None:
    """Read the arguments, measure at each size, print a table."""
    parser = argparse.ArgumentParser(description="How soon a preview shows a save.")
    parser.add_argument("--policies", default="1000,10000", help="sizes, with commas")
    parser.add_argument("--saves", type=int, default=9)
    given = parser.parse_args()
    head = ("policies", "first page", "started again", "a save is shown: median", "worst", "memory")
    print(f"| {' | '.join(head)} |\n|{'---:|' * len(head)}")
    for policies in map(int, given.policies.split(",")):
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            generate(policies, 3, Path(folder))
            found = measure(Path(folder), policy_id(policies // 2), given.saves)
        row = (
            f"{policies:,}",
            f"{found.first:.1f} s",
            f"{found.again:.1f} s",
            f"{statistics.median(found.saves):.2f} s",
            f"{max(found.saves):.2f} s",
            f"{found.memory / 1e6:,.0f} MB",
        )
        print(f"| {' | '.join(row)} |", flush=True)


if __name__ == "__main__":
    main()
