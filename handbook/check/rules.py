"""The visible list of all rules, and `check`, which runs them over an edition.

A rule is a pure function that finds what is wrong with an edition; it changes nothing and reads no file. Rules are
told apart by what they conclude from: where something could not be read, those that would be misled are not asked.
"""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from handbook.check import (
    authority,
    chain,
    coverage,
    dates,
    decisions,
    escalation,
    gates,
    html,
    identity,
    revision,
    services,
)
from handbook.check.clause_references import clause_references
from handbook.check.references import handbook_references
from handbook.check.survey import Survey
from handbook.check.unread import Unread
from handbook.history.edition import Edition
from handbook.machine.collector import collector_paused
from handbook.model.diagnostic import Diagnostic

Rule: TypeAlias = Callable[[Survey], Iterator[Diagnostic]]

RULES_OF_RECORDS: tuple[Rule, ...] = (
    handbook_references,
    identity.duplicate_ids,
    identity.duplicate_terms,
    identity.duplicate_clauses,
    identity.former_ids,
    identity.self_references,
    identity.reporting_loops,
    dates.record_days,
    dates.version_numbers,
    html.html_in_prose,
    chain.empty_policies,
    chain.procedures_without_goal,
    chain.standards_without_unit,
    chain.standards_without_method,
    chain.standards_without_source,
    escalation.own_backups,
    gates.approvers,
    gates.trial_notices,
    services.services,
    revision.stale_benchmarks,
    revision.lapsed_exceptions,
)
"""Each finding of theirs is about one record, and stands whatever else cannot be read."""

RULES_OF_POLICIES: tuple[Rule, ...] = (
    clause_references,
    identity.reused_clauses,
    dates.version_days,
    dates.version_sequence,
    dates.version_periods,
    dates.withdrawn_policies,
    dates.corrected_versions,
    chain.goals_without_mission,
    chain.goals_without_measure,
    chain.goals_without_procedure,
    chain.procedures_without_standard,
    chain.procedures_without_owner,
    authority.rule_tests,
    authority.rule_outputs,
    authority.output_roles,
    authority.overlapping_rules,
    coverage.undecided_cases,
    coverage.unreachable_rules,
    authority.example_cases,
    authority.example_decisions,
    escalation.escalation_ladders,
    gates.approvals,
    gates.editorial_changes,
    gates.pilots,
    gates.briefings,
    gates.undecided_findings,
    gates.pilot_versions,
    revision.reviews,
    revision.evidence,
    decisions.findings_without_result,
    decisions.feedback_without_result,
)
"""They conclude from what a policy lacks, or from several of its records; all of it must have been read."""

RULES_OF_THE_HANDBOOK: tuple[Rule, ...] = (
    chain.pillars_without_goal,
    escalation.uncovered_cases,
)
"""They conclude from what no policy has; all policies must have been read."""


def check(
    edition: Edition, loaded_problems: tuple[Diagnostic, ...] = (), incomplete: frozenset[str] = frozenset()
) -> tuple[Diagnostic, ...]:
    """Every finding of every rule that is not a consequence of what could not be read, in no order of places.

    Args:
        edition: the handbook as it was read, for one date. Versions published after that date are checked too.
        loaded_problems: what the reader reported.
        incomplete: the files and folders whose content is missing from the handbook, or a part of it.
    """
    unread = Unread(edition, loaded_problems, incomplete)
    with collector_paused():
        readable, whole = unread.readable, unread.whole
        found = [item for rule in RULES_OF_RECORDS for item in rule(readable)]
        found += [item for rule in RULES_OF_POLICIES for item in rule(whole)]
        if unread.complete:
            found += [item for rule in RULES_OF_THE_HANDBOOK for item in rule(whole)]
        return tuple(item for item in found if not unread.holds_back(item))


def findings(survey: Survey) -> Iterator[Diagnostic]:
    """Every finding of every rule in a survey of policies that were read whole."""
    for rule in (*RULES_OF_RECORDS, *RULES_OF_POLICIES, *RULES_OF_THE_HANDBOOK):
        yield from rule(survey)
