"""Records of a policy -> what stands beside its clauses: corrections, open exceptions, feedback and front-line checks.

Records never change the text of a version; one dated after the edition's day appears nowhere.
"""

from datetime import date, timedelta
from typing import TypeAlias

from markupsafe import Markup
from msgspec import Struct

from handbook.history.exceptions import ExceptionState, exception_state
from handbook.history.in_force import corrections_known
from handbook.history.wording import counted
from handbook.model.handbook import Policy
from handbook.model.record import Correction, Feedback, FrontLineCheck, PolicyException
from handbook.model.version import Version
from handbook.render.phrases import words
from handbook.render.press import Link, Sheet


class Clauses(Struct, frozen=True, kw_only=True):
    """The clauses that records may link to: their ids, and the page that holds them (empty: this one)."""

    ids: frozenset[str]
    page: str = ""

    def link(self, id_: str) -> Link:
        """A clause by its id in words; no link where the page does not hold it."""
        return Link(id_.replace("-", " "), f"{self.page}#{id_}" if id_ in self.ids else "")


class CorrectionView(Struct, frozen=True, kw_only=True):
    """A mistake in a version, shown at its clause and on top of the page."""

    anchor: str
    clause_id: str
    clause: Link
    wrong: str
    right: str
    since: date
    corrected: date
    by: Link
    note: str
    kind: str = "correction"


class ExceptionView(Struct, frozen=True, kw_only=True):
    """A departure from a clause that somebody allowed; `last` is the last day on which it holds.

    `state` is open, closed (ended before its day) or lapsed.
    """

    anchor: str
    clause_id: str
    clause: Link
    state: str
    scope: str
    granted: date
    last: date
    by: Link
    reason: Markup
    condition: Markup | None
    kind: str = "exception"


Note: TypeAlias = CorrectionView | ExceptionView


class Report(Struct, frozen=True, kw_only=True):
    """Feedback, or a check at the front line. `result` is a one-word value; `outcome` what was done about it."""

    anchor: str
    day: date
    origin: str
    by: Link | None
    clause: Link | None
    text: Markup
    result: str
    outcome: str


def corrections(policy: Policy, version: Version, clauses: Clauses, sheet: Sheet) -> tuple[CorrectionView, ...]:
    """The corrections of one version that are known, oldest first."""
    known = corrections_known(policy, version, sheet.press.edition.as_of)
    return tuple(_correction(item, clauses, sheet) for item in known)


def exceptions(policy: Policy, clauses: Clauses, sheet: Sheet) -> tuple[ExceptionView, ...]:
    """All exceptions that are known, oldest first."""
    as_of = sheet.press.edition.as_of
    return tuple(
        _exception(item, state, clauses, sheet)
        for item in policy.records.exceptions
        if (state := exception_state(item, as_of))
    )


def notes_by_clause(notes: tuple[Note, ...]) -> dict[str, tuple[Note, ...]]:
    """Clause -> what stands beside it."""
    found: dict[str, tuple[Note, ...]] = {}
    for note in notes:
        found[note.clause_id] = (*found.get(note.clause_id, ()), note)
    return found


def feedback(policy: Policy, clauses: Clauses, sheet: Sheet) -> tuple[Report, ...]:
    """All feedback that is known, newest first."""
    as_of = sheet.press.edition.as_of
    return tuple(_feedback(item, clauses, sheet) for item in policy.records.feedback[::-1] if item.received <= as_of)


def checks(policy: Policy, clauses: Clauses, sheet: Sheet) -> tuple[Report, ...]:
    """All checks at the front line that are known, newest first."""
    as_of = sheet.press.edition.as_of
    return tuple(_check(item, clauses, sheet) for item in policy.records.checks[::-1] if item.observed <= as_of)


def _exception(exception: PolicyException, state: ExceptionState, clauses: Clauses, sheet: Sheet) -> ExceptionView:
    closed = exception.closed if state is ExceptionState.CLOSED else None
    ended = min(exception.until, closed or exception.until)
    return ExceptionView(
        anchor=f"_exception-{exception.id}",
        clause_id=exception.clause,
        clause=clauses.link(exception.clause),
        state=state.value,
        scope=exception.scope,
        granted=exception.granted,
        last=max(ended - timedelta(days=1), exception.granted),
        by=sheet.role(exception.by),
        reason=sheet.prose(exception.reason),
        condition=sheet.prose(exception.condition) if exception.condition else None,
    )


def _correction(correction: Correction, clauses: Clauses, sheet: Sheet) -> CorrectionView:
    return CorrectionView(
        anchor=f"_correction-{correction.id}",
        clause_id=correction.clause,
        clause=clauses.link(correction.clause),
        wrong=correction.wrong,
        right=correction.right,
        since=correction.since,
        corrected=correction.corrected,
        by=sheet.role(correction.by),
        note=correction.note,
    )


def _feedback(item: Feedback, clauses: Clauses, sheet: Sheet) -> Report:
    origin = words(item.via)
    if item.responses is not None:
        origin = f"{origin}, {counted(item.responses, 'response')}"
    if item.channel:
        origin = f"{origin}, {sheet.channels((item.channel,))[0]}"
    return Report(
        anchor=f"_feedback-{item.id}",
        day=item.received,
        origin=origin,
        by=None,
        clause=clauses.link(item.clause) if item.clause else None,
        text=sheet.prose(item.text),
        result=item.decision or "open",
        outcome=item.reason,
    )


def _check(item: FrontLineCheck, clauses: Clauses, sheet: Sheet) -> Report:
    places = (
        *(sheet.branches((item.branch,)) if item.branch else ()),
        *(sheet.channels((item.channel,)) if item.channel else ()),
    )
    return Report(
        anchor=f"_check-{item.id}",
        day=item.observed,
        origin=", ".join(places),
        by=sheet.role(item.by),
        clause=clauses.link(item.clause),
        text=sheet.prose(item.text),
        result=item.conformity,
        outcome=item.action,
    )
