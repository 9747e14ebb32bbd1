"""A workshop beside the output folder, and the swap that puts a finished site in its place.

The new site is made aside on the same file system and exchanged with the old one in one step where the system can
(renameat2 on Linux), else by two renames that the next run completes or takes back. A build that is killed leaves the
old site or the new one, whole. One build at a time for each output folder.
"""

import ctypes
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from handbook.site.errors import BuildError, plainly
from handbook.site.manifest import is_site

WORKSHOP = ".handbook"

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@dataclass(frozen=True, slots=True)
class Workshop:
    """A scratch folder of one build; `site` is where the new site is made, from `begin` on; the rest is thrown away."""

    scratch: Path
    output: Path

    @property
    def site(self) -> Path:
        """The new site."""
        return self.scratch / "site"

    def begin(self) -> None:
        """Make the folder of the new site of the spare one, or an empty one. Killed from here on, it is thrown away."""
        if self.spare.is_symlink():
            self.spare.unlink()
        if self.spare.is_dir():
            self.spare.rename(self.site)
        else:
            self.site.mkdir()
            self.site.chmod(0o755)

    def folder(self, name: str) -> Path:
        """A new empty folder that is not part of the site."""
        path = self.scratch / name
        path.mkdir()
        return path

    @property
    def spare(self) -> Path:
        """Where the site before stands after the swap."""
        return spare_of(self.output)

    def swap(self) -> None:
        """Flush the new site to the disk and put it in place of the old one.

        Raises:
            OSError: the old site is still in place.
            BuildError: the new one is, but the disk may not hold it yet.
        """
        _flush(self.site)
        _take_place(self.site, self.output)
        try:
            _flush(self.output.parent)
        except OSError as failure:
            raise BuildError(f"the new site is in place, but not safely on the disk: {failure.strerror}") from failure
        self._put_by()

    def lay_by(self) -> None:
        """Keep the new site as the spare one."""
        self.site.rename(self.spare)

    def _put_by(self) -> None:
        """Keep the old site as the spare that the next one is made over: most of its files will be the same."""
        for old in (self.site, _aside(self.output)):
            if old.is_dir():
                try:
                    old.rename(spare_of(self.output))
                except OSError:
                    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def workshop(output: Path) -> Iterator[Workshop]:
    """A workshop for one build of the output folder; what earlier builds left behind is cleared or completed.

    Raises:
        BuildError: another build of this folder is running, the folder holds something that no build made, or the
            file system refuses.
    """
    output = output.absolute()
    with plainly():
        _refuse_strangers(output)
        base = output.parent / WORKSHOP
        if base.is_symlink():
            raise BuildError(f"{base} is a link; delete it")
        base.mkdir(parents=True, exist_ok=True)
        with _locked(base / f"{output.name}.lock", output):
            _recover(output)
            for left in _left_behind(output):
                shutil.rmtree(left, ignore_errors=True)
            scratch = Path(tempfile.mkdtemp(prefix=f"{output.name}-", dir=base))
            try:
                yield Workshop(scratch=scratch, output=output)
            finally:
                shutil.rmtree(scratch, ignore_errors=True)


def _aside(output: Path) -> Path:
    return output.parent / WORKSHOP / f"{output.name}.old"


def spare_of(output: Path) -> Path:
    """Where the site before stands after the swap."""
    return output.parent / WORKSHOP / f"{output.name}.spare"


def _left_behind(output: Path) -> list[Path]:
    """Scratch folders of this output folder's builds; those of `site-preview` are none of `site`'s."""
    scratch = re.compile(rf"{re.escape(output.name)}-[a-z0-9_]{{8}}")
    return [path for path in (output.parent / WORKSHOP).iterdir() if scratch.fullmatch(path.name)]


def _take_place(site: Path, output: Path) -> None:
    """Put a site where another stands or none; where that fails the other one stands there again."""
    if not output.exists():
        site.rename(output)
    elif not _exchange(site, output):
        output.rename(_aside(output))
        try:
            site.rename(output)
        except OSError:
            _aside(output).rename(output)
            raise


def _recover(output: Path) -> None:
    """Complete what a build did not finish that was killed between two renames: bring the old site back."""
    aside = _aside(output)
    if aside.exists():
        if output.exists():
            shutil.rmtree(aside)
        else:
            aside.rename(output)


def _refuse_strangers(output: Path) -> None:
    if output.is_symlink():
        raise BuildError(f"{output} is a link; name the folder itself")
    if output.exists() and not output.is_dir():
        raise BuildError(f"{output} is a file; the site needs a folder")
    if output.exists() and any(output.iterdir()) and not is_site(output):
        raise BuildError(f"{output} holds files that no build made; empty it or choose another folder with --output")


@contextmanager
def _locked(lock: Path, output: Path) -> Iterator[None]:
    """Hold the lock; the system lets go of it when this process ends, however it ends.

    A POSIX lock, which children do not inherit: a killed build's workers would else hold it for another moment.
    """
    import fcntl

    with os.fdopen(os.open(lock, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644), "r+") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            raise BuildError(f"another build of {output} is running; wait for it or choose another --output") from None
        yield


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two folders in one step; False where the system cannot."""
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    renameat2.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    return bool(renameat2(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE) == 0)


def _flush(folder: Path) -> None:
    """Flush the file system that the folder is on."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
        if syncfs is None:
            os.sync()
        elif syncfs(descriptor) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(folder))
    finally:
        os.close(descriptor)
