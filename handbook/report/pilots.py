"""Published versions -> every pilot: what it showed, what was decided, which clauses of which version it changed."""

from collections.abc import Iterable
from dataclasses import dataclass

from handbook.history.clauses import clause_title
from handbook.history.edition import Edition, once
from handbook.history.in_force import known
from handbook.model.handbook import Policy
from handbook.model.policy import Finding, FindingDecision, Pilot, PolicyText
from handbook.report.current import Current


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedClause:
    """A clause that a finding changed; `title` is empty where the version does not hold the clause."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """A finding with the clauses that it changed."""

    finding: Finding
    changed: tuple[ChangedClause, ...] = ()

    @property
    def decided(self) -> bool:
        """Whether somebody decided about it for good."""
        return self.finding.decision in {FindingDecision.ACCEPTED, FindingDecision.DECLINED}


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotLine:
    """A pilot, with the version that reports it."""

    current: Current
    pilot: Pilot
    findings: tuple[FindingLine, ...] = ()


@once
def pilots(edition: Edition) -> tuple[PilotLine, ...]:
    """Every pilot of every published version, the one that ended last first; a pilot told twice stands once."""
    lines = [line for policy in edition.handbook.policies for line in _of_policy(policy, edition)]
    return tuple(sorted(lines, key=lambda line: (line.pilot.ends, line.current.id, line.pilot.id), reverse=True))


def _of_policy(policy: Policy, edition: Edition) -> Iterable[PilotLine]:
    lines: dict[str, PilotLine] = {}
    for version in known(policy, edition.as_of):
        for pilot in version.text.pilots:
            if pilot.id not in lines:
                findings = tuple(_finding(finding, version.text) for finding in pilot.findings)
                told_by = Current(policy=policy, version=version)
                lines[pilot.id] = PilotLine(current=told_by, pilot=pilot, findings=findings)
    return lines.values()


def _finding(finding: Finding, text: PolicyText) -> FindingLine:
    changed = tuple(ChangedClause(id=clause, title=clause_title(text, clause)) for clause in finding.changed)
    return FindingLine(finding=finding, changed=changed)
