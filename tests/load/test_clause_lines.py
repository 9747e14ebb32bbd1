"""The line of each clause in a frozen file, however it is laid out."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from handbook.history.clauses import clauses
from handbook.load.clause_lines import clause_lines
from handbook.load.loader import load

SAMPLE = Path(__file__).resolve().parents[2] / "policy_data"

TEXT = b"""\
title: A
duties:
  - {id: first, text: One.}
  - text: >-
      Two, with
      id of something.
    id: "second"
procedures:
  - id: third
    steps: [{action: Go., id: 'fourth'}]
"""


def test_a_clause_is_found_in_blocks_and_in_brackets() -> None:
    assert clause_lines(TEXT, ["fourth", "third", "second", "first"]) == {
        "first": 3,
        "second": 7,
        "third": 9,
        "fourth": 10,
    }


def test_a_key_that_ends_like_an_id_declares_nothing() -> None:
    assert clause_lines(b"- paid: first\n- id: first\n", ["first"]) == {"first": 2}


def test_words_that_look_like_a_declaration_do_not_deceive() -> None:
    text = b"sections:\n  - text: |\n      id: second\n    id: first\n  - id: second\n"
    assert clause_lines(text, ["first", "second"]) == {"first": 4, "second": 5}


def test_an_id_in_an_unusual_layout_is_found() -> None:
    assert clause_lines(b"sections:\n  - id: >-\n      first\n  - ? id\n    : second\n", ["first", "second"]) == {
        "first": 2,
        "second": 5,
    }


def test_what_is_not_declared_has_no_line() -> None:
    assert clause_lines(TEXT, ["first", "missing"]) == {"first": 3}
    assert clause_lines(b"\xff", ["first"]) == {}


def test_every_clause_of_the_sample_has_the_line_that_declares_it() -> None:
    handbook = load(SAMPLE).handbook
    assert handbook is not None
    for policy in handbook.policies:
        for version in policy.versions:
            content = (SAMPLE.parent / version.source.file).read_bytes()
            ids = {clause.id for clause in clauses(version.text) if clause.id}
            lines = clause_lines(content, ids)
            assert lines.keys() == ids
            text = content.decode().splitlines()
            assert [id_ for id_, line in lines.items() if f"id: {id_}" not in text[line - 1]] == []


IDS = st.lists(st.from_regex(r"[a-z][a-z0-9-]{0,5}", fullmatch=True), unique=True, max_size=6)


@given(IDS, st.integers(0, 3))
def test_lines_do_not_depend_on_what_stands_between(ids: list[str], gap: int) -> None:
    text = "sections:\n" + "".join("\n" * gap + f"  - id: {id_}\n" for id_ in ids)
    assert clause_lines(text.encode(), ids) == {id_: 2 + (place + 1) * (gap + 1) - 1 for place, id_ in enumerate(ids)}
