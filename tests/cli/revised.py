"""A handbook with one policy that passes every gate, and what its owner writes in the course of a revision."""

HANDBOOK = """\
title: Customer service handbook
organisation: Ardenhall Appliances
mission:
  statement: Appliances that work.
  pillars:
    - {id: keep-promises, title: Keep every promise, statement: We name only dates that we hold.}
categories:
  - {id: contact, title: Reaching us}
"""

ROLES = """\
roles:
  - {id: adviser, title: Adviser}
  - {id: phone-lead, title: Phone lead}
  - {id: service-director, title: Service director}
"""

TEXT = """\
# Ask the phone lead before you edit this.
title: Phone
summary: "How a call is answered."   # one sentence
category: contact
owner: phone-lead
approver: service-director
duties:
  - {id: answer-soon, text: Answer every call within 60 seconds.}
goals:
  - id: reached-at-once
    statement: Whoever rings us is heard at once.
    mission: [{pillar: keep-promises, reason: An answered call is a promise kept.}]
    measure: {metric: calls answered, unit: '%', target: 90, better: at-least}
procedures:
  - id: take-a-call
    title: Take a call
    owner: phone-lead
    goals: [reached-at-once]
    trigger: the telephone rings
    steps:
      - {id: greet, actor: adviser, action: 'Say your name.'}
    standards:
      - id: answer-time   # agreed with the works council
        metric: time to answer
        better: at-most
        target: 60
        unit: seconds
        method: telephone system, every call
        origin: {kind: customers, note: survey of 2024}
"""

PILOT = """\
pilots:
  - id: {id}
    version: "{version}"
    begins: {begins}
    ends: {ends}
    staff: {{count: 6, groups: [phone team]}}
    findings:
      - {{id: {id}-queue, text: Callers hung up less., decision: accepted, reason: as hoped, changed: [answer-time]}}
    outcome: adopt
    conclusion: It works.
"""

BRIEFING = """\
briefings:
  - {{id: {id}, held: {held}, audience: [adviser]}}
"""

RELEASE = """\
release:
  version: "1.0"
  change: substantive
  summary: The first version.
  published: 2025-01-10
  effective: 2025-02-01
  reasons:
    - {kind: first-issue, note: The first issue.}
  approval: {role: service-director, approved: 2025-01-08}
# The policy's text, as approved.
"""

FIRST = (
    RELEASE
    + TEXT
    + PILOT.format(id="winter-pilot", version="1.0", begins="2024-11-04", ends="2024-12-02")
    + BRIEFING.format(id="winter-briefing", held="2025-01-20")
)

NEXT = """\
next:
  change: substantive
  summary: Calls are answered within 30 seconds, not 60.
  reasons:
    - {kind: review, note: Callers of today wait less patiently.}
"""

REVISED = TEXT.replace("within 60 seconds", "within 30 seconds").replace("target: 60", "target: 30")

SPRING_PILOT = PILOT.format(id="spring-pilot", version="2.0", begins="2025-10-01", ends="2025-11-01")
SPRING_BRIEFING = BRIEFING.format(id="spring-briefing", held="2025-12-10")

FILES = {
    "handbook.yml": HANDBOOK,
    "roles.yml": ROLES,
    "policies/phone/policy.yml": TEXT,
    "policies/phone/versions/1.0.yml": FIRST,
}

ON = ("--as-of", "2025-12-01")
APPROVED = ("--approved-by", "service-director", "--approved-on", "2025-11-28")
