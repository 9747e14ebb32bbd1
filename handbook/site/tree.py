"""The files of a site, written once each into a folder, with the hash of every one: what its manifest says.

Modes are fixed (files 0644, folders 0755) whatever the umask, so that a site is the same wherever it is built. A file
is never written twice and never outside the folder.
"""

import json
import os
import re
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import msgspec

from handbook.machine.signature import NO_MARK, Mark, mark
from handbook.site.errors import BuildError

MANIFEST = "manifest.json"
SCHEME = "policy-handbook-site-1"

_BEGINNING = 100
_OURS = re.compile(rb'\s*\{\s*"scheme":\s*"' + re.escape(SCHEME.encode()) + rb'"')

_FILE, _FOLDER = 0o644, 0o755


class Written(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """One file: `path` from the site's root with `/`, the hash of its bytes, their number.

    `changed` (nanoseconds since the epoch) and `inode` tell whether it is still the one that was written.
    """

    path: str
    sha256: str
    size: int
    changed: int = 0
    inode: int = 0

    def is_in(self, site: str) -> bool:
        """Whether a site still has the very file."""
        return mark(f"{site}/{self.path}") == self.mark

    @property
    def mark(self) -> Mark:
        """What it is told by."""
        return self.size, self.changed, self.inode


class Tree:
    """A folder that a site is written into; `written` are the files that were noted, `made` the paths of the new ones.

    The folder may hold an earlier site: what is kept of that need not be done again, the rest is replaced, never
    changed in place, since the site in use shares its files. `sweep` removes what nobody wrote or kept.

    Args:
        root: the folder.
        folders: the folders that stand in it with their marks, the folder itself under an empty path; none where it
            is empty.
    """

    def __init__(self, root: Path, folders: Mapping[str, Mark] | None = None) -> None:
        self.root = root
        self.written: list[Written] = []
        self.made: set[str] = set()
        self._was_empty = not folders
        self._before = dict(folders or {})
        self._folders = {"", *self._before}
        self._empty: set[str] = set()
        self._left: set[str] = set()
        self._touched: set[str] = set()
        self._wrote: set[str] = set()
        self._noted: set[str] = set()

    @classmethod
    def emptied(cls, root: Path) -> "Tree":
        """A tree in a folder that may hold anything; of that only plain folders stay, which are dear to make."""
        tree = cls(root)
        for entry in list(_walk(str(root))):
            if entry.is_dir(follow_symlinks=False):
                tree._empty.add(entry.path[len(str(root)) + 1 :].replace(os.sep, "/"))
            else:
                os.unlink(entry.path)
        tree._folders |= tree._empty
        return tree

    def stand_on(self, site: Path, lacking: Iterable[str], left: Iterable[str]) -> None:
        """Begin with the files of another site, which is not changed.

        Args:
            site: the other site.
            lacking: those of its files that are not here, or differ; they are linked.
            left: all files that stand here then.

        Raises:
            OSError: one cannot be linked: it is gone, or the file system has no links.
        """
        self._left = set(left)
        for path in lacking:
            folder = path.rpartition("/")[0]
            if folder not in self._folders:
                self._folder(folder)
            try:
                os.link(f"{site}/{path}", f"{self.root}/{path}")
            except FileExistsError:
                self._clear(path)
                os.link(f"{site}/{path}", f"{self.root}/{path}")
            self._touched.add(folder)

    def folders(self) -> dict[str, Mark]:
        """The folders in the finished site with their marks, the site itself under an empty path."""
        looked = self._touched | (self._folders - self._before.keys())
        found = {path: self._before[path] for path in self._folders & self._before.keys()}
        found |= {path: mark(f"{self.root}/{path}" if path else str(self.root)) for path in looked}
        return {path: found[path] for path in sorted(found.keys() - self._noted) if found[path] != NO_MARK}

    def write(self, path: str, data: bytes) -> Written:
        """Write a new file and note nothing; a `BuildError` where the path is taken or leads out of the folder."""
        target = self._target(path)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
        try:
            descriptor = os.open(target, flags, _FILE)
        except FileExistsError:
            self._clear(path)
            descriptor = os.open(target, flags, _FILE)
        with os.fdopen(descriptor, "wb") as file:
            os.fchmod(descriptor, _FILE)
            file.write(data)
            file.flush()
            made = os.fstat(descriptor)
        self._wrote.add(path)
        return _written(path, data, made)

    def add(self, path: str, data: bytes) -> None:
        """Write a new file and note it."""
        self.note((self.write(path, data),))

    def note(self, written: Iterable[Written]) -> None:
        """Note files that some process wrote here; a `BuildError` for one that was noted before."""
        files = tuple(written)
        self.keep(files)
        self.made.update(file.path for file in files)
        self._touched.update(folder for file in files for folder in _above(file.path))

    def keep(self, files: Iterable[Written]) -> None:
        """Note files that this one began with; a `BuildError` for one that was noted before."""
        for file in files:
            if file.path in self._noted:
                raise BuildError(_taken(file.path))
            self._noted.add(file.path)
            self.written.append(file)

    def take(self, path: str, source: Path) -> None:
        """Move a finished file of the same file system into the site and note it."""
        target = Path(self._target(path))
        if target.is_symlink() or target.exists():
            self._clear(path)
        source.chmod(_FILE)
        source.rename(target)
        self.note((_written(path, target.read_bytes(), target.stat()),))

    def take_all(self, folder: Path, under: str = "") -> None:
        """Move every file of a folder into the site, in order of path."""
        for source in sorted(path for path in folder.rglob("*") if path.is_file()):
            self.take(under + source.relative_to(folder).as_posix(), source)

    def sweep(self) -> None:
        """Remove what an earlier site left and this one does not have."""
        emptied = self._empty - {path.rpartition("/")[0] for path in self._noted}
        for path in self._left - self._noted:
            with suppress(FileNotFoundError, IsADirectoryError, NotADirectoryError):
                os.unlink(f"{self.root}/{path}")
            emptied.update(_above(path))
        self._touched |= emptied
        for folder in sorted(emptied - {""}, reverse=True):
            with suppress(OSError):  # it holds something, or is gone
                os.rmdir(f"{self.root}/{folder}")

    def check_whole(self) -> None:
        """A `BuildError` unless the folder holds just what was noted, each file with its size.

        Over an earlier site only what was written now is looked at; the rest was when it was kept.
        """
        if self._was_empty:
            check_whole(self.root, self.written)
        else:
            check_each(self.root, (file for file in self.written if file.path in self.made))

    def _clear(self, path: str) -> None:
        """Remove what an earlier site left in this place; what belongs to this one stays."""
        if path in self._wrote or path in self._noted or not (self._left or self._before or self._empty):
            raise BuildError(_taken(path))
        target = self.root / path
        if target.is_dir() and not target.is_symlink():
            shutil.rmtree(target)
            self._folders = {folder for folder in self._folders if not f"{folder}/".startswith(f"{path}/")}
        else:
            target.unlink()

    def _target(self, path: str) -> str:
        parts = path.split("/")
        if "" in parts or "." in parts or ".." in parts or "\\" in path or "\0" in path:
            raise BuildError(f"an address leads out of the site: {path!r}")
        self._folder(path.rpartition("/")[0])
        return f"{self.root}/{path}"

    def _folder(self, path: str) -> None:
        """Make a folder and those above it, unless they are there."""
        if path in self._folders:
            return
        above = path.rpartition("/")[0]
        self._folder(above)
        folder = f"{self.root}/{path}"
        try:
            os.mkdir(folder)
        except FileExistsError:
            if not stat.S_ISDIR(os.lstat(folder).st_mode):
                self._clear(path)
                os.mkdir(folder)
        os.chmod(folder, _FOLDER)
        self._folders.add(path)
        self._touched.add(above)


def _written(path: str, data: bytes, made: os.stat_result) -> Written:
    digest = sha256(data).hexdigest()
    return Written(path=path, sha256=digest, size=len(data), changed=made.st_mtime_ns, inode=made.st_ino)


def _above(path: str) -> Iterator[str]:
    """The folders that a file lies in, from the inmost; the site itself last, as an empty path."""
    while path:
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


def manifest_lines(written: Iterable[Written]) -> str:
    """What the manifest says of some files, in order of path."""
    ordered = sorted((file.path, file.sha256) for file in written)
    return ",\n".join(f'  {json.dumps(path, ensure_ascii=False)}: "{sha256}"' for path, sha256 in ordered)


def manifest(parts: Iterable[str]) -> bytes:
    """The hash of every file but the manifest itself, as `manifest_lines` tells them; no time, no machine."""
    files = ",\n".join(part for part in parts if part)
    return f'{{\n "scheme": "{SCHEME}",\n "files": {{\n{files}\n }}\n}}\n'.encode()


def is_site(folder: Path) -> bool:
    """Whether a build made this folder: its manifest begins so. An OSError where that cannot be read."""
    try:
        with (folder / MANIFEST).open("rb") as file:
            return _OURS.match(file.read(_BEGINNING)) is not None
    except FileNotFoundError:
        return False


def check_whole(root: Path, written: Iterable[Written]) -> None:
    """A `BuildError` unless the folder holds exactly these files, each with its size."""
    wanted = {file.path: file.size for file in written}
    start = len(str(root)) + 1
    found = {
        entry.path[start:].replace(os.sep, "/"): entry.stat(follow_symlinks=False).st_size
        for entry in _walk(str(root))
        if not entry.is_dir(follow_symlinks=False)
    }
    _compare(wanted, found)


def check_each(root: Path, written: Iterable[Written]) -> None:
    """A `BuildError` unless the folder holds these files, each with its size."""
    wanted = {file.path: file.size for file in written}
    there = (path for path in wanted if (root / path).is_file())
    _compare(wanted, {path: (root / path).stat().st_size for path in there})


def _compare(wanted: Mapping[str, int], found: Mapping[str, int]) -> None:
    if wanted == found:
        return
    for path in sorted(wanted.keys() | found.keys()):
        if wanted.get(path) != found.get(path):
            raise BuildError(f"the finished site is not what was written: {path}; the old site was left as it was")
