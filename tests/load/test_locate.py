"""Diagnostics that name a path -> the line and column where an owner must look."""

import os
from pathlib import Path

import pytest

from handbook.load.locate import locate, source_line
from handbook.model.diagnostic import Diagnostic, error, warning
from handbook.model.source import Source
from tests.load.data import write

TEXT = """\
title: Complaints
procedures:
  - id: receive
    goals: [quick, "once"]
    steps:
      - {id: log, actor: adviser}
when: {amount: "<= 5"}
"""


def place(root: Path, *path: str | int) -> tuple[int, int]:
    (found,) = locate([error("code", Source("policy.yml", path), "message")], root)
    return found.line, found.column


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("title",), (1, 8)),
        (("procedures",), (3, 3)),
        (("procedures", 0), (3, 5)),
        (("procedures", 0, "goals", 1), (4, 20)),
        (("procedures", 0, "steps", 0, "actor"), (6, 26)),
        (("when", "amount"), (7, 16)),
        ((), (1, 1)),
    ],
)
def test_a_path_leads_to_its_value(tmp_path: Path, path: tuple[str | int, ...], expected: tuple[int, int]) -> None:
    assert place(write(tmp_path, {"policy.yml": TEXT}), *path) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("procedures", 0, "owner"), (3, 5)),
        (("procedures", 7, "owner"), (3, 3)),
        (("title", "x"), (1, 8)),
        (("missing",), (1, 1)),
        ((0,), (1, 1)),
    ],
)
def test_a_path_that_leads_nowhere_ends_at_the_last_value_on_the_way(
    tmp_path: Path, path: tuple[str | int, ...], expected: tuple[int, int]
) -> None:
    assert place(write(tmp_path, {"policy.yml": TEXT}), *path) == expected


@pytest.mark.parametrize("content", [b"", b"a: [", b"\xff", b"- a\n", b"a: b\n" * 300_000])
def test_a_file_that_cannot_be_read_is_placed_at_its_beginning(tmp_path: Path, content: bytes) -> None:
    assert place(write(tmp_path, {"policy.yml": content}), "a") == (1, 1)


def test_a_file_that_is_not_there_is_placed_at_its_beginning(tmp_path: Path) -> None:
    assert place(tmp_path, "a") == (1, 1)


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path, {"elsewhere.yml": "\n\na: b\n"})
    (tmp_path / "policy.yml").symlink_to("elsewhere.yml")
    assert place(tmp_path, "a") == (1, 1)
    assert source_line(tmp_path, error("code", Source("policy.yml"), "message").at(3, 1)) == ""


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "policy.yml")
    assert place(tmp_path, "a") == (1, 1)


def test_a_position_that_is_known_is_kept(tmp_path: Path) -> None:
    found = error("code", Source("policy.yml", ("title",)), "message").at(9, 9)
    assert locate([found], write(tmp_path, {"policy.yml": TEXT})) == (found,)


def test_diagnostics_are_sorted_by_place_and_given_once(tmp_path: Path) -> None:
    write(tmp_path, {"a.yml": "x: 1\ny: 2\n", "b.yml": "x: 1\n"})

    def found(file: str, key: str) -> Diagnostic:
        return warning("code", Source(file, (key,)), "message")

    unsorted = [found("b.yml", "x"), found("a.yml", "y"), found("a.yml", "x"), found("a.yml", "y")]
    assert [(item.source.file, item.line) for item in locate(unsorted, tmp_path)] == [
        ("a.yml", 1),
        ("a.yml", 2),
        ("b.yml", 1),
    ]


@pytest.mark.parametrize(
    ("line", "expected"), [(1, "title: Ä"), (2, ""), (3, "owner: b"), (4, ""), (5, ""), (0, ""), (-1, "")]
)
def test_the_line_of_a_diagnostic_is_shown(tmp_path: Path, line: int, expected: str) -> None:
    write(tmp_path, {"policy.yml": "title: Ä\r\n\r\nowner: b\r\n"})
    assert source_line(tmp_path, error("code", Source("policy.yml"), "message").at(line, 1)) == expected


def test_the_line_of_a_file_in_another_encoding_is_shown_as_far_as_it_can_be(tmp_path: Path) -> None:
    write(tmp_path, {"policy.yml": b"title: caf\xe9\n"})
    assert source_line(tmp_path, error("code", Source("policy.yml"), "message").at(1, 11)) == "title: caf\ufffd"
