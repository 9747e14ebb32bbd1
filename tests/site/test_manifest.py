"""What a site says of its own files, and how a folder is known to be one."""

import json
import os
from pathlib import Path

import pytest

from handbook.site.errors import BuildError
from handbook.site.manifest import MANIFEST, check, is_site, manifest, manifest_lines
from handbook.site.tree import Tree, Written


def test_manifest_lists_hashes_by_path() -> None:
    written = [Written(path='b"', sha256="2", size=1), Written(path="a", sha256="1", size=1)]
    lines = [manifest_lines([Written(path="c", sha256="3", size=1)]), "", manifest_lines(written)]
    assert json.loads(manifest(lines)) == {"scheme": "policy-handbook-site-2", "files": {"a": "1", 'b"': "2", "c": "3"}}


def test_manifest_lists_the_manifests_of_policies_apart() -> None:
    part = manifest_lines([Written(path="policies/fax/manifest.json", sha256="4", size=1)])
    assert json.loads(manifest([], [part])) == {
        "scheme": "policy-handbook-site-2",
        "files": {},
        "parts": {"policies/fax/manifest.json": "4"},
    }


def test_is_site_wants_our_manifest(tmp_path: Path) -> None:
    assert not is_site(tmp_path)
    (tmp_path / MANIFEST).write_text('{"name": "an app"}', encoding="utf-8")
    assert not is_site(tmp_path)
    (tmp_path / MANIFEST).write_bytes(manifest([]))
    assert is_site(tmp_path)
    (tmp_path / MANIFEST).write_text('{"scheme": "policy-handbook-site-1", "files": {}}', encoding="utf-8")
    assert is_site(tmp_path)


@pytest.mark.parametrize(("name", "data"), [("more.html", b"x"), ("index.html", b"cut")])
def test_check_names_the_file_that_differs_in_a_new_folder(tmp_path: Path, name: str, data: bytes) -> None:
    tree = Tree(tmp_path)
    written = [tree.write("index.html", b"whole")]
    tree.note(written)
    check(tree, written)
    (tmp_path / name).write_bytes(data)
    with pytest.raises(BuildError, match=f"not what was written: {name}"):
        check(tree, written)


def test_check_names_a_file_that_is_gone_from_the_folder_of_an_earlier_site(tmp_path: Path) -> None:
    tree = Tree(tmp_path, Tree(tmp_path).folders())
    written = [tree.write("index.html", b"whole")]
    tree.note(written)
    (tmp_path / "more.html").write_bytes(b"of the earlier site")
    check(tree, written)
    (tmp_path / "index.html").unlink()
    with pytest.raises(BuildError, match=r"not what was written: index\.html"):
        check(tree, written)


def test_folder_with_a_pipe_for_a_manifest_is_no_site(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / MANIFEST)
    assert not is_site(tmp_path)
