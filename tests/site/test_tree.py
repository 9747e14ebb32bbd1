import os
import stat
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from handbook.machine.signature import mark
from handbook.site.errors import BuildError
from handbook.site.tree import Tree


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


def _made(root: Path, **files: bytes) -> Tree:
    """A site of files, whose names have `_` for `/`."""
    root.mkdir()
    tree = Tree(root)
    _add(tree, **files)
    return tree


def _add(tree: Tree, **files: bytes) -> None:
    tree.note([tree.write(name.replace("_", "/"), data) for name, data in files.items()])


def test_tree_in_a_folder_that_is_emptied_keeps_folders_that_it_needs(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for name in ("a", "b/c", "index.html"):
        (site / name).mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (site / "a/index.html").symlink_to(tmp_path / "elsewhere")
    (site / "d").symlink_to(tmp_path / "elsewhere")
    before = (site / "a").stat().st_ino
    tree = Tree.emptied(site)
    tree.note([tree.write(path, b"") for path in ("a/index.html", "d/index.html", "index.html")])
    tree.remove(())
    assert (site / "a").stat().st_ino == before
    assert _holds(site) == ["a", "a/index.html", "d", "d/index.html", "index.html"]
    assert tree.folders().keys() == {"", "a", "d"}
    assert _holds(tmp_path / "elsewhere") == []


def test_tree_links_another_site_and_changes_nothing_there(tmp_path: Path) -> None:
    old = _made(tmp_path / "old", a_x=b"old", b_x=b"old", c_x=b"old")
    site = _made(tmp_path / "site")
    site.link(old.root, ("a/x", "b/x", "c/x"))
    _add(site, c_x=b"new")
    site.remove(("b/x",))
    assert {path: (site.root / path).read_bytes() for path in ("a/x", "c/x")} == {"a/x": b"old", "c/x": b"new"}
    assert _holds(site.root) == ["a", "a/x", "c", "c/x"]
    assert _holds(old.root) == ["a", "a/x", "b", "b/x", "c", "c/x"]
    assert (old.root / "c/x").read_bytes() == b"old"
    assert site.made.keys() == {"c/x"}
    assert site.folders().keys() == {"", "a", "c"}


def test_tree_knows_the_folders_of_the_site_that_it_goes_on_with(tmp_path: Path) -> None:
    before = _made(tmp_path / "site", a_x=b"", b_c_x=b"").folders()
    tree = Tree(tmp_path / "site", before)
    _add(tree, d_x=b"")
    tree.remove(("b/c/x",))
    after = tree.folders()
    assert after.keys() == {"", "a", "d"}
    assert after == {path: mark(str(tmp_path / "site" / path)) for path in after}


def test_tree_replaces_files_by_folders_and_folders_by_files(tmp_path: Path) -> None:
    old = _made(tmp_path / "old", a=b"", b_c=b"")
    over = Tree(tmp_path / "site", _made(tmp_path / "site", a_d=b"", b=b"").folders())
    over.link(old.root, ("a", "b/c"))
    assert _holds(over.root) == ["a", "b", "b/c"]
    assert over.folders().keys() == {"", "b"}


def test_tree_takes_the_files_of_a_folder(tmp_path: Path) -> None:
    tree = _made(tmp_path / "site")
    (tmp_path / "theme/css").mkdir(parents=True)
    (tmp_path / "theme/css/main.css").write_bytes(b"body{}")
    assert [file.path for file in tree.take_all(tmp_path / "theme", "assets/")] == ["assets/css/main.css"]
    assert (tmp_path / "site/assets/css/main.css").read_bytes() == b"body{}"
