"""The data folder on disk -> the files that may be read, each as nodes with its hash.

Knows files, folders and links, nothing of policies. Symbolic links, strangers and what cannot be read are reported
and left out, never followed, never read; whatever content is lost by that is noted in `incomplete`.
"""

import hashlib
import os
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, TypeVar

from handbook.load import nodes
from handbook.load.records import is_given_up
from handbook.load.scalars import Refused, printable, read_id, shown
from handbook.model.diagnostic import Diagnostic, did_you_mean, error
from handbook.model.source import Source


@dataclass(frozen=True, slots=True)
class File:
    """What one file holds: its top mapping, and the SHA-256 of its bytes."""

    top: nodes.Mapping
    sha256: str


Record = TypeVar("Record")

Build: TypeAlias = Callable[[File, Source, list[Diagnostic]], Record]
"""Makes a record of a file; problems are appended."""

Entries: TypeAlias = Mapping[str, "os.DirEntry[str]"]
"""What a folder holds, by name and sorted by it."""

MAX_DEPTH = 24
"""Folders inside each other, below the data folder."""

UNREADABLE_HINT = "is the path right, and may you read what is there?"


class Folder:
    """Reads below one folder and collects what is wrong there.

    `problems` are diagnostics with positions; `incomplete` holds the names of files and folders whose content is
    missing. `hashes` are those of all files that were read, by name, `visited` the paths of all that was looked at, and
    `absent` those that were looked for in vain. Names are relative to the folder's parent.
    """

    def __init__(self, top: Path) -> None:
        self.top = top
        self.problems: list[Diagnostic] = []
        self.incomplete: set[str] = set()
        self.hashes: dict[str, str] = {}
        self.visited: list[str] = []
        self.absent: list[str] = []

    def name(self, path: str | Path) -> str:
        """The path as diagnostics show it, with what cannot be printed escaped; the top folder is its own name."""
        below = os.fspath(path).removeprefix(os.fspath(self.top))
        return printable(f"{self.top.name}{below.replace(os.sep, '/')}")

    def entries(self, folder: Path, known: Collection[str] = ()) -> Entries:
        """What may be read of a folder; where `known` are named, anything else is a stranger and reported."""
        self.visited.append(str(folder))
        if len(folder.parts) > len(self.top.parts) + MAX_DEPTH:
            message = f"folders are nested more than {MAX_DEPTH} deep"
            self.skip("too-deep", folder, message, "nothing here needs that; move or delete it")
            return {}
        try:
            with os.scandir(folder) as found:
                listed = sorted(found, key=lambda entry: entry.name)
        except OSError as problem:
            message = f"the folder cannot be read: {problem.strerror}"
            self.skip("unreadable-file", folder, message, UNREADABLE_HINT)
            return {}
        return {entry.name: entry for entry in listed if self._belongs(entry, known)}

    def within(self, parent: Entries, name: str, known: Collection[str] = ()) -> Entries:
        """What may be read of the folder of this name; nothing where there is none."""
        if name not in parent:
            return {}
        entry = parent[name]
        if not entry.is_dir(follow_symlinks=False):
            self.skip("unexpected-file", entry.path, f"`{name}` must be a folder", "rename or delete the file")
            return {}
        return self.entries(Path(entry.path), known)

    def has(self, path: Path) -> bool:
        """Whether something lies there, whatever it is."""
        there = os.path.lexists(path)
        (self.visited if there else self.absent).append(str(path))
        return there

    def files(self, parent: Entries, name: str) -> "Iterator[os.DirEntry[str]]":
        """The YAML files of the folder of this name; anything else in it is reported."""
        for entry in self.within(parent, name).values():
            if entry.is_file(follow_symlinks=False) and entry.name.endswith(".yml"):
                yield entry
            else:
                self.report_stranger(entry)

    def has_id(self, entry: "os.DirEntry[str]", name: str) -> bool:
        """Whether an entry is named by an id; where it is not, it is reported and its content missing."""
        try:
            read_id(name)
        except Refused as refused:
            message = f"{refused}, but files and folders here are named by ids"
            self.skip("file-name", entry.path, message, refused.hint)
            return False
        return True

    def read(self, entry: "os.DirEntry[str]") -> File | None:
        """What the file holds; None, with the file noted as missing, where it cannot be read."""
        data = self._bytes(entry)
        if data is None:
            return None
        name, sha256 = self.name(entry.path), hashlib.sha256(data).hexdigest()
        self.visited.append(entry.path)
        self.hashes[name] = sha256
        top, found = nodes.compose(data, name)
        self.problems += found
        if top is None or any(problem.code == "duplicate-key" for problem in found):
            self.incomplete.add(name)
        return File(top, sha256) if top is not None else None

    def report(self, code: str, path: str | Path, message: str, hint: str) -> None:
        """Add an error about a whole file or folder."""
        self.problems.append(error(code, Source(self.name(path)), message, hint).at(1, 1))

    def skip(self, code: str, path: str | Path, message: str, hint: str) -> None:
        """Add an error about a file or folder and note that its content is missing."""
        self.report(code, path, message, hint)
        self.incomplete.add(self.name(path))

    def report_stranger(self, entry: "os.DirEntry[str]", known: Collection[str] = ()) -> None:
        """Report what does not belong where it lies; content is missing where it looks like one of our files."""
        message = f"{shown(entry.name)} does not belong here"
        hint = did_you_mean(entry.name, known) or "only .yml files named by ids belong here"
        meant = entry.name.lower().endswith((".yml", ".yaml"))
        (self.skip if meant else self.report)("unexpected-file", entry.path, message, hint)

    def report_links(self, entries: Entries) -> None:
        """Report symbolic links and repositories of others, at any depth, in folders that are not read here."""
        for entry in entries.values():
            if entry.name == ".git":
                self.report_stranger(entry)
            elif entry.is_dir(follow_symlinks=False):
                self.report_links(self.entries(Path(entry.path)))

    def _belongs(self, entry: "os.DirEntry[str]", known: Collection[str]) -> bool:
        if entry.is_symlink():
            message = f"{shown(entry.name)} is a symbolic link; links are not followed"
            self.skip("symbolic-link", entry.path, message, "put the file itself here")
            return False
        if known and entry.name not in known:
            self.report_stranger(entry, known)
            return False
        return True

    def _bytes(self, entry: "os.DirEntry[str]") -> bytes | None:
        if not entry.is_file(follow_symlinks=False):
            message = f"`{entry.name}` must be a file"
            self.skip("unexpected-file", entry.path, message, "rename or delete what stands there")
            return None
        try:
            size = entry.stat(follow_symlinks=False).st_size
            if size <= nodes.MAX_BYTES:
                return Path(entry.path).read_bytes()
        except OSError as problem:
            message = f"the file cannot be read: {problem.strerror}"
            self.skip("unreadable-file", entry.path, message, UNREADABLE_HINT)
            return None
        message = f"the file has {size:,} bytes; at most {nodes.MAX_BYTES:,} are read"
        self.skip("too-large", entry.path, message, "split the policy")
        return None


def read_file(folder: Folder, entry: "os.DirEntry[str]", build: Build[Record]) -> Record | None:
    """What a file holds; None, with the file noted as missing, where it cannot be read or not to its end."""
    file = folder.read(entry)
    if file is None:
        return None
    found: list[Diagnostic] = []
    name = folder.name(entry.path)
    record = build(file, Source(name), found)
    folder.problems += found
    if is_given_up(found):
        folder.incomplete.add(name)
        return None
    return record
