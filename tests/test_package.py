import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]


def test_every_package_is_in_the_wheel() -> None:
    listed = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"]
    found = {".".join(path.parent.relative_to(PROJECT).parts) for path in (PROJECT / "handbook").rglob("*.py")}
    assert set(listed) == found | {"handbook.templates"}


def test_the_package_imports_what_it_declares_and_nothing_else() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[^a-z0-9-]", item)[0] for item in project["dependencies"]}
    brought = packages_distributions()
    imported = {brought[name][0].lower().replace("_", "-") for name in _imported(PROJECT / "handbook")}
    assert declared - imported == {"mkdocs-material", "tzdata"}  # a theme and a database, which nothing imports
    assert imported - declared == set()


def test_the_model_imports_the_standard_library_alone() -> None:
    assert _imported(PROJECT / "handbook" / "model") == set()


def _imported(folder: Path) -> set[str]:
    """The top-level modules that are imported anywhere below a folder, but for the standard library's and our own."""
    nodes = [node for file in folder.rglob("*.py") for node in ast.walk(ast.parse(file.read_bytes()))]
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    members = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    return {name.partition(".")[0] for name in plain | members} - sys.stdlib_module_names - {"handbook"}
