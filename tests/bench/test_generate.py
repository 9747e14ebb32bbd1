"""Generated handbooks are valid, and the same whenever they are made."""

from pathlib import Path

import pytest

from bench.contenders import AS_OF
from bench.generate import generate
from handbook.check.rules import check
from handbook.history.edition import Edition
from handbook.load.loaded import Loaded
from handbook.load.loader import load
from handbook.model.diagnostic import Severity

POLICIES, VERSIONS = 12, 4


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    folder = tmp_path_factory.mktemp("generated")
    generate(POLICIES, VERSIONS, folder)
    return load(folder / "policy_data")


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_generated_handbook_loads_without_a_diagnostic(loaded: Loaded) -> None:
    assert loaded.diagnostics == ()


def test_generated_handbook_has_as_many_policies_and_versions_as_asked(loaded: Loaded) -> None:
    assert loaded.handbook is not None
    assert [len(policy.versions) for policy in loaded.handbook.policies] == [VERSIONS] * POLICIES


def test_generated_handbook_has_no_error(loaded: Loaded) -> None:
    assert loaded.handbook is not None
    found = check(Edition(loaded.handbook, AS_OF), loaded.diagnostics, loaded.incomplete)
    assert [problem for problem in found if problem.severity is Severity.ERROR] == []


def test_generated_handbook_is_the_same_in_every_run(tmp_path: Path) -> None:
    generate(3, 2, tmp_path / "first")
    generate(3, 2, tmp_path / "second")
    assert files(tmp_path / "first") == files(tmp_path / "second")


def test_generating_replaces_the_data_of_an_earlier_run(tmp_path: Path) -> None:
    generate(3, 1, tmp_path)
    generate(2, 1, tmp_path)
    assert len(list((tmp_path / "policy_data" / "policies").iterdir())) == 2
