"""A git revision -> the files that the data folder had in it, listed or laid out in a folder of their own.

Only objects are read (`ledger.repository`): no filter of the repository touches a byte, links and modules are not
followed, and a name that would lead out of the folder is left out. Nothing is written but the folder that is named.
"""

import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook.ledger.repository import Repository
from handbook.load.nodes import MAX_BYTES

_LINE = re.compile(rb"(\d{6}) (\w+) ([0-9a-f]+) +(-|\d+)\t(.+)", re.DOTALL)
_LINK, _MODULE = "120000", "160000"
_NOWHERE = "not-followed"


class RevisionError(Exception):
    """A revision cannot be compared with: what is wrong, and what would mend it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeFile:
    """A file as a commit holds it: git's mode and object id, and its bytes' count."""

    mode: str
    blob: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A commit as the other side of a comparison.

    `name` is what was asked for; `commit` its id, or that of the common ancestor where `merge_base`; `files` are
    those of the data folder by path below it; empty where the commit has no such folder.
    """

    name: str
    commit: str
    merge_base: bool
    files: Mapping[str, TreeFile]


def find_revision(repository: Repository, name: str, merge_base_with: str = "") -> Revision:
    """The revision of that name, or where it and another one have parted.

    Args:
        repository: around the data folder.
        name: a branch, a tag, a commit.
        merge_base_with: the revision whose common ancestor with `name` is meant; empty for `name` itself.

    Raises:
        RevisionError: there is no git, no repository, no such revision, or no common ancestor.
    """
    commit = _commit(repository, name)
    if merge_base_with:
        other = _commit(repository, merge_base_with)
        base = repository.ask("merge-base", commit, other)
        if not base:
            raise RevisionError(f"{name} and {merge_base_with} have no common ancestor here", _deepen(repository))
        return Revision(name=name, commit=base, merge_base=base != commit, files=_files(repository, base))
    return Revision(name=name, commit=commit, merge_base=False, files=_files(repository, commit))


def lay_out(repository: Repository, files: Mapping[str, TreeFile], folder: Path) -> None:
    """Write the files below a folder, which is made. Links stay links that lead nowhere, so that the reader names them.

    Raises:
        RevisionError: the clone lacks their contents.
    """
    folder.mkdir(parents=True, exist_ok=True)
    plain = {path: file for path, file in files.items() if file.mode not in {_LINK, _MODULE}}
    small = {path: file for path, file in plain.items() if file.size <= MAX_BYTES}
    try:
        contents = dict(zip(small, repository.blobs(file.blob for file in small.values()), strict=True))
    except LookupError:
        hint = "fetch it whole: a partial clone holds names without contents"
        raise RevisionError("the clone lacks files of that revision", hint) from None
    for path, file in files.items():
        target = folder / path
        (target if file.mode == _MODULE else target.parent).mkdir(parents=True, exist_ok=True)
        if file.mode == _LINK:
            target.symlink_to(_NOWHERE)
        elif path in contents:
            target.write_bytes(contents[path])
        elif path in plain:
            target.touch()
            os.truncate(target, file.size)


def changed_paths(repository: Repository, files: Mapping[str, TreeFile], data: Path) -> dict[str, tuple[bool, bool]]:
    """The paths below the data folder that differ from the files of a revision -> whether each was and is there.

    A file is held against the revision by its size, then by its bytes; what lies in hidden files is not data.
    """
    there = dict(_lying(data))
    plain = (path for path, file in files.items() if file.mode not in {_LINK, _MODULE})
    found = {path: (True, False) for path in plain if path not in there}
    for path, size in there.items():
        file = files.get(path)
        if file is None or file.size != size or repository.blob_of((data / path).read_bytes()) != file.blob:
            found[path] = (file is not None, True)
    return dict(sorted(found.items()))


def _lying(data: Path) -> Iterable[tuple[str, int]]:
    """The plain files below the folder with their sizes; links are not followed."""
    pending = [""]
    while pending:
        below = pending.pop()
        with os.scandir(data / below) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    pending.append(f"{below}{entry.name}/")
                elif entry.is_file(follow_symlinks=False):
                    yield f"{below}{entry.name}", entry.stat(follow_symlinks=False).st_size


def _commit(repository: Repository, name: str) -> str:
    try:
        inside = repository.ask("rev-parse", "--git-dir")
    except OSError as problem:
        raise RevisionError(f"the program git cannot be run: {problem.strerror}", "install git") from None
    if not inside:
        hint = "two versions can be compared without git: `handbook diff POLICY OLD NEW`"
        raise RevisionError(f"{repository.data} is not in a git repository, or git refuses to read it", hint)
    commit = repository.commit(name) if name else ""
    if not commit:
        raise RevisionError(f"the repository has no revision {name}", _deepen(repository))
    return commit


def _deepen(repository: Repository) -> str:
    if repository.is_shallow:
        return "the clone is shallow: fetch the whole history (`git fetch --unshallow`, or `fetch-depth: 0` in CI)"
    return "fetch it first (`git fetch origin`), or name a branch, a tag or a commit that is here"


def _files(repository: Repository, commit: str) -> dict[str, TreeFile]:
    """The files of the data folder in a commit; none where it had no such folder."""
    prefix = repository.ask("rev-parse", "--show-prefix").rstrip("/")
    try:
        listed = repository.run("ls-tree", "-r", "-z", "-l", "--full-tree", f"{commit}:{prefix}")
    except subprocess.CalledProcessError:
        return {}
    found = {}
    for line in listed.split(b"\0"):
        match = _LINE.fullmatch(line)
        path = match[5].decode("utf-8", "surrogateescape") if match else ""
        if match and _is_safe(path):
            mode, blob, size = match[1].decode(), match[3].decode(), match[4]
            found[path] = TreeFile(mode=mode, blob=blob, size=0 if size == b"-" else int(size))
    return found


def _is_safe(path: str) -> bool:
    """Whether the path stays below the folder and names no hidden file."""
    return "\\" not in path and not any(not part or part.startswith(".") for part in path.split("/"))
