from datetime import date
from pathlib import Path

import pytest
import yaml

from handbook.authoring.new_handbook import new_handbook
from handbook.authoring.starter import Answers, as_markdown, host_of
from handbook.check.rules import check
from handbook.history.edition import Edition
from handbook.ledger.verify import verify_ledger
from handbook.load.loader import load
from handbook.load.modeline import MARK
from handbook.model.handbook import Handbook
from tests.load.data import write

PROJECT = Path(__file__).resolve().parents[2]
DAY = date(2026, 3, 1)


def made(**answers: object) -> dict[str, bytes]:
    given: dict[str, object] = {"organisation": "Ardenhall", "published": True} | answers
    return new_handbook(Answers(**given), "policy-handbook==1.0", DAY)  # type: ignore[arg-type]


def read(tmp_path: Path, **answers: object) -> Handbook:
    loaded = load(write(tmp_path, made(**answers)) / "policy_data")
    assert loaded.diagnostics == ()
    assert loaded.handbook
    return loaded.handbook


@pytest.mark.parametrize("published", [True, False])
def test_a_new_handbook_has_no_problems(tmp_path: Path, published: bool) -> None:
    assert check(Edition(read(tmp_path, published=published), DAY)) == ()


def test_two_policies_are_published_and_one_is_left_to_be_tried(tmp_path: Path) -> None:
    policies = read(tmp_path).policies
    assert {policy.id: [str(version.number) for version in policy.versions] for policy in policies} == {
        "complaints": [],
        "escalation": ["1.0"],
        "policy-making": ["1.0"],
    }


def test_nothing_is_published_that_nobody_approved(tmp_path: Path) -> None:
    assert [policy.versions for policy in read(tmp_path, published=False).policies] == [(), (), ()]
    assert not [name for name in made(published=False) if "ledger" in name or "versions" in name]


def test_no_text_claims_that_something_took_place(tmp_path: Path) -> None:
    handbook = read(tmp_path)
    texts = [policy.working.text for policy in handbook.policies if policy.working]
    assert [(text.pilots, text.briefings) for text in texts] == [((), ())] * 3
    assert (handbook.benchmarks, handbook.competitors) == ((), ())
    assert [role.handle for role in handbook.roles if role.handle] == []


def test_what_is_published_is_in_the_ledger(tmp_path: Path) -> None:
    data = write(tmp_path, made()) / "policy_data"
    assert list(verify_ledger(data)) == []
    assert sorted(path.parent.name for path in data.glob("ledger/*/1.0.json")) == ["escalation", "policy-making"]


NAMES = ('"Sons" & <b>', "a: b # c", "[[ x ]] {{ y }} {% z %}", "*under_score*", "שירות", "yes", "1.10", "'")


@pytest.mark.parametrize("name", NAMES)
def test_an_organisation_may_have_any_name(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, organisation=name).organisation.organisation == name


def test_answers_are_used(tmp_path: Path) -> None:
    files = made(
        language="lv",
        time_zone="Europe/Riga",
        repository="https://git.example/a/b",
        site_url="https://handbook.example/",
    )
    organisation = yaml.safe_load(files["policy_data/handbook.yml"])
    assert (organisation["language"], organisation["time_zone"]) == ("lv", "Europe/Riga")
    site = yaml.safe_load(files["mkdocs.yml"])
    assert (site["repo_url"], site["site_url"]) == ("https://git.example/a/b", "https://handbook.example/")
    assert files["requirements.txt"] == b"policy-handbook==1.0\n"


@pytest.mark.parametrize(
    ("host", "names"),
    [
        ("github", {".github/CODEOWNERS", ".github/workflows/handbook-check.yml"}),
        ("gitlab", {".gitlab/CODEOWNERS", ".gitlab-ci.yml"}),
    ],
)
def test_a_host_brings_its_workflows(host: str, names: set[str]) -> None:
    assert names <= made(host=host).keys()
    assert not names & made(host="none").keys()


def test_every_edited_file_names_its_schema() -> None:
    files = {name: text for name, text in made().items() if name.startswith("policy_data/") and name.endswith(".yml")}
    without = [name for name, text in files.items() if not text.startswith(MARK.encode())]
    assert without == [
        "policy_data/policies/policy-making/versions/1.0.yml",
        "policy_data/policies/escalation/versions/1.0.yml",
    ]


@pytest.mark.parametrize("name", [".vscode/settings.json", ".vscode/extensions.json"])
def test_editors_are_set_up_as_in_this_project(name: str) -> None:
    assert made()[name] == (PROJECT / name).read_bytes()


@pytest.mark.parametrize("name", [".gitattributes", ".editorconfig"])
def test_published_files_are_kept_as_in_this_project(name: str) -> None:
    def rules(text: str) -> set[str]:
        return {line for line in text.splitlines() if line.startswith(("policy_data", "[policy_data"))}

    assert rules(made()[name].decode()) == rules((PROJECT / name).read_text())


def test_the_site_is_configured_as_in_this_project() -> None:
    addresses = {"site_url", "repo_url", "repo_name", "edit_uri"}
    ours = yaml.safe_load((PROJECT / "mkdocs.yml").read_text())
    theirs = yaml.safe_load(made()["mkdocs.yml"])
    assert {key: ours[key] for key in ours if key not in {"site_name", *addresses}} == {
        key: theirs[key] for key in theirs if key != "site_name"
    }


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://github.com/a/b", "github"),
        ("https://gitlab.com/a/b", "gitlab"),
        ("https://gitlab.example.org/a", "gitlab"),
        ("https://git.example.org/github/a", "none"),
        ("", "none"),
    ],
)
def test_the_host_is_taken_from_the_address(address: str, host: str) -> None:
    assert host_of(address) == host


def test_a_name_is_plain_text_in_markdown() -> None:
    assert as_markdown("<b> & *x* [y](z) {: .a }") == "&lt;b&gt; &amp; \\*x\\* \\[y\\](z) \\{: .a \\}"
