"""A code is explained as text, Markdown and JSON, each with all that the catalogue holds."""

import json

import pytest

from handbook.check.catalogue import CATALOGUE, THEMES
from handbook.report.explanations import as_json, as_markdown, as_text, list_as_json, list_as_markdown, list_as_text


def test_text_tells_what_why_and_how_with_both_examples() -> None:
    assert as_text(CATALOGUE["unknown-role"]) == (
        "unknown-role: There is no such role (error)\n\n"
        "What happened\n  A field names a role that roles.yml does not declare.\n\n"
        "Why it matters\n  Nobody would know who must act, and the role's own page would miss the rule.\n\n"
        "How to fix it\n  Correct the id, or add the role to `roles.yml`.\n\n"
        "Wrong, in policies/complaints/policy.yml\n  owner: complaint-lead\n\n"
        "Right, in policies/complaints/policy.yml\n  owner: complaints-lead"
    )


def test_text_fits_a_terminal_of_100_columns() -> None:
    told = [line for item in CATALOGUE.values() for line in as_text(item).split("\n\nWrong")[0].splitlines()]
    assert [line for line in told if len(line) > 100] == []


def test_markdown_puts_examples_in_blocks_of_yaml() -> None:
    assert as_markdown(CATALOGUE["unknown-role"], level=3) == (
        "### `unknown-role`: There is no such role\n\n"
        "**What happened.** A field names a role that roles.yml does not declare.\n\n"
        "**Why it matters.** Nobody would know who must act, and the role's own page would miss the rule.\n\n"
        "**How to fix it.** Correct the id, or add the role to `roles.yml`.\n\n"
        "Wrong, in `policies/complaints/policy.yml`:\n\n```yaml\nowner: complaint-lead\n```\n\n"
        "Right, in `policies/complaints/policy.yml`:\n\n```yaml\nowner: complaints-lead\n```"
    )


def test_json_of_a_code_without_examples_says_so() -> None:
    assert json.loads(as_json(CATALOGUE["anchor"])) == {
        "code": "anchor",
        "theme": "Verification",
        "severity": "error",
        "title": CATALOGUE["anchor"].title,
        "happened": CATALOGUE["anchor"].happened,
        "matters": CATALOGUE["anchor"].matters,
        "mend": CATALOGUE["anchor"].mend,
        "wrong": None,
        "right": None,
    }


def test_json_splits_an_example_into_file_and_text() -> None:
    assert json.loads(as_json(CATALOGUE["unknown-role"]))["wrong"] == {
        "file": "policies/complaints/policy.yml",
        "text": "owner: complaint-lead\n",
    }


@pytest.mark.parametrize(
    "listed",
    [
        [line.split()[0] for line in list_as_text().splitlines() if line.startswith("  ")],
        [item["code"] for item in json.loads(list_as_json())["codes"]],
        [line.split("`")[1] for line in list_as_markdown().splitlines() if line.startswith("### ")],
    ],
    ids=["text", "json", "markdown"],
)
def test_a_list_names_every_code_by_theme(listed: list[str]) -> None:
    assert listed == [item.code for theme in THEMES for item in theme.explanations]
