import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]


def test_every_package_is_in_the_wheel() -> None:
    listed = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"]
    found = {".".join(path.parent.relative_to(PROJECT).parts) for path in (PROJECT / "handbook").rglob("*.py")}
    assert set(listed) == found | {"handbook.templates"}
