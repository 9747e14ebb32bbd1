"""Two editions and the files that differ -> for each policy concerned, what is compared with what.

A working text is held against the older working text, each version that came against the one before it. Files that are
published for good are told when they are not what they were.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from handbook.history.changes import ChangeType
from handbook.history.edition import Edition
from handbook.ledger.frozen import FROZEN
from handbook.ledger.outlook import Outlook
from handbook.model.handbook import Policy
from handbook.model.record import RECORD_KINDS
from handbook.model.version import ChangeKind, Version
from handbook.report.difference.compare import NOTHING, compare, rule_changes, version_side, working_side
from handbook.report.difference.facts import Comparison, FileChange, Plan, PolicyDifference, RecordChange, Side, Status
from handbook.report.difference.impact import Surroundings
from handbook.report.difference.records import record_changes
from handbook.report.telling import Telling

Paths = Mapping[str, tuple[bool, bool]]
"""The paths below the data folder that differ -> whether each was and is there."""

Outlooks = Callable[[Collection[Policy]], Mapping[str, Outlook]]
"""What would be published next of some policies, by id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What all policies of one comparison are compared with: editions, differing paths, unread files, names."""

    old: Edition | None
    new: Edition
    paths: Paths
    unread: frozenset[str]
    folder: str
    old_name: str
    around: Surroundings
    outlooks: Outlooks


def concerned(paths: Paths) -> frozenset[str]:
    """The ids of the policies below whose folders something differs."""
    parts = (path.split("/") for path in paths)
    return frozenset(part[1] for part in parts if len(part) > 2 and part[0] == "policies")


def policy_differences(given: Compared) -> tuple[PolicyDifference, ...]:
    """The policies of which a file differs, the most important first; a renamed one once, under its new id."""
    ids = concerned(given.paths)
    before = given.old.policies if given.old else {}
    after = given.new.policies
    former = {
        rename.former: id_
        for id_ in ids & after.keys() - before.keys()
        for rename in after[id_].records.renames
        if rename.former in before and rename.former not in after
    }
    named = {id_: was for was, id_ in former.items()}
    pairs = [(before.get(named.get(id_, id_)), after.get(id_)) for id_ in sorted(ids) if id_ not in former]
    ahead = given.outlooks([now for _, now in pairs if now])
    found = [_difference(was, now, given, ahead) for was, now in pairs if was or now]
    found += [_unread(id_, given) for id_ in sorted(ids) if id_ not in before and id_ not in after]
    return by_importance(found)


def by_importance(found: Collection[PolicyDifference]) -> tuple[PolicyDifference, ...]:
    """What must not be missed first: altered files, then substantive changes, the most material first; then by id."""
    return tuple(sorted(found, key=_importance))


def plan_of(policy: Policy, ahead: Outlook | None) -> Plan | None:
    """What the owner says of the version to come, beside what the comparison says."""
    said = policy.working.next if policy.working else None
    if ahead is None:
        return None
    return Plan(
        before=ahead.before,
        number=ahead.number,
        called=said.change if said else None,
        kind=ahead.kind,
        material=ahead.material,
        summary=said.summary if said else "",
        reasons=said.reasons if said else (),
        gates=ahead.gates,
    )


def _importance(item: PolicyDifference) -> tuple[bool, int, int, str]:
    kinds = (ChangeKind.SUBSTANTIVE, ChangeKind.EDITORIAL, None)
    return not item.altered, kinds.index(item.kind), -item.material, item.id


def _difference(
    was: Policy | None, now: Policy | None, given: Compared, ahead: Mapping[str, Outlook]
) -> PolicyDifference:
    shown = now or was
    assert shown is not None
    comparisons = tuple(_comparisons(was, now, given))
    text = next((side.text for item in reversed(comparisons) for side in (item.new, item.old) if side.text), None)
    text = text or _newest(shown, given.new.as_of).text
    return PolicyDifference(
        id=shown.id,
        title=text.title if text else shown.id,
        owner=text.owner if text else "",
        status=_status(was, now),
        former=was.id if was and now and was.id != now.id else "",
        comparisons=comparisons,
        plan=plan_of(now, ahead.get(now.id)) if now else None,
        records=tuple(_records(was, now, given)),
        altered=tuple(_altered(was, now, given)),
        unread=_unread_files(shown.id, given),
    )


def _status(was: Policy | None, now: Policy | None) -> Status:
    if was is None:
        return Status.NEW
    if now is None:
        return Status.REMOVED
    return Status.CHANGED if was.id == now.id else Status.RENAMED


def _comparisons(was: Policy | None, now: Policy | None, given: Compared) -> Iterator[Comparison]:
    """Of the versions that came, by ascending number, then of the working texts, where these say something more."""
    if now is None:
        if was:
            yield compare(was.id, _newest(was, given.new.as_of), NOTHING, given.around)
        return
    came = [place for place, version in enumerate(now.versions) if _came(was, now, version, given)]
    for place in came:
        before = version_side(now, now.versions[place - 1], given.new.as_of) if place else NOTHING
        yield compare(now.id, before, version_side(now, now.versions[place], given.new.as_of), given.around)
    said = now.working and came and not rule_changes(now.versions[-1].text, now.working.text)
    if not said and f"{given.folder}/policies/{now.id}/policy.yml" not in given.unread:
        old = working_side(was, f"in {given.old_name}") if was else NOTHING
        found = compare(now.id, old, working_side(now), given.around) if old.text or now.working else None
        if found and (found.changes or found.evidence):
            yield found


def _came(was: Policy | None, now: Policy, version: Version, given: Compared) -> bool:
    """Whether a version can be read and is not in the older copy; a renamed policy brings its versions along."""
    path = f"policies/{now.id}/versions/{version.number}.yml"
    known = was is not None and any(item.number == version.number for item in was.versions)
    return given.paths.get(path) == (False, True) and not known and f"{given.folder}/{path}" not in given.unread


def _newest(policy: Policy, as_of: date) -> Side:
    if policy.versions:
        return version_side(policy, policy.versions[-1], as_of)
    return working_side(policy)


def _records(was: Policy | None, now: Policy | None, given: Compared) -> Iterator[RecordChange]:
    shown = now or was
    telling = Telling(_newest(shown, given.new.as_of).text if shown else None)
    for kind in RECORD_KINDS:
        old, new = (getattr(side.records, kind) if side else () for side in (was, now))
        yield from (item for item in record_changes(kind, old, new, telling) if item.file not in given.unread)


def _altered(was: Policy | None, now: Policy | None, given: Compared) -> Iterator[FileChange]:
    """The published files that were changed or removed; those of a renamed policy go by what they hold."""
    if was and now and was.id != now.id:
        there = {version.number: version.sha256 for version in now.versions}
        for version in was.versions:
            if there.get(version.number) != version.sha256:
                type_ = ChangeType.CHANGED if version.number in there else ChangeType.REMOVED
                yield FileChange(type=type_, path=f"policies/{now.id}/versions/{version.number}.yml")
        return
    shown = now or was
    for path, (there_before, there_now) in given.paths.items():
        if shown and there_before and is_frozen(path, shown.id):
            yield FileChange(type=ChangeType.CHANGED if there_now else ChangeType.REMOVED, path=path)


def is_frozen(path: str, policy: str) -> bool:
    """Whether a path below the data folder is one of a policy's files that never change once they are there."""
    return any(path.startswith(f"policies/{policy}/{place}/") for place in FROZEN.values())


def _unread_files(id_: str, given: Compared) -> tuple[str, ...]:
    below = f"{given.folder}/policies/{id_}/"
    return tuple(sorted(name for name in given.unread if name.startswith(below)))


def _unread(id_: str, given: Compared) -> PolicyDifference:
    """A folder that neither side could read as a policy."""
    unread = _unread_files(id_, given) or (f"{given.folder}/policies/{id_}",)
    return PolicyDifference(id=id_, title=id_, owner="", status=Status.CHANGED, unread=unread)
