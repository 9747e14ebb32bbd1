"""The other side of a comparison, read from real repositories that may be hostile."""

from pathlib import Path

import pytest

from handbook.ledger.repository import Repository
from handbook.ledger.revision import RevisionError, changed_paths, find_revision, lay_out
from tests.ledger.sealed import commit, git, write

PATH = "policies/phone/policy.yml"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder in a repository with one commit on `main`; the branch is `change`."""
    data = tmp_path / "repository" / "policy_data"
    write(data, {"handbook.yml": b"title: Handbook\n", PATH: b"title: Phone\n"})
    git(data.parent, "init", "--quiet", "--initial-branch=main")
    commit(data.parent, "begin")
    git(data.parent, "switch", "--quiet", "--create", "change")
    return data


def laid_out(data: Path, revision: str, to: Path) -> dict[str, bytes]:
    """The files of a revision as they are laid out."""
    repository = Repository(data)
    lay_out(repository, find_revision(repository, revision).files, to)
    return {path.relative_to(to).as_posix(): path.read_bytes() for path in to.rglob("*") if path.is_file()}


def changed(data: Path, revision: str = "main") -> dict[str, tuple[bool, bool]]:
    repository = Repository(data)
    return changed_paths(repository, find_revision(repository, revision).files, data)


def test_files_are_those_of_the_data_folder_alone(data: Path, tmp_path: Path) -> None:
    (data.parent / "mkdocs.yml").write_text("site_name: x\n")
    commit(data.parent, "configure")
    assert laid_out(data, "HEAD", tmp_path / "out") == {"handbook.yml": b"title: Handbook\n", PATH: b"title: Phone\n"}


def test_unchanged_files_do_not_differ(data: Path) -> None:
    assert changed(data) == {}


def test_changed_added_and_removed_files_differ(data: Path) -> None:
    write(data, {PATH: b"title: Fhone\n", "policies/new/policy.yml": b"title: New\n"})
    (data / "handbook.yml").unlink()
    assert changed(data) == {
        "handbook.yml": (True, False),
        "policies/new/policy.yml": (False, True),
        PATH: (True, True),
    }


def test_hidden_files_are_no_data(data: Path) -> None:
    write(data, {".DS_Store": b"x", "policies/phone/.policy.yml.swp": b"x"})
    assert changed(data) == {}


def test_merge_base_is_where_the_branches_parted(data: Path) -> None:
    git(data.parent, "switch", "--quiet", "main")
    parted = git(data.parent, "rev-parse", "HEAD")
    write(data, {"handbook.yml": b"title: Meanwhile\n"})
    commit(data.parent, "go on")
    git(data.parent, "switch", "--quiet", "change")
    revision = find_revision(Repository(data), "main", "HEAD")
    assert (revision.commit, revision.merge_base) == (parted, True)


def test_revision_without_the_data_folder_has_no_files(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    commit(tmp_path, "nothing yet")
    data = tmp_path / "policy_data"
    write(data, {"handbook.yml": b"title: Handbook\n"})
    assert find_revision(Repository(data), "main").files == {}


def refusal(data: Path, name: str, merge_base_with: str = "") -> str:
    with pytest.raises(RevisionError) as refused:
        find_revision(Repository(data), name, merge_base_with)
    return f"{refused.value}; {refused.value.hint}"


@pytest.mark.parametrize("name", ["nowhere", "--output=x", "main:policy_data", "HEAD^{tree}", ""])
def test_unknown_revision_is_refused(data: Path, name: str) -> None:
    assert refusal(data, name).startswith(f"the repository has no revision {name}; fetch it first")


def test_folder_outside_of_git_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert "is not in a git repository" in refusal(tmp_path, "main")


def test_missing_git_is_said(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(data))
    assert refusal(data, "main").startswith("the program git cannot be run")


def test_shallow_clone_without_the_revision_says_how_to_deepen_it(data: Path, tmp_path: Path) -> None:
    first = git(data.parent, "rev-parse", "HEAD")
    commit(data.parent, "second")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{data.parent}", str(clone))
    assert refusal(clone / "policy_data", first).endswith("`fetch-depth: 0` in CI)")


def test_unrelated_histories_are_refused(data: Path) -> None:
    git(data.parent, "switch", "--quiet", "--orphan", "other")
    commit(data.parent, "from nothing")
    git(data.parent, "switch", "--quiet", "main")
    assert refusal(data, "main", "other").startswith("main and other have no common ancestor here")


def test_filters_and_hooks_of_the_repository_do_not_run(data: Path, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    (data.parent / ".gitattributes").write_text("* filter=evil diff=evil\n")
    commit(data.parent, "attributes")
    for key in ("filter.evil.smudge", "filter.evil.clean", "diff.evil.textconv", "core.fsmonitor", "core.pager"):
        git(data.parent, "config", key, f"touch {trace}; cat")
    write(data, {PATH: b"title: Other\n"})
    assert changed(data, "HEAD") == {PATH: (True, True)}
    assert laid_out(data, "HEAD", tmp_path / "out")[PATH] == b"title: Phone\n"
    assert not trace.exists()


def test_replaced_objects_are_ignored(data: Path, tmp_path: Path) -> None:
    blob = git(data.parent, "rev-parse", f"HEAD:policy_data/{PATH}")
    (tmp_path / "other").write_text("title: Forged\n")
    forged = git(data.parent, "hash-object", "-w", str(tmp_path / "other"))
    git(data.parent, "replace", blob, forged)
    assert laid_out(data, "HEAD", tmp_path / "out")[PATH] == b"title: Phone\n"


def test_links_lead_nowhere(data: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (data / "policies" / "phone" / "records").symlink_to(tmp_path / "secret")
    commit(data.parent, "link")
    out = tmp_path / "out"
    assert "policies/phone/records" not in laid_out(data, "HEAD", out)
    link = out / "policies/phone/records"
    assert link.is_symlink()
    assert not link.exists()


def test_names_that_lead_out_of_the_folder_are_left_out(data: Path, tmp_path: Path) -> None:
    blob = git(data.parent, "hash-object", "-w", str(data / PATH))
    inner = git_tree(data.parent, f"100644 blob {blob}\tescaped.yml")
    tree = git_tree(data.parent, f"100644 blob {blob}\thandbook.yml", f"040000 tree {inner}\t..")
    top = git_tree(data.parent, f"040000 tree {tree}\tpolicy_data")
    made = git(data.parent, "commit-tree", top, "-m", "hostile")
    assert set(laid_out(data, made, tmp_path / "out" / "data")) == {"handbook.yml"}
    assert not (tmp_path / "out" / "escaped.yml").exists()


def git_tree(folder: Path, *entries: str) -> str:
    """A tree object of these entries, written as it is."""
    content = b""
    for entry in entries:
        head, _, name = entry.partition("\t")
        mode, _, id_ = head.split(" ")
        content += mode.lstrip("0").encode() + b" " + name.encode() + b"\0" + bytes.fromhex(id_)
    file = folder.parent / "tree"
    file.write_bytes(content)
    return git(folder, "hash-object", "-w", "-t", "tree", "--literally", str(file))
