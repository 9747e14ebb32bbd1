"""Policies -> what is needed of each where others are printed, kept from run to run: headline, head, brief form.

They are made together, by all cores where many are missing, since a whole policy is far more to take up than they are.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

import msgspec

from handbook.load.loaded import LoadedPolicy
from handbook.load.packing import pack, unpack
from handbook.machine.following import are_same, differing, followed
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What is known of all policies on a date, by id, in order of id; `read` are the policies themselves.

    `tellings` are, by part of whatever registers have parts, the policies that it tells of.
    """

    read: Mapping[str, LoadedPolicy]
    told: Mapping[str, _Told]
    headlines: Mapping[str, Headline]
    tellings: Mapping[str, tuple[str, ...]]


NOTHING_KNOWN = Digest(read={}, told={}, headlines={}, tellings={})
"""The digest of no policies."""


def kept_digest(
    policies: Mapping[str, LoadedPolicy], as_of: date, store: Store, processes: int = 1, last: Digest | None = None
) -> Digest:
    """The digest of all policies on a date; what is missing is made, and kept for the next run.

    Args:
        policies: all of them by id, in order of id.
        as_of: the date.
        store: where it is kept.
        processes: how many make what is missing where that is much.
        last: what was known of these policies on this date before; the store need not be asked.
    """
    made_of = _made_of(as_of)
    kept = {} if last else unpack(store.read(_DIGEST, "", made_of) or b"", dict[str, _Told])
    before = last or _digest({}, kept or {}, NOTHING_KNOWN)
    found: dict[str, _Told] = {}
    missing = _missing(policies, before)
    for number, (id_, told, forms) in enumerate(_made(tuple(missing.values()), as_of, store, processes), start=1):
        found[id_] = told
        for kind, content in forms.items():
            store.write(kind, id_, _form_stamp(missing[id_], made_of), content)
        if not number % _SAVED_TOGETHER:
            store.save()
    digest = _digest(policies, followed(before.told, policies.keys(), found), before)
    if digest.told is not before.told:
        for kind in (_HEAD, _BRIEF):
            store.forget(kind, before.told.keys() - policies.keys())
        if last is None:
            store.write(_DIGEST, "", made_of, pack(digest.told))
        store.save()
    return digest


def _missing(policies: Mapping[str, LoadedPolicy], last: Digest) -> dict[str, LoadedPolicy]:
    """The policies of which nothing is known as they are."""
    anew = {id_: policies[id_] for id_ in differing(policies, last.read) if id_ in policies}
    known = {id_: last.told[id_].stamp for id_ in anew if id_ in last.told}
    return {id_: item for id_, item in anew.items() if known.get(id_) != item.stamp}


def _digest(read: Mapping[str, LoadedPolicy], told: Mapping[str, _Told], last: Digest) -> Digest:
    """The digest of which this is told; what follows from the same as in the last one is taken from there."""
    anew = {id_: told[id_].headline for id_ in differing(told, last.told) if id_ in told}
    return Digest(
        read=read,
        told=told,
        headlines=followed(last.headlines, told.keys(), anew),
        tellings=last.tellings if are_same(told, last.told, attrgetter("parts")) else _tellings(told),
    )


def _tellings(told: Mapping[str, _Told]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for id_, item in told.items():
        for part in item.parts:
            found[part].append(id_)
    return {part: tuple(ids) for part, ids in found.items()}


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
