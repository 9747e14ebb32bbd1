"""A small handbook in which every rule has something to look at and finds nothing, and what is found after a change.

A case is a file's name in a comment and the keys that it changes, so that input and output stand side by side.
"""

import re
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from handbook.check.rules import check
from handbook.history.edition import Edition
from handbook.load.loader import load
from handbook.load.locate import locate
from handbook.model.diagnostic import Diagnostic

AS_OF = date(2026, 1, 15)

HANDBOOK = """\
title: Customer service handbook
organisation: Ardenhall Appliances
mission:
  statement: Appliances that work, and people who answer.
  pillars:
    - {id: keep-promises, title: Keep every promise, statement: We name only dates that we hold.}
principles:
  - {id: reliability, title: Reliability, statement: "Exactly as advertised, on time, reachable."}
categories:
  - {id: contact, title: Reaching us}
channels:
  - {id: phone, title: Phone, kind: voice}
  - {id: desk, title: Branch desk, kind: in-person}
branches:
  - {id: harbour-street, title: Harbour Street}
cases:
  - {id: refund-refused, title: A customer refuses our refund offer}
"""

ROLES = """\
roles:
  - {id: adviser, title: Customer adviser, reports_to: shift-lead}
  - {id: shift-lead, title: Shift lead, reports_to: complaints-lead}
  - {id: complaints-lead, title: Complaints lead, reports_to: service-director}
  - {id: service-director, title: Director of service}
"""

BENCHMARKS = """\
competitors:
  - {id: voltmart, title: Voltmart}
benchmarks:
  - {id: voltmart-answer, competitor: voltmart, metric: time to first answer, value: 6, unit: working hours,
     better: at-most, observed: 2025-02-11, evidence: 30 test complaints}
"""

GLOSSARY = """\
terms:
  - {term: goodwill gesture, meaning: Something offered without being owed., see: [complaints]}
"""

TEXT = """\
title: Complaints
summary: How a complaint is taken, answered and learned from.
category: contact
owner: complaints-lead
approver: service-director
audience: [adviser, shift-lead]
scope: {channels: [phone, desk], branches: [harbour-street]}
related: [phone]
duties:
  - {id: answer-today, text: "Answer every complaint on the day it arrives, see [Phone](policy:phone#answering)."}
goals:
  - id: complain-once
    statement: A customer complains about one thing once.
    mission:
      - {pillar: keep-promises, reason: An answer on time is a promise kept.}
    measure: {metric: repeated complaints, unit: per cent, target: 5, better: at-most}
    benchmarks: [voltmart-answer]
procedures:
  - id: receive-complaint
    title: Receive a complaint
    goals: [complain-once]
    trigger: a customer says that something went wrong
    owner: complaints-lead
    channels: [phone]
    steps:
      - {id: log-complaint, actor: adviser, action: Log it in the customer's own words.}
    standards:
      - {id: first-answer, metric: time to first answer, better: at-most, target: 4, unit: working hours,
         method: "case system, weekly", origin: {kind: customers}, principle: reliability}
authority:
  - id: who-may-refund
    title: Who may grant a refund?
    hit: unique
    inputs:
      - {id: amount, title: Value of the refund, type: number, unit: EUR}
    outputs:
      - {id: decides, title: Who decides, type: role}
    rules:
      - {id: up-to-50, when: {amount: "<= 50"}, then: {decides: adviser}}
      - {id: above-50, when: {amount: "> 50"}, then: {decides: complaints-lead}}
examples:
  - {id: broken-kettle, story: A kettle for 39 EUR broke after two days., table: who-may-refund,
     given: {amount: "39"}, expect: {decides: adviser}}
escalation:
  - {id: to-shift-lead, level: 1, trigger: the customer refuses the offer, cases: [refund-refused], role: shift-lead,
     within: PT30M, urgency: same-day, backup: complaints-lead}
  - {id: to-director, level: 2, trigger: the customer refuses again, cases: [refund-refused], role: service-director,
     within: P1D, urgency: routine}
"""

EVIDENCE = """\
pilots:
  - id: spring-pilot
    version: "1.0"
    begins: 2025-03-03
    ends: 2025-04-01
    staff: {count: 12}
    customers: {count: 90, notice: This is a trial; what you say changes the policy.}
    findings:
      - {id: callers-want-a-name, text: Callers asked who would ring back., decision: accepted,
         reason: a name calms, changed: [log-complaint]}
    outcome: adopt
briefings:
  - {id: phone-team-briefing, held: 2025-04-22, audience: [adviser, shift-lead]}
"""

RELEASE = """\
release:
  version: "1.0"
  change: substantive
  summary: The first version.
  published: 2025-04-18
  effective: 2025-05-01
  reasons:
    - {kind: pilot-finding, note: Callers asked who would ring back., ref: callers-want-a-name}
  approval: {role: service-director, approved: 2025-04-15}
"""

PHONE = """\
title: Phone
summary: How we answer the phone.
category: contact
owner: shift-lead
approver: service-director
sections:
  - {id: answering, title: Answering, text: Say your name.}
"""

SAMPLE: Mapping[str, str] = {
    "handbook.yml": HANDBOOK,
    "roles.yml": ROLES,
    "benchmarks.yml": BENCHMARKS,
    "glossary.yml": GLOSSARY,
    "policies/complaints/policy.yml": TEXT,
    "policies/complaints/versions/1.0.yml": RELEASE + TEXT + EVIDENCE,
    "policies/complaints/records/measurements/2025-q3.yml": (
        "standard: first-answer\nbegins: 2025-07-01\nends: 2025-10-01\nvalue: 3.6\n"
    ),
    "policies/phone/policy.yml": PHONE,
    "policies/phone/versions/1.0.yml": (
        RELEASE.replace("    - {kind: pilot-finding", "    - {kind: feedback").replace(", ref: callers-want-a-name", "")
        + PHONE
    ),
}

_KEY = re.compile(r"^(?=[^\s#-])", re.MULTILINE)


def changed(*cases: str) -> dict[str, str]:
    """The sample's files after the cases, each a file's name in a comment and the top-level keys that it changes.

    A version that the sample lacks is made from the policy's version 1.0. Other new files are taken as they stand.
    """
    files = dict(SAMPLE)
    for case in cases:
        comment, _, keys = case.lstrip("\n").partition("\n")
        name = comment.removeprefix("# ").strip()
        former = files.get(name, "")
        if not former and re.fullmatch(r"policies/[^/]+/versions/[^/]+\.yml", name):
            former = files.get(f"{name.rpartition('/')[0]}/1.0.yml", "")
        blocks = {block.partition(":")[0]: block for block in _KEY.split(former) if block}
        for block in _KEY.split(keys):
            if block.strip():
                blocks[block.partition(":")[0]] = block if block.endswith("\n") else f"{block}\n"
        files[name] = "".join(blocks.values()) if former else keys
    return files


def diagnosed(files: Mapping[str, str], as_of: date = AS_OF) -> tuple[Diagnostic, ...]:
    """All that is said of a handbook of these files, by place."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "policy_data"
        for name, content in files.items():
            path = data / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        loaded = load(data)
        assert loaded.handbook is not None, loaded.diagnostics
        found = check(Edition(loaded.handbook, as_of), loaded.diagnostics, loaded.incomplete)
        return locate((*loaded.diagnostics, *found), Path(folder))


def found(*cases: str, as_of: str = "") -> list[str]:
    """What is said of the sample after the cases: file, path, severity, code, message and hint of each."""
    return [
        f"{item.source.file.removeprefix('policy_data/')} {'.'.join(map(str, item.source.path))}: "
        f"{item.severity}[{item.code}] {item.message} | {item.hint}"
        for item in diagnosed(changed(*cases), date.fromisoformat(as_of) if as_of else AS_OF)
    ]
