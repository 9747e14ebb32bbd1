"""Policies -> what is needed of each where others are printed, kept from run to run: headline, head, brief form.

They are made together, by all cores where many are missing, since a whole policy is far more to take up than they are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from handbook.load.loader import LoadedPolicy
from handbook.load.packing import pack, unpack
from handbook.machine.generator import generator
from handbook.machine.store import Store, stamp
from handbook.machine.workers import in_parts, spread
from handbook.model.handbook import Policy
from handbook.render.folders import parts_of
from handbook.render.headline import Headline, headline
from handbook.report.brief import brief, head

_DIGEST, _HEAD, _BRIEF = "digest", "head", "brief"
_TOGETHER = 50
_SAVED_TOGETHER = 500


class _Told(msgspec.Struct, frozen=True, gc=False):
    """What is kept of a policy whose files have this stamp; `parts` are the parts of registers that tell of it."""

    stamp: str
    headline: Headline
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """What is known of all policies on a date, by id."""

    _told: Mapping[str, _Told]

    @property
    def headlines(self) -> dict[str, Headline]:
        """The headline of each."""
        return {id_: told.headline for id_, told in self._told.items()}

    def parts(self, id_: str) -> tuple[str, ...]:
        """The parts, of whatever registers have parts, that tell of a policy."""
        return self._told[id_].parts


def kept_digest(
    policies: Sequence[LoadedPolicy], as_of: date, store: Store, processes: int = 1, last: Digest | None = None
) -> Digest:
    """The digest of all policies on a date; what is missing is made, and kept for the next run.

    Args:
        policies: all of them.
        as_of: the date.
        store: where it is kept.
        processes: how many make what is missing where that is much.
        last: what was known of these policies on this date before; the store need not be asked.
    """
    made_of = _made_of(as_of)
    kept = last._told if last else unpack(store.read(_DIGEST, "", made_of) or b"", dict[str, _Told]) or {}
    found = {item.id: kept[item.id] for item in policies if item.id in kept and kept[item.id].stamp == item.stamp}
    missing = {item.id: item for item in policies if item.id not in found}
    for number, (id_, told, forms) in enumerate(_made(tuple(missing.values()), as_of, store, processes), start=1):
        found[id_] = told
        for kind, content in forms.items():
            store.write(kind, id_, _form_stamp(missing[id_], made_of), content)
        if not number % _SAVED_TOGETHER:
            store.save()
    if missing or len(found) < len(kept):
        for kind in (_HEAD, _BRIEF):
            store.forget(kind, kept.keys() - found.keys())
        if last is None:
            store.write(_DIGEST, "", made_of, pack(found))
        store.save()
    return Digest({item.id: found[item.id] for item in policies})


def kept_heads(policies: Iterable[LoadedPolicy], as_of: date, store: Store) -> Iterator[Policy]:
    """The heads of policies."""
    made_of = _made_of(as_of)
    for item in policies:
        content = store.read(_HEAD, item.id, _form_stamp(item, made_of))
        yield (unpack(content, Policy, sources=False) if content else None) or head(item.read(False))


def kept_briefs(policies: Iterable[LoadedPolicy], as_of: date, store: Store) -> Iterator[Policy]:
    """The brief forms of policies on a date."""
    made_of = _made_of(as_of)
    for item in policies:
        content = store.read(_BRIEF, item.id, _form_stamp(item, made_of))
        yield (unpack(content, Policy, sources=False) if content else None) or brief(item.read(False), as_of)


def _made(
    policies: Sequence[LoadedPolicy], as_of: date, store: Store, processes: int
) -> Iterator[tuple[str, _Told, Mapping[str, bytes]]]:
    """What is told of each policy, in any order, with its other forms where there is a store to keep them."""

    def work(part: Sequence[LoadedPolicy]) -> Iterator[tuple[str, _Told, Mapping[str, bytes]]]:
        for item in part:
            policy = item.read(False)
            forms = {_HEAD: pack(head(policy)), _BRIEF: pack(brief(policy, as_of))} if store.file else {}
            told = headline(policy, as_of)
            yield item.id, _Told(item.stamp, told, parts_of(told)), forms

    yield from spread(in_parts(policies, _TOGETHER), work, processes)


def _made_of(as_of: date) -> str:
    return stamp(generator(), str(as_of))


def _form_stamp(item: LoadedPolicy, made_of: str) -> str:
    return f"{made_of} {item.published}"
