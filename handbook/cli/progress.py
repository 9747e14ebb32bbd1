"""Stages of a command -> progress on standard error: a line that counts on a terminal, plain lines otherwise."""

import sys
import time

_INTERVAL = 0.1


class Progress:
    """Called with a stage's name and how many of its parts are done, there are (0: not known), and were reused."""

    def __init__(self) -> None:
        self.is_terminal = sys.stderr.isatty()
        self.began = time.monotonic()
        self.stage = ""
        self.stage_began = self.began
        self.total = self.reused = 0
        self.shown = 0.0

    @property
    def seconds(self) -> float:
        """Seconds since the command began."""
        return time.monotonic() - self.began

    def __enter__(self) -> "Progress":
        """Begin."""
        return self

    def __exit__(self, *failure: object) -> None:
        """End the last stage's line, also when the command fails."""
        self._end_stage()

    def __call__(self, stage: str, done: int, total: int, reused: int = 0) -> None:
        """Tell how far a stage has come, and how much of it was there already; a new name ends the stage before."""
        if stage != self.stage:
            self._end_stage()
            self.stage, self.stage_began = stage, time.monotonic()
        self.total, self.reused = total, reused
        now = time.monotonic()
        if self.is_terminal and (now - self.shown > _INTERVAL or done == 0):
            self.shown = now
            self._write(f"\r{stage}{f' {done:,} of {total:,}' if total else ''} ...\x1b[K")

    def _end_stage(self) -> None:
        if self.stage:
            count = f", {self.total:,}" if self.total else ""
            count += f", {self.reused:,} unchanged" if self.reused else ""
            line = f"{self.stage}{count} ({time.monotonic() - self.stage_began:.1f} s)"
            self._write(f"\r{line}\x1b[K\n" if self.is_terminal else f"{line}\n")
            self.stage = ""

    @staticmethod
    def _write(text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()
