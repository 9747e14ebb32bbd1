"""The folder of a handbook -> the model, with every problem met on the way.

Walks `policy_data/` by fixed rules: each file has one place and one shape. What lies elsewhere is reported and not
read. Sources in diagnostics are relative to the data folder's parent.
"""

import gc
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from os import DirEntry
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from handbook.load.folder import Entries, File, Folder
from handbook.load.nodes import compose
from handbook.load.records import is_given_up, read_mixed, read_record
from handbook.load.scalars import shown
from handbook.model.diagnostic import Diagnostic, error
from handbook.model.handbook import Benchmarks, Glossary, Handbook, Organisation, Policy, Roles
from handbook.model.policy import PolicyText
from handbook.model.record import (
    Correction,
    Feedback,
    FrontLineCheck,
    Measurement,
    PolicyException,
    Records,
    Rename,
    Review,
    Withdrawal,
)
from handbook.model.source import Source
from handbook.model.version import Version, WorkingText
from handbook.model.version_number import VersionNumber

Record = TypeVar("Record")

RECORD_KINDS: dict[str, tuple[type, str]] = {
    "reviews": (Review, "reviewed"),
    "feedback": (Feedback, "received"),
    "checks": (FrontLineCheck, "observed"),
    "exceptions": (PolicyException, "granted"),
    "corrections": (Correction, "corrected"),
    "measurements": (Measurement, "begins"),
    "renames": (Rename, "renamed"),
    "withdrawals": (Withdrawal, "published"),
}
"""Folder under `records/` -> the record it holds and the day it is sorted by."""

_NOT_READ_HERE = ("pages", "ledger", "seals")
_TOP = frozenset({"handbook.yml", "roles.yml", "benchmarks.yml", "glossary.yml", "policies", *_NOT_READ_HERE})
_POLICY = frozenset({"policy.yml", "versions", "records"})

Build: TypeAlias = Callable[[File, Source, list[Diagnostic]], Record]
"""Makes a record of a file; problems are appended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What was read. `handbook` is None where `handbook.yml` cannot be read at all.

    `incomplete` names the files and folders whose content is missing from the handbook, or a part of it, because they
    cannot be read.
    """

    handbook: Handbook | None
    diagnostics: tuple[Diagnostic, ...]
    incomplete: frozenset[str]


def load(data: Path) -> Loaded:
    """Read the handbook whose data folder this is (the folder that holds `handbook.yml`)."""
    with collector_paused():
        return _Loader(data.absolute()).load()


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
    version = _version(File(top, hashlib.sha256(content).hexdigest()), Source(file), problems, named=named)
    return None if is_given_up(problems) else version, (*found, *problems)


@contextmanager
def collector_paused() -> Iterator[None]:
    """Without Python's collector: it would walk a large handbook in vain, again and again (a third of the time)."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _Loader:
    def __init__(self, data: Path) -> None:
        self.folder = Folder(data)

    def load(self) -> Loaded:
        handbook = self._handbook()
        return Loaded(
            handbook=handbook,
            diagnostics=tuple(self.folder.problems),
            incomplete=frozenset(self.folder.incomplete),
        )

    def _handbook(self) -> Handbook | None:
        top = self.folder.entries(self.folder.top, _TOP)
        organisation = self._shared(top, "handbook.yml", Organisation)
        roles = self._shared(top, "roles.yml", Roles)
        benchmarks = self._shared(top, "benchmarks.yml", Benchmarks, required=False)
        glossary = self._shared(top, "glossary.yml", Glossary, required=False)
        policies = tuple(self._policies(top))
        for name in _NOT_READ_HERE:
            self.folder.report_links(self.folder.within(top, name))
        if organisation is None:
            return None
        return Handbook(
            organisation=organisation,
            roles=roles.roles if roles else (),
            competitors=benchmarks.competitors if benchmarks else (),
            benchmarks=benchmarks.benchmarks if benchmarks else (),
            terms=glossary.terms if glossary else (),
            policies=policies,
        )

    def _shared(self, top: Entries, name: str, record: type[Record], *, required: bool = True) -> Record | None:
        path = self.folder.top / name
        if name in top:
            return self._read(top[name], lambda file, source, found: read_record(record, file.top, source, found))
        nothing_known = {self.folder.name(path), self.folder.name(self.folder.top)} & self.folder.incomplete
        if required and not nothing_known:
            self.folder.skip("missing-file", path, f"the handbook needs `{name}`", f"write {path.parent.name}/{name}")
        return None

    def _policies(self, top: Entries) -> Iterator[Policy]:
        for entry in self.folder.within(top, "policies").values():
            if not entry.is_dir(follow_symlinks=False):
                self.folder.report_stranger(entry)
            elif self.folder.has_id(entry, entry.name):
                yield self._policy(entry)

    def _policy(self, folder: "DirEntry[str]") -> Policy:
        inside = self.folder.entries(Path(folder.path), _POLICY)
        return Policy(
            id=folder.name,
            working=self._read(inside["policy.yml"], _working_text) if "policy.yml" in inside else None,
            versions=tuple(sorted(self._versions(inside), key=lambda item: item.number)),
            records=self._records(self.folder.within(inside, "records", RECORD_KINDS)),
            source=Source(self.folder.name(folder.path)),
        )

    def _versions(self, policy: Entries) -> Iterator[Version]:
        for entry in self.folder.files(policy, "versions"):
            number = VersionNumber.parse(entry.name.removesuffix(".yml"))
            if number is None:
                message = f"{shown(entry.name)} is not named by a version"
                self.folder.skip("file-name", entry.path, message, "name it MAJOR.MINOR.yml, such as 2.0.yml")
                continue
            version = self._read(entry, partial(_version, named=number))
            if version is not None:
                yield version

    def _records(self, folders: Entries) -> Records:
        kinds: dict[str, Any] = {
            kind: self._records_of(folders, kind, record, day) for kind, (record, day) in RECORD_KINDS.items()
        }
        return Records(**kinds)

    def _records_of(self, folders: Entries, kind: str, record: type, day: str) -> tuple[Any, ...]:
        found: list[Any] = []
        for entry in self.folder.files(folders, kind):
            id_ = entry.name.removesuffix(".yml")
            if self.folder.has_id(entry, id_):
                found.append(self._read(entry, partial(_record, record=record, id_=id_)))
        return tuple(sorted(filter(None, found), key=lambda item: (getattr(item, day), item.id)))

    def _read(self, entry: "DirEntry[str]", build: Build[Record]) -> Record | None:
        """What a file holds; None, with the file noted as missing, where it cannot be read or not to its end."""
        file = self.folder.read(entry)
        if file is None:
            return None
        found: list[Diagnostic] = []
        name = self.folder.name(entry.path)
        record = build(file, Source(name), found)
        self.folder.problems += found
        if is_given_up(found):
            self.folder.incomplete.add(name)
            return None
        return record


def _working_text(file: File, source: Source, problems: list[Diagnostic]) -> WorkingText:
    own, text = read_mixed((WorkingText, PolicyText), file.top, source, problems)
    return read_record(WorkingText, own, source, problems, text=read_record(PolicyText, text, source, problems))


def _version(file: File, source: Source, problems: list[Diagnostic], *, named: VersionNumber) -> Version:
    own, text = read_mixed((Version, PolicyText), file.top, source, problems)
    text_read = read_record(PolicyText, text, source, problems)
    before = len(problems)
    version = read_record(Version, own, source, problems, text=text_read, sha256=file.sha256)
    if version.number != named and len(problems) == before:
        message = f"the file is named {named}.yml but holds version {version.number}"
        place = source.of("release", "version")
        problems.append(error("file-name", place, message, "a frozen version is never renumbered"))
    return version


def _record(file: File, source: Source, problems: list[Diagnostic], *, record: type, id_: str) -> Any:
    return read_record(record, file.top, source, problems, id=id_)
