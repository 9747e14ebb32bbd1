"""The files of a site, written once each into a folder, or linked from the site before.

Modes are fixed (files 0644, folders 0755) whatever the umask, so that a site is the same wherever it is built. A file
is never written twice and never outside the folder. Knows paths and bytes, not whose they are.
"""

import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import msgspec

from handbook.machine.signature import NO_MARK, Mark, mark
from handbook.site.errors import BuildError

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
    """A folder that a site is written into; `made` are the files that were written and noted, by path.

    The folder may hold an earlier site: a file that is in the way is replaced, never changed in place, since the site
    in use shares it.

    Args:
        root: the folder.
        folders: the folders that stand in it with their marks, the folder itself under an empty path; none where it
            is empty. The tree goes on with this very mapping.
    """

    def __init__(self, root: Path, folders: dict[str, Mark] | None = None) -> None:
        self.root = root
        self.made: dict[str, Written] = {}
        self.is_new = not folders
        self._folders = {"": NO_MARK} if folders is None else folders
        self._touched: set[str] = {""} if self.is_new else set()
        self._unused: set[str] = set()
        self._wrote: set[str] = set()

    @classmethod
    def emptied(cls, root: Path) -> "Tree":
        """A tree in a folder that may hold anything; of that only plain folders stay, which are dear to make."""
        tree = cls(root)
        for entry in list(walk(str(root))):
            if entry.is_dir(follow_symlinks=False):
                tree._unused.add(entry.path[len(str(root)) + 1 :].replace(os.sep, "/"))
            else:
                os.unlink(entry.path)
        tree._folders |= dict.fromkeys(tree._unused, NO_MARK)
        tree._touched |= tree._unused
        tree.is_new = not tree._unused
        return tree

    def link(self, site: Path, paths: Iterable[str]) -> None:
        """Take files over from another site, which is not changed.

        Raises:
            OSError: one cannot be linked: it is gone, or the file system has no links.
        """
        for path in paths:
            folder = path.rpartition("/")[0]
            self._folder(folder)
            try:
                os.link(f"{site}/{path}", f"{self.root}/{path}")
            except FileExistsError:
                self._clear(path)
                os.link(f"{site}/{path}", f"{self.root}/{path}")
            self._touched.add(folder)
            self._unused.discard(folder)
            self.is_new = False

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

    def take(self, path: str, source: Path) -> Written:
        """Move a finished file of the same file system into the site."""
        target = Path(self._target(path))
        if target.is_symlink() or target.exists():
            self._clear(path)
        source.chmod(_FILE)
        source.rename(target)
        self._wrote.add(path)
        return _written(path, target.read_bytes(), target.stat())

    def take_all(self, folder: Path, under: str = "") -> tuple[Written, ...]:
        """Move every file of a folder into the site, in order of path."""
        sources = sorted(path for path in folder.rglob("*") if path.is_file())
        return tuple(self.take(under + source.relative_to(folder).as_posix(), source) for source in sources)

    def note(self, written: Iterable[Written]) -> None:
        """Note files that this process or another wrote here."""
        for file in written:
            self.made[file.path] = file
            self._touched.update(_above(file.path))
            self._unused.discard(file.path.rpartition("/")[0])

    def remove(self, paths: Iterable[str]) -> None:
        """Remove files that an earlier site left, and every folder that nothing is left in."""
        emptied = self._unused
        for path in paths:
            with suppress(FileNotFoundError, IsADirectoryError, NotADirectoryError):
                os.unlink(f"{self.root}/{path}")
            emptied.update(_above(path))
        self._touched |= emptied
        for folder in sorted(emptied - {""}, reverse=True):
            with suppress(OSError):  # it holds something, or is gone
                os.rmdir(f"{self.root}/{folder}")

    def folders(self) -> dict[str, Mark]:
        """The folders in the finished site with their marks, the site itself under an empty path."""
        for path in self._touched:
            found = mark(f"{self.root}/{path}" if path else str(self.root))
            if found == NO_MARK or path in self.made:
                self._folders.pop(path, None)
            else:
                self._folders[path] = found
        return self._folders

    def _clear(self, path: str) -> None:
        """Remove what an earlier site left in this place."""
        if path in self._wrote or self.is_new:
            raise BuildError(taken(path))
        target = self.root / path
        if target.is_dir() and not target.is_symlink():
            shutil.rmtree(target)
            for folder in [folder for folder in self._folders if f"{folder}/".startswith(f"{path}/")]:
                del self._folders[folder]
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
        self._folders[path] = NO_MARK
        self._touched |= {path, above}


def _written(path: str, data: bytes, made: os.stat_result) -> Written:
    digest = sha256(data).hexdigest()
    return Written(path=path, sha256=digest, size=len(data), changed=made.st_mtime_ns, inode=made.st_ino)


def _above(path: str) -> Iterator[str]:
    """The folders that a file lies in, from the inmost; the site itself last, as an empty path."""
    while path:
        path = path.rpartition("/")[0]
        yield path


def walk(folder: str) -> Iterator["os.DirEntry[str]"]:
    """Everything below a folder."""
    with os.scandir(folder) as entries:
        for entry in entries:
            yield entry
            if entry.is_dir(follow_symlinks=False):
                yield from walk(entry.path)


def taken(path: str) -> str:
    """What is said of an address that two pages want."""
    return f"two pages want the same address: /{path.removesuffix('index.html')}"
