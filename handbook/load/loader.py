"""The folder of a handbook -> the model, with every problem met on the way.

Walks `policy_data/` by fixed rules: each file has one place and one shape. What lies elsewhere is reported and not
read. A policy whose folder is unchanged since an earlier run is taken from the store, and decoded only if it is asked
for. Sources in diagnostics are relative to the data folder's parent.
"""

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from handbook.load.folder import Entries, File, Folder, read_file
from handbook.load.modeline import SCHEMAS
from handbook.load.nodes import compose
from handbook.load.packing import pack, unpack
from handbook.load.policy_folder import Reading, read_ids, read_policy, version_of
from handbook.load.records import is_given_up, read_record
from handbook.machine.collector import collector_paused
from handbook.machine.following import followed
from handbook.machine.generator import generator
from handbook.machine.signature import Signature, is_unchanged, sign
from handbook.machine.store import NO_STORE, Store, stamp, stamp_of
from handbook.machine.workers import in_parts, spread
from handbook.model.diagnostic import Diagnostic
from handbook.model.handbook import Benchmarks, Glossary, Handbook, Organisation, Policy, Roles
from handbook.model.source import Source
from handbook.model.version import Version
from handbook.model.version_number import VersionNumber

Record = TypeVar("Record")

_NOT_READ_HERE = ("pages", "ledger", "seals", SCHEMAS)
_TOP = frozenset({"handbook.yml", "roles.yml", "benchmarks.yml", "glossary.yml", "policies", *_NOT_READ_HERE})

_POLICY, _SEEN, _PREVIOUS = "policy", "seen", "previous"
_MOST_PREVIOUS = 20
"""After a change of more policies than this nobody asks what they were before."""
_TOGETHER, _SHARES = 20, 8
"""So many policies at most are read at a time, and of a few so many that each process is given that many parts."""
_SPREAD_FROM = 60
_SAVED_TOGETHER = 500
_TOLD_TOGETHER = 100


@dataclass(frozen=True, kw_only=True)
class LoadedPolicy:
    """A policy that was read, now or earlier. `stamp` tells all its files, `published` all but the working text."""

    id: str
    stamp: str
    published: str
    read: Callable[[bool], Policy] = field(compare=False, repr=False)

    @cached_property
    def policy(self) -> Policy:
        """The policy itself; decoded when it is first asked for."""
        return self.read(True)

    @cached_property
    def bare(self) -> Policy:
        """The policy for whoever reports nothing about it: its records need not know where they stand."""
        return vars(self).get("policy") or self.read(False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Previous:
    """A policy as it was before its files were changed; `published` is the stamp that it had."""

    published: str
    content: bytes = field(repr=False)

    @property
    def policy(self) -> Policy:
        """The policy itself."""
        return _decoded(self.content, sources=False)


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What was read; `policies` by id, in order of id, and `published` the stamps of what is published of each.

    `incomplete` names the files and folders whose content is missing from the handbook, or a part of it, because they
    cannot be read. `shared` is the handbook without policies, None where `handbook.yml` cannot be read at all;
    `shared_stamp` tells its files. `previous` are policies as they were before the changes since `forget_previous`, as
    far as they are known.
    """

    shared: Handbook | None
    shared_stamp: str
    policies: Mapping[str, LoadedPolicy]
    published: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...]
    incomplete: frozenset[str]
    previous: Mapping[str, Previous] = field(default_factory=dict)

    @cached_property
    def handbook(self) -> Handbook | None:
        """The whole handbook; None where `handbook.yml` cannot be read at all."""
        if self.shared is None:
            return None
        with collector_paused():
            return replace(self.shared, policies=tuple(item.policy for item in self.policies.values()))


def _nobody(done: int, total: int) -> None:
    """Nobody wants to know."""


def load(
    data: Path,
    store: Store = NO_STORE,
    processes: int = 1,
    only: Collection[str] | None = None,
    told: Callable[[int, int], None] = _nobody,
) -> Loaded:
    """Read the handbook whose data folder this is (the folder that holds `handbook.yml`).

    Args:
        data: the folder.
        store: where policies are taken from that are unchanged, and kept for another run.
        processes: how many read at once where much is to be read.
        only: the policies to read; None for all. Of any other no more is known than the ids that it has and had, and
            it counts as incomplete, so that the checks conclude nothing from it.
        told: told now and then how many policies were read, of how many that must be.
    """
    with collector_paused():
        return _Loader(data.absolute(), store, processes, only, told).load()


def read_again(loaded: Loaded, data: Path, ids: Collection[str]) -> Loaded:
    """The same with these policies as they are on disk now, and without those whose folder is gone.

    Every other policy is the same object as before, by which whoever goes on with it knows that nothing changed there.

    Args:
        loaded: what was read of this data folder.
        data: the data folder.
        ids: policies whose files have changed; each is an id, and its place a folder or nothing.
    """
    data = data.absolute()
    anew: dict[str, LoadedPolicy] = {}
    touched = tuple(f"{data.name}/policies/{id_}" for id_ in ids)
    problems = [item for item in loaded.diagnostics if not _is_within(item.source.file, touched)]
    incomplete = {name for name in loaded.incomplete if not _is_within(name, touched)}
    for id_ in ids:
        if (data / "policies" / id_).is_dir():
            reading, policy = read_policy(data, id_)
            problems += reading.problems
            incomplete |= reading.incomplete
            anew[id_] = in_memory(policy, reading.stamp, reading.published)
    before = {id_: loaded.policies[id_] for id_ in ids if id_ in loaded.policies}
    now = _ids(loaded.policies, before.keys(), anew.keys())
    return replace(
        loaded,
        policies=followed(loaded.policies, now, anew),
        published=followed(loaded.published, now, {id_: item.published for id_, item in anew.items()}),
        diagnostics=tuple(problems),
        incomplete=frozenset(incomplete),
        previous={id_: _previous(item) for id_, item in before.items()} | dict(loaded.previous),
    )


def _ids(policies: Mapping[str, LoadedPolicy], gone: Set[str], come: Set[str]) -> Set[str]:
    """The ids of policies, in order, after some of them were perhaps taken away and some put there."""
    return policies.keys() if gone == come else dict.fromkeys(sorted((policies.keys() - gone) | come)).keys()


def _previous(item: LoadedPolicy) -> Previous:
    return Previous(published=item.published, content=pack(item.read(False)))


def forget_previous(loaded: Loaded, store: Store) -> Loaded:
    """Let changes count from now on."""
    store.forget(_PREVIOUS, loaded.previous)
    store.save()
    return replace(loaded, previous={})


def in_memory(policy: Policy, stamp: str, published: str) -> LoadedPolicy:
    """A policy that was read, or made of what was read."""
    return LoadedPolicy(id=policy.id, stamp=stamp, published=published, read=lambda _: policy)


def _is_within(file: str, folders: Collection[str]) -> bool:
    return any(file == folder or file.startswith(f"{folder}/") for folder in folders)


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


class _Loader:
    def __init__(
        self,
        data: Path,
        store: Store,
        processes: int,
        only: Collection[str] | None,
        told: Callable[[int, int], None],
    ) -> None:
        self.folder = Folder(data)
        self.store, self.processes, self.only, self.told = store, processes, only, told
        self.stamp = stamp(generator(), str(data))
        self.seen: dict[str, _Seen] = {}
        self.previous: dict[str, Previous] = {}

    def load(self) -> Loaded:
        top = self.folder.entries(self.folder.top, _TOP)
        shared = self._shared_files(top)
        shared_stamp = stamp_of(self.folder.hashes)
        policies = self._policies(top)
        for name in _NOT_READ_HERE:
            self.folder.report_links(self.folder.within(top, name))
        return Loaded(
            shared=shared,
            shared_stamp=shared_stamp,
            policies=policies,
            published={id_: item.published for id_, item in policies.items()},
            diagnostics=tuple(self.folder.problems),
            incomplete=frozenset(self.folder.incomplete),
            previous=self.previous,
        )

    def _shared_files(self, top: Entries) -> Handbook | None:
        organisation = self._shared(top, "handbook.yml", Organisation)
        roles = self._shared(top, "roles.yml", Roles)
        benchmarks = self._shared(top, "benchmarks.yml", Benchmarks, required=False)
        glossary = self._shared(top, "glossary.yml", Glossary, required=False)
        if organisation is None:
            return None
        return Handbook(
            organisation=organisation,
            roles=roles.roles if roles else (),
            competitors=benchmarks.competitors if benchmarks else (),
            benchmarks=benchmarks.benchmarks if benchmarks else (),
            terms=glossary.terms if glossary else (),
        )

    def _shared(self, top: Entries, name: str, record: type[Record], *, required: bool = True) -> Record | None:
        path = self.folder.top / name
        if name in top:
            return read_file(
                self.folder, top[name], lambda file, source, found: read_record(record, file.top, source, found)
            )
        nothing_known = {self.folder.name(path), self.folder.name(self.folder.top)} & self.folder.incomplete
        if required and not nothing_known:
            self.folder.skip("missing-file", path, f"the handbook needs `{name}`", f"write {path.parent.name}/{name}")
        return None

    def _policies(self, top: Entries) -> dict[str, LoadedPolicy]:
        ids = tuple(self._ids(top))
        found = self._kept(ids)
        if self.only is not None:
            found |= {id_: self._of_ids(id_) for id_ in ids if id_ not in self.only}
        missing = [id_ for id_ in ids if id_ not in found]
        self._keep_previous(missing)
        for number, (reading, read) in enumerate(self._read(missing), start=1):
            found[reading.id] = self._take(reading, read)
            if not number % _TOLD_TOGETHER:
                self.told(number, len(missing))
            if not number % _SAVED_TOGETHER:
                self.store.save()
        self.store.save()
        return {id_: found[id_] for id_ in ids}

    def _ids(self, top: Entries) -> Iterator[str]:
        for entry in self.folder.within(top, "policies").values():
            if not entry.is_dir(follow_symlinks=False):
                self.folder.report_stranger(entry)
            elif self.folder.has_id(entry, entry.name):
                yield entry.name

    def _kept(self, ids: Sequence[str]) -> dict[str, LoadedPolicy]:
        """The policies whose folders are unchanged since they were read."""
        entries = self.store.read_all(_SEEN, self.stamp)
        for kind in (_SEEN, _POLICY):
            self.store.forget(kind, self.store.names(kind) - set(ids))
        seen = ((id_, unpack(entries[id_], _Seen)) for id_ in ids if id_ in entries)
        self.seen = {id_: kept for id_, kept in seen if kept}
        return {id_: self._lazy(id_, kept) for id_, kept in self.seen.items() if is_unchanged(kept.signature)}

    def _keep_previous(self, changed: Sequence[str]) -> None:
        """Keep what changed policies were, unless it is known what they were before that."""
        kept = {id_: unpack(content, Previous) for id_, content in self.store.read_all(_PREVIOUS, self.stamp).items()}
        self.previous = {id_: item for id_, item in kept.items() if item}
        anew = [id_ for id_ in changed if id_ in self.seen and id_ not in self.previous]
        for id_ in anew if len(anew) <= _MOST_PREVIOUS else ():
            seen = self.seen[id_]
            content = self.store.read(_POLICY, id_, f"{self.stamp} {seen.stamp}")
            if content:
                self.previous[id_] = Previous(published=seen.published, content=content)
                self.store.write(_PREVIOUS, id_, self.stamp, pack(self.previous[id_]))

    def _of_ids(self, id_: str) -> LoadedPolicy:
        """A policy that is not asked for."""
        reading, policy = read_ids(self.folder.top, id_)
        self.folder.problems += reading.problems
        self.folder.incomplete |= reading.incomplete
        return LoadedPolicy(id=id_, stamp="", published="", read=lambda _: policy)

    def _lazy(self, id_: str, seen: "_Seen") -> LoadedPolicy:
        def read(sources: bool) -> Policy:
            content = self.store.read(_POLICY, id_, f"{self.stamp} {seen.stamp}")
            policy = unpack(content, Policy, sources=sources) if content else None
            return policy or read_policy(self.folder.top, id_)[1]

        return LoadedPolicy(id=id_, stamp=seen.stamp, published=seen.published, read=read)

    def _read(self, ids: Sequence[str]) -> Iterator[tuple[Reading, Policy | bytes]]:
        data = self.folder.top
        if len(ids) < _SPREAD_FROM or self.processes < 2:
            yield from (read_policy(data, id_) for id_ in ids)
            return

        def work(part: Sequence[str]) -> Iterator[tuple[Reading, bytes]]:
            yield from ((reading, pack(policy)) for reading, policy in (read_policy(data, id_) for id_ in part))

        size = min(_TOGETHER, -(-len(ids) // (_SHARES * self.processes)))
        yield from spread(in_parts(ids, size), work, self.processes)

    def _take(self, reading: Reading, read: Policy | bytes) -> LoadedPolicy:
        """Note what was read, and keep it for another run where it is whole."""
        self.folder.problems += reading.problems
        self.folder.incomplete |= reading.incomplete
        signature = None if reading.problems or reading.incomplete else self._sign(reading)
        if signature is not None:
            seen = _Seen(stamp=reading.stamp, published=reading.published, signature=signature)
            content = read if isinstance(read, bytes) else pack(read)
            self.store.write(_SEEN, reading.id, self.stamp, pack(seen))
            self.store.write(_POLICY, reading.id, f"{self.stamp} {reading.stamp}", content)
            if isinstance(read, bytes):
                return self._lazy(reading.id, seen)
        return LoadedPolicy(
            id=reading.id,
            stamp=reading.stamp,
            published=reading.published,
            read=lambda sources: read if isinstance(read, Policy) else _decoded(read, sources),
        )

    def _sign(self, reading: Reading) -> Signature | None:
        return sign(reading.visited, self.store.opened, reading.absent) if self.store.file else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What tells whether a policy's folder is as it was."""

    stamp: str
    published: str
    signature: Signature


def _decoded(content: bytes, sources: bool) -> Policy:
    policy = unpack(content, Policy, sources=sources)
    assert policy is not None
    return policy
