"""The files of a site, written once each into a folder, with the hash of every one: what its manifest says.

Modes are fixed (files 0644, folders 0755) whatever the umask, so that a site is the same wherever it is built. A file
is never written twice and never outside the folder.
"""

import json
import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path, PurePosixPath

import msgspec

from handbook.site.errors import BuildError

MANIFEST = "manifest.json"
SCHEME = "policy-handbook-site-1"

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

    def is_in(self, site: Path) -> bool:
        """Whether a site still has the very file."""
        try:
            found = os.stat(f"{site}/{self.path}", follow_symlinks=False)
        except OSError:
            return False
        return found.st_ino == self.inode and found.st_mtime_ns == self.changed and found.st_size == self.size


class Tree:
    """A folder that a site is written into; `written` are the files that were noted, by whichever process.

    The folder may hold an earlier site: what is kept of that need not be done again, the rest is replaced, never
    changed in place, since the site in use may share it. `sweep` removes what nobody wrote or kept.

    Args:
        root: the folder.
        left: the files of an earlier site that may stand in it and not belong to this one; None for a new folder.
        folders: the folders that stand in it, each with the time of its last new entry (nanoseconds since the epoch).
        listed: whether `left` are all files that stand in it.
    """

    def __init__(
        self,
        root: Path,
        left: Iterable[str] | None = None,
        folders: Mapping[str, int] | None = None,
        *,
        listed: bool = True,
    ) -> None:
        self.root = root
        self.written: list[Written] = []
        self._is_new, self._is_listed = left is None, listed
        self._left, self._before = set(left or ()), dict(folders or {})
        self._folders = set(self._before)
        self._touched: set[str] = set()
        self._wrote: set[str] = set()
        self._noted: set[str] = set()

    @classmethod
    def over(cls, root: Path) -> "Tree":
        """A tree over a folder that may hold anything; what is no plain file or folder is removed at once."""
        left, folders = [], {}
        for entry in list(_walk(str(root))):
            path = entry.path[len(str(root)) + 1 :].replace(os.sep, "/")
            if entry.is_dir(follow_symlinks=False):
                folders[path] = entry.stat(follow_symlinks=False).st_mtime_ns
            elif entry.is_file(follow_symlinks=False):
                left.append(path)
            else:
                os.unlink(entry.path)
        return cls(root, left, folders)

    @classmethod
    def known(cls, root: Path, left: Iterable[str], folders: Mapping[str, int]) -> "Tree | None":
        """A tree over a site that we left with these folders; None where one of them has other entries since.

        `left` are the files in it that may not belong to the new site.
        """
        for path, changed in folders.items():
            try:
                found = os.stat(f"{root}/{path}", follow_symlinks=False)
            except OSError:
                return None
            if found.st_mtime_ns != changed or not stat.S_ISDIR(found.st_mode):
                return None
        return cls(root, left, folders, listed=False)

    def folders(self) -> dict[str, int]:
        """The folders in the finished site, each with the time of its last new entry (nanoseconds since the epoch)."""
        times = {path: time for path, time in self._before.items() if path not in self._touched}
        for path in (self._touched | (self._folders - self._before.keys())) - {""}:
            with suppress(FileNotFoundError):
                times[path] = os.stat(f"{self.root}/{path}", follow_symlinks=False).st_mtime_ns
        return times

    def write(self, path: str, data: bytes) -> Written:
        """Write a new file and note nothing; a `BuildError` where the path is taken or leads out of the folder."""
        target = self._target(path)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
        try:
            descriptor = os.open(target, flags, _FILE)
        except FileExistsError:
            self._clear(path, target)
            descriptor = os.open(target, flags, _FILE)
        with os.fdopen(descriptor, "wb") as file:
            os.fchmod(descriptor, _FILE)
            file.write(data)
            file.flush()
            made = os.fstat(descriptor)
        self._wrote.add(path)
        return _written(path, data, made)

    def keep(self, files: Iterable[Written], site: Path) -> bool:
        """Take over files that stand here or in another site as they were written, and note them; all or none."""
        files = tuple(files)
        elsewhere = [file for file in files if not file.is_in(self.root)]
        if not all(file.is_in(site) for file in elsewhere):
            return False
        for file in elsewhere:
            target = self._target(file.path)
            if target.is_symlink() or target.exists():
                self._clear(file.path, target)
            try:
                os.link(f"{site}/{file.path}", target)
            except OSError:  # a file system without links
                return False
        self._note(files)
        self._touched.update(folder for file in elsewhere for folder in _above(file.path))
        return True

    def add(self, path: str, data: bytes) -> None:
        """Write a new file and note it."""
        self.note((self.write(path, data),))

    def note(self, written: Iterable[Written]) -> None:
        """Note files that some process wrote here; a `BuildError` for one that was noted before."""
        files = tuple(written)
        self._note(files)
        self._touched.update(folder for file in files for folder in _above(file.path))

    def _note(self, written: Iterable[Written]) -> None:
        for file in written:
            if file.path in self._noted:
                raise BuildError(_taken(file.path))
            self._noted.add(file.path)
            self.written.append(file)
            self._left.discard(file.path)

    def take(self, path: str, source: Path) -> None:
        """Move a finished file of the same file system into the site and note it."""
        target = self._target(path)
        if target.is_symlink() or target.exists():
            self._clear(path, target)
        source.chmod(_FILE)
        source.rename(target)
        self.note((_written(path, target.read_bytes(), target.stat()),))

    def take_all(self, folder: Path, under: str = "") -> None:
        """Move every file of a folder into the site, in order of path."""
        for source in sorted(path for path in folder.rglob("*") if path.is_file()):
            self.take(under + source.relative_to(folder).as_posix(), source)

    def sweep(self) -> None:
        """Remove what an earlier site left and this one does not have."""
        for path in self._left:
            with suppress(FileNotFoundError):
                os.unlink(f"{self.root}/{path}")
            self._touched.update(_above(path))
        self._left.clear()
        for folder in sorted(self._before if self._is_listed else self._touched, reverse=True):
            with suppress(OSError):  # it holds something, or is gone
                os.rmdir(f"{self.root}/{folder}")
                self._touched.update({folder, *_above(folder)})

    def check_whole(self) -> None:
        """A `BuildError` unless the folder holds just what was noted, each file with its size.

        In a folder that was not listed only what was written now is looked at; the rest was when it was kept.
        """
        if self._is_listed:
            check_whole(self.root, self.written)
        else:
            check_each(self.root, (file for file in self.written if file.path in self._wrote))

    def _clear(self, path: str, target: Path) -> None:
        """Remove what an earlier site left in this place; what belongs to this one stays."""
        if self._is_new or path in self._wrote or path in self._noted:
            raise BuildError(_taken(path))
        if target.is_dir() and not target.is_symlink():
            shutil.rmtree(target)
        else:
            target.unlink()

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
        if not self._is_new and (folder.is_symlink() or folder.is_file()):
            self._clear(name, folder)
        folder.mkdir(exist_ok=True)
        folder.chmod(_FOLDER)
        self._folders.add(name)


def _written(path: str, data: bytes, made: os.stat_result) -> Written:
    digest = sha256(data).hexdigest()
    return Written(path=path, sha256=digest, size=len(data), changed=made.st_mtime_ns, inode=made.st_ino)


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


def manifest_lines(written: Iterable[Written]) -> str:
    """What the manifest says of some files, in order of path."""
    ordered = sorted((file.path, file.sha256) for file in written)
    return ",\n".join(f'  {json.dumps(path, ensure_ascii=False)}: "{sha256}"' for path, sha256 in ordered)


def manifest(parts: Iterable[str]) -> bytes:
    """The hash of every file but the manifest itself, as `manifest_lines` tells them; no time, no machine."""
    files = ",\n".join(part for part in parts if part)
    return f'{{\n "scheme": "{SCHEME}",\n "files": {{\n{files}\n }}\n}}\n'.encode()


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
