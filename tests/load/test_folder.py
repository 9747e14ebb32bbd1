"""The data folder on disk: names as they are shown, and what may be read."""

from pathlib import Path

import pytest

from handbook.load.folder import MAX_DEPTH, Folder
from tests.load.data import write


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("", "policy_data"),
        ("roles.yml", "policy_data/roles.yml"),
        ("policies/a/policy.yml", "policy_data/policies/a/policy.yml"),
        ("a\nb", "policy_data/a\\u000ab"),
        ("\u202ea", "policy_data/\\u202ea"),
        ("caf\udce9", "policy_data/caf\\udce9"),
    ],
)
def test_a_name_is_shown_from_the_data_folder_on(tmp_path: Path, path: str, expected: str) -> None:
    top = tmp_path / "policy_data"
    assert Folder(top).name(top / path) == expected


def test_the_entries_of_a_folder_are_sorted_by_name(tmp_path: Path) -> None:
    write(tmp_path, {"b.yml": "", "a.yml": "", "C.yml": ""})
    assert list(Folder(tmp_path).entries(tmp_path)) == ["C.yml", "a.yml", "b.yml"]


def test_a_folder_that_is_not_there_has_no_entries(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    assert folder.within(folder.entries(tmp_path), "policies") == {}
    assert folder.problems == []


def test_a_file_is_read_with_its_hash(tmp_path: Path) -> None:
    folder = Folder(write(tmp_path, {"a.yml": "a: b\n"}))
    file = folder.read(folder.entries(tmp_path)["a.yml"])
    assert file is not None
    assert file.sha256 == "52c9693cf3f219d51ba6af4362ee092c55fb5e6f96d6f9da13c8ede7eff8e71b"


def test_a_file_of_which_a_part_would_be_lost_is_noted(tmp_path: Path) -> None:
    folder = Folder(write(tmp_path, {"a.yml": "a: b\na: c\n"}))
    assert folder.read(folder.entries(tmp_path)["a.yml"]) is not None
    assert folder.incomplete == {f"{tmp_path.name}/a.yml"}


def test_folders_are_not_walked_without_end(tmp_path: Path) -> None:
    deepest = tmp_path.joinpath(*"x" * (MAX_DEPTH + 1))
    deepest.mkdir(parents=True)
    folder = Folder(tmp_path)
    folder.report_links(folder.entries(tmp_path))
    assert [(item.code, item.source.file) for item in folder.problems] == [("too-deep", folder.name(deepest))]
