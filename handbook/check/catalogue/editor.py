"""Codes about what stands beside the data for editors."""

from handbook.check.catalogue.explanation import Explanation
from handbook.model.diagnostic import Severity

EXPLANATIONS = (
    Explanation(
        code="stale-schema",
        severity=Severity.WARNING,
        title="The editor's schema no longer matches the handbook",
        happened=(
            "A file under .schema is missing, says something else than the handbook's roles, categories and policies, "
            "or was written by another version of the program."
        ),
        matters="An editor would complete ids that are gone, and mark new ones as mistakes.",
        mend="Run `handbook schema` and commit what it writes.",
    ),
)
