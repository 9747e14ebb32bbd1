"""All layers together: the auditor's anchors, and what only they can show."""

import shutil
from pathlib import Path

import pytest

from handbook.ledger.chain import read_ledger
from handbook.ledger.finding import Finding, Layer
from handbook.ledger.verify import Anchor, Evidence, verify_all, verify_anchors, verify_ledger
from tests.ledger.sealed import add_seal, commit, committed, git, recompute, sealed, write


def codes(data: Path, *anchors: str, with_git: bool = False) -> set[tuple[str, str]]:
    """What verification found: layer and code."""
    found = verify_all(data, read_ledger(data), Evidence(git=with_git, anchors=noted(*anchors)))
    return {(finding.layer.value, finding.code) for finding in found}


def noted(*anchors: str) -> tuple[Anchor, ...]:
    """The anchors as an auditor wrote them down."""
    return tuple(filter(None, map(Anchor.parse, anchors)))


def rewrite_all(data: Path) -> None:
    """What a forger does who owns everything: another text, its records, its seal, a history without the honest one."""
    write(data, {"policies/phone/versions/2.0.yml": b"title: Phone until eight\n"})
    recompute(data)
    (data / "seals/0001.json").unlink()
    add_seal(data)
    shutil.rmtree(data.parent / ".git")
    git(data.parent, "init", "--quiet", "--initial-branch=main")
    commit(data.parent, "seal")


def test_rewritten_history_is_unseen_without_an_anchor(tmp_path: Path) -> None:
    data = committed(tmp_path)
    rewrite_all(data)
    assert codes(data, with_git=True) == set()


def test_rewritten_history_departs_from_the_anchor(tmp_path: Path) -> None:
    data = committed(tmp_path)
    anchor = f"1:{read_ledger(data).seals[0].hash}"
    rewrite_all(data)
    assert codes(data, anchor, with_git=True) == {("anchor", "anchor")}


def test_removed_newest_seal_departs_from_the_anchor(tmp_path: Path) -> None:
    data = sealed(tmp_path)
    anchor = f"2:{add_seal(data)}"
    (data / "seals/0002.json").unlink()
    (finding,) = verify_all(data, read_ledger(data), Evidence(anchors=noted(anchor)))
    assert finding == Finding(
        layer=Layer.ANCHOR, code="anchor", file="seals", message="there is no seal 2", expected=anchor[2:]
    )


def test_anchor_of_an_older_seal_is_met_for_ever(tmp_path: Path) -> None:
    data = sealed(tmp_path)
    anchor = f"1:{read_ledger(data).seals[0].hash}"
    add_seal(data)
    assert codes(data, anchor) == set()


@pytest.mark.parametrize("change", [str.upper, lambda text: f"000{text}", lambda text: f"{text} "])
def test_anchor_is_met_however_it_was_noted_down(tmp_path: Path, change: object) -> None:
    data = sealed(tmp_path)
    anchor = f"1:{read_ledger(data).seals[0].hash}"
    assert callable(change)
    found = list(verify_anchors(read_ledger(data), (*noted(change(anchor)), *noted("9:" + "0" * 64))))
    assert [item.message for item in found] == ["there is no seal 9"]


def test_findings_of_all_layers_are_sorted(tmp_path: Path) -> None:
    data = committed(tmp_path)
    write(data, {"policies/phone/versions/2.0.yml": b"changed\n"})
    found = verify_all(data, read_ledger(data), Evidence(git=True, anchors=noted("9:" + "0" * 64)))
    assert [finding.layer.value for finding in found] == ["anchor", "git", "ledger"]


def test_findings_are_of_the_ledger_that_was_read(tmp_path: Path) -> None:
    data = sealed(tmp_path)
    ledger = read_ledger(data)
    shutil.rmtree(data / "ledger")
    assert verify_all(data, ledger, Evidence()) == ()
    assert verify_ledger(data) != ()
