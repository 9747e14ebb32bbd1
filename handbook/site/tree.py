"""The files of a site, written once each into a folder, with the hash of every one: what its manifest says.

Modes are fixed (files 0644, folders 0755) whatever the umask, so that a site is the same wherever it is built. A file
is never written twice and never outside the folder.
"""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath

from handbook.site.errors import BuildError

MANIFEST = "manifest.json"
SCHEME = "policy-handbook-site-1"

_FILE, _FOLDER = 0o644, 0o755


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One file: `path` from the site's root with `/`, the hash of its bytes, their number."""

    path: str
    sha256: str
    size: int


@dataclass(slots=True)
class Tree:
    """A folder that a site is written into; `written` are the files that were noted, by whichever process."""

    root: Path
    written: list[Written] = field(default_factory=list)
    _folders: set[str] = field(default_factory=set)

    def write(self, path: str, data: bytes) -> Written:
        """Write a new file and note nothing; a `BuildError` where the path is taken or leads out of the folder."""
        target = self._target(path)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
        try:
            descriptor = os.open(target, flags, _FILE)
        except FileExistsError:
            raise BuildError(f"two pages want the same address: /{path.removesuffix('index.html')}") from None
        with os.fdopen(descriptor, "wb") as file:
            os.fchmod(descriptor, _FILE)
            file.write(data)
        return Written(path=path, sha256=sha256(data).hexdigest(), size=len(data))

    def add(self, path: str, data: bytes) -> None:
        """Write a new file and note it."""
        self.written.append(self.write(path, data))

    def note(self, written: Iterable[Written]) -> None:
        """Note files that were written, here or by another process."""
        self.written.extend(written)

    def take(self, path: str, source: Path) -> None:
        """Move a finished file of the same file system into the site and note it."""
        target = self._target(path)
        if target.exists():
            raise BuildError(f"two files want the same address: /{path}")
        source.chmod(_FILE)
        source.rename(target)
        data = target.read_bytes()
        self.written.append(Written(path=path, sha256=sha256(data).hexdigest(), size=len(data)))

    def take_all(self, folder: Path, under: str = "") -> None:
        """Move every file of a folder into the site, in order of path."""
        for source in sorted(path for path in folder.rglob("*") if path.is_file()):
            self.take(under + source.relative_to(folder).as_posix(), source)

    def _target(self, path: str) -> Path:
        parts = PurePosixPath(path).parts
        if not parts or path.startswith("/") or ".." in parts or "\\" in path or "\0" in path:
            raise BuildError(f"an address leads out of the site: {path!r}")
        self._folder(parts[:-1])
        return self.root.joinpath(*parts)

    def _folder(self, parts: tuple[str, ...]) -> None:
        name = "/".join(parts)
        if name in self._folders:
            return
        if parts:
            self._folder(parts[:-1])
        folder = self.root.joinpath(*parts)
        folder.mkdir(exist_ok=True)
        folder.chmod(_FOLDER)
        self._folders.add(name)


def manifest(written: Iterable[Written]) -> bytes:
    """The hash of every file but the manifest itself, by path; no time, no machine."""
    files = {file.path: file.sha256 for file in sorted(written, key=lambda file: file.path)}
    return (json.dumps({"scheme": SCHEME, "files": files}, ensure_ascii=False, indent=1) + "\n").encode()


def is_site(folder: Path) -> bool:
    """Whether a build made this folder: its manifest says so."""
    try:
        found = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(found, Mapping) and found.get("scheme") == SCHEME


def check_whole(root: Path, written: Iterable[Written]) -> None:
    """A `BuildError` unless the folder holds exactly these files, each with its size."""
    wanted = {file.path: file.size for file in written}
    found = {path.relative_to(root).as_posix(): path.stat().st_size for path in root.rglob("*") if path.is_file()}
    for path in sorted(wanted.keys() | found.keys()):
        if wanted.get(path) != found.get(path):
            raise BuildError(f"the finished site is not what was written: {path}; the old site was left as it was")
