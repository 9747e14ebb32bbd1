import pytest

from handbook.model.handbook import Policy
from handbook.model.version import ReasonKind
from handbook.render.policy.changed import ChangedView, ChangeLine, ReasonView, changed_view, counts, reasons
from handbook.render.policy.chronology import Issue, issues
from handbook.render.press import Link, Sheet, make_press
from tests.builders import (
    benchmark,
    correction,
    duty,
    edition,
    feedback,
    finding,
    front_line_check,
    measurement,
    pilot,
    policy,
    procedure,
    reason,
    review,
    standard,
    text,
    version,
)

ONE = version("1.0", text=text())
TWO = version("2.0", text=text(title="Complaints and praise", duties=(duty(),)))


def sheet(subject: Policy) -> Sheet:
    return make_press(edition(subject, benchmarks=(benchmark(),))).sheet("policies/complaints/")


def newest(subject: Policy) -> Issue:
    return issues(subject, edition())[-1]


def test_change_is_told_by_summary_reasons_and_clauses() -> None:
    subject = policy("complaints", ONE, TWO)

    assert changed_view(subject, newest(subject), sheet(subject), listed=True) == ChangedView(
        number="2.0",
        previous="1.0",
        kind="substantive",
        summary=sheet(subject).prose("What version 2.0 changes."),
        reasons=(ReasonView(kind="feedback", note="Callers asked who would ring back.", evidence=None),),
        counts="2 clauses: 1 added, 1 changed, since version 1.0",
        lines=(
            ChangeLine(
                type="changed",
                kind="Policy",
                clause=Link("Title, summary and scope", "../../policies/complaints/2.0/changes/#_head"),
            ),
            ChangeLine(
                type="added",
                kind="Duty",
                clause=Link(
                    "Answer every complaint on the day it arrives.",
                    "../../policies/complaints/2.0/changes/#answer-today",
                ),
            ),
        ),
        open=True,
        redline=Link("Redline against 1.0", "../../policies/complaints/2.0/changes/"),
    )


def test_first_version_changed_nothing() -> None:
    subject = policy("complaints", ONE)
    view = changed_view(subject, newest(subject), sheet(subject), listed=True)

    assert (view.previous, view.counts, view.lines) == ("", "", ())


def test_long_list_is_folded() -> None:
    many = version("2.0", text=text(duties=tuple(duty(f"duty-{n}") for n in range(9))))
    subject = policy("complaints", ONE, many)

    assert changed_view(subject, newest(subject), sheet(subject), listed=True).open is False


def test_changes_without_any_are_said_so() -> None:
    assert counts(()) == "No clause differs"


@pytest.mark.parametrize(
    ("kind", "ref", "evidence"),
    [
        (
            ReasonKind.PILOT_FINDING,
            "callers-want-a-name",
            Link("finding", "../../policies/complaints/1.0/#callers-want-a-name"),
        ),
        (ReasonKind.PILOT_FINDING, "unknown", None),
        (ReasonKind.BENCHMARK, "voltmart-answer", Link("benchmark", "../../benchmarks/#voltmart-answer")),
        (ReasonKind.BENCHMARK, "unknown", None),
        (ReasonKind.FEEDBACK, "survey", Link("feedback", "../../policies/complaints/history/#_feedback-survey")),
        (ReasonKind.REVIEW, "annual", Link("review", "../../policies/complaints/history/#_review-annual")),
        (ReasonKind.FRONT_LINE_CHECK, "desk", Link("check", "../../policies/complaints/history/#_check-desk")),
        (ReasonKind.CORRECTION, "unit", Link("correction", "../../policies/complaints/history/#_correction-unit")),
        (ReasonKind.MEASUREMENT, "q3", Link("measurement", "../../policies/complaints/history/#_measurement-q3")),
        (ReasonKind.MEASUREMENT, "running", None),
        (ReasonKind.REVIEW, "survey", Link("feedback", "../../policies/complaints/history/#_feedback-survey")),
        (ReasonKind.FEEDBACK, "2025-06", Link("feedback", "../../policies/complaints/history/#_feedback-2025-06")),
        (ReasonKind.FRONT_LINE_CHECK, "2025-06", Link("check", "../../policies/complaints/history/#_check-2025-06")),
        (ReasonKind.REVIEW, "too-late", None),
        (ReasonKind.LAW, "", None),
    ],
)
def test_reason_leads_to_its_evidence(kind: ReasonKind, ref: str, evidence: Link | None) -> None:
    tried = version(
        "1.0",
        text=text(procedures=(procedure(standards=(standard(),)),), pilots=(pilot(findings=(finding(),)),)),
        reasons=(reason(kind, ref=ref),),
    )
    subject = policy(
        "complaints",
        tried,
        feedback("survey"),
        review("annual"),
        review("too-late", reviewed="2026-03-02"),
        front_line_check("desk"),
        correction("unit"),
        measurement("q3"),
        measurement("running", ends="2026-03-02"),
        *(review("2025-06"), feedback("2025-06"), front_line_check("2025-06")),
    )

    assert [item.evidence for item in reasons(subject, tried, sheet(subject))] == [evidence]
