"""What a comparison found -> plain English lines that text, Markdown and HTML all print, each in its own way.

A line may hold words of the data; whoever prints it must make them harmless.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from handbook.history.changes import ChangeType, ClauseChange
from handbook.history.clauses import HEAD, Clause
from handbook.history.wording import counted, target_text
from handbook.model.version import ChangeKind
from handbook.report.difference.copies import described
from handbook.report.difference.facts import (
    CaseShift,
    Comparison,
    Difference,
    Impact,
    Lapse,
    Level,
    LimitShift,
    Plan,
    PolicyDifference,
    Problems,
    RecordChange,
    Status,
    Suspect,
    TargetShift,
)

HEAD_TITLE = "Title, summary and scope"
_FEW = 8
_RECORDS = {
    "reviews": "review",
    "checks": "front-line check",
    "exceptions": "exception",
    "corrections": "correction",
    "measurements": "measurement",
    "renames": "rename",
    "withdrawals": "withdrawal",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lines under a heading; those with `weight` 0 must not be missed, those with 2 can be found elsewhere."""

    title: str
    lines: tuple[str, ...]
    weight: int = 1


def verdict(item: PolicyDifference) -> str:
    """What happened to a policy, in one or two words."""
    if item.status in {Status.NEW, Status.REMOVED}:
        return item.status.value
    if item.kind:
        return item.kind.value
    if item.altered:
        return "altered"
    if item.comparisons or item.records:
        return "records only" if not item.comparisons else "evidence only"
    return "not compared" if item.unread else "renamed" if item.former else "layout only"


def headline(difference: Difference) -> str:
    """How much differs, in one sentence."""
    if difference.is_empty:
        return "Nothing differs."
    policies = difference.policies
    kinds = [(sum(item.kind is kind for item in policies), kind.value) for kind in ChangeKind]
    said = ", ".join(f"{count} {kind}" for count, kind in kinds if count)
    parts = [f"{counted(len(policies), 'policy differs', 'policies differ')}{f' ({said})' if said else ''}"]
    if difference.shared:
        parts.append(f"{counted(len(difference.shared), 'shared record')}")
    if difference.pages:
        parts.append(f"{counted(len(difference.pages), 'hand-written page')}")
    if difference.sealed:
        parts.append(f"{counted(difference.sealed, 'ledger file')} added")
    return "; ".join(parts) + "."


def problem_line(problems: Problems) -> str:
    """How many problems there are, new and old; empty where nothing was checked and found."""
    if not problems.compared:
        return f"{counted(len(problems.new), 'problem')} in what was read." if problems.new else ""
    new = f"{counted(len(problems.new), 'new problem')}" if problems.new else "No new problem"
    rest = [f"{problems.old} there before"] if problems.old else []
    rest += [f"{problems.gone} fixed"] if problems.gone else []
    return f"{', '.join([new, *rest])}."


def counts(comparison: Comparison) -> str:
    """How many clauses differ, and how: `3 clauses differ: 1 added, 2 changed; 40 are the same`; evidence apart."""
    parts = ["no clause differs"]
    if comparison.changes:
        differ = counted(len(comparison.changes), "clause differs", "clauses differ")
        parts = [f"{differ}: {_by_type(comparison.changes)}"]
        parts += [f"{counted(comparison.kept, 'is', 'are')} the same"] if comparison.kept else []
    if comparison.evidence:
        parts.append(f"pilots, findings and briefings: {_by_type(comparison.evidence)}")
    return "; ".join(parts)


def sides(comparison: Comparison) -> str:
    """The two texts, the older first."""
    return f"{described(comparison.old)} → {described(comparison.new)}"


def why(comparison: Comparison) -> Group | None:
    """Which clauses make the change substantive."""
    if not comparison.material:
        return None
    reasons: dict[str, list[str]] = {}
    for item in comparison.material:
        reasons.setdefault(item.clause_id, []).append(item.reason)
    lines = tuple(f"{id_ or 'the head'}: {'; '.join(said)}" for id_, said in reasons.items())
    return Group(title="Substantive because", lines=lines, weight=0)


def warnings(item: PolicyDifference) -> tuple[str, ...]:
    """What must not be missed about a policy: altered files, kinds that are disputed, files that were not compared."""
    return tuple(_warnings(item))


def plan_group(plan: Plan) -> Group:
    """What the owner plans, and which gates are still shut."""
    before = f", after {plan.before}" if plan.before else ""
    called = f"called {plan.called}" if plan.called else "not called anything yet"
    lines = [f"would be {plan.number}{before}: {called}; the comparison says {plan.kind}"]
    lines += [plan.summary] if plan.summary else []
    lines += [f"{reason.kind}: {reason.note}" for reason in plan.reasons]
    return Group(title="Next version", lines=tuple(lines))


def gate_group(plan: Plan) -> Group | None:
    """The gates that are still shut, each with what opens it; those that the same opens in one line."""
    by_hint: dict[tuple[str, str], list[str]] = {}
    for gate in plan.gates:
        place = f" [{gate.source.file}:{gate.line}:{gate.column}]" if gate.source.file else ""
        by_hint.setdefault((gate.code, gate.hint), []).append(f"{gate.message}{place}")
    lines = [f"{code}: {_few(said)}{f'. To open it: {hint}' if hint else ''}" for (code, hint), said in by_hint.items()]
    return Group(title="Gates still shut", lines=tuple(lines), weight=0) if lines else None


def _few(said: Sequence[str]) -> str:
    """The first of several sentences alike, and how many more there are."""
    more = f" (and {len(said) - 1} more)" if len(said) > 1 else ""
    return f"{said[0]}{more}"


def impact_groups(impact: Impact) -> tuple[Group, ...]:
    """What a change touches, the groups that have lines."""
    groups = (
        Group(title="Standards and targets", lines=tuple(map(_target, impact.targets)), weight=0),
        Group(title="Who may decide what", lines=tuple(map(_limit, impact.limits)), weight=0),
        Group(title="Cases decided otherwise", lines=tuple(map(_case, impact.cases)), weight=0),
        Group(title="To be briefed again", lines=tuple(map(_lapse, impact.lapses))),
        Group(title="To be looked at again", lines=tuple(map(_suspect, impact.suspects))),
        Group(
            title="Roles touched",
            lines=tuple(f"{item.title} ({item.id}): {_listed(item.clauses)}" for item in impact.roles),
        ),
        Group(
            title="Procedures touched",
            lines=tuple(f"{item.title} ({item.id}): {_listed(item.clauses)}" for item in impact.procedures),
        ),
        Group(title="Pages that change", lines=(", ".join(impact.pages),) if impact.pages else (), weight=2),
    )
    return tuple(group for group in groups if group.lines)


def clause_name(change: ClauseChange) -> str:
    """What a clause is called: its kind, id and title."""
    if change.id == HEAD:
        return f"policy: {HEAD_TITLE}"
    return f"{change.kind.replace('-', ' ')} {change.id}: {change.title}"


def movement(change: ClauseChange) -> str:
    """Whence and whither a clause moved; empty where it did not."""
    before, after = change.before, change.after
    if not change.moved or before is None or after is None:
        return ""
    if before.id != after.id:
        return f"its id was {before.id}; it says the same"
    return f"from {_place(before)} to {_place(after)}"


def record_name(item: RecordChange) -> str:
    """What a record is called: its kind, id and title, and how many policies name it."""
    kind = record_kind(item)
    title = "" if item.title == item.id else f": {item.title}"
    used = f" (named by {counted(len(item.policies), 'policy', 'policies')})" if item.policies else ""
    return f"{kind} {item.id}{title}{used}"


def record_kind(item: RecordChange) -> str:
    """What a record is."""
    return _RECORDS.get(item.kind, item.kind)


def senses(item: PolicyDifference) -> str:
    """How many levels, limits and cases of a policy moved, by direction: `2 tightened, 1 raised`."""
    impacts = [comparison.impact for comparison in item.comparisons]
    found = Counter(shift.sense.value for impact in impacts for shift in impact.targets)
    found += Counter(shift.sense.value for impact in impacts for shift in impact.limits)
    cases = sum(len(impact.cases) for impact in impacts)
    said = [f"{count} {sense}" for sense, count in found.items()]
    return ", ".join([*said, *([counted(cases, "case")] if cases else [])])


def level_text(level: Level | None) -> str:
    """A level as a sentence says it: `at most 30 seconds`; `none` for none."""
    return target_text(level.better, level.target, level.unit) if level else "none"


def _by_type(changes: Sequence[ClauseChange]) -> str:
    """How many changes there are of each type that there is: `1 added, 2 changed`."""
    found = Counter(change.type for change in changes)
    return ", ".join(f"{found[type_]} {type_}" for type_ in ChangeType if found[type_])


def _warnings(item: PolicyDifference) -> Iterator[str]:
    for file in item.altered:
        yield f"published for good, but {file.type}: {file.path}; `handbook verify` will name it"
    for comparison in item.comparisons:
        if comparison.disputed:
            yield f"{comparison.new.label} was published as editorial, but the comparison says substantive"
        elif comparison.overruled:
            yield f"{comparison.new.label} is editorial against the comparison: {comparison.overruled}"
    if item.plan and item.plan.disputed:
        yield "the owner calls the change editorial, but the comparison says substantive: publication would be refused"
    elif item.plan and item.plan.called and item.plan.called is not item.plan.kind:
        yield f"the owner calls the change {item.plan.called}; no clause asks for that"
    for name in item.unread:
        yield f"not compared, as it cannot be read: {name}"


def _target(item: TargetShift) -> str:
    what = f"{item.metric or item.clause} ({item.clause})"
    if item.old is None or item.new is None:
        return f"{item.sense}: {what}, {level_text(item.new or item.old)}"
    return f"{item.sense}: {what}, from {level_text(item.old)} to {level_text(item.new)}"


def _limit(item: LimitShift) -> str:
    roles = f" [{', '.join(item.roles)}]" if item.roles else ""
    what = f"{item.title}{f', {item.what}' if item.what else ''} ({item.clause}){roles}"
    old, new = item.told
    if old and new:
        return f"{item.sense}: {what}, from {old} to {new}"
    return f"{item.sense}: {what}, {new or old}"


def _case(item: CaseShift) -> str:
    return f"{item.title} ({item.id}): {_decision(item.old)} → {_decision(item.new)}"


def _decision(outputs: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {value}" for name, value in outputs.items()) or "undecided"


def _lapse(item: Lapse) -> str:
    came = f", {item.attended} came" if item.attended is not None else ""
    lacking = f"; no new briefing for {_listed(item.uncovered)}" if item.uncovered else "; a new briefing is recorded"
    return f"{_listed(item.roles)}: {item.briefing} of {item.held}{came}{lacking}"


def _suspect(item: Suspect) -> str:
    where = f"{item.policy}{f', {item.place}' if item.place else ''}"
    state = "which is gone" if item.gone else "which asks for something else"
    reviewed = f"; last reviewed {item.reviewed}" if item.reviewed and item.kind == "link" else ""
    return f"{item.kind} in {where}: rests on {item.clause}, {state}{reviewed}"


def _listed(ids: Sequence[str]) -> str:
    """The first ids, and how many more there are."""
    more = f" and {len(ids) - _FEW} more" if len(ids) > _FEW else ""
    return ", ".join(id_ or "the head" for id_ in ids[:_FEW]) + more


def _place(clause: Clause) -> str:
    within = f" in {clause.parent}" if clause.parent else ""
    return f"place {clause.position + 1}{within}"
