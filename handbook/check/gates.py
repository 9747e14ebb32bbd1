"""The gates of a version -> those it passed without what they ask: a decided pilot, an approval, a briefing, its name.

Gates stand before publication, so a working text is not asked. A text without procedures asks staff to do nothing in
a new way, so it needs its approval only. What is announced before staff can do it disappoints customers.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from handbook.check.survey import Expression, Survey
from handbook.history.changes import changes
from handbook.history.materiality import MaterialChange, material_changes
from handbook.history.narrowing import narrowed
from handbook.model.diagnostic import Diagnostic, error, warning
from handbook.model.handbook import Policy
from handbook.model.policy import Briefing, Finding, Pilot, PilotOutcome
from handbook.model.source import Source
from handbook.model.version import ChangeKind, Version

_MOST_NAMED = 3
"""How many changes a message names."""

_SAY_WHO_APPROVED = "say under `approval` which role approved it, and when"
_CALL_IT_SUBSTANTIVE = (
    "before it is published call it substantive, or say under `overruled` why it is editorial; "
    "afterwards publish the change again as a substantive version"
)


def approvals(survey: Survey) -> Iterator[Diagnostic]:
    """A substantive version was approved.

    Codes: missing-approval. Source: ISO 9001:2015, 7.5.2.
    """
    for version, settled in _all_substantive(survey):
        if version.release.approval is None:
            message = f"version {version.number} is substantive, but nobody approved it"
            yield _gate(settled, "missing-approval", version.release.source.of("approval"), message, _SAY_WHO_APPROVED)


def editorial_changes(survey: Survey) -> Iterator[Diagnostic]:
    """A version called editorial asks staff to do nothing else; or it is on record why it is called so, and approved.

    That is so where the comparison is overruled, and where a correction had put right before what the version changes.
    Codes: not-editorial, missing-approval. `publish` refuses such a version; this finds one that came another way.
    """
    language = survey.handbook.organisation.language
    for policy, before, version, settled in _all_editorial(survey):
        release = version.release
        if release.overruled and release.approval:
            continue
        found = changes(*narrowed(before.text, version.text))
        put_right = [item for item in policy.records.corrections if item.corrected <= release.published]
        material = material_changes(found, language, put_right, published=True)
        if material and not release.overruled:
            message = f"version {version.number} is called editorial, but {_named(material)}"
            yield _gate(settled, "not-editorial", release.source.of("change"), message, _CALL_IT_SUBSTANTIVE)
        elif release.approval is None and material_changes(found, language, published=True):
            message = f"version {version.number} is called editorial against the comparison, but nobody approved that"
            yield _gate(settled, "missing-approval", release.source.of("approval"), message, _SAY_WHO_APPROVED)


def _named(material: tuple[MaterialChange, ...]) -> str:
    """The first changes, and how many more there are."""
    named = [f"in `{item.clause_id or 'the head'}` {item.reason}" for item in material[:_MOST_NAMED]]
    return "; ".join([*named, *([f"{len(material) - _MOST_NAMED} more"] * (len(material) > _MOST_NAMED))])


def pilots(survey: Survey) -> Iterator[Diagnostic]:
    """A substantive version with procedures was tried with real people, and something was decided at the end.

    Codes: missing-pilot. A trial shows flaws to a few before they reach everybody.
    """
    for version, settled in _all_substantive(survey):
        lack = _lack_of_pilot(version) if version.text.procedures else ""
        if lack:
            message = f"version {version.number} is substantive, but {lack}"
            hint = f"a pilot of {version.number} that ended in `adopt` or `adapt` must stand under `pilots`"
            yield _gate(settled, "missing-pilot", version.release.source.of("version"), message, hint)


def briefings(survey: Survey) -> Iterator[Diagnostic]:
    """Staff were briefed on a substantive version with procedures before it takes effect, every role that it binds.

    Codes: missing-briefing. A briefing that an earlier version records was not about this one, and one to which nobody
    came told nobody. Owner, approver and whoever heads the organisation are told otherwise.
    Source: ISO 9001:2015, 7.3: persons who work under the organisation's control are aware of its policy.
    """
    heads = _heads(survey)
    for policy in survey.handbook.policies:
        known: set[str] = set()
        for version, settled in _substantive(policy):
            own = [briefing for briefing in version.text.briefings if briefing.id not in known]
            lack, hint = _lack_of_briefing(version, own, heads) if version.text.procedures else ("", "")
            if lack:
                message = f"version {version.number} takes effect on {version.release.effective}, and {lack}"
                yield _gate(settled, "missing-briefing", version.release.source.of("effective"), message, hint)
            known |= {briefing.id for briefing in own}


def _lack_of_briefing(version: Version, own: list[Briefing], heads: frozenset[str]) -> tuple[str, str]:
    """Why a version's own briefings do not open its gate, and what would; empty where they do."""
    text, hint = version.text, "hold one and record it under `briefings`, or let the version take effect later"
    early = [briefing for briefing in own if briefing.held < version.release.effective]
    if not early:
        return "no briefing is held before that day", hint
    attended = [briefing for briefing in early if briefing.attended != 0]
    if not attended:
        return f"nobody came to the briefing {_listed(briefing.id for briefing in early)}", hint
    bound = {*text.audience, *(role for duty in text.duties for role in duty.roles)}
    left_out = bound - {text.owner, text.approver} - heads - {role for item in attended for role in item.audience}
    if not left_out:
        return "", ""
    hint = "brief these roles too and record it under `briefings`, or let the version take effect later"
    return f"no briefing before that day is for {_listed(sorted(left_out))}", hint


def _heads(survey: Survey) -> frozenset[str]:
    """The roles that others report to and that report to none."""
    roles = survey.handbook.roles
    above = {role.reports_to for role in roles}
    return frozenset(role.id for role in roles if role.id in above and not role.reports_to)


def _listed(ids: Iterable[str]) -> str:
    return ", ".join(f"`{id_}`" for id_ in ids)


def trial_notices(survey: Survey) -> Iterator[Diagnostic]:
    """Customers who take part in a pilot are told that it is a trial.

    Codes: missing-notice. Who does not know of the trial cannot help to improve the policy.
    """
    for expression, pilot in _pilots(survey):
        if pilot.customers and pilot.customers.count and not pilot.customers.notice:
            message = f"the customers in the pilot `{pilot.id}` are not told that it is a trial"
            hint = "say under `notice` what they were told: that it is a trial, and that their words change the policy"
            yield expression.problem("missing-notice", pilot.customers.source, message, hint)


def undecided_findings(survey: Survey) -> Iterator[Diagnostic]:
    """Something is decided about each finding of a pilot that has ended.

    Codes: undecided-finding. In a working text it is a warning, as the work goes on. A trial is for what it changes.
    """
    for expression, pilot in _pilots(survey):
        if expression.version is None and pilot.ends > survey.as_of:
            continue
        for finding in pilot.findings:
            if finding.decision is None:
                yield _undecided(expression, pilot, finding)


def pilot_versions(survey: Survey) -> Iterator[Diagnostic]:
    """A pilot that stands in a version did not try a later one.

    Codes: pilot-version. Pilots of earlier versions may be kept; they open no gate.
    """
    for expression, pilot in _pilots(survey):
        if expression.version and pilot.version > expression.version.number:
            number = expression.version.number
            message = f"the pilot `{pilot.id}` tried version {pilot.version}, but this is version {number}"
            yield expression.problem("pilot-version", pilot.source.of("version"), message, f"did it try {number}?")


def approvers(survey: Survey) -> Iterator[Diagnostic]:
    """Nobody approves their own policy, and the role that approves is the one that the text names.

    Codes: approver-is-owner, wrong-approver. Source: ISO 9001:2015, 7.5.2.
    """
    for expression in survey.expressions:
        yield from _approver(expression)


def _approver(expression: Expression) -> Iterator[Diagnostic]:
    text = expression.text
    hint = "name another role, one that does not keep the policy"
    if text.owner and text.owner == text.approver:
        message = f"`{text.owner}` owns the policy and approves it too"
        yield expression.problem("approver-is-owner", text.source.of("approver"), message, hint)
    approval = expression.version.release.approval if expression.version else None
    if approval and approval.role != text.approver:
        source = approval.source.of("role")
        if approval.role == text.owner:
            message = f"`{approval.role}` owns the policy and approved the version"
            yield expression.problem("approver-is-owner", source, message, hint)
        else:
            message = f"`{approval.role}` approved the version, but the text names `{text.approver}` as its approver"
            yield expression.problem("wrong-approver", source, message, "let the role approve that the text names")


def _substantive(policy: Policy) -> Iterator[tuple[Version, bool]]:
    """The substantive versions, and whether a later one or the policy's end has settled what they lack.

    The first version is one of them, whatever it calls itself: all of it is new.
    """
    first, substantive = policy.versions[:1], ChangeKind.SUBSTANTIVE
    found = [item for item in policy.versions if item.release.change is substantive or (item,) == first]
    for version in found:
        yield version, version is not found[-1] or bool(policy.records.withdrawals)


def _all_editorial(survey: Survey) -> Iterator[tuple[Policy, Version, Version, bool]]:
    """Editorial versions, each after the one before, and whether a later substantive one or the end settled it."""
    for policy in survey.handbook.policies:
        newest = max((version.number for version, _ in _substantive(policy)), default=None)
        for before, version in pairwise(policy.versions):
            if version.release.change is ChangeKind.EDITORIAL:
                settled = bool(policy.records.withdrawals) or (newest is not None and newest > version.number)
                yield policy, before, version, settled


def _all_substantive(survey: Survey) -> Iterator[tuple[Version, bool]]:
    for policy in survey.handbook.policies:
        yield from _substantive(policy)


def _lack_of_pilot(version: Version) -> str:
    """Why the pilots of a version do not open its gate; empty where one does."""
    tried = [pilot for pilot in version.text.pilots if pilot.version == version.number]
    adopted = [pilot for pilot in tried if pilot.outcome in {PilotOutcome.ADOPT, PilotOutcome.ADAPT}]
    if any(_took_part(pilot) for pilot in adopted):
        return ""
    if adopted:
        return f"nobody took part in its pilot {_listed(pilot.id for pilot in adopted)}"
    if not tried:
        return "no pilot tried it"
    last = tried[-1]
    return f"its pilot `{last.id}` was rejected" if last.outcome else f"nothing was decided after its pilot `{last.id}`"


def _took_part(pilot: Pilot) -> int:
    """How many took part, staff and customers."""
    return sum(group.count for group in (pilot.staff, pilot.customers) if group)


def _pilots(survey: Survey) -> Iterator[tuple[Expression, Pilot]]:
    for expression in survey.expressions:
        for pilot in expression.text.pilots:
            yield expression, pilot


def _gate(settled: bool, code: str, source: Source, message: str, hint: str) -> Diagnostic:
    return (warning if settled else error)(code, source, message, hint)


def _undecided(expression: Expression, pilot: Pilot, finding: Finding) -> Diagnostic:
    weigh = expression.problem if expression.version else warning
    message = f"nobody decided on the finding `{finding.id}` of the pilot `{pilot.id}`"
    hint = "say under `decision` whether it is accepted, declined or deferred, and why"
    return weigh("undecided-finding", finding.source, message, hint)
