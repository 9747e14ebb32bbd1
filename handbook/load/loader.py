"""The folder of a handbook -> the model, with every problem met on the way.

Walks `policy_data/` by fixed rules: each file has one place and one shape. What lies elsewhere is reported and not
read. A policy whose folder is unchanged since an earlier run is not read again. Sources in diagnostics are relative to
the data folder's parent.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from handbook.load.folder import Entries, Folder, read_file
from handbook.load.kept import KeptPolicies
from handbook.load.loaded import Loaded, LoadedPolicy, Previous, in_memory
from handbook.load.modeline import SCHEMAS
from handbook.load.packing import pack
from handbook.load.policy_folder import Reading, read_ids, read_policy
from handbook.load.records import read_record
from handbook.machine.collector import collector_paused
from handbook.machine.following import followed
from handbook.machine.store import NO_STORE, Store, stamp_of
from handbook.machine.workers import in_parts, spread
from handbook.model.handbook import Benchmarks, Glossary, Handbook, Organisation, Policy, Roles

Record = TypeVar("Record")

_NOT_READ_HERE = ("pages", "ledger", "seals", SCHEMAS)
_TOP = frozenset({"handbook.yml", "roles.yml", "benchmarks.yml", "glossary.yml", "policies", *_NOT_READ_HERE})

_TOGETHER, _SHARES = 20, 8
"""So many policies at most are read at a time, and of a few so many that each process is given that many parts."""
_SPREAD_FROM = 60
_SAVED_TOGETHER = 500
_TOLD_TOGETHER = 100


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


def _is_within(file: str, folders: Collection[str]) -> bool:
    return any(file == folder or file.startswith(f"{folder}/") for folder in folders)


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
        self.kept = KeptPolicies(data, store)
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
        found = self.kept.unchanged(ids)
        if self.only is not None:
            found |= {id_: self._of_ids(id_) for id_ in ids if id_ not in self.only}
        missing = [id_ for id_ in ids if id_ not in found]
        self.previous = self.kept.previous(missing)
        for number, (reading, read) in enumerate(self._read(missing), start=1):
            self._note(reading)
            found[reading.id] = self.kept.keep(reading, read)
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

    def _of_ids(self, id_: str) -> LoadedPolicy:
        """A policy that is not asked for."""
        reading, policy = read_ids(self.folder.top, id_)
        self._note(reading)
        return LoadedPolicy(id=id_, stamp="", published="", read=lambda _: policy)

    def _note(self, reading: Reading) -> None:
        self.folder.problems += reading.problems
        self.folder.incomplete |= reading.incomplete

    def _read(self, ids: Sequence[str]) -> Iterator[tuple[Reading, Policy | bytes]]:
        data = self.folder.top
        if len(ids) < _SPREAD_FROM or self.processes < 2:
            yield from (read_policy(data, id_) for id_ in ids)
            return

        def work(part: Sequence[str]) -> Iterator[tuple[Reading, bytes]]:
            yield from ((reading, pack(policy)) for reading, policy in (read_policy(data, id_) for id_ in part))

        size = min(_TOGETHER, -(-len(ids) // (_SHARES * self.processes)))
        yield from spread(in_parts(ids, size), work, self.processes)
