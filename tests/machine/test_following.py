"""Mappings that follow one another: what is not made anew is the same object, and by that is known to be as it was."""

from collections.abc import Mapping

import pytest

from handbook.machine.following import are_same, differing, followed

A, B, C = ["a"], ["b"], ["c"]
BEFORE = {"a": A, "b": B}


@pytest.mark.parametrize(
    ("anew", "now"),
    [
        ({"b": C}, {"a": A, "b": C}),
        ({"aa": C}, {"a": A, "aa": C, "b": B}),
        ({}, {"b": B}),
        ({"c": C}, {"a": A, "c": C}),
        ({"a": B, "b": A}, {"a": B, "b": A}),
    ],
    ids=["another", "one more", "one less", "one for another", "all"],
)
def test_what_is_made_anew_stands_beside_all_else_in_order(
    anew: Mapping[str, list[str]], now: dict[str, list[str]]
) -> None:
    found = followed(BEFORE, now.keys(), anew)
    assert list(found.items()) == list(now.items())
    assert all(found[name] is value for name, value in now.items())
    assert BEFORE == {"a": A, "b": B}


def test_where_nothing_is_made_anew_it_is_the_same_mapping() -> None:
    assert followed(BEFORE, {"a": 1, "b": 2}.keys(), {}) is BEFORE


@pytest.mark.parametrize(
    ("now", "names"),
    [
        (BEFORE, []),
        ({"a": A, "b": B}, []),
        ({"a": A, "b": ["b"]}, ["b"]),
        ({"a": A, "aa": B, "b": B}, ["aa"]),
        ({"b": B}, ["a"]),
        ({"b": C, "c": C}, ["b", "c", "a"]),
        ({}, ["a", "b"]),
    ],
    ids=["the same", "as before", "of the same content", "one more", "one less", "several", "none"],
)
def test_another_object_is_another_value(now: Mapping[str, list[str]], names: list[str]) -> None:
    found = list(differing(now, BEFORE))
    assert (found[: len(now)], sorted(found)) == (sorted(found[: len(now)]), sorted(names))


@pytest.mark.parametrize(
    ("now", "is_same"),
    [({"a": ["x"], "b": B}, True), ({"a": ["x", "y"], "b": B}, False), ({"a": A}, False), ({**BEFORE, "c": C}, False)],
    ids=["as long", "longer", "one less", "one more"],
)
def test_only_what_is_told_of_values_counts(now: Mapping[str, list[str]], is_same: bool) -> None:
    assert are_same(now, BEFORE, len) is is_same


def test_what_differs_is_known_of_each_in_a_row_of_mappings() -> None:
    """A mapping that was followed knows its names; one that is held against another than it followed looks at all."""
    first = followed(BEFORE, BEFORE.keys(), {"b": C})
    second = followed(first, first.keys(), {"a": C, "b": C})
    third = followed(second, second.keys(), {"a": ["a"]})
    assert [*differing(second, first)] == ["a"]
    assert [*differing(third, second)] == ["a"]
    assert [*differing(third, first)] == ["a"]
    assert [*differing(third, BEFORE)] == ["a", "b"]
    assert [*differing(followed(first, {"b": C}.keys(), {}), first)] == ["a"]
