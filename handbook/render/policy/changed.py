"""A version against the one before -> what changed and why, in short; the words are for `redline`."""

from markupsafe import Markup
from msgspec import Struct

from handbook.history.changes import ChangeType, ClauseChange
from handbook.history.clauses import HEAD
from handbook.history.evidence import Evidence, record_named
from handbook.history.wording import counted
from handbook.model.handbook import Policy
from handbook.model.record import RECORD_KINDS, Measurement
from handbook.model.version import Reason, ReasonKind, Version
from handbook.render.phrases import words
from handbook.render.policy.chronology import Issue
from handbook.render.press import Link, Sheet
from handbook.report.current import happened
from handbook.report.standards import measurements

HEAD_ANCHOR = "_head"
"""The anchor of a policy's head on a redline page; a clause's anchor is its id."""

_FEW = 8

_KINDS = {kind.record: kind for kind in RECORD_KINDS.values()}


class ReasonView(Struct, frozen=True, kw_only=True):
    """Why a version was made; `evidence` leads to the finding, record or benchmark that gave rise to it."""

    kind: str
    note: str
    evidence: Link | None


class ChangeLine(Struct, frozen=True, kw_only=True):
    """A clause that changed: what kind of clause, what happened to it, where its words are."""

    type: str
    kind: str
    clause: Link


class ChangedView(Struct, frozen=True, kw_only=True):
    """What a version changed; `redline` leads to its words, for a first version to a page that says so.

    `open` is whether the list of clauses is shown at once: a long one is folded.
    """

    number: str
    previous: str
    kind: str
    summary: Markup
    reasons: tuple[ReasonView, ...]
    counts: str
    lines: tuple[ChangeLine, ...]
    open: bool
    redline: Link


def changed_view(policy: Policy, issue: Issue, sheet: Sheet, *, listed: bool) -> ChangedView:
    """What the version changed and why; `listed` adds the clauses that differ."""
    release = issue.version.release
    address = f"{sheet.base}policies/{policy.id}/{issue.number}/changes/"
    return ChangedView(
        number=issue.number,
        previous=str(issue.previous.number) if issue.previous else "",
        kind=release.change,
        summary=sheet.prose(release.summary),
        reasons=reasons(policy, issue.version, sheet),
        counts=f"{counts(issue.changes)}, since version {issue.previous.number}" if issue.previous else "",
        lines=tuple(_line(change, address) for change in issue.changes) if listed else (),
        open=len(issue.changes) <= _FEW,
        redline=Link(f"Redline against {issue.previous.number}" if issue.previous else "First version", address),
    )


def counts(changes: tuple[ClauseChange, ...]) -> str:
    """How many clauses differ, and how: `3 clauses: 1 added, 2 changed`."""
    found = {type_: sum(change.type is type_ for change in changes) for type_ in ChangeType}
    said = ", ".join(f"{count} {type_}" for type_, count in found.items() if count)
    return f"{counted(len(changes), 'clause')}: {said}" if changes else "No clause differs"


def reasons(policy: Policy, version: Version, sheet: Sheet) -> tuple[ReasonView, ...]:
    """Why a version was made, each reason with the way to its evidence."""
    return tuple(_reason(item, policy, version, sheet) for item in version.release.reasons)


def change_anchor(change: ClauseChange) -> str:
    """The anchor of a change on the redline page."""
    return HEAD_ANCHOR if change.id == HEAD else change.id


def change_title(change: ClauseChange) -> str:
    """What the clause is called; the head of a policy has no title of its own."""
    return "Title, summary and scope" if change.id == HEAD else change.title


def _line(change: ClauseChange, address: str) -> ChangeLine:
    return ChangeLine(
        type=change.type,
        kind=words(change.kind),
        clause=Link(change_title(change), f"{address}#{change_anchor(change)}"),
    )


def _reason(reason: Reason, policy: Policy, version: Version, sheet: Sheet) -> ReasonView:
    return ReasonView(kind=reason.kind, note=reason.note, evidence=_evidence(reason, policy, version, sheet))


def _evidence(reason: Reason, policy: Policy, version: Version, sheet: Sheet) -> Link | None:
    """The way to what a reason names; None where it names nothing that is published."""
    ref, own = reason.ref, f"{sheet.base}policies/{policy.id}/"
    if not ref:
        return None
    if reason.kind is ReasonKind.PILOT_FINDING:
        found = any(finding.id == ref for pilot in version.text.pilots for finding in pilot.findings)
        return Link("finding", f"{own}{version.number}/#{ref}") if found else None
    if reason.kind is ReasonKind.BENCHMARK:
        return sheet.to("benchmark", f"benchmarks/#{ref}") if ref in sheet.press.edition.benchmarks else None
    record = record_named(reason, policy)
    if record is None or not _is_told(record, policy, sheet):
        return None
    kind = _KINDS[type(record)].name
    return Link(kind, f"{own}history/#_{kind}-{ref}")


def _is_told(record: Evidence, policy: Policy, sheet: Sheet) -> bool:
    """Whether the history page tells of a record: its day has come, and of a measurement what it is held against."""
    edition = sheet.press.edition
    if isinstance(record, Measurement):
        return any(item.measurement is record for item in measurements(policy, edition))
    return happened(getattr(record, _KINDS[type(record)].day), edition)
