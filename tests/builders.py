"""Sensible values of the model for tests, in which a test names only what it is about.

Every function takes the fields of its record as keywords. Days, durations, numbers and versions may be given as text,
as an owner writes them. All defaults fit each other: ids that are referred to are declared in `handbook`.
"""

import hashlib
import typing
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from handbook.history.edition import Edition
from handbook.model.decision import (
    DecisionRule,
    DecisionTable,
    Example,
    HitPolicy,
    Input,
    InputType,
    Output,
    OutputType,
)
from handbook.model.handbook import (
    Benchmark,
    Branch,
    Case,
    Category,
    Channel,
    ChannelKind,
    Competitor,
    Handbook,
    Mission,
    Organisation,
    Pillar,
    Policy,
    Principle,
    Role,
)
from handbook.model.period import Duration
from handbook.model.policy import (
    Briefing,
    Direction,
    Duty,
    EscalationLevel,
    Finding,
    FindingDecision,
    Goal,
    Guidance,
    Measure,
    MissionLink,
    Origin,
    Participants,
    Pilot,
    PilotOutcome,
    PolicyText,
    Procedure,
    Provider,
    Section,
    Service,
    Standard,
    StandardSource,
    Step,
    Terms,
    Urgency,
)
from handbook.model.record import (
    Conformity,
    Correction,
    Feedback,
    FeedbackSource,
    FrontLineCheck,
    Measurement,
    PolicyException,
    Records,
    Rename,
    Review,
    ReviewOutcome,
    Withdrawal,
)
from handbook.model.schema import schema
from handbook.model.version import Approval, ChangeKind, Next, Reason, ReasonKind, Release, Version, WorkingText
from handbook.model.version_number import VersionNumber

Record = TypeVar("Record")

AS_OF = date(2026, 3, 1)

_RECORD_FOLDERS: Mapping[type, tuple[str, str]] = {
    Review: ("reviews", "reviewed"),
    Feedback: ("feedback", "received"),
    FrontLineCheck: ("checks", "observed"),
    PolicyException: ("exceptions", "granted"),
    Correction: ("corrections", "corrected"),
    Measurement: ("measurements", "begins"),
    Rename: ("renames", "renamed"),
    Withdrawal: ("withdrawals", "published"),
}
"""The field of `Records` that holds each record, and the day it is sorted by."""


def day(text: str) -> date:
    """The day that `YYYY-MM-DD` names."""
    return date.fromisoformat(text)


def number(text: str) -> VersionNumber:
    """The version number that the text names."""
    parsed = VersionNumber.parse(text)
    assert parsed is not None, text
    return parsed


def duty(id_: str = "answer-today", **fields: Any) -> Duty:
    return _build(Duty, fields, id=id_, text="Answer every complaint on the day it arrives.")


def goal(id_: str = "fewer-complaints", **fields: Any) -> Goal:
    link = MissionLink(pillar="keep-promises", reason="An answer on time is a promise kept.")
    measure = Measure(metric="complaints per repair", unit="%", target=Decimal(4), better=Direction.AT_MOST)
    statement = "A customer complains about one thing once."
    return _build(Goal, fields, id=id_, statement=statement, mission=(link,), measure=measure)


def service(id_: str = "loan-appliance", **fields: Any) -> Service:
    return _build(
        Service,
        fields,
        id=id_,
        title="Loan appliance",
        level="A working appliance within 24 hours.",
        terms=Terms.FREE,
        provider=Provider.OWN_STAFF,
    )


def step(id_: str = "log-complaint", **fields: Any) -> Step:
    return _build(Step, fields, id=id_, actor="adviser", action="Log the complaint in the customer's words.")


def standard(id_: str = "first-answer", **fields: Any) -> Standard:
    return _build(
        Standard,
        fields,
        id=id_,
        metric="time to first answer",
        better=Direction.AT_MOST,
        target=Decimal(4),
        unit="working hours",
        method="case system, weekly",
        origin=StandardSource(kind=Origin.CUSTOMERS, note="survey of 412 customers"),
        principle="reliability",
    )


def guidance(id_: str = "tone", **fields: Any) -> Guidance:
    return _build(Guidance, fields, id=id_, text="Say what happens next before you say why it happened.")


def procedure(id_: str = "receive-complaint", **fields: Any) -> Procedure:
    return _build(
        Procedure,
        fields,
        id=id_,
        title="Receive a complaint",
        goals=("fewer-complaints",),
        trigger="a customer says that something went wrong",
    )


def decision_rule(id_: str = "up-to-50", **fields: Any) -> DecisionRule:
    return _build(DecisionRule, fields, id=id_, when={"amount": "<= 50"}, then={"decides": "adviser"})


def decision_table(id_: str = "who-may-refund", **fields: Any) -> DecisionTable:
    return _build(
        DecisionTable,
        fields,
        id=id_,
        title="Who may grant a refund?",
        hit=HitPolicy.FIRST,
        inputs=(Input(id="amount", title="Value of the refund", type=InputType.NUMBER, unit="EUR"),),
        outputs=(Output(id="decides", title="Who decides", type=OutputType.ROLE),),
        rules=(decision_rule(), decision_rule("above-50", when={}, then={"decides": "complaints-lead"})),
    )


def example(id_: str = "broken-kettle", **fields: Any) -> Example:
    return _build(
        Example,
        fields,
        id=id_,
        story="A kettle for 39 EUR broke after two days.",
        table="who-may-refund",
        given={"amount": "39"},
        expect={"decides": "adviser"},
    )


def escalation_level(id_: str = "to-complaints-lead", **fields: Any) -> EscalationLevel:
    return _build(
        EscalationLevel,
        fields,
        id=id_,
        level=1,
        trigger="the customer refuses the offer",
        cases=("refund-refused",),
        role="complaints-lead",
        within=Duration(seconds=1800),
        urgency=Urgency.SAME_DAY,
    )


def section(id_: str = "background", **fields: Any) -> Section:
    return _build(Section, fields, id=id_, title="Background", text="Most complaints are about dates.")


def finding(id_: str = "callers-want-a-name", **fields: Any) -> Finding:
    text_ = "Callers asked who would ring back."
    return _build(Finding, fields, id=id_, text=text_, decision=FindingDecision.ACCEPTED, reason="it calms")


def pilot(id_: str = "spring-pilot", **fields: Any) -> Pilot:
    notice = "You are taking part in a trial; what you say changes the policy."
    return _build(
        Pilot,
        fields,
        id=id_,
        version="1.0",
        begins="2024-11-04",
        ends="2024-12-02",
        staff=Participants(count=24, groups=("phone team",)),
        customers=Participants(count=300, groups=("callers",), notice=notice),
        criteria=("90 % answered in time",),
        findings=(finding(),),
        outcome=PilotOutcome.ADOPT,
        conclusion="Answers came in time.",
    )


def briefing(id_: str = "phone-team-briefing", **fields: Any) -> Briefing:
    return _build(Briefing, fields, id=id_, held="2024-12-20", audience=("adviser",), material="one page")


def text(**fields: Any) -> PolicyText:
    """A policy's text with a head and no clauses."""
    return _build(
        PolicyText,
        fields,
        title="Complaints",
        summary="How a complaint is taken, answered and learned from.",
        category="contact",
        owner="complaints-lead",
        approver="service-director",
        audience=("adviser",),
    )


def text_of_all_kinds(**fields: Any) -> PolicyText:
    """A policy's text with one clause of each kind."""
    clauses: dict[str, Any] = {
        "duties": (duty(),),
        "goals": (goal(),),
        "services": (service(),),
        "procedures": (procedure(steps=(step(),), standards=(standard(),), guidance=(guidance(),)),),
        "authority": (decision_table(),),
        "examples": (example(),),
        "escalation": (escalation_level(),),
        "sections": (section(),),
        "pilots": (pilot(),),
        "briefings": (briefing(),),
    }
    return text(**{**clauses, **fields})


def working(**fields: Any) -> WorkingText:
    """A working text; `text` and `next` as keywords."""
    return _build(WorkingText, fields, text=text())


def next_version(**fields: Any) -> Next:
    return _build(Next, fields, change=ChangeKind.EDITORIAL, summary="Plainer words.")


def reason(kind: ReasonKind = ReasonKind.FEEDBACK, **fields: Any) -> Reason:
    return _build(Reason, fields, kind=kind, note="Callers asked who would ring back.")


def version(number_: str = "1.0", **fields: Any) -> Version:
    """A version: keywords are those of its release, and `text`, `sha256` and `source` of the version.

    It takes effect on 1 January of 2024 + MAJOR, MINOR months later, and is published 14 days before it takes effect;
    where one of the two days is given, the other follows from it. A version `n.0` is substantive, any other editorial.
    """
    parsed = number(number_)
    published, effective = _days(parsed, fields)
    own: dict[str, Any] = {key: fields.pop(key) for key in ("text", "sha256", "source") if key in fields}
    release = _build(
        Release,
        fields,
        version=parsed,
        change=ChangeKind.EDITORIAL if parsed.minor else ChangeKind.SUBSTANTIVE,
        summary=f"What version {number_} changes.",
        published=published,
        effective=effective,
        reasons=(reason(),),
        approval=Approval(role="service-director", approved=published, sha256="a" * 64),
    )
    sha256 = hashlib.sha256(number_.encode()).hexdigest()
    return _build(Version, own, release=release, text=text(), sha256=sha256)


def _days(number_: VersionNumber, fields: Mapping[str, Any]) -> tuple[date, date]:
    """The days on which a version is published and takes effect."""
    notice = Duration(days=14)
    given = {key: _converted(date, fields[key]) for key in ("published", "effective") if key in fields}
    default = Duration(months=number_.minor).after(date(2024 + number_.major, 1, 1))
    if "effective" not in given and "published" in given:
        return given["published"], notice.after(given["published"])
    effective = given.get("effective", default)
    return given.get("published", notice.before(effective)), effective


def review(id_: str = "annual", **fields: Any) -> Review:
    return _build(
        Review,
        fields,
        id=id_,
        reviewed="2025-10-06",
        by="complaints-lead",
        outcome=ReviewOutcome.REAFFIRM,
        note="Targets met.",
    )


def feedback(id_: str = "spring-survey", **fields: Any) -> Feedback:
    text_ = "Customers want a time window, not a day."
    return _build(Feedback, fields, id=id_, received="2025-06-30", via=FeedbackSource.SURVEY, text=text_)


def front_line_check(id_: str = "harbour-street", **fields: Any) -> FrontLineCheck:
    return _build(
        FrontLineCheck,
        fields,
        id=id_,
        observed="2025-09-12",
        by="complaints-lead",
        clause="answer-today",
        conformity=Conformity.DEPARTS,
        text="Two of nine complaints waited overnight.",
    )


def exception(id_: str = "lift", **fields: Any) -> PolicyException:
    return _build(
        PolicyException,
        fields,
        id=id_,
        clause="answer-today",
        granted="2025-07-01",
        until="2025-10-01",
        by="service-director",
        scope="Harbour Street",
        reason="The lift is being replaced.",
    )


def correction(id_: str = "hours-not-days", **fields: Any) -> Correction:
    return _build(
        Correction,
        fields,
        id=id_,
        version="1.0",
        clause="first-answer",
        wrong="8 working days",
        right="8 working hours",
        since="2025-01-01",
        corrected="2025-01-09",
        by="complaints-lead",
    )


def measurement(id_: str = "2025-q3", **fields: Any) -> Measurement:
    return _build(
        Measurement, fields, id=id_, standard="first-answer", begins="2025-07-01", ends="2025-10-01", value="3.6"
    )


def rename(id_: str = "wider", **fields: Any) -> Rename:
    return _build(Rename, fields, id=id_, former="grievances", renamed="2025-02-01", reason="the word people use")


def withdrawal(id_: str = "no-more", **fields: Any) -> Withdrawal:
    return _build(
        Withdrawal,
        fields,
        id=id_,
        published="2025-05-12",
        effective="2025-06-01",
        by="service-director",
        reason="Fax is no longer offered.",
    )


def policy(id_: str = "complaints", *parts: Any, **fields: Any) -> Policy:
    """A policy of versions and records, given in any order; of the version `1.0` where no version is given.

    `versions`, `working`, `records` and `source` are keywords: `versions=()` makes a policy without any, and versions
    given so are left in their order.
    """
    versions = tuple(sorted((item for item in parts if isinstance(item, Version)), key=lambda item: item.number))
    given: dict[str, Any] = {"id": id_, "versions": versions or (version(),), "records": _records(parts)}
    return Policy(**(given | fields))


def _records(parts: tuple[Any, ...]) -> Records:
    found: dict[str, tuple[Any, ...]] = {}
    for record, (folder, day_field) in _RECORD_FOLDERS.items():
        items = [item for item in parts if isinstance(item, record)]
        found[folder] = tuple(sorted(items, key=lambda item: (getattr(item, day_field), item.id)))
    return Records(**found)


def organisation(**fields: Any) -> Organisation:
    pillar = Pillar(id="keep-promises", title="Keep every promise", statement="We name only dates that we hold.")
    return _build(
        Organisation,
        fields,
        title="Customer service handbook",
        organisation="Ardenhall Appliances",
        mission=Mission(statement="Appliances that work, and people who answer.", pillars=(pillar,)),
        categories=(Category(id="contact", title="Reaching us"),),
        principles=(Principle(id="reliability", title="Reliability", statement="Exactly as advertised."),),
        channels=(Channel(id="phone", title="Phone", kind=ChannelKind.VOICE),),
        branches=(Branch(id="harbour-street", title="Harbour Street"),),
        cases=(Case(id="refund-refused", title="A customer refuses our offer"),),
    )


def role(id_: str, **fields: Any) -> Role:
    return _build(Role, fields, id=id_, title=id_.replace("-", " ").capitalize())


def benchmark(id_: str = "voltmart-answer", **fields: Any) -> Benchmark:
    return _build(
        Benchmark,
        fields,
        id=id_,
        competitor="voltmart",
        metric="time to first answer",
        value="6",
        unit="working hours",
        better=Direction.AT_MOST,
        observed="2025-02-11",
        evidence="30 test complaints",
    )


def handbook(*policies: Policy, **fields: Any) -> Handbook:
    """A handbook of the policies, sorted by id, with the organisation and roles that the other builders refer to."""
    given: dict[str, Any] = {
        "organisation": organisation(),
        "roles": tuple(role(id_) for id_ in ("adviser", "complaints-lead", "service-director")),
        "competitors": (Competitor(id="voltmart", title="Voltmart"),),
        "policies": tuple(sorted(policies, key=lambda item: item.id)),
    }
    return Handbook(**(given | fields))


def edition(*policies: Policy, as_of: str | date = AS_OF, **fields: Any) -> Edition:
    """An edition of the policies; other keywords are the handbook's."""
    return Edition(handbook(*policies, **fields), _converted(date, as_of))


def _build(record: type[Record], fields: dict[str, Any], **defaults: Any) -> Record:
    types = {item.name: item.kind for item in schema(typing.cast("type", record))}
    return record(**{name: _converted(types.get(name), value) for name, value in (defaults | fields).items()})


def _converted(type_: Any, value: Any) -> Any:
    """The value that a text means where the field is not itself text."""
    if not isinstance(value, str):
        return value
    return _READERS[type_](value) if type_ in _READERS else value


_READERS: Mapping[Any, Any] = {
    date: date.fromisoformat,
    Decimal: Decimal,
    Duration: Duration.parse,
    VersionNumber: number,
}
