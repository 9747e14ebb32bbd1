"""Values that a field refuses, and what they must have meant."""

import pytest

from handbook.mend.reading import Kind, kind_of
from handbook.mend.values import is_version, mended_value
from handbook.model.field import Target

POLICY = kind_of("policies/complaints/policy.yml")
REVIEW = kind_of("policies/complaints/records/reviews/2025.yml")
BENCHMARKS = kind_of("benchmarks.yml")
IDS = {Target.ROLE: ("shift-lead", "complaints-lead"), Target.CHANNEL: ("e-mail", "email")}


def mended(kind: Kind | None, path: tuple[str | int, ...], text: str) -> str | None:
    assert kind is not None
    field = kind.field(path)
    assert field is not None
    return mended_value(text, field, IDS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(("30 minutes", "PT30M"), ("1 min", "PT1M"), ("4 hours", "PT4H"), ("2 days", "P2D"), ("12 months", "P12M")),
        *(("3 Weeks", "P3W"), ("1 year", "P1Y"), ("p12m", "P12M"), ("pt30m", "PT30M"), ("2d", "P2D")),
        *(("5m", None), ("5 M", None), ("a year", None), ("1.5 hours", None), ("yearly", None), ("", None)),
    ],
)
def test_a_duration_with_its_unit_in_words(text: str, expected: str | None) -> None:
    assert mended(POLICY, ("review_every",), text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(("2", '"2.0"'), ("v2.1", '"2.1"'), ("V 2.0", '"2.0"')),
        *(("1.2.0", None), ("2.00", None), ("two", None), ("1,0", None)),
    ],
)
def test_a_version_number(text: str, expected: str | None) -> None:
    assert mended(POLICY, ("pilots", 0, "version"), text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2,5", "2.5"), ("-0,25", "-0.25"), ("1,000", None), ("1,000,000", None), ("5 %", None), ("1 000", None)],
)
def test_a_comma_is_a_point_only_where_it_cannot_part_thousands(text: str, expected: str | None) -> None:
    assert mended(BENCHMARKS, ("benchmarks", 0, "value"), text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Reaffirm", "reaffirm"), ("re-affirm", "reaffirm"), (" REVISE", "revise"), ("reaffirmed", None), ("ok", None)],
)
def test_a_choice_differs_in_nothing_but_capitals_and_hyphens(text: str, expected: str | None) -> None:
    assert mended(REVIEW, ("outcome",), text) == expected


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (("owner",), "Shift Lead", "shift-lead"),
        (("owner",), "shift_lead", "shift-lead"),
        (("audience", 1), "Complaints-Lead", "complaints-lead"),
        (("owner",), "Team Lead", None),
        (("scope", "channels", 0), "E mail", None),
        (("duties", 0, "id"), "Answer Today", None),
    ],
)
def test_an_id_that_names_something_that_is_there(path: tuple[str | int, ...], text: str, expected: str | None) -> None:
    assert mended(POLICY, path, text) == expected


def test_only_a_version_field_is_written_in_quotes() -> None:
    assert POLICY is not None
    assert is_version(POLICY.field(("pilots", 3, "version")))
    assert not is_version(POLICY.field(("title",)))
    assert not is_version(None)
