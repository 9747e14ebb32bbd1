import os
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.load.packing import pack, unpack
from handbook.machine.signature import NO_MARK, Marks, mark


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file, a folder and a file in it."""
    (tmp_path / "a").mkdir()
    for name in ("a/page", "page"):
        (tmp_path / name).write_text("text", encoding="utf-8")
    return tmp_path


def _marks(folder: Path) -> Marks:
    return Marks.of({path: mark(str(folder / path)) for path in ("", "a", "a/page", "page")})


def test_mark_of_nothing_is_none(tmp_path: Path) -> None:
    assert mark(f"{tmp_path}/nothing") == NO_MARK


def test_mark_does_not_follow_a_link(folder: Path) -> None:
    (folder / "link").symlink_to(folder / "page")
    assert mark(f"{folder}/link") != mark(f"{folder}/page")


def test_marks_can_be_kept_and_taken_up(folder: Path) -> None:
    marks = unpack(pack(_marks(folder)), Marks)
    assert marks == _marks(folder)
    assert marks is not None
    assert marks.by_path() == {path: mark(str(folder / path)) for path in ("", "a", "a/page", "page")}
    assert marks.hold(folder)


def test_no_marks_hold_anywhere(tmp_path: Path) -> None:
    assert (Marks().by_path(), Marks().hold(tmp_path / "nothing")) == ({}, True)


def _replace_by_link(folder: Path) -> None:
    (folder / "a").rename(folder / "../elsewhere")
    (folder / "a").symlink_to(folder / "../elsewhere")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a file grows": lambda folder: (folder / "page").write_text("texts", encoding="utf-8"),
    "a file is touched": lambda folder: os.utime(folder / "a/page", ns=(0, 0)),
    "a file is gone": lambda folder: (folder / "a/page").unlink(),
    "a file is new": lambda folder: (folder / "a/new").touch(),
    "a folder is new": lambda folder: (folder / "new").mkdir(),
    "a folder became a link": _replace_by_link,
}


@pytest.mark.parametrize("change", CHANGES)
def test_marks_do_not_hold_after_a_change(folder: Path, change: str) -> None:
    os.utime(folder, ns=(0, 0))
    os.utime(folder / "a", ns=(0, 0))
    marks = _marks(folder)
    CHANGES[change](folder)
    assert not marks.hold(folder)


def test_marks_hold_after_a_move_and_after_links_are_made(folder: Path) -> None:
    marks = _marks(folder)
    os.link(folder / "page", folder.parent / f"{folder.name}-link")
    moved = folder.rename(folder.parent / f"{folder.name}-moved")
    assert marks.hold(moved)
