"""Which repository a configuration names, and that a wrong one costs nothing but the links."""

from pathlib import Path
from typing import Any

import pytest

from handbook.render.editing import Forge, Repository
from handbook.site.repository import read_published, repository


def found(url: str, edit: str | None = None, **values: Any) -> Repository | None:
    return repository({"repo_url": url, "edit_uri": edit, **values}, "policy_data")


@pytest.mark.parametrize(
    ("url", "edit", "forge"),
    [
        ("https://github.com/a/b", None, Forge.GITHUB),
        ("https://github.example.com/a/b", None, Forge.GITHUB),
        ("https://gitlab.com/a/b", None, Forge.GITLAB),
        ("https://gitlab.example.com/a/b", "edit/main/policy_data/pages/", Forge.GITLAB),
        ("https://codeberg.org/a/b", None, Forge.GITEA),
        ("https://forgejo.example.com/a/b", None, Forge.GITEA),
        ("https://git.example.com/a/b", "edit/main/policy_data/pages/", Forge.GITHUB),
        ("https://git.example.com/a/b", "-/edit/main/policy_data/pages/", Forge.GITLAB),
        ("https://git.example.com/a/b", "_edit/main/policy_data/pages/", Forge.GITEA),
    ],
)
def test_the_kind_is_told_by_the_host_or_by_edit_uri(url: str, edit: str | None, forge: Forge) -> None:
    assert found(url, edit) == Repository(forge=forge, url=url, branch="main", folder="policy_data")


@pytest.mark.parametrize(
    ("edit", "branch", "folder"),
    [
        ("edit/trunk/handbook/data/pages/", "trunk", "handbook/data"),
        ("/edit/trunk/handbook/data/pages", "trunk", "handbook/data"),
        ("edit/trunk/pages/", "trunk", ""),
        ("edit/trunk/docs/", "trunk", "policy_data"),
        ("edit/trunk", "trunk", "policy_data"),
        ("", "main", "policy_data"),
        ("https://elsewhere.example.com/", "main", "policy_data"),
    ],
)
def test_branch_and_folder_are_those_of_edit_uri(edit: str, branch: str, folder: str) -> None:
    place = found("https://github.com/a/b/", edit)
    assert place is not None
    assert (place.url, place.branch, place.folder) == ("https://github.com/a/b", branch, folder)


def test_a_template_of_edit_uri_is_read_up_to_its_first_field() -> None:
    place = repository(
        {"repo_url": "https://github.com/a/b", "edit_uri_template": "edit/trunk/x/pages/{path}"}, "policy_data"
    )
    assert place is not None
    assert (place.branch, place.folder) == ("trunk", "x")


@pytest.mark.parametrize(
    "url",
    [
        *(
            "",
            "https://example.com/a/b",
            "https://bitbucket.org/a/b",
            "javascript:alert(1)//github.com",
            "github.com/a/b",
        ),
        *("ftp://github.com/a", 'https://github.com/a"><script>', "https://github.com/a b", "https://github.com/a?b"),
    ],
)
def test_an_address_of_another_kind_gives_no_links(url: str) -> None:
    assert found(url) is None


def test_the_file_is_read_with_its_variables_and_inheritance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE", "https://handbook.example.com/team")
    (tmp_path / "base.yml").write_text("repo_url: https://gitlab.com/a/b\n")
    (tmp_path / "mkdocs.yml").write_text("INHERIT: base.yml\nsite_url: !ENV SITE\n")
    published = read_published(tmp_path / "mkdocs.yml", tmp_path / "books" / "data")
    assert published.site == "https://handbook.example.com/team/"
    assert published.repository == Repository(
        forge=Forge.GITLAB, url="https://gitlab.com/a/b", branch="main", folder="books/data"
    )


@pytest.mark.parametrize("text", ["", "- a\n", "a: [\n", "INHERIT: missing.yml\n"])
def test_a_file_that_cannot_be_read_names_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(text)
    published = read_published(tmp_path / "mkdocs.yml", tmp_path / "policy_data")
    assert (published.site, published.repository) == ("", None)


def test_a_missing_file_names_nothing(tmp_path: Path) -> None:
    assert read_published(tmp_path / "mkdocs.yml", tmp_path / "policy_data").repository is None
