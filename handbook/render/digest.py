"""Policies -> what is needed of each where others are printed, kept from run to run: headline, head, brief form.

They are made together, by all cores where many are missing, since a whole policy is far more to take up than they are.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from handbook.load.loader import LoadedPolicy
from handbook.load.packing import pack, unpack
from handbook.machine.generator import generator
from handbook.machine.store import Store, stamp
from handbook.machine.workers import in_parts, spread
from handbook.model.handbook import Policy
from handbook.render.headline import Headline, headline
from handbook.report.brief import brief, head

_HEADLINES, _HEAD, _BRIEF = "headlines", "head", "brief"
_TOGETHER = 50
_SAVED_TOGETHER = 500


def kept_headlines(
    policies: Sequence[LoadedPolicy], as_of: date, store: Store, processes: int = 1
) -> dict[str, Headline]:
    """The headlines of all policies on a date, by id; those that are missing are made, and kept for the next run."""
    made_of = _made_of(as_of)
    kept = unpack(store.read(_HEADLINES, "", made_of) or b"", dict[str, tuple[str, Headline]]) or {}
    found = {item.id: kept[item.id] for item in policies if item.id in kept and kept[item.id][0] == item.stamp}
    missing = {item.id: item for item in policies if item.id not in found}
    for number, (made, forms) in enumerate(_made(tuple(missing.values()), as_of, store, processes), start=1):
        item = missing[made.id]
        found[made.id] = (item.stamp, made)
        for kind, content in forms.items():
            store.write(kind, made.id, _form_stamp(item, made_of), content)
        if not number % _SAVED_TOGETHER:
            store.save()
    if found != kept:
        store.write(_HEADLINES, "", made_of, pack(found))
        for kind in (_HEAD, _BRIEF):
            store.forget(kind, kept.keys() - found.keys())
        store.save()
    return {item.id: found[item.id][1] for item in policies}


def kept_heads(policies: Iterable[LoadedPolicy], as_of: date, store: Store) -> Iterator[Policy]:
    """The heads of policies."""
    made_of = _made_of(as_of)
    for item in policies:
        content = store.read(_HEAD, item.id, _form_stamp(item, made_of))
        yield (unpack(content, Policy, sources=False) if content else None) or head(item.read(False))


def kept_briefs(
    policies: Iterable[LoadedPolicy], as_of: date, store: Store, naming: Collection[str] = ()
) -> Iterator[Policy]:
    """The brief forms of policies on a date.

    Args:
        policies: the policies.
        as_of: the date.
        store: where they are kept.
        naming: ids; a policy that names none of them may be left out. Without any, all policies are given.
    """
    made_of, names = _made_of(as_of), [id_.encode() for id_ in naming]
    for item in policies:
        content = store.read(_BRIEF, item.id, _form_stamp(item, made_of))
        if not (content and names) or any(name in content for name in names):
            yield (unpack(content, Policy, sources=False) if content else None) or brief(item.read(False), as_of)


def _made(
    policies: Sequence[LoadedPolicy], as_of: date, store: Store, processes: int
) -> Iterator[tuple[Headline, Mapping[str, bytes]]]:
    """The headline of each policy, in any order, with its other forms where there is a store to keep them."""

    def work(part: Sequence[LoadedPolicy]) -> Iterator[tuple[Headline, Mapping[str, bytes]]]:
        for item in part:
            policy = item.read(False)
            forms = {_HEAD: pack(head(policy)), _BRIEF: pack(brief(policy, as_of))} if store.file else {}
            yield headline(policy, as_of), forms

    yield from spread(in_parts(policies, _TOGETHER), work, processes)


def _made_of(as_of: date) -> str:
    return stamp(generator(), str(as_of))


def _form_stamp(item: LoadedPolicy, made_of: str) -> str:
    return f"{made_of} {item.published}"
