"""Codes of decision tables, examples and escalation lists."""

from handbook.check.catalogue.explanation import Explanation
from handbook.model.diagnostic import Severity

_TABLE = """\
# policies/complaints/policy.yml
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
"""

_EXAMPLE = """\
# policies/complaints/policy.yml
examples:
  - id: broken-kettle
    story: A kettle for 39 EUR broke after two days.
    table: who-may-refund
    given: {amount: "39"}
    expect: {decides: adviser}
"""

_ESCALATION = """\
# policies/complaints/policy.yml
escalation:
  - id: to-shift-lead
    level: 1
    trigger: the customer refuses the offer
    cases: [refund-refused]
    role: shift-lead
    within: PT30M
    urgency: same-day
    backup: complaints-lead
  - id: to-director
    level: 2
    trigger: the customer refuses again
    cases: [refund-refused]
    role: service-director
    within: P1D
    urgency: routine
"""

EXPLANATIONS = (
    Explanation(
        code="unreadable-test",
        severity=Severity.ERROR,
        title="A rule's test cannot be read",
        happened="What stands under `when` is no test that fits the input's type.",
        matters="The rule would never match, and nobody would be found who may decide.",
        mend=(
            'Write the test as the hint says: `<= 50` for at most 50, `[50..200]` from 50 to 200, `"gold"` for a '
            "word, `-` for anything."
        ),
        wrong=_TABLE.replace('"<= 50"', "up to 50"),
        right=_TABLE,
    ),
    Explanation(
        code="unknown-input",
        severity=Severity.ERROR,
        title="The table has no such input",
        happened="A rule or an example names an input that its decision table does not have.",
        matters="The condition would be passed over in silence.",
        mend="Spell the id as under `inputs` of the table, or add the input there.",
        wrong=_TABLE.replace("when: {amount:", "when: {ammount:"),
        right=_TABLE,
    ),
    Explanation(
        code="missing-input",
        severity=Severity.ERROR,
        title="An example lacks an input",
        happened="The example gives no value for one of the inputs of its table.",
        matters="The table cannot decide a case of which it is not told everything.",
        mend="Give the value under `given`.",
        wrong=_EXAMPLE.replace('{amount: "39"}', "{}"),
        right=_EXAMPLE,
    ),
    Explanation(
        code="unknown-output",
        severity=Severity.ERROR,
        title="The table has no such output",
        happened="A rule or an example names an output that its decision table does not have.",
        matters="What it says would be shown nowhere.",
        mend="Spell the id as under `outputs` of the table, or add the output there.",
        wrong=_EXAMPLE.replace("{decides:", "{decider:"),
        right=_EXAMPLE,
    ),
    Explanation(
        code="missing-output",
        severity=Severity.ERROR,
        title="A rule does not say what it decides",
        happened="The rule gives no value for one of the outputs of its table.",
        matters="Somebody with such a case would find an empty cell.",
        mend="Give the value under `then`.",
        wrong=_TABLE.replace('{amount: "<= 50"}, then: {decides: adviser}', '{amount: "<= 50"}, then: {}'),
        right=_TABLE,
    ),
    Explanation(
        code="decision-value",
        severity=Severity.ERROR,
        title="A value is not of the type that its input or output has",
        happened="A number is expected and the value is none, or `true` or `false` is expected and it is neither.",
        matters="The value can be compared with nothing.",
        mend="Write the number alone; the unit stands with the input. For yes or no write `true` or `false`.",
        wrong=_EXAMPLE.replace('"39"', "39 EUR"),
        right=_EXAMPLE,
    ),
    Explanation(
        code="overlapping-rules",
        severity=Severity.ERROR,
        title="Two rules match the same case",
        happened="The table's hit policy is `unique`, and a case exists that matches two of its rules.",
        matters="Two colleagues would decide differently, and both would be right. Source: DMN 1.4, 8.2.8.",
        mend=(
            "Let one rule end where the next begins: `<= 50` and `> 50`. Or set `hit: first`, so that the upper "
            "rule wins."
        ),
        wrong=_TABLE.replace('"> 50"', '">= 50"'),
        right=_TABLE,
    ),
    Explanation(
        code="undecided-case",
        severity=Severity.WARNING,
        title="A case that no rule decides",
        happened="A case can come up that matches none of the table's rules. Such a table is not published.",
        matters="A customer with that case meets nobody who is able to decide.",
        mend=(
            "Add a rule for the case that is named, let one rule begin where the other ends, or let the last rule "
            "take all other cases with `-`. A text may always be one that no rule names. Numbers below zero count "
            "only where the table speaks of them."
        ),
        wrong=_TABLE.replace('"> 50"', '"> 60"'),
        right=_TABLE,
    ),
    Explanation(
        code="unreachable-rule",
        severity=Severity.WARNING,
        title="A rule that decides no case",
        happened=(
            "In a table in which the first rule that matches decides, the rules above this one match every case that "
            "it matches; or its tests match nothing. Such a table is not published."
        ),
        matters="Somebody wrote the rule for a case that is now decided otherwise.",
        mend="Move the rule up, narrow the rules above it, or delete it.",
        wrong=_TABLE.replace("hit: unique", "hit: first").replace('"<= 50"', '"-"'),
        right=_TABLE,
    ),
    Explanation(
        code="unknown-table",
        severity=Severity.ERROR,
        title="There is no such decision table",
        happened="An example names a table that its text does not have.",
        matters="The example would not be checked against any rule.",
        mend="Correct the id: it stands under `authority` in the same file.",
        wrong=_EXAMPLE.replace("who-may-refund", "who-may-pay"),
        right=_EXAMPLE,
    ),
    Explanation(
        code="failing-example",
        severity=Severity.ERROR,
        title="The table decides an example otherwise than expected",
        happened="No rule matches the example, several do, or the one that does decides something else.",
        matters="Either the table or the owner's idea of it is wrong; a customer would find out which.",
        mend=(
            "Read the example aloud to somebody who decides such cases. Then correct the table or what the "
            "example expects, whichever is wrong."
        ),
        wrong=_EXAMPLE.replace('"39"', '"390"'),
        right=_EXAMPLE,
    ),
    Explanation(
        code="escalation-gap",
        severity=Severity.ERROR,
        title="A level is missing in an escalation list",
        happened="For a kind of case the levels do not run 1, 2, 3 on every channel that the policy covers.",
        matters="A case would stop where nobody is named to take it over.",
        mend="Add the missing level, or number the levels 1, 2, 3 without a gap on each channel.",
        wrong=_ESCALATION.replace("level: 2", "level: 3"),
        right=_ESCALATION,
    ),
    Explanation(
        code="escalation-double",
        severity=Severity.ERROR,
        title="Two roles take over at the same level",
        happened="For a kind of case two levels with the same number hold on the same channel.",
        matters="Two people would do the same thing, or each would wait for the other.",
        mend="Keep one of the two, or give them different levels, channels or cases.",
        wrong=_ESCALATION.replace("level: 2", "level: 1"),
        right=_ESCALATION,
    ),
    Explanation(
        code="escalation-loop",
        severity=Severity.ERROR,
        title="A case comes back to a role that handed it on",
        happened="For a kind of case the same role stands at two levels.",
        matters="The customer would be sent in a circle.",
        mend="Let each level name a role that the case has not been with yet.",
        wrong=_ESCALATION.replace("service-director", "shift-lead"),
        right=_ESCALATION,
    ),
    Explanation(
        code="own-backup",
        severity=Severity.ERROR,
        title="A role is its own backup",
        happened="A level names the same role as the one that takes over and as the one that stands in for it.",
        matters="When that role is away, nobody acts.",
        mend="Name another role as backup.",
        wrong=_ESCALATION.replace("backup: complaints-lead", "backup: shift-lead"),
        right=_ESCALATION,
    ),
    Explanation(
        code="uncovered-case",
        severity=Severity.WARNING,
        title="No escalation level covers a kind of case",
        happened="A kind of case stands in handbook.yml, and no policy says who takes it over.",
        matters="Somebody with such a case has nobody to hand it to.",
        mend="Name the case under `cases` of an escalation level, or delete it from `handbook.yml`.",
        wrong="""\
# handbook.yml
cases:
  - {id: refund-refused, title: A customer refuses our refund offer}
  - {id: unsafe-appliance, title: An appliance may be dangerous}
""",
        right="""\
# handbook.yml
cases:
  - {id: refund-refused, title: A customer refuses our refund offer}
""",
    ),
)
