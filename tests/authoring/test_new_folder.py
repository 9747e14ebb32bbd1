from pathlib import Path

import pytest

from handbook.authoring.new_folder import NotEmpty, fill

FILES = {"a.txt": b"a", ".hidden/b.txt": b"b", "c/d/e.txt": b"e"}


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    fill(tmp_path / "x" / "y", FILES)
    assert content(tmp_path / "x" / "y") == FILES


def test_an_empty_repository_is_filled_and_kept(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "HEAD").write_bytes(b"ref")
    fill(tmp_path, FILES)
    assert content(tmp_path) == FILES | {".git/HEAD": b"ref"}


@pytest.mark.parametrize("name", ["README.md", ".gitignore", ".handbook/cache/x"])
def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_bytes(b"mine")
    with pytest.raises(NotEmpty, match=name.partition("/")[0]):
        fill(tmp_path, FILES)
    assert content(tmp_path) == {name: b"mine"}


def test_a_file_is_not_a_folder(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"mine")
    with pytest.raises(NotEmpty):
        fill(tmp_path / "x", FILES)


def test_a_failed_write_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="too long"):
        fill(tmp_path / "x", FILES | {"n" * 300: b""})
    assert not (tmp_path / "x").exists()


class Killed(BaseException):
    """The process ends here, without a chance to tidy up."""


@pytest.mark.parametrize("step", range(9))
def test_an_interrupted_run_is_taken_back_or_finished_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    done = 0

    def killed_at_step(name: str) -> None:
        original = getattr(Path, name)

        def counted(self: Path, *arguments: object) -> object:
            nonlocal done
            done += 1
            if done > step:
                raise Killed
            return original(self, *arguments)

        monkeypatch.setattr(Path, name, counted)

    for name in ("write_bytes", "touch", "replace"):
        killed_at_step(name)
    try:
        fill(tmp_path / "x", FILES)
    except Killed:
        assert step < 7
    monkeypatch.undo()
    if content(tmp_path / "x") != FILES:
        fill(tmp_path / "x", FILES)
    assert content(tmp_path / "x") == FILES
