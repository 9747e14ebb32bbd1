from pathlib import Path

from handbook.site.assets import Asset, modules_folder, read_assets


def test_read_assets_gives_files_by_name_and_says_which_are_everywhere(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    for name in ("search.js", "frame.css", "pages/redirect.js", ".hidden"):
        (tmp_path / name).write_bytes(name.encode())
    assert read_assets(tmp_path) == (
        Asset(name="handbook.css", data=b"frame.css", everywhere=True),
        Asset(
            name="handbook.js",
            data=b'"use strict";\ntry {\nsearch.js} catch (failure) {\n  reportError(failure);\n}\n',
            everywhere=True,
        ),
        Asset(name="pages/redirect.js", data=b"pages/redirect.js", everywhere=False),
    )


def test_files_of_every_page_are_put_together_in_order_of_name(tmp_path: Path) -> None:
    for name in ("b.css", "a.css", "d.js", "c.js"):
        (tmp_path / name).write_text(f"{name};\n", encoding="utf-8")
    styles, scripts = read_assets(tmp_path)
    assert styles.data == b"a.css;\n\nb.css;\n"
    assert scripts.data.count(b"reportError") == 2
    assert scripts.data.index(b"c.js") < scripts.data.index(b"d.js")


def test_asset_address_changes_with_its_content() -> None:
    one, two = (Asset(name="frame.css", data=data, everywhere=True) for data in (b"one", b"two"))
    assert one.path == two.path == "assets/handbook/frame.css"
    assert one.address == "assets/handbook/frame.css?v=7692c3ad"
    assert two.address == "assets/handbook/frame.css?v=3fc4ccfe"


def _modules(folder: Path, **texts: str) -> tuple[Asset, ...]:
    (folder / "search").mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / "search" / f"{name}.js").write_text(text, encoding="utf-8")
    return read_assets(folder)


def test_modules_lie_in_a_folder_whose_name_changes_with_any_of_them(tmp_path: Path) -> None:
    before = _modules(tmp_path, dialog="one;\n", engine="two;\n")
    after = _modules(tmp_path, engine="three;\n")
    assert [asset.path for asset in before] == [
        "assets/handbook/search-b4064ef1/dialog.js",
        "assets/handbook/search-b4064ef1/engine.js",
        "assets/handbook/search-b4064ef1/from-disk.js",
    ]
    assert modules_folder(before) == "assets/handbook/search-b4064ef1/"
    assert before[0].address == before[0].path
    assert after[0].path != before[0].path


def test_modules_folder_is_empty_where_there_are_no_modules(tmp_path: Path) -> None:
    assert modules_folder(read_assets(tmp_path)) == ""
