"""Decision tables in force -> who may decide what, up to which limit, role by role."""

from collections import defaultdict
from dataclasses import dataclass

from handbook.history.edition import Edition, once
from handbook.model.decision import DecisionRule, DecisionTable, OutputType
from handbook.model.handbook import Role
from handbook.report.current import Current, current


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One rule of a decision table."""

    current: Current
    table: DecisionTable
    rule: DecisionRule


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleAuthority:
    """What one role may decide: by policy title, then in reading order."""

    role: Role
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """Roles that may decide something, as declared; then the rules that name no role."""

    roles: tuple[RoleAuthority, ...]
    others: tuple[Decision, ...]


@once
def authority(edition: Edition) -> Authority:
    """Every rule of every decision table in force, under each role that it names."""
    named: dict[str, list[Decision]] = defaultdict(list)
    others = []
    for item in current(edition):
        for table in item.text.authority:
            for rule in table.rules:
                decision = Decision(current=item, table=table, rule=rule)
                deciding = deciding_roles(table, rule)
                for role in deciding:
                    named[role].append(decision)
                if not deciding:
                    others.append(decision)
    return Authority(
        roles=tuple(
            RoleAuthority(role=role, decisions=tuple(named[role.id]))
            for role in edition.roles.values()
            if named[role.id]
        ),
        others=tuple(others),
    )


def deciding_roles(table: DecisionTable, rule: DecisionRule) -> tuple[str, ...]:
    """Ids of the roles that the rule's outputs name, in order of the outputs, each once."""
    named = (rule.then.get(output.id, "") for output in table.outputs if output.type is OutputType.ROLE)
    return tuple(dict.fromkeys(role for role in named if role))
