"""Codes of references: an id or a link that leads nowhere, or to two things."""

from handbook.check.catalogue.explanation import Explanation
from handbook.model.diagnostic import Severity

EXPLANATIONS = (
    Explanation(
        code="unknown-role",
        severity=Severity.ERROR,
        title="There is no such role",
        happened="A field names a role that roles.yml does not declare.",
        matters="Nobody would know who must act, and the role's own page would miss the rule.",
        mend="Correct the id, or add the role to `roles.yml`.",
        wrong="""\
# policies/complaints/policy.yml
owner: complaint-lead
""",
        right="""\
# policies/complaints/policy.yml
owner: complaints-lead
""",
    ),
    Explanation(
        code="unknown-pillar",
        severity=Severity.ERROR,
        title="There is no such pillar",
        happened="A goal is tied to a pillar that the mission in handbook.yml does not have.",
        matters="The way from the goal to the mission breaks off.",
        mend="Correct the id, or add the pillar to the mission in `handbook.yml`.",
        wrong="""\
# policies/complaints/policy.yml
goals:
  - id: complain-once
    statement: A customer complains about one thing once.
    mission:
      - {pillar: keep-our-promises, reason: An answer on time is a promise kept.}
    measure: {metric: repeated complaints, unit: per cent, target: 5, better: at-most}
""",
        right="""\
# policies/complaints/policy.yml
goals:
  - id: complain-once
    statement: A customer complains about one thing once.
    mission:
      - {pillar: keep-promises, reason: An answer on time is a promise kept.}
    measure: {metric: repeated complaints, unit: per cent, target: 5, better: at-most}
""",
    ),
    Explanation(
        code="unknown-principle",
        severity=Severity.ERROR,
        title="There is no such principle",
        happened="A standard names a principle of good service that handbook.yml does not declare.",
        matters="The standard would be missing where the principle is looked up.",
        mend="Correct the id, or add the principle to `handbook.yml`.",
        wrong="""\
# policies/complaints/policy.yml
procedures:
  - id: receive-complaint
    title: Receive a complaint
    goals: [complain-once]
    trigger: a customer says that something went wrong
    owner: complaints-lead
    steps:
      - {id: log-complaint, actor: adviser, action: Log it.}
    standards:
      - id: first-answer
        metric: time to first answer
        better: at-most
        target: 4
        unit: working hours
        method: case system, weekly
        origin: {kind: customers}
        principle: relyability
""",
        right="""\
# policies/complaints/policy.yml
procedures:
  - id: receive-complaint
    title: Receive a complaint
    goals: [complain-once]
    trigger: a customer says that something went wrong
    owner: complaints-lead
    steps:
      - {id: log-complaint, actor: adviser, action: Log it.}
    standards:
      - id: first-answer
        metric: time to first answer
        better: at-most
        target: 4
        unit: working hours
        method: case system, weekly
        origin: {kind: customers}
        principle: reliability
""",
    ),
    Explanation(
        code="unknown-category",
        severity=Severity.ERROR,
        title="There is no such category",
        happened="A policy names a category that handbook.yml does not declare.",
        matters="The policy would stand nowhere in the handbook.",
        mend="Correct the id, or add the category to `handbook.yml`.",
        wrong="""\
# policies/complaints/policy.yml
category: contacts
""",
        right="""\
# policies/complaints/policy.yml
category: contact
""",
    ),
    Explanation(
        code="unknown-channel",
        severity=Severity.ERROR,
        title="There is no such channel",
        happened="A field names a channel that handbook.yml does not declare.",
        matters="Staff on that channel would not find what applies to them.",
        mend="Correct the id, or add the channel to `handbook.yml`.",
        wrong="""\
# policies/complaints/policy.yml
scope: {channels: [phone, branch]}
""",
        right="""\
# policies/complaints/policy.yml
scope: {channels: [phone, desk]}
""",
    ),
    Explanation(
        code="unknown-branch",
        severity=Severity.ERROR,
        title="There is no such branch",
        happened="A field names a branch that handbook.yml does not declare.",
        matters="It is not clear where the rule applies, or where something was seen.",
        mend="Correct the id, or add the branch to `handbook.yml`.",
        wrong="""\
# policies/complaints/policy.yml
scope: {branches: [harbor-street]}
""",
        right="""\
# policies/complaints/policy.yml
scope: {branches: [harbour-street]}
""",
    ),
    Explanation(
        code="unknown-case",
        severity=Severity.ERROR,
        title="There is no such kind of case",
        happened="An escalation level names a kind of case that handbook.yml does not declare.",
        matters="Somebody with such a case would not find who takes over.",
        mend="Correct the id, or add the kind of case to `cases` in `handbook.yml`.",
        wrong="""\
# policies/complaints/policy.yml
escalation:
  - id: to-shift-lead
    level: 1
    trigger: the customer refuses the offer
    cases: [refund-refused, refund-late]
    role: shift-lead
    within: PT30M
    urgency: same-day
""",
        right="""\
# policies/complaints/policy.yml
escalation:
  - id: to-shift-lead
    level: 1
    trigger: the customer refuses the offer
    cases: [refund-refused]
    role: shift-lead
    within: PT30M
    urgency: same-day
""",
    ),
    Explanation(
        code="unknown-competitor",
        severity=Severity.ERROR,
        title="There is no such competitor",
        happened="A benchmark names a competitor that benchmarks.yml does not declare.",
        matters="The observation could not be compared with the others of that competitor.",
        mend="Correct the id, or add the competitor to `benchmarks.yml`.",
        wrong="""\
# benchmarks.yml
competitors:
  - {id: voltmart, title: Voltmart}
benchmarks:
  - id: voltmart-answer
    competitor: volt-mart
    metric: time to first answer
    value: 6
    unit: working hours
    better: at-most
    observed: 2025-02-11
    evidence: 30 test complaints
""",
        right="""\
# benchmarks.yml
competitors:
  - {id: voltmart, title: Voltmart}
benchmarks:
  - id: voltmart-answer
    competitor: voltmart
    metric: time to first answer
    value: 6
    unit: working hours
    better: at-most
    observed: 2025-02-11
    evidence: 30 test complaints
""",
    ),
    Explanation(
        code="unknown-benchmark",
        severity=Severity.ERROR,
        title="There is no such benchmark",
        happened="A goal names a benchmark that benchmarks.yml does not hold.",
        matters="Nobody can see how far we are from what others do.",
        mend="Correct the id, or add the observation to `benchmarks.yml`.",
        wrong="""\
# policies/complaints/policy.yml
goals:
  - id: complain-once
    statement: A customer complains about one thing once.
    mission:
      - {pillar: keep-promises, reason: An answer on time is a promise kept.}
    measure: {metric: repeated complaints, unit: per cent, target: 5, better: at-most}
    benchmarks: [voltmart-answers]
""",
        right="""\
# policies/complaints/policy.yml
goals:
  - id: complain-once
    statement: A customer complains about one thing once.
    mission:
      - {pillar: keep-promises, reason: An answer on time is a promise kept.}
    measure: {metric: repeated complaints, unit: per cent, target: 5, better: at-most}
    benchmarks: [voltmart-answer]
""",
    ),
    Explanation(
        code="unknown-policy",
        severity=Severity.ERROR,
        title="There is no such policy",
        happened="A field or a link names a policy that is not in the handbook, or that was renamed.",
        matters=(
            "Readers would be sent to a page that does not exist. Under `see` in the glossary it is only a warning: "
            "the term stands without its link."
        ),
        mend="Correct the id: it is the name of the policy's folder. After a rename, write the new one.",
        wrong="""\
# policies/complaints/policy.yml
sections:
  - {id: background, title: Background, text: "Read [Phone](policy:phones) first."}
""",
        right="""\
# policies/complaints/policy.yml
sections:
  - {id: background, title: Background, text: "Read [Phone](policy:phone) first."}
""",
    ),
    Explanation(
        code="unknown-goal",
        severity=Severity.ERROR,
        title="There is no such goal in the text",
        happened="A procedure names a goal that its text does not have.",
        matters="The way from the procedure to what it is for breaks off.",
        mend="Correct the id, or write the goal under `goals` in the same file.",
        wrong="""\
# policies/complaints/policy.yml
goals:
  - id: complain-only-once
    statement: A customer complains about one thing once.
    mission:
      - {pillar: keep-promises, reason: An answer on time is a promise kept.}
    measure: {metric: repeated complaints, unit: per cent, target: 5, better: at-most}
""",
        right="""\
# policies/complaints/policy.yml
goals:
  - id: complain-once
    statement: A customer complains about one thing once.
    mission:
      - {pillar: keep-promises, reason: An answer on time is a promise kept.}
    measure: {metric: repeated complaints, unit: per cent, target: 5, better: at-most}
""",
    ),
    Explanation(
        code="unknown-standard",
        severity=Severity.ERROR,
        title="There is no such standard in the policy",
        happened="A measurement names a standard, or a goal, that no text of the policy has ever had.",
        matters="The value would be shown nowhere.",
        mend="Correct the id: it stands under `standards` of a procedure of the policy, or under its `goals`.",
        wrong="""\
# policies/complaints/records/measurements/2025-q4.yml
standard: first-reply
begins: 2025-10-01
ends: 2026-01-01
value: 3.4
""",
        right="""\
# policies/complaints/records/measurements/2025-q4.yml
standard: first-answer
begins: 2025-10-01
ends: 2026-01-01
value: 3.4
""",
    ),
    Explanation(
        code="unknown-clause",
        severity=Severity.ERROR,
        title="There is no such clause in the policy",
        happened="A record, a finding or a link names a clause that the policy that is meant does not have.",
        matters="Readers would land at the top of a page and look for the clause in vain.",
        mend="Correct the id behind `#`. On the policy's page the ¶ beside a clause gives its address.",
        wrong="""\
# policies/complaints/policy.yml
sections:
  - {id: background, title: Background, text: "See [Answering](policy:phone#answer)."}
""",
        right="""\
# policies/complaints/policy.yml
sections:
  - {id: background, title: Background, text: "See [Answering](policy:phone#answering)."}
""",
    ),
    Explanation(
        code="ambiguous-reference",
        severity=Severity.ERROR,
        title="It is not clear what is meant",
        happened="The id that is named is declared more than once.",
        matters="Two readers could understand the rule in two ways.",
        mend="Give each of the two entries an id of its own, then check which one is meant here.",
        wrong="""\
# roles.yml
roles:
  - {id: adviser, title: Customer adviser}
  - {id: shift-lead, title: Shift lead}
  - {id: complaints-lead, title: Complaints lead}
  - {id: service-director, title: Director of service}
  - {id: adviser, title: Adviser for appliances}
""",
        right="""\
# roles.yml
roles:
  - {id: adviser, title: Customer adviser}
  - {id: shift-lead, title: Shift lead}
  - {id: complaints-lead, title: Complaints lead}
  - {id: service-director, title: Director of service}
  - {id: appliance-adviser, title: Adviser for appliances}
""",
    ),
)
