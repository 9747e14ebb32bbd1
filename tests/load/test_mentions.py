"""Which policies name others, found in their bytes."""

from pathlib import Path

import pytest

from handbook.load.loader import load
from handbook.load.mentions import naming
from tests.load.data import SMALL, TEXT, write


@pytest.mark.parametrize(
    "line",
    [
        "related: [complaints]",
        'related: ["complaints", other]',
        "related:\n  - complaints",
        "summary: See [it](policy:complaints).",
        "summary: See [it](policy:complaints#answer-today).",
        "related: [other,complaints]",
    ],
)
def test_policy_that_refers_is_found(tmp_path: Path, line: str) -> None:
    data = write(tmp_path / "policy_data", SMALL, {"policies/phone/policy.yml": f"title: Phone\n{line}\n"})
    assert naming(data, {"complaints"}) == {"phone"}


@pytest.mark.parametrize("line", ["summary: About complaints.", "related: [complaints-by-post]"])
def test_policy_that_only_uses_the_word_is_not(tmp_path: Path, line: str) -> None:
    data = write(tmp_path / "policy_data", SMALL, {"policies/phone/policy.yml": f"title: Phone\n{line}\n"})
    assert naming(data, {"complaints"}) == frozenset()


def test_only_the_newest_version_speaks(tmp_path: Path) -> None:
    versions = {
        "policies/phone/versions/9.0.yml": "related: [complaints]\n",
        "policies/phone/versions/10.0.yml": "related: []\n",
    }
    data = write(tmp_path / "policy_data", SMALL, versions)
    assert naming(data, {"complaints"}) == frozenset()


def test_policies_that_are_not_asked_for_are_known_by_their_ids_alone(tmp_path: Path) -> None:
    other = {
        "policies/phone/policy.yml": TEXT,
        "policies/phone/records/renames/2025.yml": "former: telephone\nrenamed: 2025-01-01\nreason: shorter\n",
    }
    loaded = load(write(tmp_path / "policy_data", SMALL, other), only={"complaints"})
    assert loaded.handbook is not None
    complaints, phone = loaded.handbook.policies
    assert complaints.working is not None
    assert (phone.working, [item.former for item in phone.records.renames]) == (None, ["telephone"])
    assert loaded.incomplete == {"policy_data/policies/phone"}


def test_name_that_is_not_utf_8_is_named_by_none(tmp_path: Path) -> None:
    assert naming(write(tmp_path / "policy_data", SMALL), {"\udcff"}) == frozenset()
