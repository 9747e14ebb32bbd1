"""Codes of ids that do not name one thing for ever."""

from handbook.check.catalogue.explanation import Explanation
from handbook.model.diagnostic import Severity

EXPLANATIONS = (
    Explanation(
        code="duplicate-id",
        severity=Severity.ERROR,
        title="An id is declared twice",
        happened="Two entries of one list have the same id.",
        matters="Whatever names the id could mean either of them.",
        mend="Give one of the two another id, or delete it if both are the same thing.",
        wrong="""\
# handbook.yml
channels:
  - {id: phone, title: Phone, kind: voice}
  - {id: desk, title: Branch desk, kind: in-person}
  - {id: phone, title: Telephone, kind: voice}
""",
        right="""\
# handbook.yml
channels:
  - {id: phone, title: Phone, kind: voice}
  - {id: desk, title: Branch desk, kind: in-person}
""",
    ),
    Explanation(
        code="duplicate-term",
        severity=Severity.WARNING,
        title="A word is explained twice",
        happened="The glossary has the same word twice, as a term or among the other words for one.",
        matters="Readers would be shown one of two explanations.",
        mend="Keep one explanation, and list the other words for it under `aliases`.",
        wrong="""\
# glossary.yml
terms:
  - {term: goodwill gesture, meaning: Something offered without being owed.}
  - {term: gesture, meaning: A gift., aliases: [Goodwill gesture]}
""",
        right="""\
# glossary.yml
terms:
  - {term: goodwill gesture, meaning: Something offered without being owed., aliases: [gesture]}
""",
    ),
    Explanation(
        code="duplicate-clause",
        severity=Severity.ERROR,
        title="Two clauses of a text have the same id",
        happened="A clause has an id that another clause of the same text has already.",
        matters="A link to the clause could lead to either, and changes between versions could not be told.",
        mend="Give the newer clause another id. Never change one that is published.",
        wrong="""\
# policies/complaints/policy.yml
sections:
  - {id: background, title: Background, text: Most complaints are about dates.}
  - {id: background, title: History, text: This policy began in 2023.}
""",
        right="""\
# policies/complaints/policy.yml
sections:
  - {id: background, title: Background, text: Most complaints are about dates.}
  - {id: history, title: History, text: This policy began in 2023.}
""",
    ),
    Explanation(
        code="reused-clause",
        severity=Severity.ERROR,
        title="A clause id is used again for something else",
        happened="The id named a clause of another kind in an earlier version, or a clause that was removed since.",
        matters="Old links and citations would lead to a rule that they never meant.",
        mend="Give the clause a new id that no version of the policy ever had.",
        wrong="""\
# policies/complaints/policy.yml
duties:
  - {id: first-answer, text: Answer within 4 working hours.}
procedures: []
goals: []
""",
        right="""\
# policies/complaints/policy.yml
duties:
  - {id: answer-in-four-hours, text: Answer within 4 working hours.}
procedures: []
goals: []
""",
    ),
    Explanation(
        code="former-id-taken",
        severity=Severity.ERROR,
        title="A former id of a policy belongs to another",
        happened="A rename names as its former id one that is a policy's id today, or another policy's former id.",
        matters="The old address leads to the renamed policy for ever, so it cannot lead to another one.",
        mend="Choose another id for the policy that is to be named so; a former id stays taken for ever.",
        wrong="""\
# policies/complaints/records/renames/wider.yml
former: phone
renamed: 2025-06-02
reason: it is the word that people use
""",
        right="""\
# policies/complaints/records/renames/wider.yml
former: grievances
renamed: 2025-06-02
reason: it is the word that people use
""",
    ),
    Explanation(
        code="self-reference",
        severity=Severity.WARNING,
        title="A policy names itself",
        happened="A policy is related to itself, or is replaced by itself.",
        matters="The link leads readers to the page that they are on.",
        mend="Delete the policy's own id from the list.",
        wrong="""\
# policies/complaints/policy.yml
related: [complaints]
""",
        right="""\
# policies/complaints/policy.yml
related: [phone]
""",
    ),
    Explanation(
        code="reporting-loop",
        severity=Severity.ERROR,
        title="Roles report to each other in a circle",
        happened="Following `reports_to` from a role leads back to it.",
        matters="Nobody would be at the top, and a case could be handed round for ever.",
        mend=("Look at the roles that are named, and let the highest of them report to nobody or to somebody above."),
        wrong="""\
# roles.yml
roles:
  - {id: adviser, title: Customer adviser, reports_to: shift-lead}
  - {id: shift-lead, title: Shift lead, reports_to: complaints-lead}
  - {id: complaints-lead, title: Complaints lead, reports_to: shift-lead}
  - {id: service-director, title: Director of service}
""",
        right="""\
# roles.yml
roles:
  - {id: adviser, title: Customer adviser, reports_to: shift-lead}
  - {id: shift-lead, title: Shift lead, reports_to: complaints-lead}
  - {id: complaints-lead, title: Complaints lead, reports_to: service-director}
  - {id: service-director, title: Director of service}
""",
    ),
)
