"""Diagnostics -> GitLab's Code Quality report, which a merge request shows as what it adds and what it mends.

A JSON list; each entry has `description`, `check_name`, `fingerprint`, `severity` and `location` (`path` from the top
of the repository, `lines.begin`). An error is `critical`, as it stops the build; a warning `minor`; a note `info`.
Source: GitLab, "Code Quality report format".
"""

import json
from collections.abc import Sequence

from handbook.load.scalars import printable
from handbook.model.diagnostic import Diagnostic, Severity
from handbook.report.fingerprints import fingerprints

SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.NOTE: "info"}


def as_gitlab(diagnostics: Sequence[Diagnostic]) -> str:
    """The report, in the order of the diagnostics."""
    listed = [
        {
            "description": printable(f"{item.message}. {item.hint}" if item.hint else item.message),
            "check_name": item.code,
            "fingerprint": fingerprint,
            "severity": SEVERITIES[item.severity],
            "location": {"path": item.source.file, "lines": {"begin": max(1, item.line)}},
        }
        for item, fingerprint in zip(diagnostics, fingerprints(diagnostics), strict=True)
    ]
    return json.dumps(listed, indent=2)
