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
    ),
    Explanation(
        code="nothing-changed",
        severity=Severity.ERROR,
        title="There is nothing to publish",
        happened="The working text says what the newest version says.",
        matters="A version that changes nothing makes readers look for a change. A review is recorded without one.",
    ),
    Explanation(
        code="missing-summary",
        severity=Severity.ERROR,
        title="It is not said what changed",
        happened="Neither the working text's `next` nor the command says what the new version changes.",
        matters="People who must act on a change are told what it is, not left to compare two texts.",
    ),
    Explanation(
        code="missing-reason",
        severity=Severity.ERROR,
        title="It is not said why a version is made",
        happened="Neither the working text's `next` nor the command gives a reason.",
        matters="A change without a reason cannot be explained to staff, nor judged later.",
    ),
    Explanation(
        code="not-editorial",
        severity=Severity.ERROR,
        title="A change called editorial asks staff to do something else",
        happened="A target, role, limit, deadline, order of steps or word of duty changed.",
        matters="Readers pass over editorial versions, as they are told that nothing changed for them.",
    ),
    Explanation(
        code="nothing-to-overrule",
        severity=Severity.ERROR,
        title="There is nothing to overrule",
        happened="The command overrules the comparison of two texts, which found nothing against the kind of change.",
        matters="A recorded overruling makes auditors look for what was overruled.",
    ),
    Explanation(
        code="approval-of-other-text",
        severity=Severity.ERROR,
        title="Another text was approved",
        happened="The hash of the approved text is not that of the working text.",
        matters="What is put in force must be what was approved, to the letter.",
    ),
    Explanation(
        code="nothing-published",
        severity=Severity.ERROR,
        title="There is nothing to withdraw",
        happened="The policy was never published.",
        matters="Nobody was ever bound by it, so its folder is deleted and leaves no trace.",
    ),
    Explanation(
        code="unpublished-changes",
        severity=Severity.ERROR,
        title="A working text would be lost",
        happened="The working text of a policy that is to be withdrawn says what was never published.",
        matters="A withdrawal removes the working text; somebody's work would go with it.",
    ),
    Explanation(
        code="no-record",
        severity=Severity.ERROR,
        title="A published file has no record in the ledger",
        happened="A version, withdrawal or rename is there, and the policy's chain of records does not know it.",
        matters="Nobody could prove that the file is as it was when it was published.",
    ),
    Explanation(
        code="broken-chain",
        severity=Severity.ERROR,
        title="The policy's chain of records is broken",
        happened="A frozen file or a record in the ledger is not as it was written.",
        matters="A new record would stand on a chain that proves nothing; what happened must be settled first.",
    ),
    Explanation(
        code="file-type",
        severity=Severity.ERROR,
        title="A file beside the pages is of a kind that is not published",
        happened="The folder of hand-written pages holds a file that is neither a page nor a picture or document.",
        matters="What is copied to the site is public; nothing is copied by accident.",
    ),
    Explanation(
        code="reserved-address",
        severity=Severity.ERROR,
        title="A page wants an address that the handbook needs",
        happened="A hand-written page would have the address of one of the handbook's own pages.",
        matters="One of the two would be missing from the site.",
    ),
)
