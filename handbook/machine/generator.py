"""This installation -> a stamp: other code, other templates or other libraries, and what they made is made anew."""

import os
import sys
import sysconfig
from functools import cache
from pathlib import Path

from handbook.machine.store import stamp


@cache
def generator() -> str:
    """The stamp of the package's files, of Python and of all that is installed beside it; read once in a run."""
    package = Path(__file__).resolve().parents[1]
    beside = package.parent / "templates"
    files = [*_files(str(package)), *(_files(str(beside)) if (beside / "macros.html").is_file() else [])]
    libraries = sorted({name for kind in ("purelib", "platlib") for name in _libraries(sysconfig.get_path(kind))})
    return stamp(sys.version, *libraries, *sorted(files))


def _files(folder: str) -> list[str]:
    """Each file below a folder with its size and the time of its last change."""
    found: list[str] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                found += _files(entry.path) if entry.name != "__pycache__" else []
            else:
                about = entry.stat()
                found.append(f"{entry.path}:{about.st_size}:{about.st_mtime_ns}")
    return found


def _libraries(folder: str) -> list[str]:
    """The names of what is installed in a folder, with versions."""
    try:
        return [name for name in os.listdir(folder) if name.endswith(".dist-info")]
    except OSError:
        return []
