"""Policies in force -> for each role all that applies to it: what it must do, keeps, approves, decides, takes over.

One pass over the policies serves all roles, so that the work grows with the handbook and not with the roles too.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from handbook.history.changelog import Entry
from handbook.history.edition import Edition, once
from handbook.model.handbook import Role
from handbook.model.policy import Briefing, Duty, Procedure, Step
from handbook.report.authority import Decision, authority
from handbook.report.current import Current, by_title, coming, current, published
from handbook.report.escalation import Level
from handbook.report.news import news
from handbook.report.reviews import ReviewLine, reviews
from handbook.report.standards import StandardLine, standards

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleDuty:
    """A duty that binds a role."""

    current: Current
    duty: Duty


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleProcedure:
    """A procedure that a role answers for, or in which it takes `steps` (1-based place and step)."""

    current: Current
    procedure: Procedure
    steps: tuple[tuple[int, Step], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleBriefing:
    """A briefing to which a role is invited; the version may bind already or be still to come."""

    current: Current
    briefing: Briefing


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleFacts:
    """All that applies to a role: by policy title, then in reading order; briefings and changes the newest first.

    `changes` are those of the last months to policies that bind the role or that it owns.
    """

    role: Role
    reports: tuple[Role, ...] = ()
    policies: tuple[Current, ...] = ()
    owned: tuple[Current, ...] = ()
    approved: tuple[Current, ...] = ()
    duties: tuple[RoleDuty, ...] = ()
    acts_in: tuple[RoleProcedure, ...] = ()
    answers_for: tuple[RoleProcedure, ...] = ()
    decisions: tuple[Decision, ...] = ()
    takes_over: tuple[Level, ...] = ()
    backs_up: tuple[Level, ...] = ()
    held_to: tuple[StandardLine, ...] = ()
    briefings: tuple[RoleBriefing, ...] = ()
    reviews: tuple[ReviewLine, ...] = ()
    changes: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyShare:
    """How much of a policy concerns a role; `cases` counts levels at which it takes over or stands in."""

    current: Current
    duties: int
    steps: int
    decisions: int
    cases: int
    standards: int


@once
def roles(edition: Edition) -> dict[str, RoleFacts]:
    """The facts of every role by its id, roles as declared."""
    return {id_: role_facts(id_, edition) for id_ in edition.roles}


def role_facts(role: str, edition: Edition) -> RoleFacts:
    """The facts of one role."""
    found = {name: by_role.get(role, ()) for name, by_role in _facts(edition).items()}
    return RoleFacts(role=edition.roles[role], **found)


@once
def _facts(edition: Edition) -> dict[str, dict[str, tuple[Any, ...]]]:
    """What is known of all roles: under what RoleFacts calls it, by role."""
    policies = current(edition)
    procedures = [(item, procedure) for item in policies for procedure in item.text.procedures]
    levels = [Level(current=item, level=level) for item in policies for level in item.text.escalation]
    return {
        "reports": _by_role(edition.roles.values(), lambda role: [role.reports_to]),
        "policies": _by_role(policies, lambda item: item.text.audience),
        "owned": _by_role(policies, lambda item: [item.text.owner]),
        "approved": _by_role(policies, lambda item: [item.text.approver]),
        "duties": _by_role(_duties(policies), lambda found: found.duty.roles or found.current.text.audience),
        "acts_in": _acting(procedures),
        "answers_for": _by_role(
            (RoleProcedure(current=item, procedure=procedure) for item, procedure in procedures),
            lambda found: [found.procedure.owner],
        ),
        "decisions": {found.role.id: found.decisions for found in authority(edition).roles},
        "takes_over": _by_role(levels, lambda found: [found.level.role]),
        "backs_up": _by_role(levels, lambda found: [found.level.backup]),
        "held_to": _by_role(standards(edition), lambda line: _held(line.procedure)),
        "briefings": _by_role(_briefings((*coming(edition), *policies)), lambda found: found.briefing.audience),
        "reviews": _by_role(reviews(edition), lambda line: [line.current.text.owner]),
        "changes": _changes(edition),
    }


def shares(facts: RoleFacts, language: str) -> tuple[PolicyShare, ...]:
    """How much of each policy concerns the role, by policy title; policies that do not name it are left out."""
    found = {item.id: item for item in facts.policies}
    counts: dict[str, Counter[str]] = {}
    for name, items in _counted(facts).items():
        counts[name] = Counter(item.id for item in items)
        found |= {item.id: item for item in items}
    return tuple(
        PolicyShare(current=item, **{name: count[item.id] for name, count in counts.items()})
        for item in by_title(found.values(), language)
    )


def lines(facts: RoleFacts) -> int:
    """How many lines the role's page would need to tell everything."""
    return sum(map(len, _counted(facts).values()))


def _counted(facts: RoleFacts) -> dict[str, list[Current]]:
    """The policy of each duty, step, decision, case and standard, under what PolicyShare calls them."""
    return {
        "duties": [item.current for item in facts.duties],
        "steps": [item.current for item in facts.acts_in for _ in item.steps],
        "decisions": [item.current for item in facts.decisions],
        "cases": [item.current for item in (*facts.takes_over, *facts.backs_up)],
        "standards": [item.current for item in facts.held_to],
    }


def _by_role(items: Iterable[Item], roles_of: Callable[[Item], Iterable[str | None]]) -> dict[str, tuple[Item, ...]]:
    """The items under each role that they name, in their order; a role named twice by one item has it once."""
    found: defaultdict[str, list[Item]] = defaultdict(list)
    for item in items:
        for role in dict.fromkeys(roles_of(item)):
            if role:
                found[role].append(item)
    return {role: tuple(listed) for role, listed in found.items()}


def _duties(policies: Iterable[Current]) -> list[RoleDuty]:
    return [RoleDuty(current=item, duty=duty) for item in policies for duty in item.text.duties]


def _acting(procedures: Iterable[tuple[Current, Procedure]]) -> dict[str, tuple[RoleProcedure, ...]]:
    """Procedures under each role that acts in them, with that role's steps."""
    found: defaultdict[str, list[RoleProcedure]] = defaultdict(list)
    for item, procedure in procedures:
        taken: dict[str, list[tuple[int, Step]]] = {}
        for place, step in enumerate(procedure.steps, start=1):
            taken.setdefault(step.actor, []).append((place, step))
        for role, steps in taken.items():
            found[role].append(RoleProcedure(current=item, procedure=procedure, steps=tuple(steps)))
    return {role: tuple(listed) for role, listed in found.items()}


def _briefings(versions: Iterable[Current]) -> list[RoleBriefing]:
    """The briefings of the versions, the newest first."""
    found = [RoleBriefing(current=item, briefing=briefing) for item in versions for briefing in item.text.briefings]
    return sorted(found, key=lambda item: item.briefing.held, reverse=True)


def _changes(edition: Edition) -> dict[str, tuple[Entry, ...]]:
    """What changed lately, under each role that the policy binds or that owns it."""
    concerned = {item.id: [*item.text.audience, item.text.owner] for item in published(edition)}
    return _by_role(news(edition), lambda entry: concerned[entry.policy_id])


def _held(procedure: Procedure) -> list[str | None]:
    """The roles that a procedure's standards hold: those that act in it, and the one that answers for it."""
    return [*(step.actor for step in procedure.steps), procedure.owner]
