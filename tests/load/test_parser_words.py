"""What the parser says is said in words of the trade, with the line on which an unfinished value began."""

import pytest

from handbook.load.nodes import compose


def said(text: str) -> str:
    top, found = compose(text.encode(), "policy.yml")
    assert top is None
    return found[-1].message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b: c\n", "a `: ` stands here, where no key can begin"),
        ("a: {b: c\n", "the block that opens with `{` on line 1 needs `,` or `}` here"),
        ("a: [b, {c: d]\n", "the block that opens with `{` on this line needs `,` or `}` here"),
        (
            "a:\n  b: c\n d: e\n",
            "this line does not fit what begins on line 1; check how far it is indented",
        ),
        (
            "a:\n  - b\n  c: d\n",
            "this line does not fit what begins on line 2; check how far it is indented",
        ),
        ('a: "b" c\n', "something stands here that does not belong to the value before it"),
        ("a: - b\n", "a list begins on a line of its own, not behind its key"),
        ("a: |x\n  b\n", "behind `|` or `>` nothing else may stand on the line"),
        ("a: %b\n", "a text cannot begin with this character"),
        ("a: ]\n", "a value is missing here"),
        ("a: *\n", "a text that begins with `*` needs quotes"),
        ("a: & b\n", "a text that begins with `&` needs quotes"),
        ("a: !<x b\n", "a text that begins with `!` needs quotes"),
        ('a: "\\q"\n', "`\\` in double quotes begins an escape, and this is none"),
        ('a: "\\ud800"\n', "while parsing a quoted scalar, found invalid Unicode character escape code"),
    ],
)
def test_a_syntax_error_is_told_in_plain_words(text: str, expected: str) -> None:
    assert said(text) == expected
