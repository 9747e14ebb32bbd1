"""Codes of what time brings, and of reasons that cannot be looked up."""

from handbook.check.catalogue.explanation import Explanation
from handbook.model.diagnostic import Severity

_EXCEPTION = """\
# policies/complaints/records/exceptions/lift.yml
clause: answer-today
granted: 2025-07-01
until: 2025-10-01
by: service-director
scope: Harbour Street
reason: The lift is being replaced.
closed: 2025-09-15
"""

_BENCHMARK = """\
# benchmarks.yml
benchmarks:
  - id: voltmart-answer
    competitor: voltmart
    metric: time to first answer
    value: 6
    unit: working hours
    better: at-most
    observed: 2025-02-11
    evidence: 30 test complaints
"""

_FEEDBACK = """\
# policies/complaints/records/feedback/spring-survey.yml
received: 2025-06-30
via: survey
text: Customers want a time window, not a day.
decision: change
reason: windows of three hours from version 3.0
"""

_NEXT = """\
# policies/complaints/policy.yml
next:
  change: editorial
  summary: The same in plainer words.
  reasons:
    - {kind: pilot-finding, note: Callers asked who would ring back., ref: callers-want-a-name}
"""

EXPLANATIONS = (
    Explanation(
        code="review-overdue",
        severity=Severity.WARNING,
        title="A review is overdue",
        happened="The policy was not reviewed within its cycle.",
        matters="No policy stays right by itself: customers, the industry and the way goods travel change.",
        mend=(
            "Review the policy with those who use it, and record that: `handbook review POLICY --outcome reaffirm "
            "--by ROLE --note TEXT`. The review pack on the policy's page has all that is needed."
        ),
        wrong="""\
# policies/complaints/versions/1.0.yml
review_every: P6M
""",
        right="""\
# policies/complaints/versions/1.0.yml
review_every: P12M
""",
    ),
    Explanation(
        code="review-due-soon",
        severity=Severity.NOTE,
        title="A review is due soon",
        happened="The day by which the policy must be reviewed is near.",
        matters="It is time to find a day for it.",
        mend="Find a day for the review; the review pack on the policy's page has all that is needed.",
        wrong="""\
# policies/complaints/versions/1.0.yml
review_every: P10M
""",
        right="""\
# policies/complaints/versions/1.0.yml
review_every: P12M
""",
    ),
    Explanation(
        code="stale-benchmark",
        severity=Severity.WARNING,
        title="A competitor was observed long ago",
        happened="The newest observation of a competitor's value is older than handbook.yml allows.",
        matters="A goal that is compared with what others did years ago is compared with nothing.",
        mend=("Observe the competitor again and add what you saw with its day, or raise the limit in `handbook.yml`."),
        wrong=_BENCHMARK.replace("2025-02-11", "2023-02-11"),
        right=_BENCHMARK,
    ),
    Explanation(
        code="lapsed-exception",
        severity=Severity.WARNING,
        title="An exception has lapsed and is still open",
        happened="The day on which the exception lapses has come, and it was not closed.",
        matters="Either the rule holds again and somebody must be told, or it is broken every day.",
        mend="Write `closed` with the day if it has ended, or have it granted anew with another end.",
        wrong=_EXCEPTION.replace("closed: 2025-09-15\n", ""),
        right=_EXCEPTION,
    ),
    Explanation(
        code="unknown-evidence",
        severity=Severity.WARNING,
        title="A reason for a change cannot be looked up",
        happened="What stands under `ref` is no finding of the policy's pilots, no record of it and no benchmark.",
        matters="Readers who ask why a rule was changed find nothing.",
        mend=(
            "Correct `ref`: the id of a pilot's finding, of a record in the policy's folder or of a benchmark. "
            "Leave it out if there is nothing to point to."
        ),
        wrong=_NEXT.replace("callers-want-a-name", "callers-want-names"),
        right=_NEXT,
    ),
    Explanation(
        code="decision-without-result",
        severity=Severity.WARNING,
        title="A decision does not say what came of it",
        happened="A pilot's finding or a piece of feedback was decided on, and neither a change nor a reason is named.",
        matters="Whoever took part or spoke up was told that it counts, and cannot see what it changed.",
        mend=(
            "Name under a finding's `changed` the clauses that it changed, name feedback among the `reasons` of the "
            "version that it led to, or say under `reason` why nothing was changed."
        ),
        wrong=_FEEDBACK.replace("reason: windows of three hours from version 3.0\n", ""),
        right=_FEEDBACK,
    ),
)
