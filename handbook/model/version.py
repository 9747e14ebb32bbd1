"""A published version: a policy's text, frozen, with what was decided about it."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from handbook.model.field import Day, Doc, Line, Prose, RoleId, Sha256
from handbook.model.policy import PolicyText
from handbook.model.source import NOWHERE, Source
from handbook.model.version_number import VersionNumber


class ChangeKind(StrEnum):
    """Substantive: staff must do something else (raises MAJOR). Editorial: the same duties in better words."""

    SUBSTANTIVE = "substantive"
    EDITORIAL = "editorial"


class ReasonKind(StrEnum):
    """What gave rise to a change."""

    PILOT_FINDING = "pilot-finding"
    FEEDBACK = "feedback"
    BENCHMARK = "benchmark"
    LAW = "law"
    REVIEW = "review"
    FRONT_LINE_CHECK = "front-line-check"
    MEASUREMENT = "measurement"
    CORRECTION = "correction"
    FIRST_ISSUE = "first-issue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a version was made."""

    kind: Annotated[ReasonKind, Doc("what gave rise to it", "pilot-finding")]
    note: Annotated[Line, Doc("the reason in one sentence", "Callers asked who would ring back.")]
    ref: Annotated[
        Line, Doc("the id of the finding, benchmark or record, where there is one", "callers-want-a-name")
    ] = ""
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Who approved exactly which bytes, and when."""

    role: Annotated[RoleId, Doc("the role that approved", "service-director")]
    approved: Annotated[Day, Doc("the day of the approval", "2025-04-15")]
    sha256: Annotated[Sha256, Doc("SHA-256 of the working text that was approved")] = ""
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What stands in a frozen version beside the text."""

    version: Annotated[VersionNumber, Doc("the version's number, quoted", '"2.0"')]
    change: Annotated[
        ChangeKind,
        Doc("whether staff must do something else (substantive), or only words change (editorial)", "substantive"),
    ]
    summary: Annotated[
        Prose,
        Doc("what changed, for people who must act on it", "Complaints are answered in 4 hours, not 8."),
    ]
    published: Annotated[Day, Doc("the day it was frozen", "2025-04-18")]
    effective: Annotated[Day, Doc("the day it starts to bind", "2025-05-01")]
    reasons: Annotated[tuple[Reason, ...], Doc("why it was made")] = ()
    approval: Annotated[Approval | None, Doc("who approved it")] = None
    overruled: Annotated[
        Line,
        Doc("why a change that the comparison calls substantive was called editorial", "the number was a typing error"),
    ] = ""
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """What the owner says in the working text about the version to come."""

    change: Annotated[
        ChangeKind,
        Doc("whether staff must do something else (substantive), or only words change (editorial)", "substantive"),
    ]
    summary: Annotated[Prose, Doc("what changes, for people who must act on it", "Chat is answered until 22:00.")]
    reasons: Annotated[tuple[Reason, ...], Doc("why")] = ()
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingText:
    """`policy.yml`: what the next version will say. It never reaches the public site."""

    text: PolicyText
    next: Annotated[Next | None, Doc("what is said about the version to come; absent where none is planned")] = None
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """`versions/<n>.yml`: one published expression of a policy, immutable.

    `sha256` is of the file's raw bytes, so that `sha256sum` checks it.
    """

    release: Annotated[Release, Doc("what was decided about this version")]
    text: PolicyText
    sha256: str
    source: Source = field(default=NOWHERE, compare=False, repr=False)

    @property
    def number(self) -> VersionNumber:
        """The version's number."""
        return self.release.version
