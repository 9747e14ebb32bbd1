"""The whole handbook: what all policies share, and the policies themselves."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from handbook.model.field import (
    CompetitorId,
    Day,
    Doc,
    Format,
    Id,
    Line,
    Number,
    PolicyId,
    Prose,
    RoleId,
    Url,
)
from handbook.model.period import Duration
from handbook.model.policy import Direction
from handbook.model.record import Records
from handbook.model.source import NOWHERE, Source
from handbook.model.version import Version, WorkingText


class ChannelKind(StrEnum):
    """How a customer reaches us."""

    IN_PERSON = "in-person"
    VOICE = "voice"
    WRITTEN = "written"
    ONLINE = "online"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pillar:
    """One part of the mission. Goals of policies are tied to it."""

    id: Annotated[Id, Doc("the pillar's id", "keep-promises")]
    title: Annotated[Line, Doc("its name", "Keep every promise")]
    statement: Annotated[Prose, Doc("what it means", "We name only dates, prices and times that we hold.")]
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mission:
    """What the organisation is for."""

    statement: Annotated[
        Prose, Doc("the mission in one or two sentences", "Appliances that work, and people who answer.")
    ]
    pillars: Annotated[tuple[Pillar, ...], Doc("its parts")] = ()
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Principle:
    """A property of good service that standards keep."""

    id: Annotated[Id, Doc("the principle's id", "reliability")]
    title: Annotated[Line, Doc("its name", "Reliability")]
    statement: Annotated[Prose, Doc("what it asks", "Exactly as advertised, on time, reachable.")]
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """Where policies stand in the handbook."""

    id: Annotated[Id, Doc("the category's id", "contact")]
    title: Annotated[Line, Doc("its name", "Reaching us")]
    summary: Annotated[Line, Doc("what is found there", "Phone, e-mail, chat and the branch desk")] = ""
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A way in which customers reach us."""

    id: Annotated[Id, Doc("the channel's id", "phone")]
    title: Annotated[Line, Doc("its name", "Phone")]
    kind: Annotated[ChannelKind, Doc("how customers come in", "voice")]
    hours: Annotated[Line, Doc("when it is open", "Monday to Saturday, 8:00 to 20:00")] = ""
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A place where customers are served."""

    id: Annotated[Id, Doc("the branch's id", "harbour-street")]
    title: Annotated[Line, Doc("its name", "Harbour Street")]
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A kind of case that somebody must be able to take over. Each needs an escalation level."""

    id: Annotated[Id, Doc("the case's id", "refund-refused")]
    title: Annotated[Line, Doc("its name", "A customer refuses our refund offer")]
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """`handbook.yml`: what holds for all policies."""

    title: Annotated[Line, Doc("the handbook's name", "Customer service handbook")]
    organisation: Annotated[Line, Doc("whose handbook it is", "Ardenhall Appliances")]
    mission: Annotated[Mission, Doc("the mission and its pillars")]
    categories: Annotated[tuple[Category, ...], Doc("the handbook's parts, in reading order")]
    principles: Annotated[tuple[Principle, ...], Doc("properties of good service")] = ()
    channels: Annotated[tuple[Channel, ...], Doc("ways in which customers reach us")] = ()
    branches: Annotated[tuple[Branch, ...], Doc("places where customers are served")] = ()
    cases: Annotated[tuple[Case, ...], Doc("kinds of case that the escalation lists must cover")] = ()
    time_zone: Annotated[str, Format.TIME_ZONE, Doc("the time zone of all dates", "Europe/Riga")] = "UTC"
    language: Annotated[str, Format.LANGUAGE, Doc("the handbook's language", "en")] = "en"
    review_every: Annotated[Duration, Doc("how often a policy is reviewed unless it says otherwise", "P12M")] = (
        Duration(months=12)
    )
    due_soon: Annotated[Duration, Doc("how long before its day a review counts as due soon", "P60D")] = Duration(
        days=60
    )
    benchmark_age: Annotated[Duration, Doc("how old an observation of a competitor may become", "P18M")] = Duration(
        months=18
    )
    auditors: Annotated[
        RoleId | None,
        Doc("the role that must agree to what is published: frozen versions, ledger, seals", "internal-auditor"),
    ] = None
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A function in the organisation. Owners, approvers and audiences are roles, never persons."""

    id: Annotated[Id, Doc("the role's id", "adviser")]
    title: Annotated[Line, Doc("its name", "Customer adviser")]
    summary: Annotated[Line, Doc("what the role does", "Answers customers by phone, e-mail and chat")] = ""
    contact: Annotated[Line, Doc("how to reach whoever has the role now", "extension 200")] = ""
    handle: Annotated[
        str, Format.HANDLE, Doc("the role's name at the git host, for CODEOWNERS", "@ardenhall/advisers")
    ] = ""
    reports_to: Annotated[RoleId | None, Doc("the role above", "shift-lead")] = None
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """`roles.yml`."""

    roles: Annotated[tuple[Role, ...], Doc("all roles")] = ()
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Competitor:
    """An organisation that customers compare us with."""

    id: Annotated[Id, Doc("the competitor's id", "voltmart")]
    title: Annotated[Line, Doc("its name", "Voltmart")]
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """What one competitor was seen to do on one metric."""

    id: Annotated[Id, Doc("the benchmark's id", "voltmart-call-wait")]
    competitor: Annotated[CompetitorId, Doc("who was observed", "voltmart")]
    metric: Annotated[
        Line,
        Doc("what was measured; the same words as in the goal's measure are compared", "time to answer a call"),
    ]
    value: Annotated[Number, Doc("the value seen", "45")]
    unit: Annotated[Line, Doc("its unit", "seconds")]
    better: Annotated[Direction, Doc("which side is good", "at-most")]
    observed: Annotated[Day, Doc("the day of the observation", "2025-02-11")]
    evidence: Annotated[Line, Doc("how it was found", "30 test calls on weekdays")]
    observation: Annotated[
        Prose, Doc("what else was seen", "A recorded voice offers a call back after 40 seconds.")
    ] = ""
    url: Annotated[Url, Doc("where it is published", "https://example.org/service-report")] = ""
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmarks:
    """`benchmarks.yml`."""

    competitors: Annotated[tuple[Competitor, ...], Doc("who is observed")] = ()
    benchmarks: Annotated[tuple[Benchmark, ...], Doc("what was seen")] = ()
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of the trade, explained where it occurs."""

    term: Annotated[Line, Doc("the word", "goodwill gesture")]
    meaning: Annotated[Prose, Doc("what it means here", "Something offered without being owed.")]
    aliases: Annotated[tuple[Line, ...], Doc("other words for it", "[gesture of goodwill]")] = ()
    see: Annotated[tuple[PolicyId, ...], Doc("policies about it", "[authority-and-exceptions]")] = ()
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """`glossary.yml`."""

    terms: Annotated[tuple[Term, ...], Doc("all terms")] = ()
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One subject, one id, for ever: its working text, its versions by ascending number, its records."""

    id: str
    working: WorkingText | None = None
    versions: tuple[Version, ...] = ()
    records: Records = Records()
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handbook:
    """Everything under `policy_data/`, with policies sorted by id."""

    organisation: Organisation
    roles: tuple[Role, ...] = ()
    competitors: tuple[Competitor, ...] = ()
    benchmarks: tuple[Benchmark, ...] = ()
    terms: tuple[Term, ...] = ()
    policies: tuple[Policy, ...] = ()
