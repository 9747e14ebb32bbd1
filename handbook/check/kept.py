"""What was read -> every problem of the handbook, looking anew only at policies of which something changed.

A policy's findings depend on its files, on the shared ones, on the day, on the ids that policies have and had, and on
the clauses of the policies that it links to. While these are the same its findings are taken from the store.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from handbook.check.outline import Outline
from handbook.check.rules import check, findings
from handbook.check.survey import References, Survey
from handbook.check.unread import policy_of
from handbook.history.edition import Edition
from handbook.load.loader import Loaded
from handbook.load.locate import locate
from handbook.load.packing import pack, unpack
from handbook.machine.collector import collector_paused
from handbook.machine.generator import generator
from handbook.machine.store import NO_STORE, Store, stamp
from handbook.machine.workers import in_parts, spread
from handbook.model.diagnostic import Diagnostic
from handbook.model.handbook import Policy
from handbook.model.record import Records, Rename
from handbook.model.source import Source

_KIND = "findings"
_SPREAD_FROM = 60
_STUBS = 20_000
"""So many policies of which little is known stay in memory for the next look: each is small, and there are many."""
_MOST_TOGETHER = 250
"""So many policies are looked at together: what holds for all policies is looked up once for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """What is known of a policy whose files have this stamp; `links` are the policies whose clauses it links to."""

    stamp: str
    outside: str
    outline: Outline
    links: tuple[str, ...]
    findings: tuple[Diagnostic, ...]


@dataclass(slots=True)
class Known:
    """What a check knows, for the one that follows it: by policy, and what was found in the files that all share.

    `made_of` is a stamp of all but the policies that it depends on.
    """

    made_of: str = ""
    policies: "Mapping[str, _Kept]" = field(default_factory=dict)
    shared: tuple[Diagnostic, ...] = ()


def check_kept(
    loaded: Loaded, as_of: date, root: Path, store: Store, processes: int = 1, known: Known | None = None
) -> tuple[Diagnostic, ...]:
    """Every problem with its position, in order: what the reader found, and what the rules find on this day.

    Args:
        loaded: what was read; it has a handbook.
        as_of: the day.
        root: the folder that sources are relative to.
        store: where findings are taken from and kept.
        processes: how many look at policies at once where there are many.
        known: what the last check knew, if it is still there; what this one knows is put into it.
    """
    assert loaded.shared is not None
    if loaded.diagnostics or loaded.incomplete or not store.file:
        assert loaded.handbook is not None
        found = check(Edition(loaded.handbook, as_of), loaded.diagnostics, loaded.incomplete)
        return locate((*loaded.diagnostics, *found), root)
    with collector_paused():
        return _Check(loaded, as_of, root, store, processes, known or Known()).run()


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
    others = {id_: found for id_, found in outlines.items() if id_ not in focus}
    with collector_paused():
        some = _Check(loaded, as_of, root, NO_STORE)
        return some.find(some.survey(focus & some.policies.keys(), others), focus)


def kept_outlines(loaded: Loaded, as_of: date, root: Path, store: Store) -> dict[str, Outline]:
    """The outlines of the policies that a check in this store found as they are."""
    found = _Check(loaded, as_of, root, store).kept
    return {id_: item.outline for id_, item in found.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looked:
    """What was found in some policies: the problems, and by policy, packed, what is kept of it."""

    findings: tuple[Diagnostic, ...]
    kept: tuple[tuple[str, bytes], ...]


class _Check:
    """One check; `policies` are those that were read, `kept` what is known of those that are as they were."""

    def __init__(
        self,
        loaded: Loaded,
        as_of: date,
        root: Path,
        store: Store,
        processes: int = 1,
        known: Known | None = None,
    ) -> None:
        self.loaded, self.as_of, self.root, self.store, self.processes = loaded, as_of, root, store, processes
        self.stamp = stamp(generator(), loaded.shared_stamp, str(root), str(as_of))
        self.policies = {item.id: item for item in loaded.policies}
        self.known = known or Known()
        self.before = self.known.policies if self.known.made_of == self.stamp else self._read()
        self.kept = {
            id_: self.before[id_]
            for id_, item in self.policies.items()
            if id_ in self.before and self.before[id_].stamp == item.stamp
        }

    def run(self) -> tuple[Diagnostic, ...]:
        outlines = {id_: kept.outline for id_, kept in self.kept.items()}
        changed = [id_ for id_ in self.policies if id_ not in self.kept]
        outlines |= dict(spread(self._parts(changed), self._outlines, self.processes))
        world = stamp(*(part for id_ in self.policies for part in (id_, *outlines[id_].former)))
        same = self._are_as_before(outlines)
        touched = set() if same else self._touched(outlines, world)
        looked = list(
            spread(
                self._parts(sorted((*changed, *touched))),
                lambda part: [self._look_at(frozenset(part), outlines, world)],
                self.processes,
            )
        )
        anew = dict(pair for part in looked for pair in part.kept)
        for id_, content in anew.items():
            self.store.write(_KIND, id_, self.stamp, content)
        self.store.save()
        shared = self.known.shared if same else self.find(self.survey(frozenset(), outlines), {""})
        self._note(anew, shared)
        rest = (item for id_ in self.kept.keys() - touched for item in self.kept[id_].findings)
        found = (*shared, *(item for part in looked for item in part.findings), *rest)
        return tuple(sorted(found, key=lambda item: item.order))

    def _are_as_before(self, outlines: Mapping[str, Outline]) -> bool:
        """Whether nothing changed in any policy that findings outside of it can depend on."""
        before = self.known.policies if self.known.made_of == self.stamp else {}
        return before.keys() == outlines.keys() and all(outlines[id_] == kept.outline for id_, kept in before.items())

    def _touched(self, outlines: Mapping[str, Outline], world: str) -> set[str]:
        """The policies that are as they were and depend on something that is not."""
        return {id_ for id_, kept in self.kept.items() if kept.outside != _outside(kept.links, outlines, world)}

    def _note(self, anew: Mapping[str, bytes], shared: tuple[Diagnostic, ...]) -> None:
        """Let the next check know what this one does."""
        looked = {id_: kept for id_, content in anew.items() if (kept := unpack(content, _Kept))}
        self.known.made_of, self.known.policies, self.known.shared = self.stamp, {**self.kept, **looked}, shared

    def _read(self) -> dict[str, _Kept]:
        contents = self.store.read_all(_KIND, self.stamp)
        self.store.forget(_KIND, self.store.names(_KIND) - self.policies.keys())
        kept = {id_: unpack(contents[id_], _Kept) for id_ in self.policies if id_ in contents}
        return {id_: item for id_, item in kept.items() if item}

    def _parts(self, ids: Sequence[str]) -> list[Sequence[str]]:
        """The policies in parts of which each process holds one at a time."""
        size = min(_MOST_TOGETHER, -(-len(ids) // self.processes)) if len(ids) >= _SPREAD_FROM else len(ids)
        return in_parts(ids, size or 1)

    def _outlines(self, ids: Sequence[str]) -> Iterable[tuple[str, Outline]]:
        whole = {id_: self.policies[id_].read(False) for id_ in ids}
        return Survey(self._edition(whole, {}), frozenset(ids)).outlines.items()

    def _look_at(self, focus: frozenset[str], outlines: Mapping[str, Outline], world: str) -> _Looked:
        survey = self.survey(focus, outlines)
        found = self.find(survey, focus)
        return _Looked(findings=found, kept=tuple(self._kept_of(survey, found, outlines, world)))

    def survey(self, focus: frozenset[str], outlines: Mapping[str, Outline]) -> Survey:
        """A survey of the policies in focus, in which those that they link to can be looked up."""
        whole = {id_: self.policies[id_].read(True) for id_ in focus}
        survey = Survey(self._edition(whole, outlines), focus, outlines)
        linked = (_links(survey.references, survey.former) & self.policies.keys()) - focus
        if not linked:
            return survey
        beside = {id_: self.policies[id_].read(False) for id_ in linked}
        return Survey(self._edition(whole | beside, outlines), focus, outlines)

    def _edition(self, whole: Mapping[str, Policy], outlines: Mapping[str, Outline]) -> Edition:
        """An edition of some policies; of those that only have an outline it knows the ids."""
        assert self.loaded.shared is not None
        policies = tuple(
            whole[id_] if id_ in whole else _stub(id_, outlines[id_])
            for id_ in self.policies
            if id_ in whole or id_ in outlines
        )
        return Edition(replace(self.loaded.shared, policies=policies), self.as_of)

    def find(self, survey: Survey, about: Collection[str]) -> tuple[Diagnostic, ...]:
        """The findings in the files of some policies, located; those in shared files are about an empty id."""
        return locate((item for item in findings(survey) if policy_of(item.source.file) in about), self.root)

    def _kept_of(
        self, survey: Survey, found: tuple[Diagnostic, ...], outlines: Mapping[str, Outline], world: str
    ) -> Iterator[tuple[str, bytes]]:
        by_policy: dict[str, list[Diagnostic]] = defaultdict(list)
        for item in found:
            by_policy[policy_of(item.source.file)].append(item)
        references: dict[str, list[References]] = defaultdict(list)
        for some in survey.references:
            references[some.policy.id if some.policy else ""].append(some)
        for policy in survey.handbook.policies:
            links = tuple(sorted(_links(references[policy.id], survey.former) - {policy.id}))
            kept = _Kept(
                stamp=self.policies[policy.id].stamp,
                outside=_outside(links, outlines, world),
                outline=outlines[policy.id],
                links=links,
                findings=tuple(by_policy[policy.id]),
            )
            yield policy.id, pack(kept)


def _links(references: Iterable[References], former: Mapping[str, str]) -> frozenset[str]:
    """The policies whose clauses are linked to, by the ids of today."""
    named = {link.policy for item in references for link in item.links if link.clause}
    return frozenset(former.get(id_, id_) for id_ in named)


def _outside(links: Iterable[str], outlines: Mapping[str, Outline], world: str) -> str:
    """A stamp of all in other policies that the findings of one which links to these depend on."""
    return stamp(world, *(part for id_ in links if id_ in outlines for part in (id_, outlines[id_].clauses)))


def _stub(id_: str, outline: Outline) -> Policy:
    """A policy of which only the ids that it has and had are known."""
    return _known_by_ids(id_, outline.former)


@lru_cache(_STUBS)
def _known_by_ids(id_: str, before: tuple[str, ...]) -> Policy:
    source = Source(f"policies/policies/{id_}/")
    renames = tuple(Rename(id=former, former=former, renamed=date.min, reason="", source=source) for former in before)
    return Policy(id=id_, records=Records(renames=renames), source=source)
