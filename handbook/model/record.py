"""What accrues to a policy after publication. One record, one file: `records/<kind>/<name>.yml`.

Records never change the text of a version; they stand beside it. The file's name is the record's id. `RECORD_KINDS` lists
the kinds, and which of them are frozen as versions are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from handbook.model.field import (
    BranchId,
    ChannelId,
    ClauseId,
    Day,
    Doc,
    Id,
    Line,
    Number,
    PolicyId,
    Prose,
    RoleId,
    StandardId,
)
from handbook.model.source import NOWHERE, Source
from handbook.model.version_number import VersionNumber


class ReviewOutcome(StrEnum):
    """What a review came to."""

    REAFFIRM = "reaffirm"
    REVISE = "revise"
    WITHDRAW = "withdraw"


class FeedbackSource(StrEnum):
    """How customers' words reached us."""

    SURVEY = "survey"
    SUGGESTION_BOX = "suggestion-box"
    PHONE_LINE = "phone-line"
    COMPLAINT = "complaint"
    COMPARISON_SHOPPING = "comparison-shopping"
    STAFF = "staff"


class FeedbackDecision(StrEnum):
    """What was done with it."""

    CHANGE = "change"
    NO_CHANGE = "no-change"


class Conformity(StrEnum):
    """How the practice seen at the front line compares with the text."""

    FOLLOWS = "follows"
    DEPARTS = "departs"
    EXCEEDS = "exceeds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Somebody looked at the policy again. Recorded also when nothing changed."""

    id: Id
    reviewed: Annotated[Day, Doc("the day of the review", "2025-10-06")]
    by: Annotated[RoleId, Doc("the role that reviewed", "complaints-lead")]
    outcome: Annotated[
        ReviewOutcome,
        Doc("what it came to: the text stays (reaffirm), is changed (revise) or is withdrawn (withdraw)", "reaffirm"),
    ]
    note: Annotated[Prose, Doc("what was looked at and why it came out so", "Targets met in all four quarters.")]
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What customers or staff said about the service that the policy promises."""

    id: Id
    received: Annotated[Day, Doc("the day, or the last day of the survey", "2025-06-30")]
    via: Annotated[FeedbackSource, Doc("how it reached us", "survey")]
    text: Annotated[Prose, Doc("what was said, summed up without names", "Customers want a time window, not a day.")]
    responses: Annotated[int | None, Doc("how many said so", "136", "persons")] = None
    channel: Annotated[ChannelId | None, Doc("the channel that it is about", "phone")] = None
    clause: Annotated[ClauseId | None, Doc("the clause that it is about", "promise-a-window")] = None
    decision: Annotated[FeedbackDecision | None, Doc("what was decided", "change")] = None
    reason: Annotated[Line, Doc("why, or what was changed", "windows of three hours from version 3.0")] = ""
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontLineCheck:
    """The practice was observed at the front line and held against the text."""

    id: Id
    observed: Annotated[Day, Doc("the day", "2025-09-12")]
    by: Annotated[RoleId, Doc("the role that observed", "quality-lead")]
    clause: Annotated[ClauseId, Doc("the clause that was observed", "greet-within-a-minute")]
    conformity: Annotated[
        Conformity, Doc("whether practice follows the clause, departs from it or exceeds it", "departs")
    ]
    text: Annotated[Prose, Doc("what was seen", "At noon one of two desks was empty; six customers waited 4 minutes.")]
    branch: Annotated[BranchId | None, Doc("where", "harbour-street")] = None
    channel: Annotated[ChannelId | None, Doc("on which channel", "branch")] = None
    action: Annotated[Line, Doc("what was done about it", "lunch breaks staggered")] = ""
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyException:
    """Somebody with the authority let a part of the organisation depart from a clause, for a time."""

    id: Id
    clause: Annotated[ClauseId, Doc("the clause that is departed from", "answer-until-20")]
    granted: Annotated[Day, Doc("first day on which it holds", "2025-07-01")]
    until: Annotated[Day, Doc("the day on which it lapses", "2025-10-01")]
    by: Annotated[RoleId, Doc("the role that granted it", "service-director")]
    scope: Annotated[Line, Doc("who may depart", "North Park branch")]
    reason: Annotated[Prose, Doc("why", "The lift is being replaced.")]
    condition: Annotated[Prose, Doc("what must be done instead", "Customers are met at the side door.")] = ""
    closed: Annotated[Day | None, Doc("the day it was ended or settled", "2025-09-15")] = None
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A published mistake put right, with both dates, kept visible beside the version."""

    id: Id
    version: Annotated[VersionNumber, Doc("the version that holds the mistake", '"2.0"')]
    clause: Annotated[ClauseId, Doc("the clause that holds it", "first-answer")]
    wrong: Annotated[Line, Doc("what it said", "8 working days")]
    right: Annotated[Line, Doc("what it should have said", "8 working hours")]
    since: Annotated[Day, Doc("since when the mistake stood", "2025-05-01")]
    corrected: Annotated[Day, Doc("the day it was put right", "2025-05-09")]
    by: Annotated[RoleId, Doc("the role that put it right", "complaints-lead")]
    note: Annotated[
        Line, Doc("how it came about and what it meant", "unit mistyped; no case was late because of it")
    ] = ""
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """A standard's value over a period: was it met?"""

    id: Id
    standard: Annotated[StandardId, Doc("the standard, or the goal, that was measured", "first-answer")]
    begins: Annotated[Day, Doc("first day of the period", "2025-07-01")]
    ends: Annotated[Day, Doc("day after the period", "2025-10-01")]
    value: Annotated[Number, Doc("the value, in the unit of its target", "3.6")]
    note: Annotated[Line, Doc("a remark", "two days of telephone outage left out")] = ""
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename:
    """The policy had another id before; its old addresses lead to the new ones."""

    id: Id
    former: Annotated[Id, Doc("the id before", "home-delivery")]
    renamed: Annotated[Day, Doc("the day", "2025-02-01")]
    reason: Annotated[Line, Doc("why", "it covers collection too")]
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """The policy stops to bind. Its page stays and says so."""

    id: Id
    published: Annotated[Day, Doc("the day of the decision", "2025-05-12")]
    effective: Annotated[Day, Doc("the day it stops to bind", "2025-06-01")]
    by: Annotated[RoleId, Doc("the role that approved it", "service-director")]
    reason: Annotated[Prose, Doc("why", "Fax is no longer offered.")]
    replaced_by: Annotated[tuple[PolicyId, ...], Doc("policies that take its place", "[e-mail-and-chat]")] = ()
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """All records of one policy, each kind sorted by its day, then id."""

    reviews: tuple[Review, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    checks: tuple[FrontLineCheck, ...] = ()
    exceptions: tuple[PolicyException, ...] = ()
    corrections: tuple[Correction, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    renames: tuple[Rename, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordKind:
    """One kind of record: the folder of its files below `records/`, and how it is kept.

    `day` is the field that the records of a policy are sorted by. A frozen kind is an event of the ledger: its files are
    written by commands alone and never changed.
    """

    folder: str
    record: type
    day: str
    frozen: bool = False

    @property
    def name(self) -> str:
        """What one record of the kind is called."""
        return self.folder.removesuffix("s")


RECORD_KINDS: Mapping[str, RecordKind] = {
    kind.folder: kind
    for kind in (
        RecordKind(folder="reviews", record=Review, day="reviewed"),
        RecordKind(folder="feedback", record=Feedback, day="received"),
        RecordKind(folder="checks", record=FrontLineCheck, day="observed"),
        RecordKind(folder="exceptions", record=PolicyException, day="granted"),
        RecordKind(folder="corrections", record=Correction, day="corrected"),
        RecordKind(folder="measurements", record=Measurement, day="begins"),
        RecordKind(folder="renames", record=Rename, day="renamed", frozen=True),
        RecordKind(folder="withdrawals", record=Withdrawal, day="published", frozen=True),
    )
}
"""Every kind of record by its folder."""
