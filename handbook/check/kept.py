"""What was read -> every problem of the handbook, looking anew only at policies of which something changed.

A policy's findings depend on its files, on the shared ones, on the day, on the ids that policies have and had, and on
the clauses of the policies that it links to. While these are the same its findings are taken from the store.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from handbook.check.outline import Outline
from handbook.check.rules import check, findings
from handbook.check.survey import References, Survey
from handbook.check.unread import policy_of
from handbook.history.edition import Edition
from handbook.load.loader import Loaded, collector_paused
from handbook.load.locate import locate
from handbook.load.packing import pack, unpack
from handbook.machine.generator import generator
from handbook.machine.store import NO_STORE, Store, stamp
from handbook.model.diagnostic import Diagnostic
from handbook.model.handbook import Policy
from handbook.model.record import Records, Rename
from handbook.model.source import Source

_KIND = "findings"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """What is known of a policy whose files have this stamp; `links` are the policies whose clauses it links to."""

    stamp: str
    outside: str
    outline: Outline
    links: tuple[str, ...]
    findings: tuple[Diagnostic, ...]


def check_kept(loaded: Loaded, as_of: date, root: Path, store: Store) -> tuple[Diagnostic, ...]:
    """Every problem with its position, in order: what the reader found, and what the rules find on this day.

    Args:
        loaded: what was read; it has a handbook.
        as_of: the day.
        root: the folder that sources are relative to.
        store: where findings are taken from and kept.
    """
    assert loaded.shared is not None
    if loaded.diagnostics or loaded.incomplete or not store.file:
        assert loaded.handbook is not None
        found = check(Edition(loaded.handbook, as_of), loaded.diagnostics, loaded.incomplete)
        return locate((*loaded.diagnostics, *found), root)
    with collector_paused():
        return _Check(loaded, as_of, root, store).run()


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
        found = some.find(some.survey(focus & some.policies.keys(), others))
    return tuple(item for item in found if policy_of(item.source.file) in focus)


def kept_outlines(loaded: Loaded, as_of: date, root: Path, store: Store) -> dict[str, Outline]:
    """The outlines of the policies that a check in this store found as they are."""
    found = _Check(loaded, as_of, root, store).kept
    return {id_: item.outline for id_, item in found.items()}


class _Check:
    """One check; `policies` are those that were read, `kept` what is known of those that are as they were."""

    def __init__(self, loaded: Loaded, as_of: date, root: Path, store: Store) -> None:
        self.loaded, self.as_of, self.root, self.store = loaded, as_of, root, store
        self.stamp = stamp(generator(), loaded.shared_stamp, str(root), str(as_of))
        self.policies = {item.id: item for item in loaded.policies}
        self.kept = self._read()

    def run(self) -> tuple[Diagnostic, ...]:
        changed = frozenset(self.policies.keys() - self.kept.keys())
        survey = Survey(self._edition(changed, {}), changed)
        outlines = {**{id_: kept.outline for id_, kept in self.kept.items()}, **survey.outlines}
        world = stamp(*(part for id_ in self.policies for part in (id_, *outlines[id_].former)))
        touched = {id_ for id_, kept in self.kept.items() if kept.outside != _outside(kept.links, outlines, world)}
        if self.kept:
            survey = self.survey(changed | touched, outlines)
        found = self.find(survey)
        self._keep(survey, found, outlines, world)
        rest = (item for id_ in self.kept.keys() - touched for item in self.kept[id_].findings)
        return tuple(sorted((*found, *rest), key=lambda item: item.order))

    def _read(self) -> dict[str, _Kept]:
        contents = self.store.read_all(_KIND, self.stamp)
        self.store.forget(_KIND, contents.keys() - self.policies.keys())
        kept = {id_: unpack(contents[id_], _Kept) for id_ in self.policies if id_ in contents}
        return {id_: item for id_, item in kept.items() if item and item.stamp == self.policies[id_].stamp}

    def survey(self, focus: frozenset[str], outlines: Mapping[str, Outline]) -> Survey:
        """A survey of the policies in focus, in which those that they link to can be looked up."""
        survey = Survey(self._edition(focus, outlines), focus, outlines)
        linked = _links(survey.references, survey.former)
        if linked <= focus:
            return survey
        return Survey(self._edition(focus | (linked & self.policies.keys()), outlines), focus, outlines)

    def _edition(self, whole: frozenset[str], outlines: Mapping[str, Outline]) -> Edition:
        """An edition of some policies; of those that only have an outline it knows the ids."""
        assert self.loaded.shared is not None
        policies = tuple(
            item.policy if id_ in whole else _stub(id_, outlines[id_])
            for id_, item in self.policies.items()
            if id_ in whole or id_ in outlines
        )
        return Edition(replace(self.loaded.shared, policies=policies), self.as_of)

    def find(self, survey: Survey) -> tuple[Diagnostic, ...]:
        """The findings about what is in focus and about the handbook as a whole, located."""
        assert survey.focus is not None
        about = {"", *survey.focus}
        return locate((item for item in findings(survey) if policy_of(item.source.file) in about), self.root)

    def _keep(self, survey: Survey, found: tuple[Diagnostic, ...], outlines: Mapping[str, Outline], world: str) -> None:
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
            self.store.write(
                _KIND,
                policy.id,
                self.stamp,
                pack(kept),
            )
        self.store.save()


def _links(references: Iterable[References], former: Mapping[str, str]) -> frozenset[str]:
    """The policies whose clauses are linked to, by the ids of today."""
    named = {link.policy for item in references for link in item.links if link.clause}
    return frozenset(former.get(id_, id_) for id_ in named)


def _outside(links: Iterable[str], outlines: Mapping[str, Outline], world: str) -> str:
    """A stamp of all in other policies that the findings of one which links to these depend on."""
    return stamp(world, *(part for id_ in links if id_ in outlines for part in (id_, outlines[id_].clauses)))


def _stub(id_: str, outline: Outline) -> Policy:
    """A policy of which only the ids that it has and had are known."""
    source = Source(f"policies/policies/{id_}/")
    renames = tuple(
        Rename(id=former, former=former, renamed=date.min, reason="", source=source) for former in outline.former
    )
    return Policy(id=id_, records=Records(renames=renames), source=source)
