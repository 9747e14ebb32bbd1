"""Two texts of a policy -> the comparison of them: clause by clause, whether it is substantive, and what it touches.

The typed differences and the judgement are those of `history`, which publication goes by too.
"""

from datetime import date

from handbook.history.changes import ChangeType, ClauseChange, changes, evidence_changes
from handbook.history.clauses import EVIDENCE_KINDS, clauses
from handbook.history.in_force import state
from handbook.history.materiality import material_changes
from handbook.history.renumbering import renumbered
from handbook.model.handbook import Policy
from handbook.model.policy import PolicyText
from handbook.model.record import Correction
from handbook.model.version import ChangeKind, Version
from handbook.report.difference.facts import Comparison, Side
from handbook.report.difference.impact import Change, Surroundings, impact

NOTHING = Side(label="nothing")
WORKING_TEXT = "the working text"


def compare(policy: str, old: Side, new: Side, around: Surroundings) -> Comparison:
    """What differs between two sides, of which at least one has a text; with itself nothing."""
    found = renumbered(rule_changes(old.text, new.text))
    evidence = renumbered(evidence_changes(old.text, new.text))
    material = material_changes(
        found,
        around.edition.handbook.organisation.language,
        _corrections(policy, around),
        published=new.version is not None,
    )
    release = new.version.release if new.version else None
    latest = _is_latest(policy, new, around)
    change = Change(
        policy=policy,
        old=old.text,
        new=new.text,
        changes=found,
        evidence=evidence,
        material=material,
        latest=latest,
        since=new.since,
    )
    return Comparison(
        old=old,
        new=new,
        changes=found,
        evidence=evidence,
        kept=_kept(old.text, found),
        material=material,
        kind=(ChangeKind.SUBSTANTIVE if material else ChangeKind.EDITORIAL) if found else None,
        called=release.change if release and old.text else None,
        overruled=release.overruled if release else "",
        impact=impact(change, around),
    )


def rule_changes(old: PolicyText | None, new: PolicyText | None) -> tuple[ClauseChange, ...]:
    """The changes of the rule, also where the newer text is gone."""
    if new is not None:
        return changes(old, new)
    return tuple(map(_removed, changes(None, old))) if old else ()


def version_side(policy: Policy, version: Version, as_of: date) -> Side:
    """A published version as a side."""
    known = version.release.published <= as_of
    return Side(
        label=f"version {version.number}",
        text=version.text,
        version=version,
        state=state(policy, version, as_of).value if known else "",
        since=version.release.effective,
    )


def working_side(policy: Policy, whose: str = "") -> Side:
    """The working text as a side; nothing where there is none."""
    if policy.working is None:
        return NOTHING
    return Side(label=f"{WORKING_TEXT}{f' {whose}' if whose else ''}", text=policy.working.text)


def _corrections(policy: str, around: Surroundings) -> tuple[Correction, ...]:
    """What was put right in the policy."""
    known = around.edition.policies.get(policy)
    return known.records.corrections if known else ()


def _is_latest(policy: str, side: Side, around: Surroundings) -> bool:
    """Whether a side is the working text, the newest version, or nothing that came after it."""
    known = around.edition.policies.get(policy)
    return side.version is None or known is None or not known.versions or side.version == known.versions[-1]


def _kept(old: PolicyText | None, found: tuple[ClauseChange, ...]) -> int:
    """How many clauses of the rule are the same on both sides, the head among them."""
    ids = {clause.id for clause in clauses(old) if clause.kind not in EVIDENCE_KINDS} if old else set()
    return len(ids - {change.before.id for change in found if change.before})


def _removed(change: ClauseChange) -> ClauseChange:
    """An added clause, seen from the other side."""
    fields = tuple(type(item)(name=item.name, before=item.after, after="", prose=item.prose) for item in change.fields)
    return ClauseChange(
        type=ChangeType.REMOVED,
        id=change.id,
        kind=change.kind,
        title=change.title,
        before=change.after,
        after=None,
        fields=fields,
    )
