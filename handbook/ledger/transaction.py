"""Several files written as one: after a crash at any moment, either all of them are there or none.

The new contents and a journal are written aside and flushed; the journal's rename is the moment of decision. What was
decided and not finished is finished by `recover`, which a command runs before it reads the data; what was not decided
is thrown away. One command writes at a time; the system lets go of its lock however it ends. Knows nothing of
policies, and trusts no journal: a checkout may bring one along.
"""

import errno
import json
import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

_JOURNAL = "journal.json"


class UnknownJournal(Exception):
    """What lies beside the data folder is not what an interrupted command leaves; it was not touched."""


def write_together(data: Path, contents: Mapping[str, bytes | None], replaced: Collection[str] = ()) -> None:
    """Write files below `data` (None: delete); those not named in `replaced` must be new.

    Raises:
        FileExistsError: a file that must be new is there; nothing was changed.
        OSError: nothing was changed, or it was decided and `recover` will finish it.
        UnknownJournal: what an interrupted command left cannot be finished; nothing was changed.
    """
    with _alone(data):
        _recover(data)
        for path, content in contents.items():
            if content is not None and path not in replaced and os.path.lexists(data / path):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(data / path))
        aside = _aside(data)
        try:
            _write_aside(aside, contents)
        except OSError:
            shutil.rmtree(aside, ignore_errors=True)
            raise
        (aside / "undecided").rename(aside / _JOURNAL)
        _flush_folder(aside)
        _finish(data, aside)


def recover(data: Path) -> str:
    """Finish or discard what an interrupted `write_together` left: `finished`, `undone`, or empty for nothing.

    Raises:
        OSError: it cannot be finished here, as in a folder that is only for reading; nothing was lost.
        UnknownJournal: what lies there was left by no command.
    """
    if not os.path.lexists(_aside(data)):
        return ""
    with _alone(data):
        return _recover(data)


def _recover(data: Path) -> str:
    aside = _aside(data)
    if not os.path.lexists(aside):
        return ""
    if aside.is_symlink() or not aside.is_dir():
        raise UnknownJournal(f"{aside} is not a folder")
    if (aside / _JOURNAL).is_file():
        _finish(data, aside)
        return "finished"
    has_begun = any(aside.iterdir())
    shutil.rmtree(aside)
    return "undone" if has_begun else ""


def _aside(data: Path) -> Path:
    """A folder beside the data folder, so on the same file system."""
    return data.parent / ".handbook" / f"publishing-{data.name}"


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    """Wait until no other command writes to this data folder, and keep others out."""
    import fcntl

    aside = _aside(data)
    if aside.parent.is_symlink():
        raise UnknownJournal(f"{aside.parent} is a link")
    aside.parent.mkdir(exist_ok=True)
    lock = os.open(aside.with_name(f"{aside.name}.lock"), os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _write_aside(aside: Path, contents: Mapping[str, bytes | None]) -> None:
    """The new contents under numbers, and the journal that is not decided yet."""
    aside.mkdir()
    _flush_folder(aside.parent)
    steps = []
    for place, (path, content) in enumerate(contents.items()):
        if content is not None:
            _write(aside / str(place), content)
        steps.append([path, "" if content is None else str(place)])
    _write(aside / "undecided", json.dumps(steps).encode())
    _flush_folder(aside)


def _finish(data: Path, aside: Path) -> None:
    """Carry out the journal; each step can be repeated."""
    steps = _steps(data, aside / _JOURNAL)
    for target, place in steps:
        if not place:
            target.unlink(missing_ok=True)
        elif (aside / place).is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            (aside / place).replace(target)
    for target, place in steps:
        if not place:
            _drop_empty_folders(data, target)
    for folder in sorted({folder for target, _ in steps for folder in target.parents if folder.is_relative_to(data)}):
        if folder.is_dir():
            _flush_folder(folder)
    (aside / _JOURNAL).unlink()
    aside.rmdir()


def _steps(data: Path, journal: Path) -> list[tuple[Path, str]]:
    """Each file to write or delete, and where its new content lies; nothing outside of the data folder."""
    try:
        steps = [(str(path), str(place)) for path, place in json.loads(journal.read_bytes())]
    except (ValueError, TypeError, RecursionError):
        raise UnknownJournal(f"{journal} cannot be read") from None
    root = data.resolve()
    for path, place in steps:
        inside = ".." not in PurePosixPath(path).parts and (data / path).parent.resolve().is_relative_to(root)
        if not inside or place.strip("0123456789") or (journal.parent / place).is_symlink():
            raise UnknownJournal(f"{journal} leads out of its folder: {path!r}")
    return [(data / path, place) for path, place in steps]


def _drop_empty_folders(data: Path, deleted: Path) -> None:
    """Folders that a deleted file leaves empty would be read as policies without a text."""
    for folder in deleted.parents:
        if folder == data or (folder.is_dir() and any(folder.iterdir())):
            return
        if folder.is_dir():
            folder.rmdir()


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
