"""The gates before publication: a decided pilot, an approval, a briefing; and who may approve."""

import pytest

from tests.check.sample import EVIDENCE, PHONE, RELEASE, TEXT, found

FILE = "policies/complaints/versions/1.0.yml"
POLICY = "# policies/complaints/policy.yml\n"
VERSION = f"# {FILE}\n"
APPROVAL = "  approval: {role: service-director, approved: 2025-04-15}\n"
SECOND_EVIDENCE = (
    EVIDENCE.replace('"1.0"', '"2.0"')
    .replace("spring-pilot", "summer-pilot")
    .replace("callers-want-a-name", "callers-like-it")
    .replace("phone-team-briefing", "second-briefing")
    .replace("2025-03-03", "2025-08-03")
    .replace("2025-04-01", "2025-09-01")
    .replace("2025-04-22", "2025-09-22")
)
SECOND = """\
# policies/complaints/versions/2.0.yml
release:
  version: "2.0"
  change: substantive
  summary: Answers come within 3 working hours.
  published: 2025-09-18
  effective: 2025-10-01
  approval: {role: service-director, approved: 2025-09-15}
"""
UNDECIDED = EVIDENCE.replace("decision: accepted,\n         reason: a name calms, ", "")


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (
            VERSION + RELEASE.replace(APPROVAL, ""),
            "release.approval: error[missing-approval] version 1.0 is substantive, but nobody approved it | "
            "say under `approval` which role approved it, and when",
        ),
        (
            VERSION + EVIDENCE.replace("outcome: adopt", "outcome: reject"),
            "release.version: error[missing-pilot] version 1.0 is substantive, but its pilot `spring-pilot` was "
            "rejected | a pilot of 1.0 that ended in `adopt` or `adapt` must stand under `pilots`",
        ),
        (
            VERSION + EVIDENCE.replace("    outcome: adopt\n", ""),
            "release.version: error[missing-pilot] version 1.0 is substantive, but nothing was decided after its pilot "
            "`spring-pilot` | a pilot of 1.0 that ended in `adopt` or `adapt` must stand under `pilots`",
        ),
        (
            VERSION + "pilots: []\n" + RELEASE.replace(", ref: callers-want-a-name", ""),
            "release.version: error[missing-pilot] version 1.0 is substantive, but no pilot tried it | "
            "a pilot of 1.0 that ended in `adopt` or `adapt` must stand under `pilots`",
        ),
        (
            VERSION + "briefings: []\n",
            "release.effective: error[missing-briefing] version 1.0 takes effect on 2025-05-01, and no "
            "briefing is held "
            "before that day | hold one and record it under `briefings`, or let the version take effect later",
        ),
        (
            VERSION + EVIDENCE.replace("2025-04-22", "2025-05-01"),
            "release.effective: error[missing-briefing] version 1.0 takes effect on 2025-05-01, and no "
            "briefing is held "
            "before that day | hold one and record it under `briefings`, or let the version take effect later",
        ),
        (
            VERSION + EVIDENCE.replace("audience: [adviser, shift-lead]", "audience: [shift-lead]"),
            "release.effective: error[missing-briefing] version 1.0 takes effect on 2025-05-01, and no briefing before "
            "that day is for `adviser` | brief these roles too and record it under `briefings`, or "
            "let the version take effect later",
        ),
        (
            VERSION + EVIDENCE.replace("audience: [adviser, shift-lead]", "audience: [complaints-lead]"),
            "release.effective: error[missing-briefing] version 1.0 takes effect on 2025-05-01, and no briefing before "
            "that day is for `adviser`, `shift-lead` | brief these roles too and record it under "
            "`briefings`, or let the version take effect later",
        ),
        (
            VERSION
            + EVIDENCE
            + "audience: [shift-lead]\n"
            + "duties:\n  - {id: answer-today, text: Answer today., roles: [adviser, shift-lead, complaints-lead]}\n"
            + "briefings:\n  - {id: b, held: 2025-04-22, audience: [shift-lead]}\n",
            "release.effective: error[missing-briefing] version 1.0 takes effect on 2025-05-01, and no briefing before "
            "that day is for `adviser` | brief these roles too and record it under `briefings`, or "
            "let the version take effect later",
        ),
        (
            VERSION + EVIDENCE.replace("shift-lead]}", "shift-lead], invited: 3, attended: 0}"),
            "release.effective: error[missing-briefing] version 1.0 takes effect on 2025-05-01, and nobody came to the "
            "briefing `phone-team-briefing` | hold one and record it under `briefings`, or let the version take effect "
            "later",
        ),
        (
            VERSION + EVIDENCE.replace("count: 12", "count: 0").replace("count: 90", "count: 0"),
            "release.version: error[missing-pilot] version 1.0 is substantive, but nobody took part in its pilot "
            "`spring-pilot` | a pilot of 1.0 that ended in `adopt` or `adapt` must stand under `pilots`",
        ),
        (
            VERSION + EVIDENCE.replace("    staff: {count: 12}\n", "").replace("count: 90", "count: 0"),
            "release.version: error[missing-pilot] version 1.0 is substantive, but nobody took part in its pilot "
            "`spring-pilot` | a pilot of 1.0 that ended in `adopt` or `adapt` must stand under `pilots`",
        ),
        (
            VERSION
            + EVIDENCE.replace("{count: 90, notice: This is a trial; what you say changes the policy.}", "{count: 90}"),
            "pilots.0.customers: error[missing-notice] the customers in the pilot `spring-pilot` are not "
            "told that it is "
            "a trial | say under `notice` what they were told: that it is a trial, and that their words "
            "change the policy",
        ),
        (
            VERSION + UNDECIDED,
            "pilots.0.findings.0: error[undecided-finding] nobody decided on the finding `callers-want-a-name` of the "
            "pilot `spring-pilot` | say under `decision` whether it is accepted, declined or deferred, and why",
        ),
    ],
)
def test_a_gate_that_was_passed_without_what_it_asks_is_reported(case: str, expected: str) -> None:
    assert found(case) == [f"{FILE} {expected}"]


@pytest.mark.parametrize(
    "case",
    [
        VERSION + EVIDENCE.replace("outcome: adopt", "outcome: adapt"),
        VERSION + EVIDENCE.replace("2025-04-22", "2025-04-30"),
        VERSION
        + EVIDENCE.replace("{count: 90, notice: This is a trial; what you say changes the policy.}", "{count: 0}"),
        VERSION + EVIDENCE.replace("decision: accepted", "decision: deferred"),
        VERSION + EVIDENCE.replace("shift-lead]}", "shift-lead], invited: 3, attended: 1}"),
        VERSION
        + EVIDENCE.replace("[adviser, shift-lead]", "[adviser]")
        + "  - {id: second-briefing, held: 2025-04-23, audience: [shift-lead]}\n",
        VERSION + EVIDENCE + "audience: [adviser, shift-lead, complaints-lead, service-director]\n",
        VERSION
        + EVIDENCE
        + "audience: [adviser, shift-lead, service-director]\napprover: shift-lead\n"
        + RELEASE.replace("role: service-director", "role: shift-lead"),
        POLICY + "next: {change: substantive, summary: Answers come sooner.}\npilots: []\nbriefings: []\n",
        SECOND + SECOND_EVIDENCE.replace("callers-like-it", "callers-want-a-name"),
    ],
)
def test_a_gate_that_was_passed_with_what_it_asks_is_not_reported(case: str) -> None:
    assert found(case) == []


def test_a_text_without_procedures_needs_its_approval_only() -> None:
    release = RELEASE.replace(APPROVAL, "").replace(", ref: callers-want-a-name", "")
    assert found(f"# policies/phone/versions/1.0.yml\n{release}{PHONE}") == [
        "policies/phone/versions/1.0.yml release.approval: error[missing-approval] "
        "version 1.0 is substantive, but nobody approved it | say under `approval` which role approved it, and when"
    ]


def test_an_editorial_version_passes_no_gate() -> None:
    editorial = SECOND.replace("2.0", "1.1").replace("substantive", "editorial")
    bare = editorial.replace("  approval: {role: service-director, approved: 2025-09-15}\n", "")
    assert found(bare + "pilots: []\nbriefings: []\n") == []


def test_a_first_version_passes_every_gate_whatever_it_calls_itself() -> None:
    release = RELEASE.replace(APPROVAL, "").replace("change: substantive", "change: editorial")
    found_ = found(VERSION + release.replace(", ref: callers-want-a-name", "") + "pilots: []\nbriefings: []\n")
    codes = {item.partition("[")[2].partition("]")[0] for item in found_}
    assert codes == {"version-number", "missing-approval", "missing-pilot", "missing-briefing"}


def test_the_evidence_of_an_earlier_version_opens_no_gate() -> None:
    assert found(SECOND) == [
        "policies/complaints/versions/2.0.yml release.version: error[missing-pilot] version 2.0 is substantive, but no "
        "pilot tried it | a pilot of 2.0 that ended in `adopt` or `adapt` must stand under `pilots`",
        "policies/complaints/versions/2.0.yml release.effective: error[missing-briefing] version 2.0 takes effect on "
        "2025-10-01, and no briefing is held before that day | "
        "hold one and record it under `briefings`, or let the version take effect later",
    ]


def test_what_an_earlier_version_lacks_is_a_warning() -> None:
    lacking = RELEASE.replace(APPROVAL, "").replace(", ref: callers-want-a-name", "")
    found_ = found(VERSION + lacking + "pilots: []\nbriefings: []\n", SECOND + SECOND_EVIDENCE)
    assert [item.partition("] ")[0] for item in found_] == [
        f"{FILE} release.approval: warning[missing-approval",
        f"{FILE} release.version: warning[missing-pilot",
        f"{FILE} release.effective: warning[missing-briefing",
    ]


def test_an_editorial_version_settles_nothing() -> None:
    editorial = SECOND.replace("2.0", "1.1").replace("substantive", "editorial")
    assert [item.partition("] ")[0] for item in found(VERSION + "briefings: []\n", editorial)] == [
        f"{FILE} release.effective: error[missing-briefing"
    ]


EDITORIAL = """\
# policies/complaints/versions/1.1.yml
release:
  version: "1.1"
  change: editorial
  summary: The same in plainer words.
  published: 2025-09-18
  effective: 2025-10-01
"""
LATER = "duties:\n  - {id: answer-today, text: Answer every complaint within 2 days.}\n"
NOT_EDITORIAL = (
    "[not-editorial] version 1.1 is called editorial, but in `answer-today` a number in the text changes | before it "
    "is published call it substantive, or say under `overruled` why it is editorial; "
    "afterwards publish the change again as a substantive version"
)
PLACE = "policies/complaints/versions/1.1.yml release"


def test_an_editorial_version_that_asks_for_something_else_is_reported() -> None:
    assert found(EDITORIAL + LATER) == [f"{PLACE}.change: error{NOT_EDITORIAL}"]


def test_an_editorial_version_with_many_substantive_changes_names_three() -> None:
    (reported,) = found(EDITORIAL + TEXT.replace("<= 50", "<= 70").replace("> 50", "> 70").replace("PT30M", "PT45M")
                        .replace("target: 4", "target: 6").replace("target: 5", "target: 9"))  # fmt: skip
    assert reported.partition(" | ")[0].partition("but ")[2] == (
        "in `complain-once` `measure` changes; in `first-answer` `target` changes; in `up-to-50` `when` changes; 2 more"
    )


def test_an_editorial_version_may_overrule_the_comparison_with_an_approval() -> None:
    overruled = EDITORIAL + "  overruled: two days was a slip of the pen\n"
    assert found(overruled + "  approval: {role: service-director, approved: 2025-09-15}\n" + LATER) == []
    assert found(overruled + LATER) == [
        f"{PLACE}.approval: error[missing-approval] version 1.1 is called editorial against the comparison, "
        "but nobody approved that | say under `approval` which role approved it, and when"
    ]


CORRECTION = """\
# policies/complaints/records/corrections/two-days.yml
version: "1.0"
clause: answer-today
wrong: on the day it arrives, see [Phone](policy:phone#answering)
right: within 2 days
since: 2025-05-01
corrected: 2025-06-01
by: complaints-lead
"""


def test_an_editorial_version_may_say_what_a_correction_had_put_right_with_an_approval() -> None:
    assert found(EDITORIAL + "  approval: {role: service-director, approved: 2025-09-15}\n" + LATER, CORRECTION) == []
    assert [item.partition(" version")[0] for item in found(EDITORIAL + LATER, CORRECTION)] == [
        f"{PLACE}.approval: error[missing-approval]"
    ]


def test_a_correction_that_came_later_puts_nothing_right() -> None:
    later = CORRECTION.replace("2025-06-01", "2025-09-19")
    assert found(EDITORIAL + LATER, later) == [f"{PLACE}.change: error{NOT_EDITORIAL}"]


def test_an_editorial_version_that_a_substantive_one_follows_is_settled() -> None:
    earlier = EDITORIAL.replace("2025-09-18", "2025-07-18").replace("2025-10-01", "2025-08-01")
    settled = found(earlier + LATER, SECOND + SECOND_EVIDENCE + LATER)
    assert settled == [f"{PLACE}.change: warning{NOT_EDITORIAL}"]


def test_an_editorial_version_that_an_editorial_one_follows_is_not_settled() -> None:
    follows = EDITORIAL.replace("1.1", "1.2").replace("-09-", "-10-").replace("-10-01", "-11-01")
    assert found(EDITORIAL + LATER, follows + LATER) == [f"{PLACE}.change: error{NOT_EDITORIAL}"]


@pytest.mark.parametrize(("ends", "expected"), [("2026-01-15", 1), ("2026-01-16", 0)])
def test_a_finding_in_a_working_text_is_to_be_decided_when_its_pilot_has_ended(ends: str, expected: int) -> None:
    reported = [
        "policies/complaints/policy.yml pilots.0.findings.0: warning[undecided-finding] nobody decided on the finding "
        "`callers-want-a-name` of the pilot `spring-pilot` | "
        "say under `decision` whether it is accepted, declined or deferred, and why"
    ]
    assert found(POLICY + UNDECIDED.replace("2025-04-01", ends)) == reported[:expected]


def test_a_pilot_of_a_later_version_does_not_belong_in_this_one() -> None:
    extra = EVIDENCE.replace(
        "briefings:",
        '  - {id: other-pilot, version: "1.1", begins: 2025-03-03, ends: 2025-04-01, outcome: adopt}\nbriefings:',
    )
    assert found(VERSION + extra) == [
        f"{FILE} pilots.1.version: error[pilot-version] the pilot `other-pilot` tried version 1.1, "
        "but this is version 1.0 | did it try 1.0?"
    ]


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (
            POLICY + "approver: complaints-lead\n",
            "policies/complaints/policy.yml approver: error[approver-is-owner] "
            "`complaints-lead` owns the policy and approves it too | name another role, one that does not "
            "keep the policy",
        ),
        (
            VERSION + RELEASE.replace("role: service-director", "role: complaints-lead"),
            f"{FILE} release.approval.role: error[approver-is-owner] `complaints-lead` owns the policy and "
            f"approved the "
            "version | name another role, one that does not keep the policy",
        ),
        (
            VERSION + RELEASE.replace("role: service-director", "role: shift-lead"),
            f"{FILE} release.approval.role: error[wrong-approver] `shift-lead` approved the version, "
            "but the text names `service-director` as its approver | let the role approve that the text names",
        ),
    ],
)
def test_an_approval_by_the_wrong_role_is_reported(case: str, expected: str) -> None:
    assert found(case) == [expected]
