"""Bytes read and bytes written -> the least time a build could take that only reads, hashes and writes them, once."""

import os
import shutil
import time
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """Seconds in one process, without waiting for the disk, and the bytes they were spent on."""

    read: float
    hash: float
    write: float
    bytes_read: int
    bytes_written: int

    @property
    def seconds(self) -> float:
        """All three."""
        return self.read + self.hash + self.write


def measure_floor(data: Path, site: Path, scratch: Path) -> Floor:
    """Read all of a handbook's data; hash all of a site's files and write them into a new folder, as it is laid out.

    The folder is gone afterwards.
    """
    read, bytes_read = _read(data)
    hashing = writing = 0.0
    written = 0
    scratch.mkdir()
    for folder, names, files in os.walk(site):
        target = scratch / Path(folder).relative_to(site)
        began = time.perf_counter()
        for name in names:
            (target / name).mkdir()
        writing += time.perf_counter() - began
        for name in files:
            content = Path(folder, name).read_bytes()
            began = time.perf_counter()
            sha256(content).hexdigest()
            hashed = time.perf_counter()
            (target / name).write_bytes(content)
            hashing, writing = hashing + hashed - began, writing + time.perf_counter() - hashed
            written += len(content)
    shutil.rmtree(scratch)
    return Floor(read=read, hash=hashing, write=writing, bytes_read=bytes_read, bytes_written=written)


def _read(data: Path) -> tuple[float, int]:
    began = time.perf_counter()
    size = sum(len(path.read_bytes()) for path in data.rglob("*") if path.is_file())
    return time.perf_counter() - began, size
