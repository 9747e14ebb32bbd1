"""Codes of verification: what was published is not as it was, or cannot be held against anything."""

from handbook.check.catalogue.explanation import Explanation
from handbook.model.diagnostic import Severity

_RESTORE = (
    "Find the commit that changed it (`git log -- FILE`) and ask whoever made it. Restore the file as it was "
    "published: what is to be said otherwise is published as a new version or as a correction."
)

EXPLANATIONS = tuple(
    Explanation(code=code, severity=Severity.ERROR, title=title, happened=happened, matters=matters, mend=mend)
    for code, title, happened, matters, mend in (
        (
            "file-altered",
            "A published file was changed",
            "The file's content has another hash than the ledger, or the site's manifest, holds for it.",
            "Staff acted on the text as it was published; nobody may change it afterwards without being seen.",
            f"{_RESTORE} If every published file is named, git changed their line ends when it checked them out: take "
            "`.gitattributes` as `handbook init` writes it, and check the files out again.",
        ),
        (
            "file-missing",
            "A published file is missing",
            "The ledger, or the site's manifest, names a file that is not there.",
            "What was in force once must stay readable, for staff and for courts.",
            "Restore the file from git: `git log --diff-filter=D -- FILE` shows the commit that removed it.",
        ),
        (
            "file-without-record",
            "The ledger has no record of a published file",
            "A version, withdrawal or rename lies in the policy's folder, and its chain of records does not name it.",
            "It may have been slipped in without an approval.",
            "If it was published before there was a ledger, `handbook seal --adopt` records it. Otherwise remove the "
            "file and publish it with `handbook publish`.",
        ),
        (
            "file-unknown",
            "The site holds a file that was not built",
            "The site's manifest does not name the file.",
            "Somebody may have put a page on the server that looks like ours.",
            "Build the site again and upload it whole, in place of what is there.",
        ),
        (
            "record-altered",
            "A record of the ledger is not as it was written",
            "The file cannot be read as a record, or it lies under another name than the one it was written by.",
            "A record that was touched proves nothing about the version that it is of.",
            _RESTORE,
        ),
        (
            "record-unlinked",
            "A record hangs in no chain",
            "Each record names the one before it by its hash; no record fits the one that this one names.",
            "A record before it was removed, inserted or changed.",
            "Restore the records of the policy from git, beginning with the oldest that changed.",
        ),
        (
            "record-moved",
            "A record belongs to another policy",
            "The record lies under one policy and names another.",
            "A version could pass for one of a policy that never had it.",
            "Move the record back to the folder of the policy that it names. A policy gets another name by "
            "`handbook rename` alone.",
        ),
        (
            "order",
            "The versions of a chain do not ascend",
            "A record follows one of a later version.",
            "The order in which versions were published is part of what is proved.",
            "Restore the ledger from git. If two people published at the same time, publish the second one anew.",
        ),
        (
            "seal-altered",
            "A seal is not as it was written",
            "The file cannot be read as a seal, or it lies under another number.",
            "A seal that was touched holds nothing together.",
            _RESTORE,
        ),
        (
            "seal-unlinked",
            "The seals do not follow one another",
            "A seal names another one before it than the one that is there.",
            "A seal before it was removed, inserted or changed.",
            "Restore the seals from git, beginning with the oldest that changed.",
        ),
        (
            "sealed-record-missing",
            "A sealed record is gone",
            "A seal holds the hash of a record that is in no chain any more.",
            "A version was removed after a release, or its history was written anew.",
            "Restore the record and its version from git. A policy that is not to bind is withdrawn, never deleted.",
        ),
        (
            "anchor",
            "A seal is not the one that was noted down",
            "The hash that an auditor noted down is not that of the seal with this number, or the seal is missing.",
            "Everything since that seal may have been written anew, ledger and all.",
            "Compare the number and the hash with your note, letter by letter. If they are right, ask for the "
            "repository as it was on the day of your note.",
        ),
        (
            "no-git",
            "Git cannot be asked",
            "The data folder is in no git repository, git is missing, the branch does not exist, or the repository is "
            "damaged.",
            "Only the ledger itself can be checked then; a ledger that was rewritten as a whole would not show.",
            "Run it in a clone of the repository, with git installed. `--no-git` leaves this layer out.",
        ),
        (
            "shallow-clone",
            "The history is cut off",
            "The clone holds the newest commits only.",
            "What happened before the cut cannot be seen.",
            "Fetch all of it: `git fetch --unshallow`. In a pipeline ask for the full history (`fetch-depth: 0`).",
        ),
        (
            "history-altered",
            "A commit changed or removed a published file",
            "In git's history a frozen file, a record or a seal is changed or removed after it was added.",
            "It was once otherwise than it is now, and the ledger may have been adapted to it.",
            "Look at the commit that is named: `git show COMMIT`. Restore the file if it is still changed, and keep a "
            "note of what happened: the commit stays in the history.",
        ),
        (
            "differs-from-git",
            "A published file is not what git holds",
            "The file on disk is not the one that was committed, or it is missing.",
            "What is built from it is not what everybody else sees.",
            "`git status` shows it; `git restore FILE` brings back what was committed.",
        ),
        (
            "manifest-missing",
            "The site has no manifest",
            "`manifest.json` is missing in the built site, or cannot be read.",
            "Nothing in the site can be held against what was built.",
            "Name the folder of a whole site with `--site`, or build it again.",
        ),
        (
            "other-manifest",
            "The site has another manifest than was expected",
            "The hash of `manifest.json` is not the one that was given with `--manifest`.",
            "Pages and manifest may have been altered together, so that the site fits itself and not the data.",
            "Build the site again from the same data, with the same program and for the same day (`--as-of`): that "
            "gives the same manifest. Where it does not, upload what was built now in place of what is there.",
        ),
        (
            "other-version-shown",
            "A page cites another version than was published",
            "The page of a version does not name the hash of its frozen file.",
            "Readers see a text that is not the one in the ledger.",
            "Build the site again from the same data.",
        ),
    )
) + tuple(
    Explanation(code=code, severity=Severity.NOTE, title=title, happened=happened, matters=matters, mend=mend)
    for code, title, happened, matters, mend in (
        (
            "evidence-changed",
            "A record was changed after it was committed",
            "A review, check, measurement, correction, exception or piece of feedback is not, or was not for a while, "
            "what was first committed, or it was removed.",
            "The ledger holds versions, withdrawals and renames; of other records git alone knows what they were. Some "
            "changes are right: an exception is closed later, a slip of the pen is mended.",
            "Look at what changed: `git log -p -- FILE`. If it was not right, restore the record as it was.",
        ),
        (
            "nothing-committed",
            "Git has nothing yet",
            "The repository was just made: it has no commit.",
            "The ledger was verified by itself; one that was rewritten as a whole would not show.",
            "Commit what is there: `git add --all`, then `git commit`. From then on git is asked too.",
        ),
    )
)
"""Findings have no gravity: each means that `handbook verify` ends with 1, but for notes, which change nothing."""
