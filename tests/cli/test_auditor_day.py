"""An auditor's day in the terminal: what was in force, who approved it and why, is it unchanged, and who says so."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.ledger.records import sha256_of
from handbook.ledger.working_text import text_of
from tests.cli import revised
from tests.cli.conftest import Run
from tests.cli.revised import APPROVED, NEXT, REVISED, SPRING_BRIEFING, SPRING_PILOT
from tests.ledger.sealed import add_seal, commit, git, recompute
from tests.load.data import write

FILES = revised.FILES
PROJECT = Path(__file__).resolve().parents[2]
FIRST, SECOND = "policies/phone/versions/1.0.yml", "policies/phone/versions/2.0.yml"
Tamper = Callable[[Path], None]


@pytest.fixture
def anchor(run: Run, data: Path) -> str:
    """A handbook in git with two versions, sealed; the seal as the auditor noted it down."""
    git(data.parent, "init", "--quiet", "--initial-branch=main")
    assert run("seal", "--adopt").exit_code == 0
    commit(data.parent, "begin a ledger")
    write(data, {"policies/phone/policy.yml": NEXT + REVISED + SPRING_PILOT + SPRING_BRIEFING})
    assert run("publish", "phone", "--effective", "2026-01-15", *APPROVED).exit_code == 0
    commit(data.parent, "publish phone 2.0")
    sealed = run("seal").stdout
    commit(data.parent, "seal a release")
    return str(sealed.splitlines()[-1].removeprefix("anchor: "))


def test_auditor_finds_what_was_in_force_and_that_it_is_unchanged(run: Run, anchor: str) -> None:
    days = ("2025-01-31", "2026-01-14", "2026-01-15")
    assert [run("in-force", "--as-of", day).stdout for day in days] == [
        "",
        "phone    1.0  since 2025-02-01, until 2026-01-15  Phone\n",
        "phone    2.0  since 2026-01-15  Phone\n",
    ]
    before = run("in-force", "--as-of", "2026-01-14", "--known-on", "2025-11-30").stdout
    assert before == "phone    1.0  since 2025-02-01  Phone\n"

    why = run("in-force", "--as-of", "2026-01-15", "--why").stdout.splitlines()
    assert why[1:] == [
        "    published 2025-12-01, substantive, approved by service-director on 2025-11-28",
        "    review: Callers of today wait less patiently.",
    ]

    compared = run("diff", "phone", "1.0", "2.0", "--as-of", "2026-01-15").stdout
    assert "answer-soon: a number in the text changes" in compared
    assert "answer-time: `target` changes" in compared

    verified = run("verify", "--anchor", anchor)
    assert (verified.exit_code, verified.stdout) == (
        0,
        f"verified: 2 records of 1 policy (ledger, git, anchor); newest seal {anchor}\n",
    )


def test_auditor_checks_a_citation_with_the_hash_alone(run: Run, data: Path, anchor: str) -> None:
    cited = json.loads(run("in-force", "--as-of", "2026-01-15", "--format", "json").stdout)["in_force"][0]
    frozen = data / "policies" / cited["policy"] / "versions" / f"{cited['version']}.yml"
    assert cited["sha256"] == sha256_of(frozen.read_bytes())


def edited(data: Path) -> None:
    """One number of a published text, nothing else."""
    write(data, {SECOND: (data / SECOND).read_text().replace("within 30", "within 40")})


def edited_with_records(data: Path) -> None:
    """The text, with its record made anew to fit, in a version that names the text that was approved."""
    edited(data)
    recompute(data)


def edited_with_ledger(data: Path) -> None:
    """The text, with the hash that was approved and every record and seal made anew to fit."""
    honest = (data / SECOND).read_bytes()
    edited(data)
    forged = (data / SECOND).read_bytes()
    approved, pretended = (sha256_of(text_of(content)).encode() for content in (honest, forged))
    (data / SECOND).write_bytes(forged.replace(approved, pretended))
    recompute(data)
    for seal in (data / "seals").iterdir():
        seal.unlink()
    add_seal(data)
    add_seal(data)


def removed(data: Path) -> None:
    """The newest version with its record."""
    (data / SECOND).unlink()
    (data / "ledger/phone/2.0.json").unlink()


def removed_with_seal(data: Path) -> None:
    """The newest version with its record, and the seal that knew of it."""
    removed(data)
    (data / "seals/0002.json").unlink()


def rewritten(data: Path) -> None:
    """All of it, in a history that begins anew."""
    edited_with_ledger(data)
    shutil.rmtree(data.parent / ".git")
    git(data.parent, "init", "--quiet", "--initial-branch=main")
    commit(data.parent, "as if nothing had happened")


@pytest.mark.parametrize(
    ("tamper", "seen_by", "named"),
    [
        (edited, {"ledger", "git"}, {("phone", "2.0")}),
        (edited_with_records, {"ledger", "git"}, {("phone", "2.0")}),
        (edited_with_ledger, {"git", "anchor"}, {("phone", "2.0"), ("", "0001"), ("", "0002"), ("", "")}),
        (removed, {"ledger", "git"}, {("phone", "2.0")}),
        (removed_with_seal, {"git", "anchor"}, {("phone", "2.0"), ("", "0002"), ("", "")}),
        (rewritten, {"anchor"}, {("", "")}),
    ],
)
def test_auditor_sees_tampering_named(
    run: Run, data: Path, anchor: str, tamper: Tamper, seen_by: set[str], named: set[tuple[str, str]]
) -> None:
    tamper(data)
    done = run("verify", "--anchor", anchor, "--format", "json")
    found = json.loads(done.stdout)["findings"]
    assert done.exit_code == 1
    assert {item["layer"] for item in found} == seen_by
    assert {(item["policy"], item["version"]) for item in found} == named


def test_auditor_sees_a_tampered_site_named(run: Run, data: Path, anchor: str) -> None:
    shutil.copy(PROJECT / "mkdocs.yml", data.parent)
    assert run("build", "--as-of", "2026-02-01").exit_code == 0
    whole = run("verify", "--anchor", anchor, "--site", "site")
    assert (whole.exit_code, "(ledger, git, anchor, site)" in whole.stdout) == (0, True)

    page = data.parent / "site/policies/phone/2.0/index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("within 30 seconds", "within 90 seconds"))
    (data.parent / "site/policies/phone/1.0/index.html").unlink()
    (data.parent / "site/policies/phone/3.0.html").write_text("Callers wait.")
    found = json.loads(run("verify", "--site", "site", "--format", "json").stdout)["findings"]
    assert [(item["layer"], item["code"], item["policy"], item["version"], item["file"]) for item in found] == [
        ("site", "file-altered", "phone", "2.0", "policies/phone/2.0/index.html"),
        ("site", "file-missing", "phone", "1.0", "policies/phone/1.0/index.html"),
        ("site", "file-unknown", "phone", "3.0.html", "policies/phone/3.0.html"),
    ]


def test_auditor_sees_a_forged_site_named_that_fits_its_own_manifest(run: Run, data: Path, anchor: str) -> None:
    """The site is built from other words than were published, by a generator that was asked to."""
    forged = data.parent / "forged"
    shutil.copytree(data, forged / "policy_data")
    shutil.copy(PROJECT / "mkdocs.yml", forged)
    edited(forged / "policy_data")
    shutil.rmtree(forged / "policy_data" / "ledger")
    done = run("build", "--config", str(forged / "mkdocs.yml"), "--as-of", "2026-02-01")
    assert done.exit_code == 0, done.stderr
    found = json.loads(run("verify", "--site", str(forged / "site"), "--format", "json").stdout)["findings"]
    assert [(item["layer"], item["code"], item["policy"], item["version"]) for item in found] == [
        ("site", "other-version-shown", "phone", "2.0")
    ]
