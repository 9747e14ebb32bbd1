"""What verification found: which layer saw it, where, what was expected and what is there."""

from dataclasses import dataclass
from enum import StrEnum

_NOTES = frozenset({"evidence-changed", "nothing-committed"})
"""Codes of what an auditor should know, and which may well be right."""


class Layer(StrEnum):
    """What a finding was held against."""

    LEDGER = "ledger"
    GIT = "git"
    ANCHOR = "anchor"
    SITE = "site"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Finding:
    """One thing that is not as it was. `version` is empty where the finding is about a policy or a seal as a whole."""

    layer: Layer
    code: str
    policy: str = ""
    version: str = ""
    file: str = ""
    message: str
    expected: str = ""
    found: str = ""

    @property
    def is_note(self) -> bool:
        """Whether all may be as it was nevertheless."""
        return self.code in _NOTES
