import json
import os
import stat
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from handbook.site.errors import BuildError
from handbook.site.tree import MANIFEST, Tree, Written, check_whole, is_site, manifest, manifest_lines


@pytest.fixture
def closed_umask() -> Iterator[None]:
    """A umask that would hide every file from others."""
    before = os.umask(0o077)
    yield
    os.umask(before)


def test_tree_writes_a_file_and_tells_its_hash(tmp_path: Path) -> None:
    written = Tree(tmp_path).write("a/index.html", b"hello")
    assert (written.path, written.sha256, written.size) == ("a/index.html", sha256(b"hello").hexdigest(), 5)
    assert written.is_in(str(tmp_path))
    assert (tmp_path / "a/index.html").read_bytes() == b"hello"


def test_tree_modes_do_not_depend_on_the_umask(tmp_path: Path, closed_umask: None) -> None:
    Tree(tmp_path).write("a/b/index.html", b"")
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("a", "a/b", "a/b/index.html")]
    assert modes == [0o755, 0o755, 0o644]


def test_tree_refuses_an_address_that_is_taken(tmp_path: Path) -> None:
    tree = Tree(tmp_path)
    tree.write("a/index.html", b"")
    with pytest.raises(BuildError, match=r"^two pages want the same address: /a/$"):
        tree.write("a/index.html", b"")


@pytest.mark.parametrize("path", ["../index.html", "/etc/passwd", "a/../../b", "a\\b", "", "a\0b"])
def test_tree_refuses_an_address_that_leads_out(tmp_path: Path, path: str) -> None:
    with pytest.raises(BuildError, match=r"^an address leads out of the site"):
        Tree(tmp_path / "site").write(path, b"")
    assert list(tmp_path.iterdir()) == []


def test_tree_writes_through_no_link(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(BuildError):
        Tree(tmp_path / "site").write("index.html", b"")
    assert not (tmp_path / "elsewhere").exists()


def _holds(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_tree_in_a_folder_that_is_emptied_keeps_folders_that_it_needs(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for name in ("a", "b/c", "index.html"):
        (site / name).mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (site / "a/index.html").symlink_to(tmp_path / "elsewhere")
    (site / "d").symlink_to(tmp_path / "elsewhere")
    before = (site / "a").stat().st_ino
    tree = Tree.emptied(site)
    for path in ("a/index.html", "d/index.html", "index.html"):
        tree.add(path, b"")
    tree.sweep()
    tree.check_whole()
    assert (site / "a").stat().st_ino == before
    assert _holds(site) == ["a", "a/index.html", "d", "d/index.html", "index.html"]
    assert tree.folders().keys() == {"", "a", "d"}
    assert _holds(tmp_path / "elsewhere") == []


def test_tree_stands_on_another_site_and_changes_nothing_there(tmp_path: Path) -> None:
    old, site = Tree(tmp_path / "old"), Tree(tmp_path / "site")
    for tree in (old, site):
        tree.root.mkdir()
    for path in ("a/index.html", "b/index.html", "c/index.html"):
        old.add(path, b"old")
    site.stand_on(old.root, ("a/index.html", "b/index.html", "c/index.html"), ("a/index.html", "b/index.html"))
    site.keep(old.written[:1])
    site.add("c/index.html", b"new")
    site.sweep()
    assert {path: (site.root / path).read_bytes() for path in ("a/index.html", "c/index.html")} == {
        "a/index.html": b"old",
        "c/index.html": b"new",
    }
    assert _holds(site.root) == ["a", "a/index.html", "c", "c/index.html"]
    assert _holds(old.root) == ["a", "a/index.html", "b", "b/index.html", "c", "c/index.html"]
    assert (old.root / "c/index.html").read_bytes() == b"old"
    assert (site.made, [file.path for file in site.written]) == ({"c/index.html"}, ["a/index.html", "c/index.html"])


def test_tree_replaces_files_by_folders_and_folders_by_files(tmp_path: Path) -> None:
    old, site = Tree(tmp_path / "old"), Tree(tmp_path / "site")
    for tree in (old, site):
        tree.root.mkdir()
    old.add("a", b"")
    old.add("b/c", b"")
    site.add("a/d", b"")
    site.add("b", b"")
    both = ("a", "a/d", "b", "b/c")
    over = Tree(site.root, site.folders())
    over.stand_on(old.root, ("a", "b/c"), both)
    over.keep(old.written)
    over.sweep()
    assert _holds(site.root) == ["a", "b", "b/c"]
    assert over.folders().keys() == {"", "b"}


def test_tree_notes_what_it_adds_and_takes(tmp_path: Path) -> None:
    tree = Tree(tmp_path / "site")
    tree.root.mkdir()
    (tmp_path / "theme/css").mkdir(parents=True)
    (tmp_path / "theme/css/main.css").write_bytes(b"body{}")
    tree.add("index.html", b"x")
    tree.take_all(tmp_path / "theme", "assets/")
    assert [file.path for file in tree.written] == ["index.html", "assets/css/main.css"]
    assert (tmp_path / "site/assets/css/main.css").read_bytes() == b"body{}"


def test_manifest_lists_hashes_by_path() -> None:
    written = [Written(path='b"', sha256="2", size=1), Written(path="a", sha256="1", size=1)]
    parts = [manifest_lines(written), "", manifest_lines([Written(path="c", sha256="3", size=1)])]
    assert json.loads(manifest(parts)) == {"scheme": "policy-handbook-site-1", "files": {"a": "1", 'b"': "2", "c": "3"}}


def test_is_site_wants_our_manifest(tmp_path: Path) -> None:
    assert not is_site(tmp_path)
    (tmp_path / MANIFEST).write_text('{"name": "an app"}', encoding="utf-8")
    assert not is_site(tmp_path)
    (tmp_path / MANIFEST).write_bytes(manifest([]))
    assert is_site(tmp_path)


@pytest.mark.parametrize(("name", "data"), [("more.html", b"x"), ("index.html", b"cut")])
def test_check_whole_names_the_file_that_differs(tmp_path: Path, name: str, data: bytes) -> None:
    tree = Tree(tmp_path)
    tree.add("index.html", b"whole")
    check_whole(tmp_path, tree.written)
    (tmp_path / name).write_bytes(data)
    with pytest.raises(BuildError, match=f"not what was written: {name}"):
        check_whole(tmp_path, tree.written)
