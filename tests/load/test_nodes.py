"""YAML files as they should not be: each refused at its place, with its reason, without a traceback."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handbook.load.nodes import MAX_BYTES, MAX_NODES, Mapping, Scalar, Sequence, compose
from handbook.model.diagnostic import Diagnostic
from handbook.model.source import Source


def shown(found: list[Diagnostic]) -> list[str]:
    return [f"{item.line}:{item.column}: {item.severity}[{item.code}]: {item.message} | {item.hint}" for item in found]


def refused(data: str | bytes) -> str:
    """The only problem of a file that cannot be read."""
    top, found = compose(data if isinstance(data, bytes) else data.encode(), "roles.yml")
    assert top is None
    assert [item.source for item in found] == [Source("roles.yml")]
    return shown(found)[0]


def noticed(data: str) -> list[str]:
    """The problems of a file that can be read all the same."""
    top, found = compose(data.encode(), "roles.yml")
    assert top is not None
    return shown(found)


def plain(node: Mapping | Sequence | Scalar) -> object:
    """The node without its positions."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, (_, value) in node.entries.items()}


def read(data: str) -> object:
    top, found = compose(data.encode(), "roles.yml")
    assert found == []
    assert top is not None
    return plain(top)


WRITE_OUT = "write the value out; quote text that starts with `&`, `*` or `<`"
QUOTES = "text that holds `: ` or starts with a sign needs quotes; children are indented by two spaces"


def test_a_file_becomes_text_lists_and_mappings() -> None:
    assert read("title: A\nroles: [a, b]\nscope:\n  customers: all\n") == {
        "title": "A",
        "roles": ["a", "b"],
        "scope": {"customers": "all"},
    }


def test_positions_are_those_of_the_values() -> None:
    top, _ = compose(b"title: A\nsteps:\n  - id: x\n", "roles.yml")
    assert top == Mapping(
        {
            "title": (Scalar("title", 1, 1), Scalar("A", 1, 8)),
            "steps": (
                Scalar("steps", 2, 1),
                Sequence([Mapping({"id": (Scalar("id", 3, 5), Scalar("x", 3, 9))}, 3, 5)], 3, 3),
            ),
        },
        1,
        1,
    )


@pytest.mark.parametrize(
    "text",
    [
        "1.10",
        "no",
        "yes",
        "on",
        "12:30",
        "010",
        "0x1F",
        "1e3",
        "~",
        "null",
        "2026-02-30",
        "31/12/2026",
        ".inf",
        "=",
        "٣",
    ],
)
def test_a_plain_scalar_stays_the_text_that_was_typed(text: str) -> None:
    assert read(f"value: {text}\n") == {"value": text}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("title: &a A\n", f"1:8: error[yaml-feature]: `&a` is an anchor | {WRITE_OUT}"),
        ("roles: &a [x]\n", f"1:8: error[yaml-feature]: `&a` is an anchor | {WRITE_OUT}"),
        ("scope: &a {b: c}\n", f"1:8: error[yaml-feature]: `&a` is an anchor | {WRITE_OUT}"),
        ("&a title: A\n", f"1:1: error[yaml-feature]: `&a` is an anchor | {WRITE_OUT}"),
        ("title: *a\n", f"1:8: error[yaml-feature]: `*a` is an alias | {WRITE_OUT}"),
        ("- *a\n", f"1:3: error[yaml-feature]: `*a` is an alias | {WRITE_OUT}"),
        ("<<: {a: b}\n", f"1:1: error[yaml-feature]: `<<` is a merge key | {WRITE_OUT}"),
        ("a:\n  <<: *b\n", f"2:3: error[yaml-feature]: `<<` is a merge key | {WRITE_OUT}"),
        ("title: !!str A\n", "1:8: error[yaml-feature]: a tag stands here | quote text that starts with `!`"),
        ("title: ! A\n", "1:8: error[yaml-feature]: a tag stands here | quote text that starts with `!`"),
        ("title: !important\n", "1:8: error[yaml-feature]: a tag stands here | quote text that starts with `!`"),
        ("!!map\na: b\n", "1:1: error[yaml-feature]: a tag stands here | quote text that starts with `!`"),
        ("a: !!set {b}\n", "1:4: error[yaml-feature]: a tag stands here | quote text that starts with `!`"),
        (
            "a: !!python/object/apply:os.system [ls]\n",
            "1:4: error[yaml-feature]: a tag stands here | quote text that starts with `!`",
        ),
        ("a: b\n---\nc: d\n", "2:1: error[yaml-feature]: a second document starts here | one file, one document"),
        ("---\na: b\n---\n", "3:1: error[yaml-feature]: a second document starts here | one file, one document"),
        (
            "%YAML 1.2\n---\na: b\n",
            "1:1: error[yaml-feature]: directives such as %YAML are not used here | delete the line",
        ),
        (
            "%TAG !e! tag:example.org,2026:\n---\na: b\n",
            "1:1: error[yaml-feature]: directives such as %YAML are not used here | delete the line",
        ),
        ("[a]: b\n", "1:1: error[yaml-feature]: a key must be plain text | put it in quotes"),
        ("? {a: b}\n: c\n", "1:3: error[yaml-feature]: a key must be plain text | put it in quotes"),
        ("? [*a]\n: b\n", "1:3: error[yaml-feature]: a key must be plain text | put it in quotes"),
    ],
)
def test_a_feature_of_yaml_beyond_plain_data_is_refused(data: str, expected: str) -> None:
    assert refused(data) == expected


def test_an_explosion_of_aliases_is_refused_at_its_first_anchor() -> None:
    levels = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 9)]
    assert refused("\n".join(["l0: &l0 [lol]", *levels])) == (
        f"1:5: error[yaml-feature]: `&l0` is an anchor | {WRITE_OUT}"
    )


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("", "1:1: error[empty-file]: the file holds nothing | fill it in or delete it"),
        ("\n\n# later\n", "1:1: error[empty-file]: the file holds nothing | fill it in or delete it"),
        ("- a\n", "1:1: error[not-a-mapping]: the file must hold keys and values | such as `title: Complaints`"),
        ("text\n", "1:1: error[not-a-mapping]: the file must hold keys and values | such as `title: Complaints`"),
        ("---\n", "2:1: error[not-a-mapping]: the file must hold keys and values | such as `title: Complaints`"),
        ("{}]\n", f"1:3: error[yaml-syntax]: something stands behind the end of what the file holds | {QUOTES}"),
        ("a: b: c\n", f"1:5: error[yaml-syntax]: a `: ` stands here, where no key can begin | {QUOTES}"),
        ("a: b\n  c: d\n", f"2:4: error[yaml-syntax]: a `: ` stands here, where no key can begin | {QUOTES}"),
        (
            "a: @b\n",
            f"1:4: error[yaml-syntax]: a text cannot begin with this character | {QUOTES}",
        ),
        (
            "a: 'b\nc: d\n",
            "1:4: error[yaml-syntax]: the quotes that open here are never closed | close them where the text ends",
        ),
        (
            "a: [b\n",
            f"2:1: error[yaml-syntax]: the list that opens with `[` on line 1 needs `,` or `]` here | {QUOTES}",
        ),
        (
            'a: "\\ud800"\n',
            "1:7: error[yaml-syntax]: while parsing a quoted scalar, "
            f"found invalid Unicode character escape code | {QUOTES}",
        ),
    ],
)
def test_a_file_that_is_no_mapping_says_where_it_goes_wrong(data: str, expected: str) -> None:
    assert refused(data) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            b"\xef\xbb\xbfa: b\n",
            "1:1: error[encoding]: the file starts with a byte order mark | save it as UTF-8 without BOM",
        ),
        (
            "a: b\n".encode("utf-16"),
            "1:1: error[encoding]: the file starts with a byte order mark | save it as UTF-8 without BOM",
        ),
        (
            "a: b\n".encode("utf-16-le"),
            "1:2: error[control-character]: the character U+0000 is not allowed | save the file as UTF-8 text",
        ),
        (
            "a: b\n".encode("utf-16-be"),
            "1:1: error[control-character]: the character U+0000 is not allowed | save the file as UTF-8 text",
        ),
        (b"a: b\nc: caf\xe9\n", "2:7: error[encoding]: the file is not UTF-8 | save it as UTF-8"),
        (b"a: \xc0\xaf\n", "1:4: error[encoding]: the file is not UTF-8 | save it as UTF-8"),
        (b"a: \xed\xa0\x80\n", "1:4: error[encoding]: the file is not UTF-8 | save it as UTF-8"),
        (b"a: \xf4\x90\x80\x80\n", "1:4: error[encoding]: the file is not UTF-8 | save it as UTF-8"),
        ("ä: ".encode() + b"\xff", "1:4: error[encoding]: the file is not UTF-8 | save it as UTF-8"),
    ],
)
def test_a_file_in_another_encoding_is_refused(data: bytes, expected: str) -> None:
    assert refused(data) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            "a: b\x00\n",
            "1:5: error[control-character]: the character U+0000 is not allowed | save the file as UTF-8 text",
        ),
        ("a:\n  - \x1b[31m\n", "2:5: error[control-character]: the character U+001B is not allowed | delete it"),
        ("a: b\x07\n", "1:5: error[control-character]: the character U+0007 is not allowed | delete it"),
        ("a: b\rc: d\n", "1:5: error[control-character]: the character U+000D is not allowed | delete it"),
        ("a: \x85\n", "1:4: error[control-character]: the character U+0085 is not allowed | delete it"),
        ("a: x\u2028y\n", "1:5: error[control-character]: the character U+2028 is not allowed | delete it"),
        ("a: x\ufffey\n", "1:5: error[control-character]: the character U+FFFE is not allowed | delete it"),
        ("# \x1b\na: b\n", "1:3: error[control-character]: the character U+001B is not allowed | delete it"),
        ("a:\n\tb: c\n", "2:1: error[control-character]: a tab stands here | use spaces"),
        ("a: |\n  b\tc\n", "2:4: error[control-character]: a tab stands here | use spaces"),
        (
            'a: "x\\0"\n',
            "1:4: error[control-character]: the text holds the character U+0000, written as an escape | delete it",
        ),
        (
            'a: "\\e[31m"\n',
            "1:4: error[control-character]: the text holds the character U+001B, written as an escape | delete it",
        ),
        (
            '"\\u2029": a\n',
            "1:1: error[control-character]: the text holds the character U+2029, written as an escape | delete it",
        ),
    ],
)
def test_a_control_character_is_refused(data: str, expected: str) -> None:
    assert refused(data) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            "a: x\u202ey\n",
            ["1:5: warning[invisible-character]: the invisible character U+202E stands here | delete it"],
        ),
        (
            "a: x\u200by\n",
            ["1:5: warning[invisible-character]: the invisible character U+200B stands here | delete it"],
        ),
        (
            "a: \u2066b\u2066c\u2066\n",
            [
                "1:4: warning[invisible-character]: the invisible character U+2066 stands here, "
                "and 2 more of it below | delete it"
            ],
        ),
        (
            "a: \U000e0041b\n",
            ["1:4: warning[invisible-character]: the invisible character U+E0041 stands here | delete it"],
        ),
        (
            'a: "\\u202e"\n',
            ["1:4: warning[invisible-character]: the invisible character U+202E stands here | delete it"],
        ),
        ("a: שלום, 👩\u200d🔧\n", []),
    ],
)
def test_an_invisible_character_is_warned_of(data: str, expected: list[str]) -> None:
    assert noticed(data) == expected


def test_a_duplicate_key_is_reported_at_its_second_place() -> None:
    assert noticed("title: A\nowner: b\ntitle: C\n") == [
        "3:1: error[duplicate-key]: the key `title` stands twice; it is first on line 1 | keep one of the two"
    ]


def test_a_duplicate_key_is_found_however_it_is_written() -> None:
    assert noticed("a: {title: A, 'title': B, \"ti\\u0074le\": C}\n") == [
        "1:15: error[duplicate-key]: the key `title` stands twice; it is first on line 1 | keep one of the two",
        "1:27: error[duplicate-key]: the key `title` stands twice; it is first on line 1 | keep one of the two",
    ]


def test_windows_line_ends_are_read_as_line_ends() -> None:
    assert read("a: b\r\nc: |\r\n  d\r\n  e\r\n") == {"a": "b", "c": "d\ne\n"}


@pytest.mark.parametrize(
    ("data", "cut"),
    [
        ("a: call us # or not\n", True),
        ("a: call us  # or not\n", True),
        ("a: [b, c] # d\n", False),
        ("a: 'call us' # or not\n", False),
        ("a: call us#or not\n", False),
        ("# call us\na: b\n", False),
        ("a: |\n  call us # here\n", False),
        ("a: call us\n# or not\n", False),
    ],
)
def test_text_before_a_comment_is_marked_as_cut(data: str, cut: bool) -> None:
    top, _ = compose(data.encode(), "roles.yml")
    assert top is not None
    value = top.entries["a"][1]
    assert (isinstance(value, Scalar) and value.cut) == cut


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("a: " + "[" * 200_000, "1:27: error[too-deep]: values are nested more than 24 deep"),
        (
            "a: " + "[" * 23 + "]" * 23 + "\nb: " + "[" * 24,
            "2:27: error[too-deep]: values are nested more than 24 deep",
        ),
        ("- " * 50_000, "1:49: error[too-deep]: values are nested more than 24 deep"),
        ("{a: " * 40_000, "1:97: error[too-deep]: values are nested more than 24 deep"),
        ("".join(f"{' ' * n}a:\n" for n in range(900)), "25:25: error[too-deep]: values are nested more than 24 deep"),
    ],
)
def test_deep_nesting_is_refused_however_deep_it_goes(data: str, expected: str) -> None:
    assert refused(data) == f"{expected} | nothing here needs that; check the indentation"


def test_a_file_of_too_many_bytes_is_refused() -> None:
    assert refused("a: " + "x" * MAX_BYTES) == (
        "1:1: error[too-large]: the file has 1,000,003 bytes; at most 1,000,000 are read | split the policy"
    )


def test_a_file_of_too_many_values_is_refused() -> None:
    assert refused("a:\n" + "- b\n" * MAX_NODES) == (
        "49999:3: error[too-large]: the file holds more than 50,000 values | split the policy"
    )


def test_keys_and_values_count_alike() -> None:
    assert refused("".join(f"k{number}: v\n" for number in range(MAX_NODES))) == (
        "25000:9: error[too-large]: the file holds more than 50,000 values | split the policy"
    )


def test_a_message_shows_a_hostile_name_shortened_and_escaped() -> None:
    name = "\u202e" + "x" * 500
    _, found = compose(f"{name}: a\n{name}: b\n".encode(), "roles.yml")
    assert found[-1].message == f"the key `\\u202e{'x' * 56}...` stands twice; it is first on line 1"


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_are_read_or_refused_with_a_position(data: bytes) -> None:
    top, found = compose(data, "roles.yml")
    assert top is not None or found
    assert all(item.line >= 1 and item.column >= 1 for item in found)


@given(st.text(alphabet="ab:-[]{}\"'#&*!|>%@ \n\t?,<", max_size=60))
@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_marks_of_yaml_are_read_or_refused_with_a_position(text: str) -> None:
    top, found = compose(text.encode(), "roles.yml")
    assert top is not None or found
    assert all(item.line >= 1 and item.column >= 1 for item in found)
