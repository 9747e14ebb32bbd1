"""What a comparison comes to, as values: the sides, what differs clause by clause, and what that touches.

Only shapes stand here. Who fills them: `compare`, `impact`, `policies`, `shared`; who prints them: `as_text`,
`as_markdown`, `as_json` and, as a page, `render.difference`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from handbook.history.changes import ChangeType, ClauseChange, FieldChange
from handbook.history.materiality import MaterialChange
from handbook.model.diagnostic import Diagnostic
from handbook.model.policy import Direction, PolicyText
from handbook.model.version import ChangeKind, Reason, Version
from handbook.model.version_number import VersionNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two texts that are compared; `version` None where it is a working text.

    `label` names it in a sentence: `version 2.0`, `the working text`, `nothing` where the other text is all new or
    gone; then `text` is None. `state` says what a version is on the day, `since` when it began or begins to bind.
    """

    label: str
    text: PolicyText | None = None
    version: Version | None = None
    state: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleTouched:
    """A role for which something changes: the clauses that name it or bind it."""

    id: str
    title: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureTouched:
    """A procedure that changes, or of which a step, standard or piece of guidance does."""

    id: str
    title: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapse:
    """A briefing on the older text that no longer tells what binds: "read and understood" would be asked anew.

    `attended` is how many came to it, as far as that is recorded; `uncovered` those of its roles that no briefing of
    the newer text names.
    """

    briefing: str
    held: date
    roles: tuple[str, ...]
    attended: int | None
    uncovered: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """Something that rests on a clause that changed, and was written or reviewed before it did.

    `kind` is `link`, or the kind of record; `policy` and `place` say where it stands (a clause or a record's id);
    `target` and `clause` what it rests on; `gone` whether that is no longer there; `reviewed` when the policy that it
    stands in was last reviewed.
    """

    kind: str
    policy: str
    place: str
    target: str
    clause: str
    gone: bool
    reviewed: date | None = None


class Sense(StrEnum):
    """In which direction a level or a limit moved. `changed`: the two cannot be held against each other."""

    LOOSENED = "loosened"
    TIGHTENED = "tightened"
    RAISED = "raised"
    LOWERED = "lowered"
    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A target with its side and unit."""

    better: Direction
    target: Decimal
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetShift:
    """A standard, a goal's measure, or the time in which a level of escalation must act, old and new."""

    clause: str
    kind: str
    metric: str
    old: Level | None
    new: Level | None
    sense: Sense


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitShift:
    """What somebody may decide, old and new as text; `roles` are those who decide, or decided.

    `what` is the input of the decision table, the output, or `limit` of an escalation level; empty where the whole row
    of a table came or went. `told` are the two in words.
    """

    clause: str
    title: str
    what: str
    roles: tuple[str, ...]
    old: str
    new: str
    told: tuple[str, str]
    sense: Sense


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseShift:
    """A customer's case that is decided otherwise; a side is empty where no rule decides it there."""

    id: str
    title: str
    table: str
    old: Mapping[str, str]
    new: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """What a change touches. `pages` are addresses below the site's root."""

    roles: tuple[RoleTouched, ...] = ()
    procedures: tuple[ProcedureTouched, ...] = ()
    targets: tuple[TargetShift, ...] = ()
    limits: tuple[LimitShift, ...] = ()
    cases: tuple[CaseShift, ...] = ()
    lapses: tuple[Lapse, ...] = ()
    suspects: tuple[Suspect, ...] = ()
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two texts of a policy.

    `changes` are of the rule, `evidence` of pilots, findings and briefings; `kept` counts the clauses of the
    rule that are the same. `kind` None: the rule is the same. `called` is what a published version's owner called the
    change, `overruled` why against the comparison.
    """

    old: Side
    new: Side
    changes: tuple[ClauseChange, ...]
    evidence: tuple[ClauseChange, ...]
    kept: int
    material: tuple[MaterialChange, ...]
    kind: ChangeKind | None
    called: ChangeKind | None = None
    overruled: str = ""
    impact: Impact = Impact()

    @property
    def disputed(self) -> bool:
        """Whether a substantive change was published as an editorial one, and nobody said why."""
        return self.called is ChangeKind.EDITORIAL and self.kind is ChangeKind.SUBSTANTIVE and not self.overruled


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What would be published next, held against the newest version, `before`.

    `called` is what the owner calls it under `next`, None where nothing is said; `kind` what the comparison calls it,
    `material` why. `gates` are still shut.
    """

    before: VersionNumber | None
    number: VersionNumber
    called: ChangeKind | None
    kind: ChangeKind
    material: tuple[MaterialChange, ...]
    summary: str
    reasons: tuple[Reason, ...]
    gates: tuple[Diagnostic, ...]

    @property
    def disputed(self) -> bool:
        """Whether the materiality gate refuses it: it is called editorial and is not."""
        return self.called is ChangeKind.EDITORIAL and self.kind is ChangeKind.SUBSTANTIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChange:
    """A record beside the texts, or one of those that all policies share, that came, went or changed.

    `kind` is the folder of the record, or what the shared thing is; `policies` name it; `told` are its fields in words
    for readers.
    """

    type: ChangeType
    kind: str
    id: str
    title: str
    file: str
    fields: tuple[FieldChange, ...]
    told: tuple[FieldChange, ...]
    policies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """A file that came, went or changed; `fields` hold its words where it is a page of text."""

    type: ChangeType
    path: str
    fields: tuple[FieldChange, ...] = ()


class Status(StrEnum):
    """What happened to a policy as a whole."""

    NEW = "new"
    REMOVED = "removed"
    RENAMED = "renamed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyDifference:
    """Everything that differs in one policy.

    `comparisons`: of its working texts, and of each version that came with the one before it. `altered` are published
    files that are not what they were; `unread` are files that are not compared, as one side cannot
    be read. Where all of these are empty, layout or comments alone differ.
    """

    id: str
    title: str
    owner: str
    status: Status
    former: str = ""
    comparisons: tuple[Comparison, ...] = ()
    plan: Plan | None = None
    records: tuple[RecordChange, ...] = ()
    altered: tuple[FileChange, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def kind(self) -> ChangeKind | None:
        """Substantive where any comparison is; None where no rule differs."""
        kinds = {item.kind for item in self.comparisons}
        return next((kind for kind in ChangeKind if kind in kinds), None)

    @property
    def material(self) -> int:
        """How many reasons there are to call it substantive."""
        return sum(len(item.material) for item in self.comparisons)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problems:
    """Diagnostics of what was compared.

    `new` are not in the older copy; `old` counts those that are in both, `gone` those mended. Without an older copy,
    `compared` is false and all are `new`.
    """

    new: tuple[Diagnostic, ...] = ()
    old: int = 0
    gone: int = 0
    compared: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The whole comparison; policies by importance, all else by file and id.

    `old` and `new` name the two copies in a sentence. `sealed` counts records and seals that were added to the ledger,
    `altered` are those that were changed or removed.
    """

    old: str
    new: str
    as_of: date
    policies: tuple[PolicyDifference, ...] = ()
    shared: tuple[RecordChange, ...] = ()
    pages: tuple[FileChange, ...] = ()
    sealed: int = 0
    altered: tuple[FileChange, ...] = ()
    problems: Problems = Problems()

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.policies or self.shared or self.pages or self.sealed or self.altered)
