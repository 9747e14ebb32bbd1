"""Codes of days and version numbers that are out of order."""

from handbook.check.catalogue.explanation import Explanation
from handbook.model.diagnostic import Severity

EXPLANATIONS = (
    Explanation(
        code="date-order",
        severity=Severity.ERROR,
        title="Two days are in the wrong order",
        happened="A day lies before one that must come first: effective before published, end before beginning.",
        matters="What binds on a day is worked out from these dates, and an auditor relies on them.",
        mend=(
            "Compare the two days with what really happened and correct the wrong one. A version is approved, "
            "then published, then takes effect."
        ),
        wrong="""\
# policies/complaints/versions/1.0.yml
release:
  version: "1.0"
  change: substantive
  summary: The first version.
  published: 2025-05-18
  effective: 2025-05-01
  approval: {role: service-director, approved: 2025-04-15}
""",
        right="""\
# policies/complaints/versions/1.0.yml
release:
  version: "1.0"
  change: substantive
  summary: The first version.
  published: 2025-04-18
  effective: 2025-05-01
  approval: {role: service-director, approved: 2025-04-15}
""",
    ),
    Explanation(
        code="version-number",
        severity=Severity.ERROR,
        title="A version's number does not fit its kind of change",
        happened="A substantive change did not raise MAJOR, an editorial one did, or the number is below 1.0.",
        matters="Staff tell by the number whether they must do something else.",
        mend=(
            "Call the change what it is. A substantive change raises the first number (1.4, then 2.0), an "
            "editorial one the second (1.4, then 1.5). `handbook publish` chooses it by itself."
        ),
        wrong="""\
# policies/complaints/versions/1.1.yml
release:
  version: "1.1"
  change: substantive
  summary: Answers come within 3 working hours.
  published: 2025-09-18
  effective: 2025-10-01
  approval: {role: service-director, approved: 2025-09-15}
""",
        right="""\
# policies/complaints/versions/1.1.yml
release:
  version: "1.1"
  change: editorial
  summary: The same in plainer words.
  published: 2025-09-18
  effective: 2025-10-01
  approval: {role: service-director, approved: 2025-09-15}
""",
    ),
    Explanation(
        code="missing-version",
        severity=Severity.ERROR,
        title="A version is missing between two others",
        happened="A version's number is not the next after the one before it.",
        matters="A reader must assume that a version was removed.",
        mend=("Restore the missing file from git. If the number was typed by hand, give the file the next number."),
        wrong="""\
# policies/complaints/versions/1.2.yml
release:
  version: "1.2"
  change: editorial
  summary: The same in plainer words.
  published: 2025-09-18
  effective: 2025-10-01
""",
        right="""\
# policies/complaints/versions/1.1.yml
release:
  version: "1.1"
  change: editorial
  summary: The same in plainer words.
  published: 2025-09-18
  effective: 2025-10-01
""",
    ),
    Explanation(
        code="overlapping-versions",
        severity=Severity.ERROR,
        title="A version takes effect no later than the one before it",
        happened="Two versions of a policy take effect on the same day, or in the wrong order.",
        matters="One version binds on any day; here it could not be told which.",
        mend="Choose a later day for the newer version to take effect.",
        wrong="""\
# policies/complaints/versions/1.1.yml
release:
  version: "1.1"
  change: editorial
  summary: The same in plainer words.
  published: 2025-04-20
  effective: 2025-05-01
""",
        right="""\
# policies/complaints/versions/1.1.yml
release:
  version: "1.1"
  change: editorial
  summary: The same in plainer words.
  published: 2025-04-20
  effective: 2025-05-02
""",
    ),
    Explanation(
        code="version-after-withdrawal",
        severity=Severity.ERROR,
        title="A version was published after the policy was withdrawn",
        happened="The policy was withdrawn, and a version of it is dated later.",
        matters="A withdrawal is final: the version would never bind.",
        mend="Correct the day that is wrong. A policy that is to bind again begins anew under another id.",
        wrong="""\
# policies/phone/records/withdrawals/no-more.yml
published: 2025-04-01
effective: 2025-06-01
by: service-director
reason: It is part of another policy now.
""",
        right="""\
# policies/phone/records/withdrawals/no-more.yml
published: 2025-05-12
effective: 2025-06-01
by: service-director
reason: It is part of another policy now.
""",
    ),
    Explanation(
        code="withdrawn-twice",
        severity=Severity.ERROR,
        title="A policy is withdrawn twice",
        happened="There are two records of a withdrawal.",
        matters="It could not be told on which day the policy stopped to bind.",
        mend="Keep the record that was published first, and delete the other one before it is published.",
    ),
    Explanation(
        code="unknown-version",
        severity=Severity.ERROR,
        title="There is no such version",
        happened="A correction names a version that the policy does not have.",
        matters="The correction would be shown beside no version.",
        mend="Correct the number: it is the name of a file in the policy's folder `versions`.",
        wrong="""\
# policies/complaints/records/corrections/hours.yml
version: "1.1"
clause: first-answer
wrong: 4 working days
right: 4 working hours
since: 2025-05-01
corrected: 2025-05-09
by: complaints-lead
""",
        right="""\
# policies/complaints/records/corrections/hours.yml
version: "1.0"
clause: first-answer
wrong: 4 working days
right: 4 working hours
since: 2025-05-01
corrected: 2025-05-09
by: complaints-lead
""",
    ),
)
