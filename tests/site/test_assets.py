from pathlib import Path

from handbook.site.assets import Asset, read_assets


def test_read_assets_gives_files_by_name_and_says_which_are_everywhere(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    for name in ("search.js", "frame.css", "pages/redirect.js", ".hidden"):
        (tmp_path / name).write_bytes(name.encode())
    assert read_assets(tmp_path) == (
        Asset(name="frame.css", data=b"frame.css", everywhere=True),
        Asset(name="pages/redirect.js", data=b"pages/redirect.js", everywhere=False),
        Asset(name="search.js", data=b"search.js", everywhere=True),
    )


def test_asset_address_changes_with_its_content() -> None:
    one, two = (Asset(name="frame.css", data=data, everywhere=True) for data in (b"one", b"two"))
    assert one.path == two.path == "assets/handbook/frame.css"
    assert one.address == "assets/handbook/frame.css?v=7692c3ad"
    assert two.address == "assets/handbook/frame.css?v=3fc4ccfe"
