"""Decisions on findings and feedback that do not say what came of them."""

import pytest

from tests.check.sample import EVIDENCE, found

POLICY = "# policies/complaints/policy.yml\n"
TRIED = EVIDENCE.replace('"1.0"', '"2.0"')
UNTOLD = TRIED.replace("reason: a name calms, changed: [log-complaint]", "")
FEEDBACK = """\
# policies/complaints/records/feedback/spring-survey.yml
received: 2025-06-30
via: survey
text: Customers want a time window, not a day.
decision: change
"""
NEXT = """\
# policies/complaints/policy.yml
next:
  change: editorial
  summary: Plainer words.
  reasons:
"""


def test_a_decision_on_a_finding_that_says_nothing_of_its_result_is_reported() -> None:
    assert found(POLICY + UNTOLD) == [
        "policies/complaints/policy.yml pilots.0.findings.0.decision: warning[decision-without-result] "
        "the finding `callers-want-a-name` was accepted, but it is not said what came of it | "
        "name under `changed` the clauses that it changed, or say why under `reason`"
    ]


@pytest.mark.parametrize("told", ["reason: a name calms", "changed: [log-complaint]"])
def test_a_decision_on_a_finding_names_a_reason_or_a_change(told: str) -> None:
    assert found(POLICY + TRIED.replace("reason: a name calms, changed: [log-complaint]", told)) == []


def test_a_published_finding_can_say_no_more() -> None:
    untold = EVIDENCE.replace("reason: a name calms, changed: [log-complaint]", "")
    assert found("# policies/complaints/versions/1.0.yml\n" + untold) == []


@pytest.mark.parametrize("decision", ["change", "no-change"])
def test_a_decision_on_feedback_that_says_nothing_of_its_result_is_reported(decision: str) -> None:
    assert found(FEEDBACK.replace("change", decision)) == [
        "policies/complaints/records/feedback/spring-survey.yml decision: warning[decision-without-result] "
        "it is not said what came of the decision on the feedback `spring-survey` | "
        "say it under `reason`, or name the feedback among the `reasons` of the version that it led to"
    ]


@pytest.mark.parametrize(
    "cases",
    [
        (FEEDBACK + "reason: windows of three hours\n",),
        (FEEDBACK, NEXT + "    - {kind: feedback, note: They want windows., ref: spring-survey}\n"),
        (FEEDBACK.replace("decision: change\n", ""),),
    ],
)
def test_feedback_that_is_explained_or_open_is_right(cases: tuple[str, ...]) -> None:
    assert found(*cases) == []
