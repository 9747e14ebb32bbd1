"""Values written as YAML read back as they were."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from handbook.ledger.yaml_text import yaml_text
from handbook.load.nodes import Scalar, compose

DAY = date(2026, 3, 1)


def test_day_that_stands_twice_is_written_twice() -> None:
    assert yaml_text({"published": DAY, "effective": DAY}) == b"published: 2026-03-01\neffective: 2026-03-01\n"


def test_list_is_indented() -> None:
    assert yaml_text({"reasons": [{"kind": "law"}]}) == b"reasons:\n  - kind: law\n"


def test_text_that_could_mean_something_else_is_quoted() -> None:
    assert (
        yaml_text({"version": "2.0", "note": "yes", "title": "a: b"}) == b"version: '2.0'\nnote: 'yes'\ntitle: 'a: b'\n"
    )


def test_text_of_several_lines_is_a_block() -> None:
    assert yaml_text({"summary": "One.\n\n- two"}) == b"summary: |-\n  One.\n\n  - two\n"


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Zl", "Zp", "Cn")) | st.just("\n"), min_size=1)
)
def test_any_text_reads_back(text: str) -> None:
    top, _ = compose(yaml_text({"text": text}), "file")
    assert top is not None
    value = top.entries["text"][1]
    assert isinstance(value, Scalar)
    assert value.text == text
