"""Codes of publishing a version, and of the hand-written pages beside the policies."""

from handbook.check.catalogue.explanation import Explanation
from handbook.model.diagnostic import Severity

EXPLANATIONS = (
    Explanation(
        code="layout",
        severity=Severity.ERROR,
        title="The keys of a working text do not begin their lines",
        happened="The file's top-level keys are indented or share a line, so its text cannot be frozen line by line.",
        matters="A version holds the approved text byte for byte, so that anybody can compare the two.",
        mend="Begin every top-level key at the margin, on a line of its own.",
    ),
    Explanation(
        code="nothing-changed",
        severity=Severity.ERROR,
        title="There is nothing to publish",
        happened="The working text says what the newest version says.",
        matters="A version that changes nothing makes readers look for a change. A review is recorded without one.",
        mend="Edit `policy.yml` first. If the policy was looked at and is right as it is, record a review.",
    ),
    Explanation(
        code="missing-summary",
        severity=Severity.ERROR,
        title="It is not said what changed",
        happened="Neither the working text's `next` nor the command says what the new version changes.",
        matters="People who must act on a change are told what it is, not left to compare two texts.",
        mend=("Write a sentence for those who must act on it: `--summary`, or `summary` under `next` in `policy.yml`."),
    ),
    Explanation(
        code="missing-reason",
        severity=Severity.ERROR,
        title="It is not said why a version is made",
        happened="Neither the working text's `next` nor the command gives a reason.",
        matters="A change without a reason cannot be explained to staff, nor judged later.",
        mend="Say what led to the change: `--reason`, or `reasons` under `next` in `policy.yml`.",
    ),
    Explanation(
        code="not-editorial",
        severity=Severity.ERROR,
        title="A change called editorial asks staff to do something else",
        happened=(
            "A target, role, limit, deadline, order of steps, trigger, way of measuring or word of duty changed, and "
            "it is not overruled. Words of duty are known in English, Russian, Hebrew, Kazakh and Latvian; in any "
            "other language each change that goes beyond spelling counts."
        ),
        matters="Readers pass over editorial versions, as they are told that nothing changed for them.",
        mend=(
            "Publish it as substantive. If the comparison is wrong, overrule it with `--overrule` and a reason "
            "that somebody approved."
        ),
        wrong="""\
# policies/complaints/versions/1.1.yml
release:
  version: "1.1"
  change: editorial
  summary: The same in plainer words.
  published: 2025-09-18
  effective: 2025-10-01
duties:
  - {id: answer-today, text: "Answer every complaint within two days, see [Phone](policy:phone#answering)."}
""",
        right="""\
# policies/complaints/versions/1.1.yml
release:
  version: "1.1"
  change: editorial
  summary: The same in plainer words.
  published: 2025-09-18
  effective: 2025-10-01
duties:
  - {id: answer-today, text: "Answer each complaint on the day when it comes, see [Phone](policy:phone#answering)."}
""",
    ),
    Explanation(
        code="nothing-to-overrule",
        severity=Severity.ERROR,
        title="There is nothing to overrule",
        happened="The command overrules the comparison of two texts, which found nothing against the kind of change.",
        matters="A recorded overruling makes auditors look for what was overruled.",
        mend="Leave out `--overrule`.",
    ),
    Explanation(
        code="approval-of-other-text",
        severity=Severity.ERROR,
        title="Another text was approved",
        happened="The hash of the approved text is not that of the working text.",
        matters="What is put in force must be what was approved, to the letter.",
        mend="Show the text as it is now to the approver and ask again, or take back what was changed since.",
    ),
    Explanation(
        code="nothing-published",
        severity=Severity.ERROR,
        title="There is nothing to withdraw",
        happened="The policy was never published.",
        matters="Nobody was ever bound by it, so its folder is deleted and leaves no trace.",
        mend="Delete the policy's folder.",
    ),
    Explanation(
        code="unpublished-changes",
        severity=Severity.ERROR,
        title="A working text would be lost",
        happened="The working text of a policy that is to be withdrawn says what was never published.",
        matters="A withdrawal removes the working text; somebody's work would go with it.",
        mend="Publish what was written, or take it back, then withdraw.",
    ),
    Explanation(
        code="no-record",
        severity=Severity.ERROR,
        title="A published file has no record in the ledger",
        happened="A version, withdrawal or rename is there, and the policy's chain of records does not know it.",
        matters="Nobody could prove that the file is as it was when it was published.",
        mend=(
            "If it was published before there was a ledger, `handbook seal --adopt` records it. If nobody knows "
            "where it comes from, ask before you record it."
        ),
    ),
    Explanation(
        code="broken-chain",
        severity=Severity.ERROR,
        title="The policy's chain of records is broken",
        happened="A frozen file or a record in the ledger is not as it was written.",
        matters="A new record would stand on a chain that proves nothing; what happened must be settled first.",
        mend=(
            "Run `handbook verify`: it names the file and what was expected. Restore the file from git, and find "
            "out who changed it and why."
        ),
    ),
    Explanation(
        code="file-type",
        severity=Severity.ERROR,
        title="A file beside the pages is of a kind that is not published",
        happened="The folder of hand-written pages holds a file that is neither a page nor a picture or document.",
        matters="What is copied to the site is public; nothing is copied by accident.",
        mend="Move the file out of `pages`, or save it as a kind that is published: a page, a picture, a PDF.",
    ),
    Explanation(
        code="reserved-address",
        severity=Severity.ERROR,
        title="A page wants an address that the handbook needs",
        happened="A hand-written page would have the address of one of the handbook's own pages.",
        matters="One of the two would be missing from the site.",
        mend="Give the page another file name.",
    ),
    Explanation(
        code="html-left-out",
        severity=Severity.WARNING,
        title="A page holds HTML that readers will not see",
        happened=(
            "A hand-written page holds a tag that no page may hold, such as `<form>`, or words in angle brackets that "
            "are taken for a tag, such as `<name>`. The tag is left out, and of some all that stands inside."
        ),
        matters="Readers miss words, and nobody can tell from the page that they are missing.",
        mend=(
            "Put it in backquotes where readers are to see it. Say the rest in Markdown: `**bold**`, "
            "`[words](address)`, lists and tables."
        ),
    ),
)
