"""A problem is known again though lines moved, and told from another."""

from handbook.model.diagnostic import Diagnostic, error
from handbook.model.source import Source
from handbook.report.fingerprints import fingerprints


def problem(*path: str | int, message: str = "there is no role `x`", line: int = 3) -> Diagnostic:
    return error("unknown-role", Source("a.yml", path), message).at(line, 1)


def test_lines_that_are_added_above_change_nothing() -> None:
    assert fingerprints([problem("owner", line=3)]) == fingerprints([problem("owner", line=30)])


def test_items_that_are_added_above_change_nothing() -> None:
    assert fingerprints([problem("steps", 1, "actor")]) == fingerprints([problem("steps", 2, "actor")])


def test_problems_that_are_alike_are_told_apart() -> None:
    first, second = fingerprints([problem("steps", 1, "actor"), problem("steps", 2, "actor")])
    assert first != second


def test_another_message_is_another_problem() -> None:
    assert fingerprints([problem("owner")]) != fingerprints([problem("owner", message="there is no role `y`")])
