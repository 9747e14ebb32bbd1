"""Which files may be mended, and which field a path leads to."""

import pytest

from handbook.mend.reading import kind_of, read


@pytest.mark.parametrize(
    "path",
    [
        *("policies/complaints/versions/1.0.yml", "policies/complaints/records/renames/wider.yml"),
        *("policies/complaints/records/withdrawals/gone.yml", "ledger/complaints/1.0.json", "seals/0001.json"),
        *("pages/index.md", "notes.yml", "policies/complaints/records/notes/one.yml", "../handbook.yml"),
        *("policies/complaints/policy.yml\n", "policies/Complaints/policy.yml"),
    ],
)
def test_what_is_published_or_strange_is_never_mended(path: str) -> None:
    assert kind_of(path) is None


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (("title",), "title"),
        (("next", "change"), "change"),
        (("procedures", 1, "steps", 0, "actor"), "actor"),
        (("authority", 0, "rules", 0, "when", "amount"), "when"),
        (("audience", 2), "audience"),
        (("nothing",), None),
        (("title", "below"), "title"),
    ],
)
def test_the_field_at_a_path(path: tuple[str | int, ...], name: str | None) -> None:
    kind = kind_of("policies/complaints/policy.yml")
    assert kind is not None
    field = kind.field(path)
    assert (field.name if field else None) == name


def test_siblings_are_the_fields_of_the_same_block() -> None:
    kind = kind_of("roles.yml")
    assert kind is not None
    assert "reports_to" in kind.siblings(("roles", 0, "titel"))
    assert list(kind.siblings(("rolls",))) == ["roles"]


def test_a_file_is_read_as_the_loader_reads_it() -> None:
    kind = kind_of("policies/complaints/records/reviews/2025.yml")
    assert kind is not None
    reading = read(b"reviewed: 2025-1-5\nby: adviser\noutcome: reaffirm\nnote: Looked at.\n", "a.yml", kind)
    assert [(item.line, item.column, item.code) for item in reading.problems] == [(1, 11, "invalid-value")]
