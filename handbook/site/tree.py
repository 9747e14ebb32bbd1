"""The files of a site, written once each into a folder, with the hash of every one: what its manifest says.

Modes are fixed (files 0644, folders 0755) whatever the umask, so that a site is the same wherever it is built. A file
is never written twice and never outside the folder.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath

from handbook.site.errors import BuildError

MANIFEST = "manifest.json"
SCHEME = "policy-handbook-site-1"

_FILE, _FOLDER = 0o644, 0o755


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One file: `path` from the site's root with `/`, the hash of its bytes, their number.

    `changed` (nanoseconds since the epoch) and `inode` tell whether it is still the one that was written.
    """

    path: str
    sha256: str
    size: int
    changed: int = field(default=0, compare=False)
    inode: int = field(default=0, compare=False)

    def is_in(self, site: Path) -> bool:
        """Whether a site still has the very file."""
        try:
            found = os.stat(f"{site}/{self.path}", follow_symlinks=False)
        except OSError:
            return False
        return self.is_as(found)

    def is_as(self, found: os.stat_result) -> bool:
        """Whether what was found is the very file."""
        return (found.st_size, found.st_mtime_ns, found.st_ino) == (self.size, self.changed, self.inode)


@dataclass(slots=True)
class Tree:
    """A folder that a site is written into; `written` are the files that were noted, by whichever process.

    The folder may hold an earlier site: what is kept of that need not be done again, the rest is replaced, never
    changed in place, since the site in use may share it. `sweep` removes what nobody wrote or kept.
    """

    root: Path
    written: list[Written] = field(default_factory=list)
    _folders: set[str] = field(default_factory=set)
    _left: dict[str, os.stat_result] = field(default_factory=dict)

    @classmethod
    def over(cls, root: Path) -> "Tree":
        """A tree over a folder that may hold an earlier site; what is no plain file or folder is removed at once."""
        tree = cls(root)
        for entry in list(_walk(str(root))):
            path = entry.path[len(str(root)) + 1 :].replace(os.sep, "/")
            if entry.is_dir(follow_symlinks=False):
                tree._folders.add(path)
            elif entry.is_file(follow_symlinks=False):
                tree._left[path] = entry.stat(follow_symlinks=False)
            else:
                os.unlink(entry.path)
        return tree

    def write(self, path: str, data: bytes) -> Written:
        """Write a new file and note nothing; a `BuildError` where the path is taken or leads out of the folder."""
        target = self._target(path)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
        self._clear(path, target)
        try:
            descriptor = os.open(target, flags, _FILE)
        except FileExistsError:
            raise BuildError(_taken(path)) from None
        with os.fdopen(descriptor, "wb") as file:
            os.fchmod(descriptor, _FILE)
            file.write(data)
            file.flush()
            made = os.fstat(descriptor)
        return Written(
            path=path, sha256=sha256(data).hexdigest(), size=len(data), changed=made.st_mtime_ns, inode=made.st_ino
        )

    def keep(self, written: Written, site: Path) -> None:
        """Take over a file of another site, which stays there too, and note it."""
        left = self._left.get(written.path)
        if left is not None and written.is_as(left):
            self.note((written,))
            return
        target = self._target(written.path)
        self._clear(written.path, target)
        try:
            os.link(f"{site}/{written.path}", target)
        except FileExistsError:
            raise BuildError(_taken(written.path)) from None
        except OSError:  # a file system without links
            self.add(written.path, (site / written.path).read_bytes())
        else:
            self.note((written,))

    def add(self, path: str, data: bytes) -> None:
        """Write a new file and note it."""
        self.note((self.write(path, data),))

    def note(self, written: Iterable[Written]) -> None:
        """Note files that were written, here or by another process."""
        for file in written:
            self.written.append(file)
            self._left.pop(file.path, None)

    def take(self, path: str, source: Path) -> None:
        """Move a finished file of the same file system into the site and note it."""
        target = self._target(path)
        self._clear(path, target)
        if target.exists():
            raise BuildError(f"two files want the same address: /{path}")
        source.chmod(_FILE)
        source.rename(target)
        data, made = target.read_bytes(), target.stat()
        digest = sha256(data).hexdigest()
        self.note((Written(path=path, sha256=digest, size=len(data), changed=made.st_mtime_ns, inode=made.st_ino),))

    def take_all(self, folder: Path, under: str = "") -> None:
        """Move every file of a folder into the site, in order of path."""
        for source in sorted(path for path in folder.rglob("*") if path.is_file()):
            self.take(under + source.relative_to(folder).as_posix(), source)

    def sweep(self) -> None:
        """Remove what an earlier site left and this one does not have."""
        for path in self._left:
            os.unlink(f"{self.root}/{path}")
        self._left.clear()
        wanted = {folder for file in self.written for folder in _above(file.path)}
        for folder in sorted(self._folders - wanted - {""}, reverse=True):
            os.rmdir(f"{self.root}/{folder}")
        self._folders &= wanted | {""}

    def _clear(self, path: str, target: Path) -> None:
        """Remove the file that an earlier site left in this place; one that was written meanwhile stays."""
        left = self._left.pop(path, None)
        if left is not None:
            try:
                if os.stat(target, follow_symlinks=False).st_ino == left.st_ino:
                    os.unlink(target)
            except FileNotFoundError:
                pass

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
        if name in self._left:
            self._clear(name, folder)
        folder.mkdir(exist_ok=True)
        folder.chmod(_FOLDER)
        self._folders.add(name)


def _above(path: str) -> Iterator[str]:
    """The folders that a file lies in, from the inmost."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _walk(folder: str) -> Iterator["os.DirEntry[str]"]:
    """Everything below a folder."""
    with os.scandir(folder) as entries:
        for entry in entries:
            yield entry
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path)


def _taken(path: str) -> str:
    return f"two pages want the same address: /{path.removesuffix('index.html')}"


def manifest(written: Iterable[Written]) -> bytes:
    """The hash of every file but the manifest itself, by path; no time, no machine."""
    files = {file.path: file.sha256 for file in sorted(written, key=lambda file: file.path)}
    return (json.dumps({"scheme": SCHEME, "files": files}, ensure_ascii=False, indent=1) + "\n").encode()


def is_site(folder: Path) -> bool:
    """Whether a build made this folder: its manifest says so. An OSError where that cannot be read."""
    try:
        found = json.loads((folder / MANIFEST).read_bytes())
    except (FileNotFoundError, ValueError):
        return False
    return isinstance(found, Mapping) and found.get("scheme") == SCHEME


def check_whole(root: Path, written: Iterable[Written]) -> None:
    """A `BuildError` unless the folder holds exactly these files, each with its size."""
    wanted = {file.path: file.size for file in written}
    start = len(str(root)) + 1
    found = {
        entry.path[start:].replace(os.sep, "/"): entry.stat(follow_symlinks=False).st_size
        for entry in _walk(str(root))
        if not entry.is_dir(follow_symlinks=False)
    }
    if wanted == found:
        return
    for path in sorted(wanted.keys() | found.keys()):
        if wanted.get(path) != found.get(path):
            raise BuildError(f"the finished site is not what was written: {path}; the old site was left as it was")
