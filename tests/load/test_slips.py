"""A slip that YAML notices late is told at the place where it was made."""

import pytest

from handbook.load.nodes import compose

CONFLICT = """\
title: Phone
<<<<<<< HEAD
summary: How a call is answered.
=======
summary: How calls are answered.
>>>>>>> other
"""
OPEN_QUOTE = """\
title: "Phone
summary: How a call is answered.
duties:
  - {id: answer, text: "Answer every call."}
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            OPEN_QUOTE,
            "1:8: the quotes that open here are closed only on line 4 | close them on the line on which they open",
        ),
        ('a: b\nc: "d\ne: f\n', "2:4: the quotes that open here are never closed | close them where the text ends"),
        (
            "owner:phone-lead\napprover: service-director\n",
            "1:7: a space is missing after `owner:` | write `owner: phone-lead`",
        ),
        (
            "title: Phone\nowner:phone-lead\n",
            "2:7: a space is missing after `owner:` | write `owner: phone-lead`",
        ),
        (
            "duties:\n  - id:answer\n\n    text: Answer.\n",
            "2:8: a space is missing after `id:` | write `id: answer`",
        ),
        (
            "a: 5\nb\nc: d\n",
            "2:1: this line is no key with a value | write `key: value`; what goes on with the line above is indented",
        ),
        (
            CONFLICT,
            "2:1: an unresolved merge conflict stands here | keep one of the two texts, or join them, and delete the "
            "lines with `<<<<<<<`, `=======` and `>>>>>>>`",
        ),
        (
            CONFLICT.replace("<<<<<<< HEAD\n", ""),
            "3:1: an unresolved merge conflict stands here | keep one of the two texts, or join them, and delete the "
            "lines with `<<<<<<<`, `=======` and `>>>>>>>`",
        ),
    ],
)
def test_a_slip_is_told_where_it_was_made(text: str, expected: str) -> None:
    top, (found,) = compose(text.encode(), "policy.yml")
    assert top is None
    assert f"{found.line}:{found.column}: {found.message} | {found.hint}" == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: http://example.org\n b: c\n", (2, 3)),
        ("see: |\n  =======\nb: c: d\n", (3, 5)),
        ('a: "b\n  c"\nd: e: f\n', (3, 5)),
    ],
)
def test_what_only_looks_like_a_slip_is_left_where_the_parser_noticed_it(text: str, expected: tuple[int, int]) -> None:
    top, (found,) = compose(text.encode(), "policy.yml")
    assert top is None
    assert (found.line, found.column) == expected
