"""GitLab's Code Quality report: its shape, and that data stay data."""

import json
import re

from handbook.model.diagnostic import Severity, error, note, warning
from handbook.model.source import Source
from handbook.report.code_quality import SEVERITIES, as_gitlab


def test_a_problem_has_what_gitlab_requires() -> None:
    item = error("unknown-role", Source("a.yml", ("owner",)), "there is no role `x`", "declare it").at(3, 8)
    [entry] = json.loads(as_gitlab([item]))
    fingerprint = entry.pop("fingerprint")
    assert (re.fullmatch("[0-9a-f]{64}", fingerprint) is not None, entry) == (
        True,
        {
            "description": "there is no role `x`. declare it",
            "check_name": "unknown-role",
            "severity": "critical",
            "location": {"path": "a.yml", "lines": {"begin": 3}},
        },
    )


def test_each_severity_has_one_of_gitlab() -> None:
    found = [make("unknown-role", Source("a.yml"), "m").at(1, 1) for make in (error, warning, note)]
    assert [entry["severity"] for entry in json.loads(as_gitlab(found))] == ["critical", "minor", "info"]
    assert set(SEVERITIES) == set(Severity)


def test_no_problem_is_an_empty_list() -> None:
    assert as_gitlab([]) == "[]"


def test_a_message_holds_no_control_character() -> None:
    [entry] = json.loads(as_gitlab([error("unknown-role", Source("a.yml"), "a\n\x1b[31mb").at(1, 1)]))
    assert entry["description"] == "a\\u000a\\u001b[31mb"
