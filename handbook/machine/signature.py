"""Files and folders -> numbers that change whenever one of them is changed, without reading any.

As git's index: size, times, inode. A file that was changed in the moment in which it was read could have the same
numbers before and after; such a signature is not given, so whoever asks reads again.
"""

import os
from collections.abc import Iterable
from typing import TypeAlias

Signature: TypeAlias = tuple[tuple[str, int, int, int, int, int], ...]
"""For each path its mode, size, times of content and of entry in nanoseconds, and inode."""

_FINE = 50_000_000
_COARSE = 2_000_000_000
"""How long before a run something must have been changed to be trusted, in nanoseconds: the clock of most file systems
ticks every few milliseconds, that of some only every two seconds."""


def sign(paths: Iterable[str], opened: int) -> Signature | None:
    """The signature of what a run that began at `opened` has read; None where it cannot be told from what follows."""
    found = []
    for path in paths:
        entry = _entry(path)
        if entry is None or max(entry[3], entry[4]) > opened - (_FINE if entry[3] % 1_000_000_000 else _COARSE):
            return None
        found.append(entry)
    return tuple(found)


def is_unchanged(signature: Signature) -> bool:
    """Whether all is as it was."""
    return all(_entry(entry[0]) == entry for entry in signature)


def _entry(path: str) -> tuple[str, int, int, int, int, int] | None:
    try:
        found = os.stat(path, follow_symlinks=False)
    except OSError:
        return None
    return path, found.st_mode, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino
