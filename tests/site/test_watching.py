"""What saved files belong to."""

from pathlib import Path

import pytest

from handbook.site.watching import Places, Saved, saved

PLACES = Places(data=Path("/h/policy_data"), config=Path("/h/mkdocs.yml"), templates=Path("/t/templates"))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/h/policy_data/policies/phone/policy.yml", Saved(policies=frozenset({"phone"}))),
        ("/h/policy_data/policies/phone", Saved(policies=frozenset({"phone"}))),
        ("/h/policy_data/policies/phone/records/reviews/a.yml", Saved(policies=frozenset({"phone"}))),
        ("/h/policy_data/policies/Not An Id/policy.yml", Saved(shared=True)),
        ("/h/policy_data/policies", Saved(shared=True)),
        ("/h/policy_data/roles.yml", Saved(shared=True)),
        ("/h/policy_data/pages/guide.md", Saved(frame=True)),
        ("/h/policy_data/seals/0001.json", Saved(seals=True)),
        ("/h/policy_data/ledger/phone/1.0.json", Saved(policies=frozenset({"phone"}))),
        ("/h/policy_data/ledger", Saved(shared=True)),
        ("/h/mkdocs.yml", Saved(frame=True)),
        ("/t/templates/policy/policy.html", Saved(templates=True)),
        ("/t/templates/overrides/main.html", Saved(templates=True, frame=True)),
        ("/h/policy_data/policies/phone/.policy.yml.swp", Saved()),
        ("/h/policy_data/policies/phone/.#policy.yml", Saved()),
        ("/h/policy_data/policies/phone/policy.yml~", Saved()),
        ("/h/policy_data/policies/phone/4913", Saved()),
        ("/h/site/index.html", Saved()),
    ],
)
def test_a_saved_file_makes_only_what_it_belongs_to_old(path: str, expected: Saved) -> None:
    assert saved([path], PLACES) == expected


def test_several_files_are_told_together() -> None:
    paths = ["/h/policy_data/policies/phone/policy.yml", "/h/policy_data/policies/fax/policy.yml", "/h/mkdocs.yml"]
    assert saved(paths, PLACES) == Saved(policies=frozenset({"phone", "fax"}), frame=True)


def test_two_saves_are_both() -> None:
    one, other = Saved(policies=frozenset({"a"}), seals=True), Saved(policies=frozenset({"b"}), frame=True)
    assert one | other == Saved(policies=frozenset({"a", "b"}), seals=True, frame=True)
    assert Saved() | one == one
