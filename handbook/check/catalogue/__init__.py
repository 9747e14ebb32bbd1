"""Every code of the project -> its explanation: what happened, why it matters, how to mend it, with examples.

Codes of diagnostics, of gates before publication and of verification. A test holds this list and the codes in the
source together, and runs every example.
"""

from collections.abc import Mapping

from handbook.check.catalogue import (
    authority,
    chain,
    dates,
    editor,
    files,
    findings,
    gates,
    identity,
    publishing,
    references,
    revision,
)
from handbook.check.catalogue.explanation import Example, Explanation, Theme, example

THEMES: tuple[Theme, ...] = tuple(
    Theme(id=id_, title=title, explanations=room.EXPLANATIONS)
    for id_, title, room in (
        ("files", "Files and values", files),
        ("references", "References that lead nowhere", references),
        ("identity", "Ids and names", identity),
        ("dates", "Days and version numbers", dates),
        ("chain", "From mission to standard", chain),
        ("authority", "Decisions and escalation", authority),
        ("gates", "Approval, pilots and briefings", gates),
        ("revision", "Reviews and evidence", revision),
        ("publishing", "Publishing", publishing),
        ("editor", "The editor's help", editor),
        ("verification", "Verification", findings),
    )
)
"""The explanations by theme, in the order in which an owner meets them."""

CATALOGUE: Mapping[str, Explanation] = {item.code: item for theme in THEMES for item in theme.explanations}
"""The explanations by code, in the same order."""

__all__ = ["CATALOGUE", "THEMES", "Example", "Explanation", "Theme", "example"]
