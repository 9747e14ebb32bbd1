"""The sample handbook's ledger: everything published is recorded, sealed and unchanged."""

from pathlib import Path

import pytest

from handbook.ledger.records import sha256_of
from handbook.ledger.verify import verify_ledger
from handbook.ledger.working_text import text_of
from handbook.load.loader import load
from handbook.model.version import Version

DATA = Path(__file__).resolve().parents[2] / "policy_data"


def versions() -> list[Version]:
    """Every frozen version of the sample."""
    handbook = load(DATA).handbook
    assert handbook is not None
    return [version for policy in handbook.policies for version in policy.versions]


def test_sample_verifies_without_findings() -> None:
    assert verify_ledger(DATA) == ()


@pytest.mark.parametrize("version", versions(), ids=lambda version: version.source.file)
def test_approval_is_of_the_text_that_was_frozen(version: Version) -> None:
    assert version.release.approval is not None
    frozen = (DATA.parent / version.source.file).read_bytes()
    assert version.release.approval.sha256 == sha256_of(text_of(frozen))
