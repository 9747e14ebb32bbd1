"""Addresses of the three kinds of repository, with whatever stands in them encoded."""

from urllib.parse import parse_qs, urlsplit

import pytest

from handbook.render.editing import CLAUSE_MARK, Editing, Forge, Form, Repository

URL = "https://git.example.com/ardenhall/handbook"


def repository(forge: Forge, **values: str) -> Repository:
    return Repository(forge=forge, **{"url": URL, "branch": "main", "folder": "policy_data", **values})


def editing(forge: Forge, site: str = "https://handbook.example.com/") -> Editing:
    return Editing(repository=repository(forge), site=site, lines_of=lambda _policy, _version, _clauses: {})


@pytest.mark.parametrize(
    ("forge", "editor", "file"),
    [
        (Forge.GITHUB, "edit/main/policy_data", "blob/main/policy_data"),
        (Forge.GITLAB, "-/edit/main/policy_data", "-/blob/main/policy_data"),
        (Forge.GITEA, "_edit/main/policy_data", "src/branch/main/policy_data"),
    ],
)
def test_the_editor_and_the_file(forge: Forge, editor: str, file: str) -> None:
    place = editing(forge)
    assert place.working_text("complaints") == f"{URL}/{editor}/policies/complaints/policy.yml"
    assert place.version_file("complaints", "2.0") == f"{URL}/{file}/policies/complaints/versions/2.0.yml"


def test_a_form_of_github_is_filled_by_its_fields() -> None:
    address = editing(Forge.GITHUB).form(Form.PROPOSE, "complaints", "2.0", "log-complaint")
    assert address == (
        f"{URL}/issues/new?template=propose-change.yml&policy=complaints&version=2.0&clause=log-complaint"
        "&page=https://handbook.example.com/policies/complaints/%23log-complaint"
    )


def test_a_form_of_gitea_is_filled_by_its_fields() -> None:
    query = parse_qs(urlsplit(editing(Forge.GITEA).form(Form.UNCLEAR, "complaints", "2.0", "log-complaint")).query)
    assert query == {
        "template": [".github/ISSUE_TEMPLATE/unclear.yml"],
        "field:policy": ["complaints"],
        "field:version": ["2.0"],
        "field:clause": ["log-complaint"],
        "field:page": ["https://handbook.example.com/policies/complaints/#log-complaint"],
    }


def test_a_template_of_gitlab_gets_its_first_lines() -> None:
    query = parse_qs(urlsplit(editing(Forge.GITLAB).form(Form.PROPOSE, "complaints", "2.0")).query)
    assert query == {
        "issuable_template": ["propose-change"],
        "issue[description]": [
            "Policy: complaints  \nVersion: 2.0  \nPage: https://handbook.example.com/policies/complaints/  \n"
        ],
    }


def test_a_form_for_the_whole_page_names_no_clause() -> None:
    assert "clause" not in editing(Forge.GITHUB).form(Form.PROPOSE, "complaints", "2.0")


def test_a_site_without_address_is_named_from_its_root() -> None:
    assert editing(Forge.GITHUB, site="").form(Form.PROPOSE, "complaints", "2.0").endswith("&page=policies/complaints/")


@pytest.mark.parametrize("forge", Forge)
def test_the_mark_of_a_clause_is_left_for_the_script(forge: Forge) -> None:
    assert CLAUSE_MARK in editing(forge).form(Form.PROPOSE, "complaints", "2.0", CLAUSE_MARK)


def test_hostile_parts_are_encoded() -> None:
    place = repository(Forge.GITHUB, branch='a"><b', folder="da ta/#1?")
    assert place.editor("policies/x/policy.yml") == f"{URL}/edit/a%22%3E%3Cb/da%20ta/%231%3F/policies/x/policy.yml"
    hostile = place.issue(Form.PROPOSE, {"policy": '"><script>&x=1#', "clause": "a b"})
    assert hostile == f"{URL}/issues/new?template=propose-change.yml&policy=%22%3E%3Cscript%3E%26x%3D1%23&clause=a%20b"


def test_data_on_top_of_the_repository_need_no_folder() -> None:
    assert repository(Forge.GITHUB, folder="").file("handbook.yml") == f"{URL}/blob/main/handbook.yml"
