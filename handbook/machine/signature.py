"""Files and folders -> numbers that change whenever one of them is changed, without reading any.

As git's index: size, times, inode. A file that was changed in the moment in which it was read could have the same
numbers before and after; such a signature is not given, so whoever asks reads again.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TypeAlias

Signature: TypeAlias = tuple[tuple[str, int, int, int, int, int], ...]
"""For each path its mode, size, times of content and of entry in nanoseconds, and inode; zeros where nothing is."""

_FINE = 50_000_000
_COARSE = 2_000_000_000
"""How long before a run something must have been changed to be trusted, in nanoseconds: the clock of most file systems
ticks every few milliseconds, that of some only every two seconds."""


def sign(paths: Iterable[str], opened: int, absent: Iterable[str] = ()) -> Signature | None:
    """The signature of what a run that began at `opened` has read, and of what was not there when it looked.

    None where it cannot be told from what follows.
    """
    found = []
    for path in paths:
        entry = _entry(path)
        if entry is None or max(entry[3], entry[4]) > opened - (_FINE if entry[3] % 1_000_000_000 else _COARSE):
            return None
        found.append(entry)
    for path in absent:
        if _entry(path) is not None:
            return None
        found.append(_nothing(path))
    return tuple(found)


def is_unchanged(signature: Signature) -> bool:
    """Whether all is as it was."""
    return all((_entry(entry[0]) or _nothing(entry[0])) == entry for entry in signature)


Mark: TypeAlias = tuple[int, int, int]
"""Size, time of the last change in nanoseconds since the epoch, inode."""

NO_MARK: Mark = (0, 0, 0)
"""Of what is not there."""


def mark(path: str) -> Mark:
    """The mark of a file or a folder; total. A new entry changes a folder, a link is not followed."""
    try:
        found = os.stat(path, follow_symlinks=False)
    except OSError:
        return NO_MARK
    return found.st_size, found.st_mtime_ns, found.st_ino


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks of many files or folders below a root, by path from there, in two values: quickly kept and taken up.

    Made by programs that move, link and let go of files, which changes the time of an entry, so that is not looked at.
    """

    paths: str = ""
    numbers: tuple[int, ...] = ()

    @classmethod
    def of(cls, marks: Mapping[str, Mark]) -> "Marks":
        """The marks by path; a path holds no zero byte."""
        return cls("".join(f"{path}\0" for path in marks), tuple(chain.from_iterable(marks.values())))

    def by_path(self) -> dict[str, Mark]:
        """The marks as they were given."""
        numbers = iter(self.numbers)
        return dict(zip(self._split(), zip(numbers, numbers, numbers, strict=True), strict=True))

    def hold(self, root: Path) -> bool:
        """Whether all are as they were."""
        top = str(root)
        found = chain.from_iterable([mark(f"{top}/{path}" if path else top) for path in self._split()])
        return tuple(found) == self.numbers

    def _split(self) -> list[str]:
        return self.paths.split("\0")[:-1]


def _nothing(path: str) -> tuple[str, int, int, int, int, int]:
    return path, 0, 0, 0, 0, 0


def _entry(path: str) -> tuple[str, int, int, int, int, int] | None:
    try:
        found = os.stat(path, follow_symlinks=False)
    except OSError:
        return None
    return path, found.st_mode, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino
