"""One policy's folder -> what it holds, what is wrong in it, and the stamp of all that was read.

Policies are read one by one and know nothing of each other, so that any of them can be read by another process, or
taken from the store as long as its folder is unchanged.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from handbook.load.folder import Entries, File, Folder, read_file
from handbook.load.nodes import compose
from handbook.load.recorded import report_altered
from handbook.load.records import is_given_up, read_mixed, read_record
from handbook.load.scalars import shown
from handbook.machine.store import stamp_of
from handbook.model.diagnostic import Diagnostic, error
from handbook.model.handbook import Policy
from handbook.model.policy import PolicyText
from handbook.model.record import RECORD_KINDS, RecordKind, Records
from handbook.model.source import Source
from handbook.model.version import Version, WorkingText
from handbook.model.version_number import VersionNumber

Record = TypeVar("Record")

WORKING_TEXT = "policy.yml"

_POLICY = frozenset({WORKING_TEXT, "versions", "records"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a policy was read.

    `stamp` tells its files by name and content, `published` the same without the working text; `visited` are all
    files and folders that were looked at, `absent` those that were not there. `incomplete` names those whose content
    is missing from the policy.
    """

    id: str
    stamp: str
    published: str
    visited: tuple[str, ...]
    absent: tuple[str, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    incomplete: frozenset[str] = frozenset()


def read_policy(data: Path, id_: str) -> tuple[Reading, Policy]:
    """Read the folder `policies/<id>` below a data folder; what cannot be read is missing from the policy."""
    return _Reader(data, id_).read()


def read_ids(data: Path, id_: str) -> tuple[Reading, Policy]:
    """Read of a policy no more than the ids that it has and had; all else of it counts as missing."""
    return _Reader(data, id_).read_ids()


class _Reader:
    def __init__(self, data: Path, id_: str) -> None:
        self.folder = Folder(data)
        self.path = data / "policies" / id_
        self.id = id_

    def read(self) -> tuple[Reading, Policy]:
        inside = self.folder.entries(self.path, _POLICY)
        working = read_file(self.folder, inside[WORKING_TEXT], _working_text) if WORKING_TEXT in inside else None
        policy = Policy(
            id=self.id,
            working=working,
            versions=tuple(sorted(self._versions(inside), key=lambda item: item.number)),
            records=self._records(self.folder.within(inside, "records", RECORD_KINDS)),
            source=Source(self.folder.name(self.path)),
        )
        report_altered(self.folder, self.path)
        files, draft = self.folder.hashes, self.folder.name(self.path / WORKING_TEXT)
        published = {name: found for name, found in files.items() if name != draft}
        reading = Reading(
            id=self.id,
            stamp=stamp_of(files),
            published=stamp_of(published),
            visited=tuple(self.folder.visited),
            absent=tuple(self.folder.absent),
            problems=tuple(self.folder.problems),
            incomplete=frozenset(self.folder.incomplete),
        )
        return reading, policy

    def read_ids(self) -> tuple[Reading, Policy]:
        name = self.folder.name(self.path)
        there = (self.path / "records" / "renames").is_dir() and not (self.path / "records").is_symlink()
        beside = self.folder.entries(self.path / "records") if there else {}
        renames = self._records_of(beside, RECORD_KINDS["renames"])
        policy = Policy(id=self.id, records=Records(renames=renames), source=Source(name))
        problems, incomplete = tuple(self.folder.problems), self.folder.incomplete | {name}
        reading = Reading(
            id=self.id, stamp="", published="", visited=(), problems=problems, incomplete=frozenset(incomplete)
        )
        return reading, policy

    def _versions(self, policy: Entries) -> Iterator[Version]:
        for entry in self.folder.files(policy, "versions"):
            number = VersionNumber.parse(entry.name.removesuffix(".yml"))
            if number is None:
                message = f"{shown(entry.name)} is not named by a version"
                self.folder.skip("file-name", entry.path, message, "name it MAJOR.MINOR.yml, such as 2.0.yml")
                continue
            version = read_file(self.folder, entry, partial(version_of, named=number))
            if version is not None:
                yield version

    def _records(self, folders: Entries) -> Records:
        found: dict[str, Any] = {name: self._records_of(folders, kind) for name, kind in RECORD_KINDS.items()}
        return Records(**found)

    def _records_of(self, folders: Entries, kind: RecordKind) -> tuple[Any, ...]:
        found: list[Any] = []
        for entry in self.folder.files(folders, kind.folder):
            id_ = entry.name.removesuffix(".yml")
            if self.folder.has_id(entry, id_):
                found.append(read_file(self.folder, entry, partial(_record, record=kind.record, id_=id_)))
        return tuple(sorted(filter(None, found), key=lambda item: (getattr(item, kind.day), item.id)))


def version_of(file: File, source: Source, problems: list[Diagnostic], *, named: VersionNumber) -> Version:
    """The version that a frozen file holds which is named by a number."""
    own, text = read_mixed((Version, PolicyText), file.top, source, problems)
    text_read = read_record(PolicyText, text, source, problems)
    before = len(problems)
    version = read_record(Version, own, source, problems, text=text_read, sha256=file.sha256)
    if version.number != named and len(problems) == before:
        message = f"the file is named {named}.yml but holds version {version.number}"
        place = source.of("release", "version")
        problems.append(error("file-name", place, message, "a frozen version is never renumbered"))
    return version


def read_version(content: bytes, file: str, named: VersionNumber) -> tuple[Version | None, tuple[Diagnostic, ...]]:
    """The version that the bytes of a frozen file hold, and its problems; None where it cannot be read.

    Args:
        content: the file's bytes.
        file: the name that diagnostics show.
        named: the version number that the file is named by.
    """
    top, found = compose(content, file)
    if top is None:
        return None, tuple(found)
    problems: list[Diagnostic] = []
    version = version_of(File(top, hashlib.sha256(content).hexdigest()), Source(file), problems, named=named)
    return None if is_given_up(problems) else version, (*found, *problems)


def _working_text(file: File, source: Source, problems: list[Diagnostic]) -> WorkingText:
    own, text = read_mixed((WorkingText, PolicyText), file.top, source, problems)
    return read_record(WorkingText, own, source, problems, text=read_record(PolicyText, text, source, problems))


def _record(file: File, source: Source, problems: list[Diagnostic], *, record: type, id_: str) -> Any:
    return read_record(record, file.top, source, problems, id=id_)
