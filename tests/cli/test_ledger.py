"""`handbook seal` and `handbook verify`: what they print and how they end."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.ledger.sealed import commit, git
from tests.load.data import REVIEW, VERSION, write

PAGE = "policies/complaints/1.0/index.html"


def manifest_of(site: Path) -> str:
    """The hash of a site's manifest."""
    return sha256((site / "manifest.json").read_bytes()).hexdigest()


def anchor(run: Run) -> str:
    """What `seal` prints for an auditor to note down."""
    return str(run("seal").stdout.splitlines()[-1].removeprefix("anchor: "))


def built(folder: Path, **changed: str) -> Path:
    """A site of one page that cites the version, with its manifest."""
    content = f"<p>SHA-256 {sha256(VERSION.encode()).hexdigest()}</p>"
    files = {PAGE: sha256(content.encode()).hexdigest()}
    write(folder, {PAGE: content, "manifest.json": json.dumps({"scheme": "policy-handbook-site-1", "files": files})})
    return folder


@pytest.fixture(autouse=True)
def adopted(run: Run) -> None:
    """The version that is there has its record, and there is a seal."""
    assert run("seal", "--adopt").exit_code == 0


def test_seal_prints_what_an_auditor_notes_down(run: Run, data: Path) -> None:
    done = run("seal", "--as-of", "2025-12-24")
    digest = sha256((data / "seals/0002.json").read_bytes()).hexdigest()
    assert (done.exit_code, done.stdout) == (0, f"seal 2 of 2025-12-24 over 1 policy\nanchor: 2:{digest}\n")


def test_adoption_of_nothing_adds_no_record(run: Run, data: Path) -> None:
    assert run("seal", "--adopt").stdout.splitlines()[0] == "adopted 0 records"


def test_nothing_is_sealed_that_does_not_verify(run: Run, data: Path) -> None:
    write(data, {"policies/complaints/versions/1.0.yml": VERSION + "# later\n"})
    done = run("seal")
    assert (done.exit_code, sorted(path.name for path in (data / "seals").iterdir())) == (1, ["0001.json"])


def test_verify_says_what_it_verified(run: Run, data: Path) -> None:
    digest = sha256((data / "seals/0001.json").read_bytes()).hexdigest()
    done = run("verify")
    assert (done.exit_code, done.stdout) == (
        0,
        f"verified: 1 record of 1 policy (ledger); newest seal 1:{digest}\n",
    )


def test_verify_names_policy_version_file_and_what_was_expected(run: Run, data: Path) -> None:
    altered = VERSION + "# later\n"
    write(data, {"policies/complaints/versions/1.0.yml": altered})
    done = run("verify")
    assert (done.exit_code, done.stdout) == (
        1,
        f"""\
ledger[file-altered] complaints 1.0: policies/complaints/versions/1.0.yml: the file is not what was published
  expected {sha256(VERSION.encode()).hexdigest()}
  found    {sha256(altered.encode()).hexdigest()}
not verified: 1 finding (ledger)
""",
    )


def test_check_and_build_refuse_a_version_that_is_not_what_was_published(run: Run, data: Path) -> None:
    write(data, {"policies/complaints/versions/1.0.yml": VERSION + "# later\n"})
    write(data.parent, {"mkdocs.yml": "site_name: x\n"})
    checked, built = run("check"), run("build")
    assert (checked.exit_code, built.exit_code, (data.parent / "site").exists()) == (1, 1, False)
    assert (
        checked.stdout
        == built.stderr.partition("more about")[0]
        == """\
policy_data/policies/complaints/versions/1.0.yml:1:1: error[file-altered]: this is not what was published: \
its SHA-256 is not the one in ledger/complaints/1.0.json
1 | release:
  | ^
  = hint: restore it: `git log -- FILE` shows who changed it; another wording is published as a new version
"""
    )


def test_verify_of_versions_without_ledger_says_how_to_adopt_them(run: Run, data: Path) -> None:
    for file in (*data.glob("ledger/*/*"), *data.glob("seals/*")):
        file.unlink()
    done = run("verify")
    assert (done.exit_code, done.stdout) == (
        1,
        """\
ledger[file-without-record] complaints 1.0: policies/complaints/versions/1.0.yml: the ledger has no record of this file
`handbook seal --adopt` records what was published before there was a ledger
not verified: 1 finding (ledger)
""",
    )


def test_verify_as_json_without_findings(run: Run, data: Path) -> None:
    digest = sha256((data / "seals/0001.json").read_bytes()).hexdigest()
    assert json.loads(run("verify", "--format", "json").stdout) == {
        "layers": ["ledger"],
        "policies": 1,
        "records": 1,
        "seal": {"number": 1, "hash": digest},
        "site": None,
        "findings": [],
        "notes": [],
    }


def test_verify_as_json_lists_findings(run: Run, data: Path) -> None:
    (data / "policies/complaints/versions/1.0.yml").unlink()
    done = run("verify", "--format", "json")
    assert (done.exit_code, json.loads(done.stdout)["findings"]) == (
        1,
        [
            {
                "layer": "ledger",
                "code": "file-missing",
                "policy": "complaints",
                "version": "1.0",
                "file": "policies/complaints/versions/1.0.yml",
                "message": "the file that was published is missing",
                "expected": sha256(VERSION.encode()).hexdigest(),
                "found": "",
            }
        ],
    )


def test_anchor_that_was_noted_down_is_met(run: Run) -> None:
    done = run("verify", "--anchor", anchor(run))
    assert (done.exit_code, "(ledger, anchor)" in done.stdout) == (0, True)


def test_anchor_with_another_hash_is_named(run: Run) -> None:
    number, _, digest = anchor(run).partition(":")
    done = run("verify", "--anchor", f"{number}:{'0' * 64}")
    assert (done.exit_code, done.stdout) == (
        1,
        f"""\
anchor[anchor]: seals/0002.json: seal 2 is not the one that was noted down
  expected {"0" * 64}
  found    {digest}
not verified: 1 finding (ledger, anchor)
""",
    )


def test_anchor_of_no_seal_is_named(run: Run) -> None:
    done = run("verify", "--anchor", f"3:{'0' * 64}")
    assert (done.exit_code, "there is no seal 3\n" in done.stdout) == (1, True)


@pytest.mark.parametrize("digits", [12, 13, 63])
def test_anchor_may_be_the_beginning_of_a_hash(run: Run, digits: int) -> None:
    number, _, digest = anchor(run).partition(":")
    assert run("verify", "--anchor", f"{number}:{digest[:digits]}").exit_code == 0
    other = "0" if digest[digits - 1] != "0" else "1"
    assert run("verify", "--anchor", f"{number}:{digest[: digits - 1]}{other}").exit_code == 1


@pytest.mark.parametrize(
    "given",
    [
        "",
        "3",
        "3:",
        "1:" + "0" * 11,
        "1:" + "0" * 65,
        "1:" + "g" * 64,
        "x:" + "0" * 64,
        "9" * 10 + ":" + "0" * 64,
        "²:" + "0" * 64,
    ],
)
def test_anchor_that_is_none_is_a_usage_error(run: Run, given: str) -> None:
    done = run("verify", "--anchor", given)
    assert (done.exit_code, "an anchor is a seal's number, a colon and its hash" in " ".join(done.stderr.split())) == (
        2,
        True,
    )


def test_git_that_is_asked_for_and_not_there_is_named(run: Run) -> None:
    done = run("verify", "--git")
    assert (done.exit_code, done.stdout.splitlines()[0]) == (
        1,
        "git[no-git]: the data folder is not in a git repository, or git refuses to read it",
    )


def test_repository_without_a_commit_leaves_the_ledger_to_be_verified(run: Run, data: Path) -> None:
    digest = sha256((data / "seals/0001.json").read_bytes()).hexdigest()
    git(data.parent, "init", "--quiet")
    done = run("verify")
    assert (done.exit_code, done.stdout) == (
        0,
        f"""\
note: git[nothing-committed]: the repository has no commit yet, so git has nothing to hold the files against
verified: 1 record of 1 policy (ledger), 1 note; newest seal 1:{digest}
""",
    )


def test_record_that_was_changed_after_it_was_committed_is_a_note(run: Run, data: Path) -> None:
    git(data.parent, "init", "--quiet")
    commit(data.parent, "begin")
    file = "policies/complaints/records/reviews/2025-10.yml"
    write(data, {file: REVIEW.replace("Targets met.", "All is well.")})
    made = commit(data.parent, "gloss over")[:12]
    done = run("verify")
    told = f"{file}: commit {made} changed this record after it was first committed"
    assert (done.exit_code, done.stdout.splitlines()[0]) == (
        0,
        f"note: git[evidence-changed] complaints 2025-10: {told}",
    )
    assert "verified: 1 record of 1 policy (ledger, git), 1 note; newest seal" in done.stdout
    found = json.loads(run("verify", "--format", "json").stdout)
    assert (found["findings"], [item["file"] for item in found["notes"]]) == ([], [file])


def test_notes_are_counted_beside_findings(run: Run, data: Path) -> None:
    git(data.parent, "init", "--quiet")
    commit(data.parent, "begin")
    (data / "policies/complaints/records/reviews/2025-10.yml").unlink()
    (data / "policies/complaints/versions/1.0.yml").unlink()
    done = run("verify")
    assert (done.exit_code, done.stdout.splitlines()[-1]) == (1, "not verified: 2 findings, 1 note (ledger, git)")


def test_site_that_shows_what_was_published_is_verified_against_its_own_manifest(run: Run, tmp_path: Path) -> None:
    site = built(tmp_path / "site")
    done = run("verify", "--site", str(site))
    assert (done.exit_code, "(ledger, site)" in done.stdout) == (0, True)
    assert done.stdout.splitlines()[-1] == (
        f"the site was compared with its own manifest, SHA-256 {manifest_of(site)}: whoever rewrites a page can "
        "rewrite that too; build the site again elsewhere, and pass --manifest with the SHA-256 of the manifest that "
        "this gives"
    )


def test_site_that_is_not_there_is_a_usage_error(run: Run) -> None:
    done = run("verify", "--site", "nowhere")
    assert (done.exit_code, "Path 'nowhere' does not exist." in done.stderr) == (2, True)


def test_site_is_held_against_the_manifest_that_was_noted_down(run: Run, tmp_path: Path) -> None:
    site = built(tmp_path / "site")
    noted = manifest_of(site)
    done = run("verify", "--site", str(site), "--manifest", noted.upper())
    assert (done.exit_code, done.stdout.splitlines()[-1]) == (
        0,
        f"the site was compared with the manifest with the SHA-256 {noted}",
    )


def test_site_that_was_forged_together_with_its_manifest_is_named(run: Run, tmp_path: Path) -> None:
    site = built(tmp_path / "site")
    noted, page = manifest_of(site), (site / PAGE).read_bytes()
    forged = page + b"<p>or not</p>"
    listed = (site / "manifest.json").read_text()
    write(site, {PAGE: forged, "manifest.json": listed.replace(sha256(page).hexdigest(), sha256(forged).hexdigest())})
    assert run("verify", "--site", str(site)).exit_code == 0
    done = run("verify", "--site", str(site), "--manifest", noted)
    assert (done.exit_code, done.stdout) == (
        1,
        f"""\
site[other-manifest]: manifest.json: the manifest is not the one whose hash was given
  expected {noted}
  found    {manifest_of(site)}
not verified: 1 finding (ledger, site)
""",
    )


@pytest.mark.parametrize("given", ["", "0" * 63, "0" * 65, "g" * 64])
def test_manifest_that_is_no_hash_is_a_usage_error(run: Run, tmp_path: Path, given: str) -> None:
    assert run("verify", "--site", str(built(tmp_path / "site")), "--manifest", given).exit_code == 2


def test_manifest_without_a_site_is_a_usage_error(run: Run) -> None:
    done = run("verify", "--manifest", "0" * 64)
    assert (done.exit_code, "--manifest goes with --site" in done.stderr) == (2, True)


def test_verify_as_json_says_what_the_site_was_held_against(run: Run, tmp_path: Path) -> None:
    site = built(tmp_path / "site")
    noted = manifest_of(site)
    asked = ("verify", "--site", str(site), "--format", "json")
    assert json.loads(run(*asked).stdout)["site"] == {"manifest": noted, "expected": ""}
    assert json.loads(run(*asked, "--manifest", noted).stdout)["site"] == {"manifest": noted, "expected": noted}


def test_page_altered_after_the_build_is_named_with_policy_and_version(run: Run, tmp_path: Path) -> None:
    site = built(tmp_path / "site")
    (site / PAGE).write_text((site / PAGE).read_text() + "<p>or not</p>")
    done = run("verify", "--site", str(site))
    assert (done.exit_code, done.stdout.splitlines()[0]) == (
        1,
        f"site[file-altered] complaints 1.0: {PAGE}: the file is not as it was built",
    )


def test_interrupted_publication_is_finished_before_verifying(run: Run, data: Path) -> None:
    aside = data.parent / ".handbook/publishing-policy_data"
    write(aside, {"0": "half", "undecided": "[]"})
    done = run("verify")
    assert (done.exit_code, done.stderr) == (0, "an interrupted command was undone\n")


def test_missing_data_folder_is_a_usage_error(run: Run, tmp_path: Path) -> None:
    assert run("verify", "--data", str(tmp_path / "nowhere")).exit_code == 2
