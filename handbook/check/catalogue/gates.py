"""Codes of the gates before publication, and of who may approve."""

from handbook.check.catalogue.explanation import Explanation
from handbook.model.diagnostic import Severity

_PILOT = """\
# policies/complaints/versions/1.0.yml
pilots:
  - id: spring-pilot
    version: "1.0"
    begins: 2025-03-03
    ends: 2025-04-01
    staff: {count: 12}
    customers: {count: 90, notice: This is a trial; what you say changes the policy.}
    findings:
      - id: callers-want-a-name
        text: Callers asked who would ring back.
        decision: accepted
        reason: a name calms
        changed: [log-complaint]
    outcome: adopt
"""

_RELEASE = """\
# policies/complaints/versions/1.0.yml
release:
  version: "1.0"
  change: substantive
  summary: The first version.
  published: 2025-04-18
  effective: 2025-05-01
  approval: {role: service-director, approved: 2025-04-15}
"""

EXPLANATIONS = (
    Explanation(
        code="missing-approval",
        severity=Severity.ERROR,
        title="Nobody approved a version that needs it",
        happened="The version is substantive, or called editorial against the comparison, and has no approval.",
        matters="A rule that staff must follow is put in force by somebody who may do so, and it is on record who.",
        mend=(
            "Have the text approved, and say who did and when: `--approved-by` and `--approved-on` of `handbook "
            "publish`."
        ),
        wrong=_RELEASE.replace("  approval: {role: service-director, approved: 2025-04-15}\n", ""),
        right=_RELEASE,
    ),
    Explanation(
        code="missing-pilot",
        severity=Severity.ERROR,
        title="A substantive version was not tried",
        happened=(
            "The version has procedures, and no pilot of it in which somebody took part ended in the decision to adopt "
            "or adapt it."
        ),
        matters="Flaws are found with a few customers and colleagues, or with all of them.",
        mend=(
            "Try the change with a few customers and colleagues, and record it under `pilots` with its findings "
            "and its outcome."
        ),
        wrong=_PILOT.replace("    outcome: adopt\n", "    outcome: reject\n"),
        right=_PILOT,
    ),
    Explanation(
        code="missing-briefing",
        severity=Severity.ERROR,
        title="Staff are not briefed before a version takes effect",
        happened=(
            "The version has procedures, and before the day on which it takes effect no briefing is held, nobody came, "
            "or a role that it binds is not briefed. The owner, the approver and whoever heads the organisation need "
            "no briefing."
        ),
        matters="Customers would know the new rule before those who must keep it.",
        mend=(
            "Plan briefings for every role of the audience and of the duties before the day on which the version takes "
            "effect, or move that day, and record them under `briefings`."
        ),
        wrong="""\
# policies/complaints/versions/1.0.yml
briefings:
  - {id: phone-team-briefing, held: 2025-05-02, audience: [adviser, shift-lead]}
""",
        right="""\
# policies/complaints/versions/1.0.yml
briefings:
  - {id: phone-team-briefing, held: 2025-04-22, audience: [adviser, shift-lead]}
""",
    ),
    Explanation(
        code="missing-notice",
        severity=Severity.ERROR,
        title="Customers are not told that they take part in a trial",
        happened="A pilot has customers in it, and it is not said what they were told.",
        matters="Customers must know that it is a trial, and that what they say changes the policy.",
        mend="Write under `notice` what the customers were told, in the words that were used.",
        wrong=_PILOT.replace("{count: 90, notice: This is a trial; what you say changes the policy.}", "{count: 90}"),
        right=_PILOT,
    ),
    Explanation(
        code="undecided-finding",
        severity=Severity.ERROR,
        title="Nobody decided on what a pilot showed",
        happened="A finding of a pilot has no decision. In a working text this is a warning once the pilot has ended.",
        matters="Those who took part were told that what they say counts.",
        mend=(
            "Decide: accepted, declined or deferred, with the reason, and name under `changed` the clauses that "
            "it changed."
        ),
        wrong=_PILOT.replace("        decision: accepted\n", ""),
        right=_PILOT,
    ),
    Explanation(
        code="pilot-version",
        severity=Severity.ERROR,
        title="A pilot tried another version",
        happened="A pilot that stands in a version says that it tried a later one.",
        matters="The evidence for a version must be about that version.",
        mend="Correct the pilot's `version`, or move the pilot to the text that it tried.",
        wrong=_PILOT.replace('"1.0"', '"2.0"')
        + """\
  - id: second-pilot
    version: "1.0"
    begins: 2025-03-03
    ends: 2025-04-01
    staff: {count: 12}
    outcome: adopt
""",
        right=_PILOT,
    ),
    Explanation(
        code="approver-is-owner",
        severity=Severity.ERROR,
        title="Somebody approves their own policy",
        happened="The owner of the policy is its approver too, or approved the version.",
        matters="A second pair of eyes is what an approval is for.",
        mend="Name another role as approver, best one that the owner reports to.",
        wrong="""\
# policies/complaints/policy.yml
approver: complaints-lead
""",
        right="""\
# policies/complaints/policy.yml
approver: service-director
""",
    ),
    Explanation(
        code="wrong-approver",
        severity=Severity.ERROR,
        title="Another role approved than the one that must",
        happened="The role that approved the version is not the one that the text names as its approver.",
        matters="An approval by somebody who may not give it is none.",
        mend="Have the role approve that the text names, or change `approver` first and say why.",
        wrong=_RELEASE.replace("role: service-director", "role: shift-lead"),
        right=_RELEASE,
    ),
)
