"""`handbook build --watch` as its user sees it."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from threading import Thread

import pytest

from tests.check.sample import SAMPLE

pytestmark = pytest.mark.slow

PROJECT = Path(__file__).parents[2]
NOT_YET = 60.0
FILE = "policies/phone/versions/1.0.yml"


class Watch:
    """The program, running in a folder; `said` gives its lines as they come."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        command = [sys.executable, "-m", "handbook", "build", "--watch", "--as-of", "2026-01-15"]
        self.program = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(PROJECT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._lines: Queue[str] = Queue()
        self._thread = Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        assert self.program.stdout is not None
        with self.program.stdout as lines:
            for line in lines:
                self._lines.put(line)

    def end(self) -> None:
        """End it, whatever it is doing."""
        self.program.kill()
        self.program.wait()
        self._thread.join()

    def said(self, word: str) -> str:
        """The next line with a word, when it comes."""
        until = time.monotonic() + NOT_YET
        while True:
            line = self._lines.get(timeout=max(0.0, until - time.monotonic()))
            if word in line:
                return line

    def save(self, name: str, old: str, new: str) -> None:
        """Replace words in a file of the data folder."""
        file = self.folder / "policy_data" / name
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    def page(self, address: str) -> str:
        """A page as it is published."""
        return (self.folder / "site" / address / "index.html").read_text(encoding="utf-8")


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    (tmp_path / "mkdocs.yml").write_text((PROJECT / "mkdocs.yml").read_text(encoding="utf-8"), encoding="utf-8")
    for name, text in SAMPLE.items():
        file = tmp_path / "policy_data" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    running = Watch(tmp_path)
    yield running
    running.end()


def test_a_save_is_published_errors_are_shown_and_the_end_leaves_a_site_that_stands(watch: Watch) -> None:
    assert "unchanged" not in watch.said("built ")
    watch.save(FILE, "Say your name", "Say your whole name")
    assert "unchanged" in watch.said("built ")
    assert "Say your whole name" in watch.page("policies/phone")
    watch.said("the search is up to date")

    watch.save(FILE, "title: Phone\n", "titel: Phone\n")
    assert f"policy_data/{FILE}" in watch.said("unknown-key")
    assert "Say your whole name" in watch.page("policies/phone")
    watch.save(FILE, "titel: Phone\n", "title: Telephone\n")
    watch.said("built ")
    assert "Telephone" in watch.page("policies/phone")

    watch.save("roles.yml", "Shift lead", "Team lead")
    watch.said("built ")
    assert "Team lead" in watch.page("roles/shift-lead")

    watch.program.send_signal(signal.SIGINT)
    watch.said("stopped watching")
    assert watch.program.wait(timeout=NOT_YET) == 0
    command = [sys.executable, "-m", "handbook", "build", "--as-of", "2026-01-15"]
    again = subprocess.run(
        command, cwd=watch.folder, env=os.environ | {"PYTHONPATH": str(PROJECT)}, capture_output=True
    )
    told = re.search(rb"built (\d+) pages .*, (\d+) of them unchanged", again.stdout)
    assert told is not None
    assert told[1] == told[2]
