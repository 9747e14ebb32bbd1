import errno
import subprocess
import sys
from pathlib import Path

import pytest

from handbook.site import swap
from handbook.site.errors import BuildError
from handbook.site.manifest import MANIFEST, manifest, manifest_lines
from handbook.site.swap import workshop
from handbook.site.tree import Tree


def _make(output: Path, text: bytes) -> None:
    with workshop(output) as place:
        place.begin()
        tree = Tree.emptied(place.site)
        written = tree.write("index.html", text)
        tree.write(MANIFEST, manifest([manifest_lines([written])]))
        place.swap()


def _left(output: Path) -> list[str]:
    return sorted(path.name for path in (output.parent / ".handbook").iterdir())


@pytest.fixture(params=["exchange", "renames"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways to swap: in one step, and where the system cannot do that."""
    if request.param == "renames":
        monkeypatch.setattr(swap, "_exchange", lambda *_: False)
    return str(request.param)


def test_swap_puts_the_first_site_in_place(tmp_path: Path, way: str) -> None:
    _make(tmp_path / "site", b"one")
    assert (tmp_path / "site/index.html").read_bytes() == b"one"
    assert _left(tmp_path / "site") == ["site.lock"]


def test_swap_replaces_the_old_site(tmp_path: Path, way: str) -> None:
    _make(tmp_path / "site", b"one")
    _make(tmp_path / "site", b"two")
    assert (tmp_path / "site/index.html").read_bytes() == b"two"


def test_swap_leaves_the_old_site_as_a_spare(tmp_path: Path, way: str) -> None:
    _make(tmp_path / "site", b"one")
    _make(tmp_path / "site", b"two")
    assert _left(tmp_path / "site") == ["site.lock", "site.spare"]
    assert (tmp_path / ".handbook/site.spare/index.html").read_bytes() == b"one"


def test_spare_site_stays_until_it_is_begun_with(tmp_path: Path) -> None:
    for text in (b"one", b"two"):
        _make(tmp_path / "site", text)
    with workshop(tmp_path / "site"):
        pass
    assert _left(tmp_path / "site") == ["site.lock", "site.spare"]
    with workshop(tmp_path / "site") as place:
        place.begin()
        assert (place.site / "index.html").read_bytes() == b"one"
    assert _left(tmp_path / "site") == ["site.lock"]


def test_workshop_begins_through_no_link_in_place_of_the_spare(tmp_path: Path) -> None:
    _make(tmp_path / "site", b"one")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/mine.txt").write_text("mine", encoding="utf-8")
    (tmp_path / ".handbook/site.spare").symlink_to(tmp_path / "elsewhere")
    _make(tmp_path / "site", b"two")
    assert (tmp_path / ".handbook/site.spare/index.html").read_bytes() == b"one"
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["mine.txt"]


def test_workshop_that_fails_leaves_the_old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _make(tmp_path / "site", b"one")

    def fail(*_: Path) -> None:
        raise BuildError("no")

    monkeypatch.setattr(swap, "_take_place", fail)
    with pytest.raises(BuildError, match="no"):
        _make(tmp_path / "site", b"half")
    assert (tmp_path / "site/index.html").read_bytes() == b"one"
    assert _left(tmp_path / "site") == ["site.lock"]


def test_workshop_brings_the_old_site_back_after_a_kill_between_two_renames(tmp_path: Path) -> None:
    _make(tmp_path / "site", b"one")
    (tmp_path / "site").rename(tmp_path / ".handbook/site.old")
    with workshop(tmp_path / "site"):
        assert (tmp_path / "site/index.html").read_bytes() == b"one"


def test_workshop_clears_what_a_killed_build_left(tmp_path: Path) -> None:
    (tmp_path / ".handbook/site-x1y2_3z4/site").mkdir(parents=True)
    with workshop(tmp_path / "site") as place:
        assert [path.name for path in (tmp_path / ".handbook").glob("site-*")] == [place.scratch.name]


def test_workshop_leaves_the_work_of_other_output_folders_alone(tmp_path: Path) -> None:
    others = ["site-preview-x1y2_3z4", "site-preview.lock", "site-preview.old"]
    for name in others:
        (tmp_path / ".handbook" / name).mkdir(parents=True)
    with workshop(tmp_path / "site"):
        pass
    assert _left(tmp_path / "site") == [*others, "site.lock"]


def test_swap_that_fails_between_two_renames_brings_the_old_site_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _make(tmp_path / "site", b"one")
    real = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path.name == "site" and path.parent != tmp_path:
            raise OSError(errno.EIO, "Input/output error", str(path))
        return real(path, target)

    monkeypatch.setattr(swap, "_exchange", lambda *_: False)
    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(BuildError, match=r"^Input/output error: .*; the site was left as it was$"):
        _make(tmp_path / "site", b"two")
    assert (tmp_path / "site/index.html").read_bytes() == b"one"
    assert _left(tmp_path / "site") == ["site.lock"]


@pytest.mark.parametrize("linked", [".handbook", ".handbook/site.lock"])
def test_workshop_follows_no_link_that_came_with_a_checkout(tmp_path: Path, linked: str) -> None:
    (tmp_path / "elsewhere/site-x1y2_3z4").mkdir(parents=True)
    (tmp_path / "elsewhere/mine.txt").write_text("mine", encoding="utf-8")
    (tmp_path / linked).parent.mkdir(exist_ok=True)
    (tmp_path / linked).symlink_to(tmp_path / "elsewhere" / ("mine.txt" if linked.endswith("lock") else ""))
    with pytest.raises(BuildError), workshop(tmp_path / "site"):
        pass
    assert (tmp_path / "elsewhere/site-x1y2_3z4").is_dir()
    assert (tmp_path / "elsewhere/mine.txt").read_text(encoding="utf-8") == "mine"


def test_workshop_refuses_a_second_build_of_the_same_folder(tmp_path: Path) -> None:
    output = tmp_path / "site"
    code = (
        "import pathlib, sys\nfrom handbook.site.errors import BuildError\nfrom handbook.site.swap import workshop\n"
        "try:\n    with workshop(pathlib.Path(sys.argv[1])):\n        print('built')\n"
        "except BuildError as failure:\n    print(failure)\n"
    )
    with workshop(output):
        second = subprocess.run([sys.executable, "-c", code, str(output)], check=True, capture_output=True, text=True)
    assert second.stdout == f"another build of {output} is running; wait for it or choose another --output\n"


def test_workshop_lock_ends_with_a_killed_process(tmp_path: Path) -> None:
    code = (
        "import os, pathlib, sys\nfrom handbook.site.swap import workshop\n"
        "with workshop(pathlib.Path(sys.argv[1])):\n    os.kill(os.getpid(), 9)\n"
    )
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path / "site")], check=False).returncode == -9
    _make(tmp_path / "site", b"one")
    assert (tmp_path / "site/index.html").read_bytes() == b"one"


def test_workshop_refuses_a_folder_that_no_build_made(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/dear.txt").write_text("keep me", encoding="utf-8")
    with pytest.raises(BuildError, match=r"holds files that no build made"), workshop(tmp_path / "letters"):
        pass
    assert (tmp_path / "letters/dear.txt").read_text(encoding="utf-8") == "keep me"


def test_workshop_refuses_a_link(tmp_path: Path) -> None:
    (tmp_path / "site").symlink_to(tmp_path)
    with pytest.raises(BuildError, match=r"is a link; name the folder itself"), workshop(tmp_path / "site"):
        pass


def test_workshop_refuses_a_file(tmp_path: Path) -> None:
    (tmp_path / "site").write_bytes(b"")
    with pytest.raises(BuildError, match=r"is a file; the site needs a folder"), workshop(tmp_path / "site"):
        pass


def test_workshop_says_why_it_cannot_write(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(BuildError, match=r"^Not a directory"), workshop(tmp_path / "file/site"):
        pass
