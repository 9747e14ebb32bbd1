"""The sample handbook in a folder of its own, and the language server of editors beside it."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.editor.language_server import LanguageServer

PROJECT = Path(__file__).resolve().parents[2]
SERVER = Path(__file__).parent / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a copy of the sample's data."""
    folder = tmp_path_factory.mktemp("workspace")
    shutil.copytree(PROJECT / "policy_data", folder / "policy_data")
    return folder


@pytest.fixture(scope="session")
def server(root: Path) -> Iterator[LanguageServer]:
    """The language server, with the settings that come along in `.vscode/`."""
    node = shutil.which("node")
    if not SERVER.is_file() and shutil.which("npm") is None:
        pytest.skip("npm is not on this machine, so yaml-language-server cannot be installed")
    assert node, "node is not on the path, though npm is"
    assert SERVER.is_file(), "yaml-language-server is not installed; run `make editor`"
    settings = json.loads((PROJECT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    own = {name.removeprefix("yaml."): value for name, value in settings.items() if name == "yaml.schemas"}
    with LanguageServer([node, str(SERVER), "--stdio"], root, own) as started:
        yield started
