"""What was read -> every problem of the handbook, looking anew only at policies of which something changed.

A policy's findings depend on its files, on the shared ones, on the day, on what is found under the ids that it names,
and on the clauses of the policies that it links to. While these are the same its findings are taken from the last
check, or from the store.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from operator import attrgetter
from pathlib import Path

from handbook.check.outline import ANY, Outline, Outlines
from handbook.check.rules import check, findings
from handbook.check.survey import References, Survey
from handbook.history.edition import Edition
from handbook.load.loaded import Loaded, LoadedPolicy
from handbook.load.locate import locate
from handbook.load.packing import pack, unpack
from handbook.machine.collector import collector_paused
from handbook.machine.following import are_same, differing, followed
from handbook.machine.generator import generator
from handbook.machine.store import NO_STORE, Store, stamp
from handbook.machine.workers import in_parts, spread
from handbook.model.diagnostic import Diagnostic
from handbook.model.field import Target
from handbook.model.handbook import Policy
from handbook.model.source import policy_of

_KIND = "findings"
_SPREAD_FROM = 60
_MOST_TOGETHER = 250
"""So many policies are looked at together: what holds for all policies is looked up once for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """What is known of a policy whose files have this stamp.

    `named` are the ids of policies that it names or had, `ANY` among them where one of these is nobody's; `links` are
    those whose clauses it links to. `outside` is a stamp of what was found there.
    """

    stamp: str
    outside: str
    outline: Outline
    named: tuple[str, ...]
    links: tuple[str, ...]
    findings: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a check found, and knows for the one that follows it.

    `problems` are all, in order; `shared` those in the files that all policies share. `made_of` is a stamp of all but
    the policies that these depend on, empty where nothing can be gone on with. `read` are the policies as they were
    read, `policies` what is known of them.
    """

    problems: tuple[Diagnostic, ...]
    made_of: str = ""
    read: Mapping[str, LoadedPolicy] = field(default_factory=dict)
    policies: "Mapping[str, _Kept]" = field(default_factory=dict)
    outlines: Outlines = Outlines({})
    shared: tuple[Diagnostic, ...] = ()


def check_kept(
    loaded: Loaded, as_of: date, root: Path, store: Store, processes: int = 1, last: Known | None = None
) -> Known:
    """Every problem with its position: what the reader found, and what the rules find on this day.

    Args:
        loaded: what was read; it has a handbook.
        as_of: the day.
        root: the folder that sources are relative to.
        store: where findings are taken from and kept.
        processes: how many look at policies at once where there are many.
        last: what an earlier check knew; then the store is not asked.
    """
    assert loaded.shared is not None
    if loaded.diagnostics or loaded.incomplete or not store.file:
        assert loaded.handbook is not None
        found = check(Edition(loaded.handbook, as_of), loaded.diagnostics, loaded.incomplete)
        return Known(problems=locate((*loaded.diagnostics, *found), root))
    with collector_paused():
        this = _Check(loaded, as_of, root, store, processes)
        return this.after(last if last and this.follows(last) else this.read())


def check_some(
    loaded: Loaded, focus: frozenset[str], outlines: Mapping[str, Outline], as_of: date, root: Path
) -> tuple[Diagnostic, ...]:
    """What the rules find in some policies, located, without looking at any that they do not refer to.

    Args:
        loaded: what was read; the policies in focus were read whole.
        focus: the policies that are looked at.
        outlines: those of the others, as the last check of everything found them.
        as_of: the day.
        root: the folder that sources are relative to.
    """
    with collector_paused():
        some = _Check(loaded, as_of, root, NO_STORE)
        there = sorted(focus & some.policies.keys())
        known = {**outlines, **dict(some.outlines(there))}
        all_ = Outlines({id_: known[id_] for id_ in some.policies if id_ in known})
        return some.find(some.survey(there, all_), focus)


def kept_outlines(loaded: Loaded, as_of: date, root: Path, store: Store) -> dict[str, Outline]:
    """The outlines of the policies that a check in this store found as they are."""
    some = _Check(loaded, as_of, root, store)
    known = some.read()
    return {id_: known.policies[id_].outline for id_ in known.policies.keys() - set(some.changed(known))}


class _Check:
    """One check; `policies` are those that were read, `stamp` tells all else that findings are made of."""

    def __init__(self, loaded: Loaded, as_of: date, root: Path, store: Store, processes: int = 1) -> None:
        self.loaded, self.as_of, self.root, self.store, self.processes = loaded, as_of, root, store, processes
        self.stamp = stamp(generator(), loaded.shared_stamp, str(root), str(as_of))
        self.policies = loaded.policies

    def after(self, last: Known) -> Known:
        """What this check finds, when it looks at no more than what changed since the last one."""
        changed = self.changed(last)
        made = dict(spread(self._parts(changed), self.outlines, self.processes))
        outlines = last.outlines.after(self.policies.keys(), made)
        again = sorted({*changed, *self._touched(last, outlines)})
        looked = dict(spread(self._parts(again), lambda part: self._look_at(part, outlines), self.processes))
        for id_, content in looked.items():
            self.store.write(_KIND, id_, self.stamp, content)
        self.store.save()
        kept = followed(last.policies, self.policies.keys(), dict(map(_taken_up, looked.items())))
        is_as_it_was = self.follows(last) and outlines is last.outlines
        shared = last.shared if is_as_it_was else self.find(self.survey((), outlines), {""})
        is_as_it_was &= are_same(kept, last.policies, attrgetter("findings"))
        return Known(
            problems=last.problems if is_as_it_was else _in_order(shared, kept),
            made_of=self.stamp,
            read=self.policies,
            policies=kept,
            outlines=outlines,
            shared=shared,
        )

    def follows(self, last: Known) -> bool:
        """Whether nothing but policies changed since."""
        return last.made_of == self.stamp

    def read(self) -> Known:
        """What the store tells of the policies; what was found there of others is as it was when each was kept."""
        contents = self.store.read_all(_KIND, self.stamp)
        self.store.forget(_KIND, self.store.names(_KIND) - self.policies.keys())
        kept = {id_: item for id_ in self.policies if id_ in contents and (item := unpack(contents[id_], _Kept))}
        outlines = Outlines({id_: item.outline for id_, item in kept.items()})
        return Known(problems=(), policies=kept, outlines=outlines)

    def changed(self, last: Known) -> list[str]:
        """The policies of which a file is not as it was, or of which nothing is known."""
        ids = [id_ for id_ in differing(self.policies, last.read) if id_ in self.policies]
        known = {id_: kept.stamp for id_ in ids if (kept := last.policies.get(id_))}
        return [id_ for id_ in ids if known.get(id_) != self.policies[id_].stamp]

    def _touched(self, last: Known, outlines: Outlines) -> Iterator[str]:
        """The policies that name an id under which something else is found than before."""
        kept = last.policies
        if self.follows(last):
            others = outlines.differing(last.outlines)
            kept = {id_: item for id_, item in kept.items() if not others.isdisjoint(item.named)} if others else {}
        for id_, item in kept.items():
            if id_ in self.policies and item.outside != outlines.outside(item.named, item.links):
                yield id_

    def _parts(self, ids: Sequence[str]) -> list[Sequence[str]]:
        """The policies in parts of which each process holds one at a time."""
        size = min(_MOST_TOGETHER, -(-len(ids) // self.processes)) if len(ids) >= _SPREAD_FROM else len(ids)
        return in_parts(ids, size or 1)

    def outlines(self, ids: Sequence[str]) -> Iterable[tuple[str, Outline]]:
        """The outlines of some policies."""
        whole = tuple(self.policies[id_].read(False) for id_ in ids)
        return Survey(self._edition(whole)).outlines.of.items()

    def survey(self, ids: Sequence[str], outlines: Outlines) -> Survey:
        """A survey of some policies, in which what they name of the others can be looked up."""
        whole = tuple(self.policies[id_].read(True) for id_ in ids)
        return Survey(self._edition(whole), outlines, lambda id_: self.policies[id_].read(False))

    def _edition(self, policies: tuple[Policy, ...]) -> Edition:
        assert self.loaded.shared is not None
        return Edition(replace(self.loaded.shared, policies=policies), self.as_of)

    def find(self, survey: Survey, about: Collection[str]) -> tuple[Diagnostic, ...]:
        """The findings in the files of some policies, located; those in shared files are about an empty id."""
        return locate((item for item in findings(survey) if policy_of(item.source.file) in about), self.root)

    def _look_at(self, ids: Sequence[str], outlines: Outlines) -> Iterator[tuple[str, bytes]]:
        """What is found in some policies, packed, as it is kept."""
        survey = self.survey(ids, outlines)
        found: dict[str, list[Diagnostic]] = defaultdict(list)
        for item in self.find(survey, ids):
            found[policy_of(item.source.file)].append(item)
        references: dict[str, list[References]] = defaultdict(list)
        for some in survey.references:
            references[some.policy.id if some.policy else ""].append(some)
        for id_ in ids:
            named, links = _named(references[id_], outlines.of[id_].former), _links(references[id_])
            named = named if all(map(outlines.today, named)) else {*named, ANY}
            kept = _Kept(
                stamp=self.policies[id_].stamp,
                outside=outlines.outside(sorted(named), sorted(links)),
                outline=outlines.of[id_],
                named=tuple(sorted(named)),
                links=tuple(sorted(links)),
                findings=tuple(found[id_]),
            )
            yield id_, pack(kept)


def _in_order(shared: tuple[Diagnostic, ...], kept: Mapping[str, _Kept]) -> tuple[Diagnostic, ...]:
    found = (*shared, *chain.from_iterable(map(attrgetter("findings"), kept.values())))
    return tuple(sorted(found, key=attrgetter("order")))


def _taken_up(looked: tuple[str, bytes]) -> tuple[str, _Kept]:
    kept = unpack(looked[1], _Kept)
    assert kept is not None
    return looked[0], kept


def _named(references: Iterable[References], former: Iterable[str]) -> set[str]:
    """The ids that a policy names or had."""
    used = {use.id for item in references for use in item.uses if use.target is Target.POLICY}
    return {*former, *used, *(link.policy for item in references for link in item.links)}


def _links(references: Iterable[References]) -> set[str]:
    """The ids of the policies whose clauses are linked to."""
    return {link.policy for item in references for link in item.links if link.clause}
