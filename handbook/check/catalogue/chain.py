"""Codes of the chain from mission to goal, procedure and standard: its loose ends."""

from handbook.check.catalogue.explanation import Explanation
from handbook.model.diagnostic import Severity

_GOAL = """\
# policies/complaints/policy.yml
goals:
  - id: complain-once
    statement: A customer complains about one thing once.
    mission:
      - {pillar: keep-promises, reason: An answer on time is a promise kept.}
    measure: {metric: repeated complaints, unit: per cent, target: 5, better: at-most}
"""

_SERVICE = """\
# policies/complaints/policy.yml
services:
  - id: loan-appliance
    title: Loan appliance during repair
    level: A working appliance of the same kind within 24 hours.
    terms: free-for-a-period
    provider: own-staff
    importance: 4.6
    price: free while under warranty
"""

_PROCEDURE = """\
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
"""

EXPLANATIONS = (
    Explanation(
        code="empty-policy",
        severity=Severity.ERROR,
        title="A policy has no text",
        happened="There is a folder for the policy, but neither a working text nor a version in it.",
        matters="Nothing can be shown of the policy, not even its title.",
        mend="Write the policy's `policy.yml`, or delete the folder.",
        wrong="""\
# policies/delivery/records/reviews/2025-10.yml
reviewed: 2025-10-06
by: complaints-lead
outcome: reaffirm
note: Looked at.
""",
        right="""\
# policies/delivery/policy.yml
title: Delivery
summary: How we deliver.
category: contact
owner: shift-lead
approver: service-director
""",
    ),
    Explanation(
        code="goal-without-mission",
        severity=Severity.ERROR,
        title="A goal is not tied to the mission",
        happened="The goal names no pillar of the mission.",
        matters="A goal that serves no part of the mission is a goal of somebody's own.",
        mend=(
            "Say under `mission` which pillar the goal serves, and why. If it serves none, ask whether it is a goal."
        ),
        wrong="""\
# policies/complaints/policy.yml
goals:
  - id: complain-once
    statement: A customer complains about one thing once.
    measure: {metric: repeated complaints, unit: per cent, target: 5, better: at-most}
""",
        right=_GOAL,
    ),
    Explanation(
        code="goal-without-measure",
        severity=Severity.ERROR,
        title="A goal is not measured",
        happened="The goal has no measure.",
        matters="Without a score nobody can tell whether the policy works.",
        mend="Say under `measure` what is counted, in what unit, and which score is aimed at.",
        wrong="""\
# policies/complaints/policy.yml
goals:
  - id: complain-once
    statement: A customer complains about one thing once.
    mission:
      - {pillar: keep-promises, reason: An answer on time is a promise kept.}
""",
        right=_GOAL,
    ),
    Explanation(
        code="goal-without-procedure",
        severity=Severity.ERROR,
        title="No procedure reaches a goal",
        happened="No procedure of the text names the goal.",
        matters="A goal that nobody does anything for is a wish.",
        mend="Name the goal under `goals` of the procedure that reaches it, or take the goal out.",
        wrong=_GOAL
        + """\
  - id: answer-on-time
    statement: Everybody who complains is answered on the day.
    mission:
      - {pillar: keep-promises, reason: An answer on time is a promise kept.}
    measure: {metric: answers on the day, unit: per cent, target: 95, better: at-least}
""",
        right=_GOAL,
    ),
    Explanation(
        code="procedure-without-goal",
        severity=Severity.ERROR,
        title="A procedure reaches no goal",
        happened="The procedure's list of goals is empty.",
        matters="Staff cannot tell what the work is for, and nobody can tell whether it may be dropped.",
        mend="Name the goal that the procedure is for. If there is none, ask whether the procedure is needed.",
        wrong="""\
# policies/complaints/policy.yml
goals: []
procedures:
  - id: receive-complaint
    title: Receive a complaint
    goals: []
    trigger: a customer says that something went wrong
    owner: complaints-lead
    standards:
      - id: first-answer
        metric: time to first answer
        better: at-most
        target: 4
        unit: working hours
        method: case system, weekly
        origin: {kind: customers}
""",
        right=_PROCEDURE,
    ),
    Explanation(
        code="procedure-without-standard",
        severity=Severity.ERROR,
        title="A procedure is held to no standard",
        happened="The procedure has no standard.",
        matters="It is not said how well it must be done, so every branch does it differently.",
        mend="Say under `standards` how well it must be done: what is measured, which target, in which unit.",
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
""",
        right=_PROCEDURE,
    ),
    Explanation(
        code="procedure-without-owner",
        severity=Severity.ERROR,
        title="No role answers for a procedure",
        happened="The procedure names no owner.",
        matters="When it goes wrong, nobody is there to put it right.",
        mend="Name under `owner` the role that answers for it.",
        wrong=_PROCEDURE.replace("    owner: complaints-lead\n", ""),
        right=_PROCEDURE,
    ),
    Explanation(
        code="standard-without-unit",
        severity=Severity.ERROR,
        title="A standard's target has no unit",
        happened="The target is a number, and it is not said of what.",
        matters="Four minutes and four days are both four.",
        mend="Write the unit: minutes, working hours, per cent.",
        wrong=_PROCEDURE.replace("        unit: working hours\n", ""),
        right=_PROCEDURE,
    ),
    Explanation(
        code="standard-without-method",
        severity=Severity.ERROR,
        title="It is not said how a standard is measured",
        happened="The standard has no method.",
        matters="Two people would measure it in two ways and come to two results.",
        mend="Say under `method` where the figure comes from and how often it is taken.",
        wrong=_PROCEDURE.replace("        method: case system, weekly\n", ""),
        right=_PROCEDURE,
    ),
    Explanation(
        code="standard-without-source",
        severity=Severity.ERROR,
        title="It is not said where a standard comes from",
        happened="The standard has no origin.",
        matters="A standard that nobody asked for cannot be defended, nor be changed for a reason.",
        mend="Say under `origin` who asked for it: customers, a law, a standard, a competitor, a pilot.",
        wrong=_PROCEDURE.replace("        origin: {kind: customers}\n", ""),
        right=_PROCEDURE,
    ),
    Explanation(
        code="pillar-without-goal",
        severity=Severity.WARNING,
        title="No goal serves a pillar of the mission",
        happened="No policy that binds, will bind or is being written has a goal that is tied to the pillar.",
        matters="A part of the mission is words only.",
        mend="Tie a goal of a policy to the pillar, or ask whether the pillar still belongs to the mission.",
        wrong="""\
# handbook.yml
mission:
  statement: Appliances that work, and people who answer.
  pillars:
    - {id: keep-promises, title: Keep every promise, statement: We name only dates that we hold.}
    - {id: advise-honestly, title: Advise honestly, statement: We say what we would buy ourselves.}
""",
        right="""\
# handbook.yml
mission:
  statement: Appliances that work, and people who answer.
  pillars:
    - {id: keep-promises, title: Keep every promise, statement: We name only dates that we hold.}
""",
    ),
    Explanation(
        code="service-price",
        severity=Severity.WARNING,
        title="A service does not say what customers pay",
        happened="The service is sold or free for a period without a `price`, or has one although it is not offered.",
        matters="A promise is kept at the price that was named; colleagues who find none each name their own.",
        mend="Write under `price` the price, or the period; leave it out of a service that is not offered.",
        wrong=_SERVICE.replace("    price: free while under warranty\n", ""),
        right=_SERVICE,
    ),
    Explanation(
        code="importance-scale",
        severity=Severity.WARNING,
        title="The importance of a service is not on the scale",
        happened="The importance is less than 1 or more than 5.",
        matters="Pages show it as a mark out of 5, so that services can be compared.",
        mend="Convert the result of the survey to a scale from 1 to 5.",
        wrong=_SERVICE.replace("4.6", "92"),
        right=_SERVICE,
    ),
)
