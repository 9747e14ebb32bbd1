"""A built site against its manifest and the ledger."""

import json
import os
from pathlib import Path

import pytest

from handbook.ledger.chain import read_ledger
from handbook.ledger.records import sha256_of
from handbook.ledger.site import verify_citations, verify_site
from tests.ledger.sealed import CONTENTS, sealed, write

CITATION = sha256_of(CONTENTS["policies/phone/versions/2.0.yml"]).encode()
FILES = {
    "index.html": b"<h1>Handbook</h1>",
    "policies/phone/2.0/index.html": b"<p>" + CITATION + b"</p>",
    "policies/phone/history/index.html": b"<h1>History</h1>",
}


PART = "policies/phone/manifest.json"


def built(folder: Path) -> Path:
    """A site with its manifest."""
    write(folder, FILES)
    files = {name: sha256_of(content) for name, content in FILES.items()}
    write(folder, {"manifest.json": json.dumps({"scheme": "policy-handbook-site-1", "files": files}).encode()})
    return folder


def seen(site: Path) -> set[tuple[str, str, str, str]]:
    """What verification found: code, policy, version, file."""
    return {(finding.code, finding.policy, finding.version, finding.file) for finding in verify_site(site)}


def test_site_as_it_was_built_has_no_findings(tmp_path: Path) -> None:
    assert seen(built(tmp_path)) == set()


def test_altered_page_names_policy_and_version(tmp_path: Path) -> None:
    site = built(tmp_path)
    write(site, {"policies/phone/2.0/index.html": b"other"})
    assert seen(site) == {("file-altered", "phone", "2.0", "policies/phone/2.0/index.html")}


def test_page_that_became_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    site = built(tmp_path)
    (site / "index.html").unlink()
    os.mkfifo(site / "index.html")
    assert seen(site) == {("file-altered", "", "", "index.html")}


def test_manifest_that_became_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "manifest.json")
    assert seen(tmp_path) == {("manifest-missing", "", "", "manifest.json")}


def test_page_of_no_version_names_the_policy(tmp_path: Path) -> None:
    site = built(tmp_path)
    (site / "policies/phone/history/index.html").unlink()
    assert seen(site) == {("file-missing", "phone", "", "policies/phone/history/index.html")}


def test_file_that_was_added_is_named(tmp_path: Path) -> None:
    site = built(tmp_path)
    write(site, {"extra.html": b"added"})
    assert seen(site) == {("file-unknown", "", "", "extra.html")}


def test_folder_that_is_a_link_is_named(tmp_path: Path) -> None:
    site = built(tmp_path / "site")
    (site / "policies/fax").symlink_to(tmp_path)
    assert seen(site) == {("file-unknown", "fax", "", "policies/fax")}


def test_page_replaced_by_a_link_is_named(tmp_path: Path) -> None:
    site = built(tmp_path / "site")
    (site / "index.html").rename(tmp_path / "copy")
    (site / "index.html").symlink_to(tmp_path / "copy")
    assert seen(site) == {("file-altered", "", "", "index.html")}


def built_in_parts(folder: Path) -> Path:
    """A site in which the policy has a manifest of its own."""
    write(folder, FILES)
    of_policy = {name: sha256_of(content) for name, content in FILES.items() if name.startswith("policies/")}
    part = json.dumps({"scheme": "policy-handbook-site-2", "files": of_policy}).encode()
    files, parts = {"index.html": sha256_of(FILES["index.html"])}, {PART: sha256_of(part)}
    top = json.dumps({"scheme": "policy-handbook-site-2", "files": files, "parts": parts}).encode()
    write(folder, {PART: part, "manifest.json": top})
    return folder


def test_files_that_a_policy_lists_itself_are_held_to_its_manifest(tmp_path: Path) -> None:
    site = built_in_parts(tmp_path)
    assert seen(site) == set()
    write(site, {"policies/phone/2.0/index.html": b"other"})
    assert seen(site) == {("file-altered", "phone", "2.0", "policies/phone/2.0/index.html")}


@pytest.mark.parametrize("content", [b"", b"{}", b'{"files": {}}'])
def test_manifest_of_a_policy_that_was_altered_proves_nothing(tmp_path: Path, content: bytes) -> None:
    site = built_in_parts(tmp_path)
    write(site, {PART: content})
    assert seen(site) == {
        ("file-altered", "phone", "", PART),
        ("file-unknown", "phone", "2.0", "policies/phone/2.0/index.html"),
        ("file-unknown", "phone", "", "policies/phone/history/index.html"),
    }


def test_page_and_manifest_of_a_policy_altered_together_are_named(tmp_path: Path) -> None:
    site = built_in_parts(tmp_path)
    page = "policies/phone/2.0/index.html"
    forged = (site / PART).read_bytes().replace(sha256_of(FILES[page]).encode(), sha256_of(b"forged").encode())
    write(site, {page: b"forged", PART: forged})
    assert {(code, file) for code, _, _, file in seen(site)} >= {("file-altered", PART), ("file-unknown", page)}


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"files": 1}', b'{"files": [1]}', b"[" * 100_000])
def test_manifest_that_is_none_is_named(tmp_path: Path, content: bytes) -> None:
    site = built(tmp_path)
    write(site, {"manifest.json": content})
    assert seen(site) == {("manifest-missing", "", "", "manifest.json")}


def test_page_that_cites_the_published_version_has_no_findings(tmp_path: Path) -> None:
    data = sealed(tmp_path)
    assert list(verify_citations(read_ledger(data), built(tmp_path / "site"))) == []


def test_site_built_from_other_data_is_named_although_its_manifest_holds(tmp_path: Path) -> None:
    data, site = sealed(tmp_path), tmp_path / "site"
    pretended = FILES["policies/phone/2.0/index.html"].replace(CITATION, b"0" * 64)
    write(site, {"policies/phone/2.0/index.html": pretended})
    found = verify_citations(read_ledger(data), site)
    assert [(item.code, item.policy, item.version, item.expected) for item in found] == [
        ("other-version-shown", "phone", "2.0", CITATION.decode())
    ]
