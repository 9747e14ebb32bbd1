"""The catalogue and the source name the same codes, and each example shows what it is said to show."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import handbook
from handbook.check.catalogue import CATALOGUE, THEMES, Explanation, example
from handbook.cli.main import main
from handbook.model.diagnostic import Severity
from handbook.model.field import Target
from tests.check.sample import changed, diagnosed

SOURCE = Path(handbook.__file__).parent
MAKING = {"error", "warning", "note"}
PASSING_ON = {
    *("problem", "report", "skip", "weigh"),
    *("_gate", "_problem", "_refusal", "_refused", "_report"),
}
"""Functions that are given a code as one of their first two arguments; the latter in some rooms only."""

FINDING = {"Finding", "finding", "_finding", "_refusal"}
ROOMS = {
    "load": MAKING | PASSING_ON,
    "check": MAKING | PASSING_ON,
    "site": MAKING | PASSING_ON,
    "ledger": MAKING | FINDING,
}
CODE = re.compile(r"[a-z]+(-[a-z]+)*")
SHOWN = [item for item in CATALOGUE.values() if item.wrong]


def reported(path: Path) -> Iterator[str]:
    """The codes that are given to reporting functions as they stand."""
    functions = ROOMS.get(path.relative_to(SOURCE).parts[0], MAKING)
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            called = {name} if name else {getattr(part, "attr", "") for part in ast.walk(node.func)}
            named = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
            for argument in (*node.args[:2], *named) if called & functions else ():
                if isinstance(argument, ast.Constant) and CODE.fullmatch(str(argument.value)):
                    yield str(argument.value)


def test_every_code_of_the_source_is_explained() -> None:
    codes = {code for path in SOURCE.rglob("*.py") for code in reported(path)}
    codes |= {f"unknown-{target}" for target in Target}
    assert sorted(codes - CATALOGUE.keys()) == []
    assert sorted(CATALOGUE.keys() - codes) == []


def test_no_code_is_explained_twice() -> None:
    assert sum(len(theme.explanations) for theme in THEMES) == len(CATALOGUE)


@pytest.mark.parametrize("item", CATALOGUE.values(), ids=lambda item: str(item.code))
def test_an_explanation_is_made_of_sentences(item: Explanation) -> None:
    assert not item.title.endswith(".")
    told = (item.happened, item.matters, item.mend)
    assert [text for text in told if not re.fullmatch(r"[A-Z`].*\.", text)] == []
    assert bool(item.wrong) == bool(item.right)


@pytest.mark.parametrize("item", SHOWN, ids=lambda item: str(item.code))
def test_a_wrong_example_has_the_fault_that_it_shows(item: Explanation) -> None:
    severities = {found.severity for found in diagnosed(changed(item.wrong)) if found.code == item.code}
    assert severities == {item.severity}


@pytest.mark.parametrize("item", SHOWN, ids=lambda item: str(item.code))
def test_a_right_example_has_no_fault(item: Explanation) -> None:
    assert diagnosed(changed(item.right)) == ()


def test_only_what_no_text_can_show_has_no_example() -> None:
    verified = {item.code for theme in THEMES if theme.id == "verification" for item in theme.explanations}
    assert [item.code for item in CATALOGUE.values() if not item.wrong and item.code not in verified] == [
        "missing-file",
        "unreadable-file",
        "symbolic-link",
        "too-large",
        "encoding",
        "too-many-problems",
        "withdrawn-twice",
        "layout",
        "nothing-changed",
        "missing-summary",
        "missing-reason",
        "nothing-to-overrule",
        "approval-of-other-text",
        "nothing-published",
        "unpublished-changes",
        "no-record",
        "broken-chain",
        "file-type",
        "reserved-address",
        "html-left-out",
        "stale-schema",
    ]


def test_a_note_is_told_from_a_warning_and_an_error() -> None:
    gravities = {
        severity: [code for code, item in CATALOGUE.items() if item.severity is severity] for severity in Severity
    }
    assert gravities[Severity.NOTE] == ["review-due-soon", "evidence-changed", "nothing-committed"]
    assert gravities[Severity.WARNING] == [
        "invisible-character",
        "comment-cuts-text",
        "html-as-written",
        "duplicate-term",
        "self-reference",
        "pillar-without-goal",
        "service-price",
        "importance-scale",
        "undecided-case",
        "unreachable-rule",
        "uncovered-case",
        "review-overdue",
        "stale-benchmark",
        "lapsed-exception",
        "unknown-evidence",
        "decision-without-result",
        "html-left-out",
        "stale-schema",
    ]


def test_commands_in_an_explanation_exist() -> None:
    texts = " ".join(f"{item.happened} {item.matters} {item.mend}" for item in CATALOGUE.values())
    assert set(re.findall(r"`handbook ([a-z-]+)", texts)) - set(main.commands) == set()


def test_an_example_names_its_file() -> None:
    shown = example(CATALOGUE["date-order"].wrong)
    assert shown is not None
    assert (shown.file, shown.text[:9]) == ("policies/complaints/versions/1.0.yml", "release:\n")
    assert example("") is None
