"""Two texts and what differs between them -> what that touches: roles, procedures, levels, limits, cases, briefings.

The handbook records who was briefed on a version, not who has read it; so the briefings on the older text stand for
"read and understood", and lapse where the newer one asks for something else. An editorial change lapses nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from handbook.history.changes import ChangeType, ClauseChange
from handbook.history.clauses import HEAD
from handbook.history.edition import Edition
from handbook.history.materiality import MaterialChange
from handbook.model.policy import PolicyText
from handbook.report.difference.clause_records import ClauseRecord, clause_records, roles_about
from handbook.report.difference.facts import Impact, Lapse, ProcedureTouched, RoleTouched, Suspect
from handbook.report.difference.limits import case_shifts, limit_shifts
from handbook.report.difference.pages import Publication, changing_pages
from handbook.report.difference.suspects import References, last_reviews, references_to_clauses, suspects
from handbook.report.difference.targets import target_shifts

_FOR_EVERYBODY = frozenset({"goal", "service", "section"})
_ROLE_FIELDS = frozenset({"owner", "approver", "audience"})
_IN_PROCEDURES = frozenset({"procedure", "step", "standard", "guidance"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What an impact is looked for in: the newer edition, what refers to what in it, and when it was reviewed."""

    edition: Edition
    references: References
    reviewed: Mapping[str, date]


def surroundings(edition: Edition) -> Surroundings:
    """Gathered once for all policies of a comparison."""
    return Surroundings(edition=edition, references=references_to_clauses(edition), reviewed=last_reviews(edition))


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What an impact is of: the policy, its two texts and what differs between them.

    `latest`: the newer text is the policy's newest, so that something may rest on the older one still; `since`: the day
    on which it takes effect, None where no version holds it.
    """

    policy: str
    old: PolicyText | None
    new: PolicyText | None
    changes: tuple[ClauseChange, ...]
    evidence: tuple[ClauseChange, ...]
    material: tuple[MaterialChange, ...]
    latest: bool
    since: date | None


def impact(change: Change, around: Surroundings) -> Impact:
    """What the change touches; nothing where no clause differs, and of evidence alone only pages."""
    if not (change.changes or change.evidence):
        return Impact()
    old, new = clause_records(change.old), clause_records(change.new)
    roles = _roles(change, old, new, around.edition)
    return Impact(
        roles=roles,
        procedures=_procedures(change.changes, old, new),
        targets=target_shifts(change.changes, old, new),
        limits=limit_shifts(change.changes, old, new),
        cases=case_shifts(change.old, change.new),
        lapses=_lapses(change) if change.material else (),
        suspects=_suspects(change, around) if change.latest else (),
        pages=_pages(change, roles, around),
    )


def _pages(change: Change, roles: tuple[RoleTouched, ...], around: Surroundings) -> tuple[str, ...]:
    publication = Publication(
        policy=change.policy,
        texts=tuple(text for text in (change.old, change.new) if text),
        changes=(*change.changes, *change.evidence),
        roles=tuple(role.id for role in roles),
        is_material=bool(change.material),
    )
    return changing_pages(publication, around.edition.handbook)


def _roles(
    change: Change, old: Mapping[str, ClauseRecord], new: Mapping[str, ClauseRecord], edition: Edition
) -> tuple[RoleTouched, ...]:
    """The roles in the order in which the handbook declares them, then those that it does not."""
    material = {item.clause_id for item in change.material}
    found: dict[str, dict[str, None]] = {}
    for item in change.changes:
        for role in _roles_of(item, change, old, new, item.id in material):
            found.setdefault(role, {})[item.id] = None
    known = edition.roles
    order = [*(id_ for id_ in known if id_ in found), *sorted(id_ for id_ in found if id_ not in known)]
    return tuple(
        RoleTouched(id=id_, title=known[id_].title if id_ in known else id_, clauses=tuple(found[id_])) for id_ in order
    )


def _roles_of(
    item: ClauseChange,
    change: Change,
    old: Mapping[str, ClauseRecord],
    new: Mapping[str, ClauseRecord],
    material: bool,
) -> Iterable[str]:
    if item.id == HEAD:
        fields = [field for field in item.fields if field.name in _ROLE_FIELDS]
        return (role for field in fields for text in (field.before, field.after) for role in text.splitlines())
    if item.kind in _FOR_EVERYBODY:
        return _bound(change) if material else ()
    before = old.get(item.before.id) if item.before else None
    after = new.get(item.id) if item.after else None
    was = roles_about(before, change.old) if before and change.old else ()
    now = roles_about(after, change.new) if after and change.new else ()
    return (*now, *was)


def _bound(change: Change) -> tuple[str, ...]:
    shown = change.new or change.old
    return shown.audience if shown else ()


def _procedures(
    changes: tuple[ClauseChange, ...], old: Mapping[str, ClauseRecord], new: Mapping[str, ClauseRecord]
) -> tuple[ProcedureTouched, ...]:
    """The procedures that a change is in, on either side, in the order of the changes."""
    found: dict[str, dict[str, None]] = {}
    ids = {item.before.id: item.id for item in changes if item.before}
    for item in changes:
        if item.kind in _IN_PROCEDURES:
            sides = (clause for clause in (item.after, item.before) if clause)
            for place in (clause.id if clause.kind == "procedure" else clause.parent for clause in sides):
                found.setdefault(place if place in new else ids.get(place, place), {})[item.id] = None
    return tuple(
        ProcedureTouched(id=id_, title=getattr(shown.record, "title", id_), clauses=tuple(clauses))
        for id_, clauses in found.items()
        for shown in [new.get(id_) or old.get(id_)]
        if shown
    )


def _suspects(change: Change, around: Surroundings) -> tuple[Suspect, ...]:
    return suspects(change.policy, _resting_clauses(change), change.since, around.references, around.reviewed)


def _resting_clauses(change: Change) -> dict[str, bool]:
    """The ids of clauses that something may rest on and that ask for something else now -> whether each is gone."""
    material = {item.clause_id for item in change.material}
    found = {}
    for item in change.changes:
        if item.type is ChangeType.REMOVED:
            found[item.id] = True
        elif item.before and item.before.id != item.id:
            found[item.before.id] = True
        elif item.before and item.id in material and item.id != HEAD:
            found[item.id] = False
    return found


def _lapses(change: Change) -> tuple[Lapse, ...]:
    """The briefings on the older text, each with the roles that no new briefing names."""
    if change.old is None or change.new is None:
        return ()
    held = {briefing.id for briefing in change.old.briefings}
    anew = {role for item in change.new.briefings if item.id not in held for role in item.audience}
    return tuple(
        Lapse(
            briefing=item.id,
            held=item.held,
            roles=item.audience,
            attended=item.attended,
            uncovered=tuple(role for role in item.audience if role not in anew),
        )
        for item in change.old.briefings
    )
