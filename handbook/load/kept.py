"""Policies as an earlier run read them -> the same again, as long as their folders are unchanged.

Beside each stands what tells whether its folder is as it was; of a few that were changed, what they were before.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from handbook.load.loaded import Loaded, LoadedPolicy, Previous, decoded
from handbook.load.packing import pack, unpack
from handbook.load.policy_folder import Reading, read_policy
from handbook.machine.generator import generator
from handbook.machine.signature import Signature, is_unchanged, sign
from handbook.machine.store import Store, stamp
from handbook.model.handbook import Policy

_POLICY, _SEEN, _PREVIOUS = "policy", "seen", "previous"
_MOST_PREVIOUS = 20
"""After a change of more policies than this nobody asks what they were before."""


def forget_previous(loaded: Loaded, store: Store) -> Loaded:
    """Let changes count from now on."""
    store.forget(_PREVIOUS, loaded.previous)
    store.save()
    return replace(loaded, previous={})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What tells whether a policy's folder is as it was."""

    stamp: str
    published: str
    signature: Signature


class KeptPolicies:
    """The policies of a data folder in a store."""

    def __init__(self, data: Path, store: Store) -> None:
        self._data, self._store = data, store
        self._stamp = stamp(generator(), str(data))
        self._seen: dict[str, _Seen] = {}

    def unchanged(self, ids: Sequence[str]) -> dict[str, LoadedPolicy]:
        """Those whose folders are as they were when they were read; what is kept of any but these ids is dropped."""
        entries = self._store.read_all(_SEEN, self._stamp)
        for kind in (_SEEN, _POLICY):
            self._store.forget(kind, self._store.names(kind) - set(ids))
        seen = ((id_, unpack(entries[id_], _Seen)) for id_ in ids if id_ in entries)
        self._seen = {id_: kept for id_, kept in seen if kept}
        return {id_: self._lazy(id_, kept) for id_, kept in self._seen.items() if is_unchanged(kept.signature)}

    def previous(self, changed: Sequence[str]) -> dict[str, Previous]:
        """What policies were before they were changed; of these now, unless what they were before that is known."""
        kept = {id_: unpack(found, Previous) for id_, found in self._store.read_all(_PREVIOUS, self._stamp).items()}
        previous = {id_: item for id_, item in kept.items() if item}
        anew = [id_ for id_ in changed if id_ in self._seen and id_ not in previous]
        for id_ in anew if len(anew) <= _MOST_PREVIOUS else ():
            seen = self._seen[id_]
            content = self._content(id_, seen.stamp)
            if content:
                previous[id_] = Previous(published=seen.published, content=content)
                self._store.write(_PREVIOUS, id_, self._stamp, pack(previous[id_]))
        return previous

    def keep(self, reading: Reading, read: Policy | bytes) -> LoadedPolicy:
        """What was read, perhaps packed; kept for another run where it is whole."""
        signature = None if reading.problems or reading.incomplete else self._sign(reading)
        if signature is not None:
            seen = _Seen(stamp=reading.stamp, published=reading.published, signature=signature)
            content = read if isinstance(read, bytes) else pack(read)
            self._store.write(_SEEN, reading.id, self._stamp, pack(seen))
            self._store.write(_POLICY, reading.id, f"{self._stamp} {reading.stamp}", content)
            if isinstance(read, bytes):
                return self._lazy(reading.id, seen)
        return LoadedPolicy(
            id=reading.id,
            stamp=reading.stamp,
            published=reading.published,
            read=lambda sources: read if isinstance(read, Policy) else decoded(read, sources=sources),
        )

    def _sign(self, reading: Reading) -> Signature | None:
        return sign(reading.visited, self._store.opened, reading.absent) if self._store.file else None

    def _content(self, id_: str, stamp: str) -> bytes | None:
        return self._store.read(_POLICY, id_, f"{self._stamp} {stamp}")

    def _lazy(self, id_: str, seen: _Seen) -> LoadedPolicy:
        def read(sources: bool) -> Policy:
            content = self._content(id_, seen.stamp)
            policy = unpack(content, Policy, sources=sources) if content else None
            return policy or read_policy(self._data, id_)[1]

        return LoadedPolicy(id=id_, stamp=seen.stamp, published=seen.published, read=read)
