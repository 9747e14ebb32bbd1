"""`handbook diff` as people at a terminal and in continuous integration use it, on a real repository."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli import revised
from tests.cli.conftest import Run
from tests.cli.revised import APPROVED, NEXT, REVISED, SPRING_BRIEFING, SPRING_PILOT, TEXT
from tests.ledger.sealed import commit, git
from tests.load.data import write

FILES = revised.FILES
POLICY = "policies/phone/policy.yml"
AGAINST = ("diff", "--against", "main")


@pytest.fixture
def branch(data: Path, run: Run) -> Path:
    """The handbook on a branch of its own, where nothing differs from `main` yet."""
    git(data.parent, "init", "--quiet", "--initial-branch=main")
    assert run("seal", "--adopt").exit_code == 0
    commit(data.parent, "begin")
    git(data.parent, "switch", "--quiet", "--create", "change")
    return data


def as_json(run: Run, *arguments: str) -> dict[str, Any]:
    """What the command says to programs."""
    done = run("diff", *arguments, "--format", "json")
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def publish(run: Run, data: Path) -> None:
    """Write and publish version 2.0."""
    write(data, {POLICY: NEXT + REVISED + SPRING_PILOT + SPRING_BRIEFING})
    done = run("publish", "phone", "--effective", "2026-01-15", *APPROVED)
    assert done.exit_code == 0, done.output


def test_nothing_differs_from_itself(run: Run, branch: Path) -> None:
    done = run(*AGAINST)
    assert (done.exit_code, done.stdout.splitlines()[2]) == (0, "Nothing differs.")


def test_owner_sees_what_a_pull_request_means(run: Run, branch: Path) -> None:
    write(branch, {POLICY: NEXT + REVISED + SPRING_PILOT})
    commit(branch.parent, "faster")
    found = as_json(run, "--against", "main")
    (policy,) = found["policies"]
    (comparison,) = policy["comparisons"]
    assert (policy["kind"], policy["plan"]["number"], policy["plan"]["disputed"]) == ("substantive", "2.0", False)
    assert [(item["clause"], item["sense"]) for item in comparison["impact"]["targets"]] == [
        ("answer-time", "tightened")
    ]
    assert {gate["code"] for gate in policy["plan"]["gates"]} == {"missing-approval", "missing-briefing"}
    assert (found["problems"]["new"], found["problems"]["compared"]) == ([], True)


def test_auditor_compares_two_versions(run: Run, branch: Path) -> None:
    publish(run, branch)
    lines = run("diff", "phone", "1.0", "2.0", "--as-of", "2026-02-01").stdout.splitlines()
    assert lines[:2] == [
        "old: phone, version 1.0, superseded (effective 2025-02-01)",
        "new: phone, version 2.0, in force (effective 2026-01-15)",
    ]
    tightened = "tightened: time to answer (answer-time), from at most 60 seconds to at most 30 seconds"
    assert f"    {tightened}" in lines
    assert "        Text: Answer every call within [-60-]{+30+} seconds." in lines


def test_days_name_what_bound_on_them(run: Run, branch: Path) -> None:
    publish(run, branch)
    by_day = as_json(run, "phone", "2026-01-14", "in-force", "--as-of", "2026-02-01")
    by_number = as_json(run, "phone", "1.0", "2.0", "--as-of", "2026-02-01")
    assert by_day == by_number


def test_version_that_was_added_is_held_against_the_one_before(run: Run, branch: Path) -> None:
    publish(run, branch)
    (policy,) = as_json(run, "--against", "main")["policies"]
    assert [(item["old"]["label"], item["new"]["label"], item["called"]) for item in policy["comparisons"]] == [
        ("version 1.0", "version 2.0", "substantive")
    ]


def test_editorial_that_is_not_is_told(run: Run, branch: Path) -> None:
    write(branch, {POLICY: NEXT.replace("substantive", "editorial") + REVISED})
    warning = "the owner calls the change editorial, but the comparison says substantive"
    assert f"  ! {warning}: publication would be refused" in run(*AGAINST).stdout.splitlines()


def test_altered_version_and_ledger_are_told_first(run: Run, branch: Path) -> None:
    first = branch / "policies/phone/versions/1.0.yml"
    first.write_text(first.read_text().replace("60 seconds", "90 seconds"))
    (branch / "ledger/phone/1.0.json").unlink()
    found = as_json(run, "--against", "main")
    assert found["altered"] == [{"type": "removed", "path": "ledger/phone/1.0.json", "fields": []}]
    assert [item["path"] for item in found["policies"][0]["altered"]] == ["policies/phone/versions/1.0.yml"]


def test_broken_file_is_not_compared_but_told(run: Run, branch: Path) -> None:
    write(branch, {POLICY: TEXT.replace("target: 60", "target: soon")})
    found = as_json(run, "--against", "main")
    assert [(item["comparisons"], item["unread"]) for item in found["policies"]] == [([], [f"policy_data/{POLICY}"])]
    assert [(item["code"], item["line"]) for item in found["problems"]["new"]] == [("invalid-value", 26)]


@pytest.mark.parametrize("form", ["text", "html", "markdown", "json"])
def test_name_of_a_folder_is_shown_and_does_nothing(run: Run, branch: Path, form: str) -> None:
    write(branch, {"policies/\x1b]0;x\x07\n::error::forged/policy.yml": TEXT})
    done = run(*AGAINST, "--format", form)
    assert done.exit_code == 0
    assert [line for line in done.stdout.splitlines() if not line.isprintable() or line.startswith("::")] == []


def test_broken_base_is_not_compared_but_told(run: Run, branch: Path) -> None:
    git(branch.parent, "switch", "--quiet", "main")
    write(branch, {POLICY: "title: [\n"})
    commit(branch.parent, "break it")
    git(branch.parent, "switch", "--quiet", "--create", "mended")
    write(branch, {POLICY: TEXT})
    found = as_json(run, "--against", "main")
    assert [(item["comparisons"], item["unread"]) for item in found["policies"]] == [([], [f"policy_data/{POLICY}"])]
    assert [item["code"] for item in found["problems"]["new"] if item["severity"] == "error"] == []
    assert found["problems"]["gone"] == 1


def test_base_without_a_handbook_makes_everything_new(run: Run, data: Path) -> None:
    git(data.parent, "init", "--quiet", "--initial-branch=main")
    git(data.parent, "commit", "--quiet", "--allow-empty", "-m", "nothing")
    found = as_json(run, "--against", "main")
    assert [item["status"] for item in found["policies"]] == ["new"]


def test_unreadable_handbook_ends_with_its_place(run: Run, branch: Path) -> None:
    write(branch, {"handbook.yml": "title: [\n"})
    done = run(*AGAINST)
    assert (done.exit_code, "policy_data/handbook.yml:2:1: error[" in done.stderr) == (1, True)


def test_shared_files_records_and_pages_are_told(run: Run, branch: Path) -> None:
    write(
        branch,
        {
            "roles.yml": revised.ROLES.replace("title: Adviser", "title: Telephone adviser"),
            "policies/phone/records/reviews/2025.yml": (
                "reviewed: 2025-11-20\nby: phone-lead\noutcome: reaffirm\nnote: Targets met.\n"
            ),
            "pages/index.md": "# Welcome\n",
        },
    )
    found = as_json(run, "--against", "main")
    assert [(item["kind"], item["id"], item["type"], item["policies"]) for item in found["shared"]] == [
        ("role", "adviser", "changed", ["phone"])
    ]
    assert [(item["kind"], item["id"], item["type"]) for item in found["policies"][0]["records"]] == [
        ("reviews", "2025", "added")
    ]
    assert [(item["path"], item["type"]) for item in found["pages"]] == [("pages/index.md", "added")]


def test_rename_is_no_removal(run: Run, branch: Path) -> None:
    done = run("rename", "phone", "telephone", "--reason", "It covers all calls.")
    assert done.exit_code == 0, done.output
    found = as_json(run, "--against", "main")
    (policy,) = found["policies"]
    assert (policy["id"], policy["former"], policy["status"], policy["comparisons"], policy["altered"]) == (
        "telephone",
        "phone",
        "renamed",
        [],
        [],
    )


def test_removed_policy_is_told_clause_by_clause(run: Run, branch: Path) -> None:
    for file in sorted((branch / "policies/phone").rglob("*"), reverse=True):
        file.unlink() if file.is_file() else file.rmdir()
    (branch / "policies/phone").rmdir()
    (policy,) = as_json(run, "--against", "main")["policies"]
    assert policy["status"] == "removed"
    assert {item["type"] for item in policy["comparisons"][0]["changes"]} == {"removed"}


def test_pull_request_is_held_against_where_it_parted(run: Run, branch: Path) -> None:
    write(branch, {POLICY: TEXT.replace("Say your name", "Give your name")})
    commit(branch.parent, "ours")
    git(branch.parent, "switch", "--quiet", "main")
    write(branch, {"pages/index.md": "# Theirs\n"})
    commit(branch.parent, "theirs")
    git(branch.parent, "switch", "--quiet", "change")
    assert as_json(run, "--against", "main")["pages"] == []
    assert [item["type"] for item in as_json(run, "--against", "main", "--exact")["pages"]] == ["removed"]


def test_revision_is_compared_without_being_checked_out(run: Run, branch: Path) -> None:
    write(branch, {POLICY: REVISED})
    commit(branch.parent, "ours")
    git(branch.parent, "switch", "--quiet", "main")
    found = as_json(run, "--against", "main", "--head", "change")
    assert [item["kind"] for item in found["policies"]] == ["substantive"]
    assert found["new"].startswith("change (")


def test_working_texts_are_held_against_the_newest_versions(run: Run, branch: Path) -> None:
    assert as_json(run)["policies"] == []
    write(branch, {POLICY: REVISED})
    assert [(item["id"], item["kind"]) for item in as_json(run)["policies"]] == [("phone", "substantive")]


def test_comment_is_within_its_limit(run: Run, branch: Path, tmp_path: Path) -> None:
    write(branch, {POLICY: REVISED.replace("Say your name.", "Say your name @octocat. " * 400)})
    done = run(*AGAINST, "--format", "markdown", "--limit", "5000", "--output", str(tmp_path / "comment.md"))
    written = (tmp_path / "comment.md").read_text()
    assert (done.exit_code, done.output) == (0, "")
    assert written.startswith("<!-- handbook diff -->\n")
    assert "Left out for length:" in written
    assert len(written) <= 5000


def test_page_stands_alone(run: Run, branch: Path) -> None:
    write(branch, {POLICY: REVISED})
    page = run(*AGAINST, "--format", "html").stdout
    assert page.startswith("<!doctype html>")
    assert "<script" not in page
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("phone", "9.0"), "phone has no version 9.0; it has 1.0"),
        (("phone", "2024-01-01"), "no version of phone binds on 2024-01-01; it has 1.0"),
        (("phone", "newest"), "newest is not a version, `working`, `in-force` or a day (YYYY-MM-DD); it has 1.0"),
        (("fone",), "there is no policy fone; did you mean `phone`?"),
        (("--against", "nowhere"), "the repository has no revision nowhere; fetch it first"),
        (("phone", "1.0", "--against", "main"), "name either two texts of a policy or --against REVISION, not both"),
        (("--head", "main"), "--head and --exact require --against REVISION"),
        (("--limit", "9000"), "--limit requires --format markdown; the other formats are never shortened"),
    ],
)
def test_wrong_usage_says_what_would_do(run: Run, branch: Path, arguments: tuple[str, ...], message: str) -> None:
    done = run("diff", *arguments)
    assert done.exit_code == 2
    assert done.stderr.startswith(f"Error: {message}")
