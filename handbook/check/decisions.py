"""Decisions on what a pilot showed and on what people said -> those that do not say what came of them.

Who took part or spoke up was told that it counts: a decision names what it changed, or why nothing was changed.
A published text is not asked, as nobody can add to it.
"""

from collections.abc import Iterator

from handbook.check.survey import Survey
from handbook.history.evidence import record_named
from handbook.model.diagnostic import Diagnostic, warning
from handbook.model.handbook import Policy
from handbook.model.record import Feedback


def findings_without_result(survey: Survey) -> Iterator[Diagnostic]:
    """A decision on a pilot's finding names the clauses that it changed, or a reason.

    Codes: decision-without-result.
    """
    for expression in survey.working:
        for pilot in expression.text.pilots:
            for finding in pilot.findings:
                if finding.decision and not finding.changed and not finding.reason:
                    message = f"the finding `{finding.id}` was {finding.decision}, but it is not said what came of it"
                    hint = "name under `changed` the clauses that it changed, or say why under `reason`"
                    yield warning("decision-without-result", finding.source.of("decision"), message, hint)


def feedback_without_result(survey: Survey) -> Iterator[Diagnostic]:
    """A decision on feedback says what was done, or a version names it as its reason.

    Codes: decision-without-result.
    """
    for policy in survey.handbook.policies:
        loose = [item for item in policy.records.feedback if item.decision and not item.reason]
        told = _reasons(policy) if loose else set()
        for item in loose:
            if item.id not in told:
                message = f"it is not said what came of the decision on the feedback `{item.id}`"
                hint = "say it under `reason`, or name the feedback among the `reasons` of the version that it led to"
                yield warning("decision-without-result", item.source.of("decision"), message, hint)


def _reasons(policy: Policy) -> set[str]:
    """The feedback that a version gives as its reason, or the version to come."""
    given = [reason for version in policy.versions for reason in version.release.reasons]
    if policy.working and policy.working.next:
        given += policy.working.next.reasons
    named = (record_named(reason, policy) for reason in given)
    return {record.id for record in named if isinstance(record, Feedback)}
