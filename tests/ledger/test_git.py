"""Attacks on git's history, on real repositories."""

import shutil
import subprocess
from pathlib import Path

import pytest

from handbook.ledger.git import verify_git
from handbook.ledger.verify import verify_ledger
from tests.ledger.sealed import CONTENTS, add_seal, commit, committed, git, recompute, rename, sealed, write


def seen(data: Path) -> set[tuple[str, str, str]]:
    """What verification found: code, policy, version."""
    return {(finding.code, finding.policy, finding.version) for finding in verify_git(data)}


def test_untouched_history_has_no_findings(tmp_path: Path) -> None:
    assert seen(committed(tmp_path)) == set()


def test_edit_with_chain_and_seal_recomputed_is_seen_in_git(tmp_path: Path) -> None:
    data = committed(tmp_path)
    write(data, {"policies/refunds/versions/1.0.yml": b"title: None\n"})
    recompute(data)
    (data / "seals/0001.json").unlink()
    add_seal(data)
    assert verify_ledger(data) == ()
    assert ("differs-from-git", "refunds", "1.0") in seen(data)


def test_committed_edit_names_the_commit(tmp_path: Path) -> None:
    data = committed(tmp_path)
    write(data, {"policies/phone/versions/1.0.yml": b"title: Other\n"})
    made = commit(tmp_path, "innocent")
    messages = {finding.message for finding in verify_git(data) if finding.code == "history-altered"}
    assert messages == {f"commit {made[:12]} changed a frozen file"}


def test_edit_taken_back_is_still_seen(tmp_path: Path) -> None:
    data = committed(tmp_path)
    before = (data / "policies/phone/versions/1.0.yml").read_bytes()
    write(data, {"policies/phone/versions/1.0.yml": b"title: Other\n"})
    commit(tmp_path, "there")
    write(data, {"policies/phone/versions/1.0.yml": before})
    commit(tmp_path, "and back")
    assert seen(data) == {("history-altered", "phone", "1.0")}


def test_one_number_with_two_contents_is_seen(tmp_path: Path) -> None:
    data = committed(tmp_path)
    (data / "policies/phone/versions/2.0.yml").unlink()
    commit(tmp_path, "remove")
    write(data, {"policies/phone/versions/2.0.yml": b"title: Second thoughts\n"})
    commit(tmp_path, "add again")
    assert ("history-altered", "phone", "2.0") in seen(data)


def test_removed_newest_seal_is_seen(tmp_path: Path) -> None:
    data = committed(tmp_path)
    (data / "seals/0001.json").unlink()
    commit(tmp_path, "remove the seal")
    assert ("history-altered", "", "0001") in seen(data)


def test_rename_of_a_policy_is_no_departure(tmp_path: Path) -> None:
    data = committed(tmp_path)
    rename(data, "phone", "telephone")
    commit(tmp_path, "rename")
    assert seen(data) == set()


def test_new_version_that_is_not_committed_is_not_judged(tmp_path: Path) -> None:
    data = committed(tmp_path)
    write(data, {"policies/phone/versions/3.0.yml": b"title: Proposed\n"})
    assert seen(data) == set()


def test_edit_on_a_merged_branch_is_seen_at_the_merge(tmp_path: Path) -> None:
    data = committed(tmp_path)
    git(tmp_path, "checkout", "--quiet", "-b", "side")
    write(data, {"policies/phone/versions/1.0.yml": b"title: Other\n"})
    commit(tmp_path, "side edit")
    git(tmp_path, "checkout", "--quiet", "main")
    git(tmp_path, "merge", "--quiet", "--no-ff", "-m", "merge", "side")
    assert ("history-altered", "phone", "1.0") in seen(data)


def test_git_replace_does_not_hide_an_edit(tmp_path: Path) -> None:
    data = committed(tmp_path)
    honest = git(tmp_path, "rev-parse", "HEAD")
    write(data, {"policies/phone/versions/1.0.yml": b"title: Other\n"})
    forged = commit(tmp_path, "edit")
    tree = git(tmp_path, "rev-parse", f"{forged}^{{tree}}")
    pretended = git(tmp_path, "commit-tree", tree, "-m", "as if from the start")
    git(tmp_path, "replace", honest, pretended)
    assert ("history-altered", "phone", "1.0") in seen(data)


def test_shallow_clone_is_refused(tmp_path: Path) -> None:
    committed(tmp_path / "origin")
    commit(tmp_path / "origin", "second")
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{tmp_path}/origin", "clone")
    assert seen(tmp_path / "clone" / "policy_data") == {("shallow-clone", "", "")}


def test_folder_outside_git_is_refused(tmp_path: Path) -> None:
    assert seen(sealed(tmp_path)) == {("no-git", "", "")}


def test_autocrlf_does_not_change_frozen_bytes(tmp_path: Path) -> None:
    committed(tmp_path / "origin")
    git(tmp_path, "clone", "--quiet", "-c", "core.autocrlf=true", str(tmp_path / "origin"), "clone")
    assert verify_ledger(tmp_path / "clone" / "policy_data") == ()


def test_branches_that_publish_different_policies_merge_cleanly(tmp_path: Path) -> None:
    data = committed(tmp_path)
    for policy in ("phone", "refunds"):
        git(tmp_path, "checkout", "--quiet", "-b", policy, "main")
        write(data, {f"policies/{policy}/versions/3.0.yml": policy.encode()})
        recompute(data)
        commit(tmp_path, policy)
    git(tmp_path, "merge", "--quiet", "--no-edit", "phone")
    assert verify_ledger(data) == ()


def test_branches_that_publish_the_same_version_collide(tmp_path: Path) -> None:
    data = committed(tmp_path)
    for branch in ("one", "two"):
        git(tmp_path, "checkout", "--quiet", "-b", branch, "main")
        write(data, {"policies/phone/versions/3.0.yml": branch.encode()})
        recompute(data)
        commit(tmp_path, branch)
    with pytest.raises(subprocess.CalledProcessError):
        git(tmp_path, "merge", "--quiet", "--no-edit", "one")


def without_ledger(folder: Path) -> Path:
    """A handbook in a git repository with one commit, from before it kept a ledger."""
    data = folder / "policy_data"
    write(data, CONTENTS)
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder, "begin")
    return data


def test_edit_from_before_there_was_a_ledger_is_not_judged(tmp_path: Path) -> None:
    data = without_ledger(tmp_path)
    write(data, {"policies/phone/versions/1.0.yml": b"title: Better\n"})
    commit(tmp_path, "edit")
    recompute(data)
    commit(tmp_path, "adopt")
    assert seen(data) == set()


def test_edit_after_adoption_is_seen(tmp_path: Path) -> None:
    data = without_ledger(tmp_path)
    recompute(data)
    commit(tmp_path, "adopt")
    write(data, {"policies/phone/versions/1.0.yml": b"title: Better\n"})
    commit(tmp_path, "edit")
    assert seen(data) == {("differs-from-git", "phone", "1.0"), ("history-altered", "phone", "1.0")}


def test_edit_of_a_withdrawal_is_seen(tmp_path: Path) -> None:
    data = committed(tmp_path)
    name = "policies/phone/records/withdrawals/end.yml"
    write(data, {name: b"reason: a\n", "ledger/phone/withdrawal-end.json": b"record\n"})
    commit(tmp_path, "withdraw")
    write(data, {name: b"reason: b\n"})
    commit(tmp_path, "edit")
    assert ("history-altered", "phone", "end") in seen(data)


def test_edit_of_a_rename_is_seen(tmp_path: Path) -> None:
    data = committed(tmp_path)
    rename(data, "phone", "telephone")
    commit(tmp_path, "rename")
    write(data, {"policies/telephone/records/renames/2026.yml": b"former: fax\n"})
    assert seen(data) == {("differs-from-git", "telephone", "2026")}


def test_edit_of_a_working_text_is_not_judged(tmp_path: Path) -> None:
    data = committed(tmp_path)
    write(data, {"policies/phone/policy.yml": b"title: Next\n"})
    commit(tmp_path, "edit")
    assert seen(data) == set()


def test_removed_policy_is_seen_although_the_ledger_forgot_it(tmp_path: Path) -> None:
    data = committed(tmp_path)
    for folder in ("policies/phone", "ledger/phone", "seals"):
        shutil.rmtree(data / folder)
    commit(tmp_path, "tidy up")
    assert ("history-altered", "phone", "2.0") in seen(data)


def test_finding_gives_the_blobs_that_were_expected_and_found(tmp_path: Path) -> None:
    data = committed(tmp_path)
    name = "policies/phone/versions/1.0.yml"
    honest = git(tmp_path, "hash-object", "--no-filters", f"policy_data/{name}")
    write(data, {name: b"title: Other\n"})
    (finding,) = verify_git(data)
    found = git(tmp_path, "hash-object", "--no-filters", f"policy_data/{name}")
    assert (finding.file, finding.expected, finding.found) == (name, honest, found)


def test_graft_does_not_hide_an_edit(tmp_path: Path) -> None:
    data = committed(tmp_path)
    write(data, {"policies/phone/versions/1.0.yml": b"title: Other\n"})
    forged = commit(tmp_path, "edit")
    (tmp_path / ".git/info/grafts").write_text(f"{forged}\n")
    assert ("history-altered", "phone", "1.0") in seen(data)


def test_repository_named_by_the_environment_is_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = committed(tmp_path / "honest")
    write(data, {"policies/phone/versions/1.0.yml": b"title: Other\n"})
    committed(tmp_path / "other")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other/.git"))
    assert seen(data) == {("differs-from-git", "phone", "1.0")}


def test_history_of_a_branch_that_is_named(tmp_path: Path) -> None:
    data = committed(tmp_path)
    git(tmp_path, "checkout", "--quiet", "-b", "side")
    write(data, {"policies/phone/versions/1.0.yml": b"title: Other\n"})
    commit(tmp_path, "side edit")
    found = {finding.code for finding in verify_git(data, "main")}
    assert found == {"differs-from-git"}


@pytest.mark.parametrize("branch", ["nowhere", "--all", ""])
def test_branch_that_is_not_there_is_named(tmp_path: Path, branch: str) -> None:
    (finding,) = verify_git(committed(tmp_path), branch)
    assert (finding.code, finding.message) == ("no-git", f"the repository has no commit {branch}")


def test_missing_git_program_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = committed(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert seen(data) == {("no-git", "", "")}


def test_repository_without_a_commit_has_nothing_to_say(tmp_path: Path) -> None:
    data = sealed(tmp_path)
    git(tmp_path, "init", "--quiet")
    (note,) = verify_git(data)
    assert (note.code, note.is_note) == ("nothing-committed", True)


def test_branch_without_a_commit_is_refused_where_others_have_some(tmp_path: Path) -> None:
    data = committed(tmp_path)
    git(tmp_path, "checkout", "--quiet", "--orphan", "other")
    assert seen(data) == {("no-git", "", "")}


REVIEW = "policies/phone/records/reviews/2026-01.yml"


def noted(data: Path) -> list[tuple[str, str]]:
    """What is told of records that the ledger does not hold: the file, and what happened to it."""
    found = verify_git(data)
    assert {finding.code for finding in found if not finding.is_note} == set()
    return [(finding.file, finding.message) for finding in found]


def reviewed(folder: Path) -> Path:
    """A handbook in a git repository with a review of a policy."""
    data = committed(folder)
    write(data, {REVIEW: b"outcome: reaffirm\n"})
    commit(folder, "review")
    return data


def test_record_that_is_as_it_was_committed_is_not_noted(tmp_path: Path) -> None:
    assert noted(reviewed(tmp_path)) == []


def test_record_that_a_commit_changed_or_removed_is_noted(tmp_path: Path) -> None:
    data = reviewed(tmp_path)
    write(data, {REVIEW: b"outcome: withdraw\n"})
    changed = commit(tmp_path, "second thoughts")[:12]
    (data / REVIEW).unlink()
    removed = commit(tmp_path, "tidy up")[:12]
    assert noted(data) == sorted(
        [
            (REVIEW, f"commit {changed} changed this record after it was first committed"),
            (REVIEW, f"commit {removed} removed this record after it was first committed"),
        ],
        key=lambda item: item[1],
    )


def test_record_that_was_changed_or_removed_and_not_committed_is_noted(tmp_path: Path) -> None:
    data = reviewed(tmp_path)
    holds = git(tmp_path, "rev-parse", "HEAD")[:12]
    write(data, {REVIEW: b"outcome: withdraw\n"})
    assert noted(data) == [(REVIEW, f"this record is not what commit {holds} holds")]
    (data / REVIEW).unlink()
    assert noted(data) == [(REVIEW, f"this record of commit {holds} is missing")]


def test_record_with_other_line_ends_is_not_noted(tmp_path: Path) -> None:
    data = reviewed(tmp_path)
    write(data, {REVIEW: b"outcome: reaffirm\r\n"})
    assert noted(data) == []


def test_record_that_was_given_a_line_for_editors_is_not_noted(tmp_path: Path) -> None:
    data = reviewed(tmp_path)
    line = b"# yaml-language-server: $schema=../../../../schemas/review.json\n"
    write(data, {REVIEW: line + b"outcome: reaffirm\n"})
    assert noted(data) == []
    commit(tmp_path, "help editors")
    assert noted(data) == []


def test_record_that_moved_with_a_renamed_policy_is_not_noted(tmp_path: Path) -> None:
    data = reviewed(tmp_path)
    rename(data, "phone", "telephone")
    commit(tmp_path, "rename")
    assert noted(data) == []
    moved = REVIEW.replace("phone", "telephone")
    write(data, {moved: b"outcome: withdraw\n"})
    assert [file for file, _ in noted(data)] == [moved]


def test_record_that_is_not_committed_is_not_noted(tmp_path: Path) -> None:
    data = committed(tmp_path)
    write(data, {REVIEW: b"outcome: reaffirm\n"})
    assert noted(data) == []


def test_repository_of_sha256_objects_is_read(tmp_path: Path) -> None:
    data = sealed(tmp_path)
    git(tmp_path, "init", "--quiet", "--object-format=sha256")
    commit(tmp_path, "seal")
    assert seen(data) == set()
    write(data, {"policies/phone/versions/1.0.yml": b"title: Other\n"})
    assert seen(data) == {("differs-from-git", "phone", "1.0")}


def test_repository_that_is_damaged_is_no_evidence(tmp_path: Path) -> None:
    data = committed(tmp_path)
    tree = git(tmp_path, "rev-parse", "HEAD:policy_data").strip()
    (tmp_path / ".git/objects" / tree[:2] / tree[2:]).unlink()
    (found,) = verify_git(data)
    assert (found.code, found.message.splitlines()[0].partition(":")[0]) == (
        "no-git",
        "git cannot read the history",
    )
