"""What an editor marks in a file, through the language server protocol, held against what `check` reports."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from handbook.check.rules import check
from handbook.history.edition import Edition
from handbook.load.loader import load
from handbook.load.locate import locate
from handbook.model.diagnostic import Severity
from tests.builders import AS_OF
from tests.editor.cases import CASES, Case
from tests.editor.language_server import LanguageServer

pytestmark = pytest.mark.editor


@pytest.fixture
def written(root: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """The file of a case, in place of the sample's for as long as the test runs."""
    found: Case = request.param
    path = root / "policy_data" / found.path
    before = path.read_bytes() if path.exists() else None
    path.parent.mkdir(exist_ok=True)
    path.write_text(found.text, encoding="utf-8")
    yield path
    if before is None:
        path.unlink()
    else:
        path.write_bytes(before)


@pytest.mark.parametrize(("written", "expected"), [(it, it) for it in CASES.values()], ids=CASES, indirect=["written"])
def test_the_editor_marks_the_lines_that_a_schema_can_judge(
    written: Path, expected: Case, server: LanguageServer
) -> None:
    found = server.diagnostics(written)
    lines = {item["range"]["start"]["line"] + 1: item["message"] for item in found}
    assert sorted(lines) == list(expected.editor), lines


@pytest.mark.parametrize(("written", "expected"), [(it, it) for it in CASES.values()], ids=CASES, indirect=["written"])
def test_check_reports_the_same_lines_and_what_a_schema_cannot_see(root: Path, written: Path, expected: Case) -> None:
    loaded = load(root / "policy_data")
    assert loaded.handbook
    found = (*loaded.diagnostics, *check(Edition(loaded.handbook, AS_OF), loaded.diagnostics, loaded.incomplete))
    name = written.relative_to(root).as_posix()
    errors = [item for item in locate(found, root) if item.source.file == name and item.severity is Severity.ERROR]
    lines = {item.line: item.message for item in errors}
    assert sorted(lines) == list(expected.check), lines


def test_no_file_of_the_sample_is_marked(root: Path, server: LanguageServer) -> None:
    files = sorted((root / "policy_data").rglob("*.yml"))
    assert len(files) > 500
    assert {path: found for path, found in server.all_diagnostics(files).items() if found} == {}


def test_a_frozen_version_is_judged_by_the_settings(root: Path, server: LanguageServer) -> None:
    path = root / "policy_data" / "policies" / "phone" / "versions" / "99.0.yml"
    path.write_text("release: {version: '99.0', change: big}\n", encoding="utf-8")
    messages = [item["message"] for item in server.diagnostics(path)]
    path.unlink()
    assert 'Missing property "effective".' in messages
