"""Files with mistakes, and who sees each: `check`, the editor, or both.

A line's mistake is named behind `<-`: `both`; `check` where only our reader can see it; `editor` where only the schema
objects. Each of the latter two says why.
"""

from typing import NamedTuple


class Case(NamedTuple):
    """A file below the data folder; `seen` names by 1-based line who reports something there."""

    path: str
    text: str
    check: tuple[int, ...]
    editor: tuple[int, ...]


def case(path: str, text: str) -> Case:
    """The case that a text with marks describes."""
    lines, check, editor = [], [], []
    for number, line in enumerate(text.splitlines(), start=1):
        content, _, mark = line.partition("  <- ")
        seen = mark.split(":")[0].strip()
        assert seen in {"", "both", "check", "editor"}, mark
        lines.append(content.rstrip())
        check += [number] if seen in {"both", "check"} else []
        editor += [number] if seen in {"both", "editor"} else []
    return Case(path, "\n".join(lines) + "\n", tuple(check), tuple(editor))


POLICY = """\
# yaml-language-server: $schema=../../.schema/policy.json
"""
RECORD = """\
# yaml-language-server: $schema=../../../../.schema/{kind}.json
"""

CASES = {
    "keys": case(
        "policies/phone/policy.yml",
        POLICY
        + """\
title: Phone                    <- both: the key that is missing is reported where the file's keys begin
sumary: How calls are answered  <- both
category: contact
owner:                          <- both
approver: service-director
scope:
  chanels: [phone]              <- both
""",
    ),
    "ids of the handbook": case(
        "policies/phone/policy.yml",
        POLICY
        + """\
title: Phone
summary: How calls are answered.
category: contcat                              <- both
owner: contact-centre-manger                   <- both
approver: service-director
audience: [adviser, shift-leed]                <- both
related: [complaints, compliants]              <- both
scope:
  channels: [phone, telefax]                   <- both
  branches: [harbour-streat]                   <- both
goals:
  - id: heard-at-once                          <- check: no procedure reaches it, as the one below names another
    statement: Whoever rings us is heard at once.
    mission:
      - pillar: keep-promise                   <- both
        reason: An answered call is a promise kept.
    measure: {metric: calls, unit: '%', target: 90, better: at-least}
    benchmarks: [voltmart-call-weight]         <- both
procedures:
  - id: take-a-call
    title: Take a call
    goals: [heard-at-one]                      <- check: a goal of the same file; a schema cannot look there
    trigger: the telephone rings
    owner: contact-centre-manager
    steps:
      - {id: greet, actor: advisor, action: Say your name.}   <- both
    standards:
      - id: answer-time
        metric: time to answer
        better: at-most
        target: 30
        unit: seconds
        method: every call
        principle: reliabillity                <- both
        origin: {kind: customers, note: survey}
escalation:
  - id: to-shift-lead
    level: 1
    trigger: refused
    cases: [refund-refuse]                     <- both
    role: shift-lead
    within: PT30M
    urgency: same-day
""",
    ),
    "formats": case(
        "policies/phone/policy.yml",
        POLICY
        + """\
title: ""                                      <- both
summary: How calls are answered.
category: contact
owner: contact-centre-manager
approver: service-director
review_every: 12 months                        <- both
keywords: hotline                              <- both
references:
  - title: ISO 10002
    url: www.iso.org                           <- both
duties:
  - id: Answer Soon                            <- both
    text: Answer every call.
  - id: nul                                    <- both
    text: [Answer every call.]                 <- both
  - Answer every call.                         <- both
goals:
  - id: heard
    statement: Whoever rings us is heard.
    mission: [{pillar: keep-promises, reason: An answered call is a promise kept.}]
    measure: {metric: calls, unit: '%', target: ninety, better: more}   <- both
procedures:
  - id: take-a-call
    title: Take a call
    goals: [heard]
    owner: contact-centre-manager
    trigger: >                                 <- both: a folded text ends with a line break
      the telephone
      rings
    steps:
      - {id: greet, actor: adviser, action: Say your name.}
    standards:
      - id: answer-time
        metric: time to answer
        better: at-most
        target: 1e2                            <- check: editors read a number here and do not see how it is written
        unit: seconds
        method: every call
        origin: {kind: customers}
pilots:
  - id: spring-pilot
    version: "2.0.1"                           <- both
    begins: 2025-13-01                         <- both
    ends: 2025-02-30                           <- check: which days a month has no pattern says
    staff: {count: -4}                         <- both
    outcome: adopted                           <- both
""",
    ),
    "what editors read otherwise": case(
        "policies/phone/policy.yml",
        POLICY
        + """\
title: 2026
summary: true                                  <- editor: a truth value for YAML, plain text for us; quotes help both
category: contact
owner: contact-centre-manager
approver: contact-centre-manager               <- check: one value compared with another
pilots:
  - id: spring-pilot
    version: 2.0                               <- editor: a number for YAML, where 2.10 would be 2.1; quotes help both
    begins: 2025-04-01
    ends: 2025-03-01                           <- check: one day compared with another
""",
    ),
    "yaml": case(
        "policies/phone/policy.yml",
        POLICY
        + """\
title: Phone
summary: How calls are answered.
category: contact
owner: contact-centre-manager
approver: service-director
title: Telephone                               <- both
""",
    ),
    "a review": case(
        "policies/phone/records/reviews/2026-10-06.yml",
        RECORD.format(kind="reviews")
        + """\
reviewed: 6.10.2026                            <- both: the note that is missing is reported here too
by: contact-center-manager                     <- both
outcome: reaffirmed                            <- both
""",
    ),
    "a clause": case(
        "policies/phone/records/exceptions/north-park.yml",
        RECORD.format(kind="exceptions")
        + """\
clause: no-such-clause                         <- check: a clause of the policy; a schema cannot look there
granted: 2026-10-06
until: 2026-12-06
by: service-director
scope: North Park
reason: The lift is being replaced.
""",
    ),
    "an exception": case(
        "policies/phone/records/exceptions/north-park.yml",
        RECORD.format(kind="exceptions")
        + """\
clause: answer-time
granted: 2026-10-06
until: 2026-12-06
by: service-director
scope: North Park
reason: The lift is being replaced.
closes: 2026-12-01                             <- both
""",
    ),
    "roles": case(
        "roles.yml",
        """\
# yaml-language-server: $schema=./.schema/roles.json
roles:
  - id: adviser
    title: Adviser
    reports_to: team-lead
  - id: team-lead
    title: Team lead
    reports_to: teem-lead                      <- check: roles that are added here are known at once, so any id passes
""",
    ),
}
