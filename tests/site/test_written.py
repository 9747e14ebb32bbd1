import os
from pathlib import Path

import pytest

from handbook.site.written import MAX_BYTES, WrittenPage, read_written


def _pages(tmp_path: Path, **files: str | bytes) -> Path:
    """A folder `policy_data/pages` with files; `__` in a name stands for `/`, `_md` for `.md`."""
    folder = tmp_path / "policy_data" / "pages"
    folder.mkdir(parents=True)
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def _problems(folder: Path, taken: frozenset[str] = frozenset()) -> list[tuple[str, str, int, int]]:
    return [(item.code, item.source.file, item.line, item.column) for item in read_written(folder, taken).problems]


def test_page_without_a_head_is_all_markdown(tmp_path: Path) -> None:
    folder = _pages(tmp_path, tips_md="# Tips\n")
    page = WrittenPage(path="tips.md", address="tips/", title="", description="", markdown="# Tips\n")
    assert read_written(folder).pages == (page,)


def test_page_gives_its_head_and_keeps_its_line_numbers(tmp_path: Path) -> None:
    folder = _pages(tmp_path, tips_md="---\ntitle: no\ndescription: 1.10\n---\nText\n")
    page = WrittenPage(path="tips.md", address="tips/", title="no", description="1.10", markdown="\n\n\n\nText\n")
    assert read_written(folder).pages == (page,)


def test_index_page_has_its_folders_address(tmp_path: Path) -> None:
    folder = _pages(tmp_path, index_md="", guides__index_md="", guides__hand_md="")
    assert [page.address for page in read_written(folder).pages] == ["guides/hand/", "guides/", ""]


def test_folder_that_does_not_exist_has_no_pages(tmp_path: Path) -> None:
    assert read_written(tmp_path / "pages").pages == ()


def test_hidden_files_are_left_out(tmp_path: Path) -> None:
    folder = _pages(tmp_path)
    (folder / ".DS_Store").write_bytes(b"\0")
    assert read_written(folder).problems == ()


def test_pictures_beside_pages_are_published(tmp_path: Path) -> None:
    folder = _pages(tmp_path, pictures__desk_png=b"\x89PNG")
    assert read_written(folder).media == ("pictures/desk.png",)


def test_misspelt_key_in_the_head_is_reported_at_its_place(tmp_path: Path) -> None:
    folder = _pages(tmp_path, tips_md="---\ntitle: Tips\ndescripton: x\n---\n")
    assert _problems(folder) == [("unknown-key", "policy_data/pages/tips.md", 3, 1)]


def test_anchors_in_the_head_are_refused(tmp_path: Path) -> None:
    folder = _pages(tmp_path, tips_md="---\ntitle: &a [x]\n---\n")
    assert _problems(folder) == [("yaml-feature", "policy_data/pages/tips.md", 2, 8)]


@pytest.mark.parametrize("name", ["page.html", "run.js", "drawing.svg", "data.json", "style.css", "Makefile"])
def test_file_that_a_browser_would_run_is_refused(tmp_path: Path, name: str) -> None:
    folder = _pages(tmp_path)
    (folder / name).write_bytes(b"")
    assert _problems(folder) == [("file-type", f"policy_data/pages/{name}", 1, 1)]


@pytest.mark.parametrize("name", ["Read Me.md", "README.md", "naïve.md", "a" * 65 + ".md", "a_b.md"])
def test_page_with_a_name_that_is_no_address_is_refused(tmp_path: Path, name: str) -> None:
    folder = _pages(tmp_path)
    (folder / name).write_bytes(b"")
    assert _problems(folder) == [("file-name", f"policy_data/pages/{name}", 1, 1)]


@pytest.mark.parametrize("name", ["policies__new_md", "search_md", "assets__x_png", "standards_md"])
def test_address_that_the_handbook_needs_is_refused(tmp_path: Path, name: str) -> None:
    folder = _pages(tmp_path, **{name: ""})
    assert [code for code, *_ in _problems(folder, frozenset({"standards/"}))] == ["reserved-address"]


def test_symbolic_link_is_reported_and_not_followed(tmp_path: Path) -> None:
    folder = _pages(tmp_path)
    (tmp_path / "secret.md").write_text("# Secret", encoding="utf-8")
    (folder / "tips.md").symlink_to(tmp_path / "secret.md")
    assert read_written(folder).pages == ()
    assert _problems(folder) == [("symbolic-link", "policy_data/pages/tips.md", 1, 1)]


def test_folder_that_is_a_symbolic_link_is_reported_and_not_followed(tmp_path: Path) -> None:
    folder = _pages(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/secret.md").write_text("# Secret", encoding="utf-8")
    (folder / "more").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert read_written(folder).pages == ()
    assert _problems(folder) == [("symbolic-link", "policy_data/pages/more", 1, 1)]


def test_html_that_is_left_out_is_told_at_its_place(tmp_path: Path) -> None:
    folder = _pages(tmp_path, tips_md="---\ntitle: Tips\n---\nAsk <name> for it.\n\n!!! note\n    <form>x</form>\n")
    assert [f"{item.line}:{item.column} {item.message}" for item in read_written(folder).problems] == [
        "4:5 readers will not see `<name>`: no page may hold such HTML",
        "7:5 readers will not see `<form>`: no page may hold such HTML",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Wait <5 minutes, if a < b and c > d; <https://example.org>, <help@example.org>",
        "`<name>` and ``<form> ` ``",
        "```html\n<form>\n```",
        '=== "Phone"\n\n    ~~~~\n    <form>\n    ~~~~',
        '<!-- <form> --><div class="grid" markdown>**x**</div><br>',
    ],
)
def test_html_that_stays_and_code_are_not_told_of(tmp_path: Path, text: str) -> None:
    assert _problems(_pages(tmp_path, tips_md=text)) == []


def test_what_is_no_file_is_reported_and_not_opened(tmp_path: Path) -> None:
    folder = _pages(tmp_path)
    for name in ("desk.png", "tips.md"):
        os.mkfifo(folder / name)
    assert read_written(folder).media == ()
    assert _problems(folder) == [
        ("unexpected-file", "policy_data/pages/desk.png", 1, 1),
        ("unexpected-file", "policy_data/pages/tips.md", 1, 1),
    ]


def test_page_that_cannot_be_read_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = _pages(tmp_path, tips_md="# Tips\n")
    monkeypatch.setattr(Path, "read_bytes", _refuse)
    assert _problems(folder) == [("unreadable-file", "policy_data/pages/tips.md", 1, 1)]


def test_folder_that_cannot_be_read_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = _pages(tmp_path)
    monkeypatch.setattr(os, "scandir", _refuse)
    assert _problems(folder) == [("unreadable-file", "policy_data/pages", 1, 1)]


def _refuse(path: object) -> bytes:
    raise PermissionError(13, "Permission denied", str(path))


def test_page_is_too_large_before_it_is_read(tmp_path: Path) -> None:
    folder = _pages(tmp_path)
    with (folder / "tips.md").open("wb") as file:
        file.truncate(1 << 40)
    assert _problems(folder) == [("too-large", "policy_data/pages/tips.md", 1, 1)]


def test_invisible_characters_in_a_page_are_reported(tmp_path: Path) -> None:
    folder = _pages(tmp_path, tips_md="---\ntitle: Tips\n---\npay \u202e001 euros\n")
    assert _problems(folder) == [("invisible-character", "policy_data/pages/tips.md", 4, 5)]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"x" * (MAX_BYTES + 1), ("too-large", 1, 1)),
        (b"\xff\xfe", ("encoding", 1, 1)),
        (b"a\nb\0c", ("control-character", 2, 2)),
    ],
)
def test_page_that_is_no_plain_text_is_refused(tmp_path: Path, data: bytes, problem: tuple[str, int, int]) -> None:
    folder = _pages(tmp_path, tips_md=data)
    code, line, column = problem
    assert _problems(folder) == [(code, "policy_data/pages/tips.md", line, column)]
