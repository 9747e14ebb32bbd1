"""What the text of a policy holds: the same shape for the working text and for every frozen version.

Each record with an `id` is a clause: it has an anchor, and it is compared with its namesake in other versions.
Fields are described where they stand (`Doc`); the reference page and the reader come from these declarations.
A field is optional here where its absence is for the checks to judge, not for the reader.
Its terms follow ISO 10002 (complaints) and DMN 1.4 (decision tables).
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from handbook.model.decision import DecisionTable, Example
from handbook.model.field import (
    BenchmarkId,
    BranchId,
    CaseId,
    CategoryId,
    ChannelId,
    ClauseId,
    Day,
    Doc,
    GoalId,
    Id,
    Line,
    Number,
    PillarId,
    PolicyId,
    PrincipleId,
    Prose,
    RoleId,
    Url,
)
from handbook.model.period import Duration
from handbook.model.source import NOWHERE, Source
from handbook.model.version_number import VersionNumber


class Direction(StrEnum):
    """Which side of a target is the good one."""

    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    EXACTLY = "exactly"


class Origin(StrEnum):
    """Where a standard comes from."""

    CUSTOMERS = "customers"
    MISSION = "mission"
    EMPLOYEES = "employees"
    SHAREHOLDERS = "shareholders"
    SUPPLIERS = "suppliers"
    GOVERNMENT = "government"
    ASSOCIATIONS = "associations"
    COMMUNITY = "community"
    INDUSTRY = "industry"


class Terms(StrEnum):
    """What a customer pays for a service."""

    FREE = "free"
    FREE_FOR_A_PERIOD = "free-for-a-period"
    SOLD_SEPARATELY = "sold-separately"
    NOT_OFFERED = "not-offered"


class Provider(StrEnum):
    """Who delivers a service."""

    OWN_STAFF = "own-staff"
    DISTRIBUTORS = "distributors"
    THIRD_PARTY = "third-party"


class Urgency(StrEnum):
    """How soon a case must move up; declared from the most to the least urgent."""

    IMMEDIATE = "immediate"
    SAME_DAY = "same-day"
    ROUTINE = "routine"


class PilotOutcome(StrEnum):
    """What was decided after a pilot."""

    ADOPT = "adopt"
    ADAPT = "adapt"
    REJECT = "reject"


class FindingDecision(StrEnum):
    """What was decided about one finding."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    DEFERRED = "deferred"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Where the policy applies; an empty list means everywhere."""

    channels: Annotated[
        tuple[ChannelId, ...], Doc("channels that it covers; none named means all", "[phone, e-mail]")
    ] = ()
    branches: Annotated[
        tuple[BranchId, ...], Doc("branches that it covers; none named means all", "[harbour-street]")
    ] = ()
    customers: Annotated[Line, Doc("customers that it covers, in words", "all customers with a purchase or repair")] = (
        ""
    )
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One thing that staff must do, in one sentence: the box on top of the page."""

    id: Annotated[Id, Doc("the clause's id", "acknowledge-first")]
    text: Annotated[Prose, Doc("what must be done", "Acknowledge every complaint on the day it arrives.")]
    roles: Annotated[
        tuple[RoleId, ...], Doc("roles that it binds; none named means the whole audience", "[adviser]")
    ] = ()
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MissionLink:
    """Why a goal serves a pillar of the mission."""

    pillar: Annotated[PillarId, Doc("the pillar that the goal serves", "keep-promises")]
    reason: Annotated[
        Line, Doc("how the goal serves it, in one sentence", "A complaint answered on time is a promise kept.")
    ]
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How an organisation keeps score of a goal."""

    metric: Annotated[Line, Doc("what is counted", "written complaints per 1,000 repairs")]
    unit: Annotated[Line, Doc("the unit of baseline and target", "complaints")]
    target: Annotated[Number, Doc("the value to reach", "4")]
    better: Annotated[Direction, Doc("which side of the target is good", "at-most")]
    baseline: Annotated[Number | None, Doc("the value when the goal was set", "9")] = None
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What the policy is for. Strategies and procedures stand on it."""

    id: Annotated[Id, Doc("the clause's id", "fewer-repeat-complaints")]
    statement: Annotated[Prose, Doc("the goal in one or two sentences", "A customer complains about one thing once.")]
    mission: Annotated[tuple[MissionLink, ...], Doc("links to the mission's pillars")] = ()
    measure: Annotated[Measure | None, Doc("how it is measured")] = None
    benchmarks: Annotated[
        tuple[BenchmarkId, ...], Doc("what competitors do about the same goal", "[volta-reply-time]")
    ] = ()
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What is offered to customers: which service, at what level, at what price, by whom."""

    id: Annotated[Id, Doc("the clause's id", "loan-appliance")]
    title: Annotated[Line, Doc("the service's name", "Loan appliance during repair")]
    level: Annotated[
        Prose, Doc("quantity and quality promised", "A working appliance of the same kind within 24 hours.")
    ]
    terms: Annotated[Terms, Doc("what the customer pays", "free-for-a-period")]
    provider: Annotated[Provider, Doc("who delivers it", "own-staff")]
    importance: Annotated[Number | None, Doc("what customers say it matters to them", "4.6", "1 to 5")] = None
    evidence: Annotated[Line, Doc("where the importance was found", "survey of 412 customers, March 2025")] = ""
    price: Annotated[Line, Doc("the price, or the period in which it is free", "free while under warranty")] = ""
    aliases: Annotated[
        tuple[Line, ...], Doc("other words that people search for it by", "[courtesy machine, replacement on loan]")
    ] = ()
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One action in a procedure. The order of steps is part of the rule."""

    id: Annotated[Id, Doc("the clause's id", "log-complaint")]
    actor: Annotated[RoleId, Doc("the role that acts", "adviser")]
    action: Annotated[Prose, Doc("what the role does", "Log the complaint in the customer's own words.")]
    evidence: Annotated[Line, Doc("what shows that it was done", "case number read to the customer")] = ""
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardSource:
    """Where a standard comes from."""

    kind: Annotated[Origin, Doc("who asks for it", "customers")]
    note: Annotated[Line, Doc("the survey, law or agreement", "survey of 412 customers, March 2025")] = ""
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """A level that a procedure is held to, and how it is measured."""

    id: Annotated[Id, Doc("the clause's id", "first-answer")]
    metric: Annotated[Line, Doc("what is measured", "time from complaint to first answer")]
    better: Annotated[Direction, Doc("which side of the target is good", "at-most")]
    target: Annotated[Number, Doc("the level to keep", "4")]
    unit: Annotated[Line, Doc("the unit of the target", "working hours")] = ""
    method: Annotated[Line, Doc("how it is measured, how often", "case system, every case, reported weekly")] = ""
    origin: Annotated[StandardSource | None, Doc("where it comes from")] = None
    principle: Annotated[PrincipleId | None, Doc("the principle of good service that it keeps", "reliability")] = None
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guidance:
    """Advice on how to carry out a procedure well."""

    id: Annotated[Id, Doc("the clause's id", "tone-of-first-answer")]
    text: Annotated[Prose, Doc("the advice", "Say what happens next before you say why it happened.")]
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """How goals are reached: who does what, in which order, when triggered."""

    id: Annotated[Id, Doc("the clause's id", "receive-complaint")]
    title: Annotated[Line, Doc("the procedure's name", "Receive a complaint")]
    goals: Annotated[tuple[GoalId, ...], Doc("goals of this policy that it reaches", "[fewer-repeat-complaints]")]
    trigger: Annotated[Line, Doc("what starts it", "a customer says that something went wrong")]
    owner: Annotated[RoleId | None, Doc("the role that answers for it", "complaints-lead")] = None
    channels: Annotated[tuple[ChannelId, ...], Doc("channels that it is for; none named means all", "[phone]")] = ()
    steps: Annotated[tuple[Step, ...], Doc("the actions, in order")] = ()
    standards: Annotated[tuple[Standard, ...], Doc("the levels that it is held to")] = ()
    guidance: Annotated[tuple[Guidance, ...], Doc("advice on doing it well")] = ()
    aliases: Annotated[
        tuple[Line, ...], Doc("other words that people search for it by", "[angry caller, something went wrong]")
    ] = ()
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationLevel:
    """Who takes over, in what order. For each case the levels run 1, 2, 3 without a gap."""

    id: Annotated[Id, Doc("the clause's id", "to-shift-lead")]
    level: Annotated[int, Doc("the place in the order, from 1", "1")]
    trigger: Annotated[Line, Doc("when the case moves to this level", "the customer refuses the adviser's offer")]
    cases: Annotated[tuple[CaseId, ...], Doc("kinds of case that it covers", "[refund-refused]")]
    role: Annotated[RoleId, Doc("who takes over", "shift-lead")]
    within: Annotated[Duration, Doc("how soon that role must act", "PT30M")]
    urgency: Annotated[Urgency, Doc("how urgent such a case is", "same-day")]
    backup: Annotated[RoleId | None, Doc("who acts when that role is away", "branch-manager")] = None
    channels: Annotated[tuple[ChannelId, ...], Doc("channels that it is for; none named means all", "[phone]")] = ()
    limit: Annotated[Line, Doc("what this level may decide", "refunds up to 200 EUR")] = ""
    hand_off: Annotated[
        Line, Doc("what is passed on, so that the customer is asked once", "case number and offer made")
    ] = ""
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Participants:
    """Who took part in a pilot."""

    count: Annotated[int, Doc("how many took part", "24", "persons")]
    groups: Annotated[tuple[Line, ...], Doc("which groups", "[phone team, Harbour Street branch]")] = ()
    notice: Annotated[Prose, Doc("what customers were told about the trial", "You are taking part in a trial.")] = ""
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that a pilot showed, what was decided about it, and which clauses it changed."""

    id: Annotated[Id, Doc("the clause's id", "callers-want-a-name")]
    text: Annotated[Prose, Doc("what was found", "Callers asked who would ring back.")]
    decision: Annotated[FindingDecision | None, Doc("what was decided", "accepted")] = None
    reason: Annotated[Line, Doc("why it was decided so", "a name costs nothing and calms")] = ""
    changed: Annotated[tuple[ClauseId, ...], Doc("clauses of this policy that it changed", "[log-complaint]")] = ()
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pilot:
    """A trial of a version with a real group before it spreads."""

    id: Annotated[Id, Doc("the clause's id", "spring-pilot")]
    version: Annotated[VersionNumber, Doc("the version tried", '"2.0"')]
    begins: Annotated[Day, Doc("first day", "2025-03-03")]
    ends: Annotated[Day, Doc("day after the last one", "2025-04-01")]
    staff: Annotated[Participants | None, Doc("staff who took part")] = None
    customers: Annotated[Participants | None, Doc("customers who took part, with the notice given to them")] = None
    criteria: Annotated[
        tuple[Line, ...], Doc("what success means, set before it began", "[90 % answered in time]")
    ] = ()
    findings: Annotated[tuple[Finding, ...], Doc("what it showed")] = ()
    outcome: Annotated[
        PilotOutcome | None,
        Doc(
            "what was decided at its end: take it as it is (adopt), with changes (adapt) or not at all (reject)",
            "adapt",
        ),
    ] = None
    conclusion: Annotated[Prose, Doc("why", "Answers came in time; the hand-off did not work yet.")] = ""
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question asked at a briefing, and its answer."""

    question: Annotated[Line, Doc("what was asked", "May I promise a date on the phone?")]
    answer: Annotated[Prose, Doc("what was answered", "Only one that the planner shows.")]
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """Staff are told what is particular about the new version, so that all treat customers alike."""

    id: Annotated[Id, Doc("the clause's id", "phone-team-briefing")]
    held: Annotated[Day, Doc("the day it takes place", "2025-04-22")]
    audience: Annotated[tuple[RoleId, ...], Doc("roles that are briefed", "[adviser]")]
    material: Annotated[Line, Doc("what is handed out", "one page and two recorded calls")] = ""
    invited: Annotated[int | None, Doc("how many were invited", "26", "persons")] = None
    attended: Annotated[int | None, Doc("how many came", "25", "persons")] = None
    questions: Annotated[tuple[Question, ...], Doc("what was asked")] = ()
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Free text, for whatever the other fields do not hold."""

    id: Annotated[Id, Doc("the clause's id", "background")]
    title: Annotated[Line, Doc("its heading", "Background")]
    text: Annotated[
        Prose,
        Doc("what stands there, in Markdown (CommonMark); tables are allowed", "Most complaints are about dates."),
    ]
    aliases: Annotated[tuple[Line, ...], Doc("other words that people search for it by", "[small print]")] = ()
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An outside document that the policy follows."""

    title: Annotated[Line, Doc("the document", "ISO 10002:2018")]
    clause: Annotated[Line, Doc("the chapter or article in it", "8.4")] = ""
    url: Annotated[Url, Doc("where it can be read", "https://www.iso.org/standard/71580.html")] = ""
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyText:
    """The content of a policy: what a working text says and what a version froze."""

    title: Annotated[Line, Doc("the policy's name", "Complaints")]
    summary: Annotated[
        Line, Doc("what it is about, in one sentence", "How a complaint is taken, answered and learned from.")
    ]
    category: Annotated[CategoryId, Doc("where it stands in the handbook", "contact")]
    owner: Annotated[RoleId, Doc("the role that keeps it", "complaints-lead")]
    approver: Annotated[RoleId, Doc("the role that approves it; never the owner", "service-director")]
    audience: Annotated[tuple[RoleId, ...], Doc("roles that it binds", "[adviser, shift-lead]")] = ()
    keywords: Annotated[tuple[Line, ...], Doc("words that people search for", "[angry customer, refund]")] = ()
    scope: Annotated[Scope, Doc("where it applies")] = Scope()
    review_every: Annotated[
        Duration | None, Doc("how often it is reviewed; the handbook's cycle if absent", "P12M")
    ] = None
    related: Annotated[tuple[PolicyId, ...], Doc("policies to read with it", "[escalation]")] = ()
    references: Annotated[tuple[Reference, ...], Doc("standards and laws that it follows")] = ()
    duties: Annotated[
        tuple[Duty, ...], Doc("what staff must do, in the shortest form; shown in a box on top of the page")
    ] = ()
    goals: Annotated[tuple[Goal, ...], Doc("what it is for")] = ()
    services: Annotated[tuple[Service, ...], Doc("what it offers to customers")] = ()
    procedures: Annotated[tuple[Procedure, ...], Doc("how its goals are reached")] = ()
    authority: Annotated[tuple[DecisionTable, ...], Doc("who may decide what, up to which limit")] = ()
    examples: Annotated[tuple[Example, ...], Doc("customer cases with the decision that the tables must give")] = ()
    escalation: Annotated[tuple[EscalationLevel, ...], Doc("who takes over, in what order")] = ()
    sections: Annotated[tuple[Section, ...], Doc("free text, each part under its own heading")] = ()
    pilots: Annotated[tuple[Pilot, ...], Doc("trials of this version")] = ()
    briefings: Annotated[tuple[Briefing, ...], Doc("how staff are told about this version")] = ()
    source: Source = field(default=NOWHERE, compare=False, repr=False)
