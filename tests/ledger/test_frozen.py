"""Frozen files against their records: what is looked at beside the bytes."""

from pathlib import Path

from handbook.ledger.records import EventKind, Record, sha256_of
from handbook.ledger.verify import verify_ledger
from handbook.ledger.working_text import TEXT_MARK
from tests.ledger.sealed import CONTENTS, sealed, version_record, write

FILE = "policies/phone/versions/2.0.yml"


def seen(data: Path) -> set[tuple[str, str, str]]:
    """What verification found: code, policy, version."""
    return {(finding.code, finding.policy, finding.version) for finding in verify_ledger(data)}


def approved(text: bytes, sha256: str) -> dict[str, bytes]:
    """The files of a policy with one version, whose approval names a hash."""
    content = b"release:\n  approval:\n    sha256: " + sha256.encode() + b"\n" + TEXT_MARK + text
    record = version_record("phone", "1.0", content, "").to_bytes()
    return {"policies/phone/versions/1.0.yml": content, "ledger/phone/1.0.json": record}


def test_text_whose_hash_was_approved_has_no_findings(tmp_path: Path) -> None:
    write(tmp_path, approved(b"title: A\n", sha256_of(b"title: A\n")))
    assert seen(tmp_path) == set()


def test_text_whose_hash_was_not_approved_is_named(tmp_path: Path) -> None:
    write(tmp_path, approved(b"title: A\n", sha256_of(b"title: B\n")))
    (finding,) = verify_ledger(tmp_path)
    assert (finding.code, finding.policy, finding.version, finding.expected, finding.found) == (
        "approval-of-other-text",
        "phone",
        "1.0",
        sha256_of(b"title: B\n"),
        sha256_of(b"title: A\n"),
    )


def test_line_ends_changed_at_checkout_are_told_as_such(tmp_path: Path) -> None:
    data = sealed(tmp_path)
    write(data, {FILE: CONTENTS[FILE].replace(b"\n", b"\r\n")})
    (finding,) = verify_ledger(data)
    assert finding.message == (
        "the file is not what was published: its line ends were changed, "
        "which git does without `-text` in .gitattributes"
    )


def test_folder_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    data = sealed(tmp_path)
    (data / "policies/phone").rename(tmp_path / "elsewhere")
    (data / "policies/phone").symlink_to(tmp_path / "elsewhere")
    assert seen(data) == {("file-missing", "phone", "1.0"), ("file-missing", "phone", "2.0")}


def test_folder_of_versions_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    data = sealed(tmp_path)
    (data / "policies/phone/versions").rename(tmp_path / "elsewhere")
    (data / "policies/phone/versions").symlink_to(tmp_path / "elsewhere")
    assert seen(data) == {("file-missing", "phone", "1.0"), ("file-missing", "phone", "2.0")}


def test_withdrawal_that_was_removed_is_named(tmp_path: Path) -> None:
    data = sealed(tmp_path)
    prev = sha256_of((data / "ledger/phone/2.0.json").read_bytes())
    path, content = "records/withdrawals/2026-05-01.yml", b"reason: Nobody rings.\n"
    record = Record(
        policy="phone", kind=EventKind.WITHDRAWAL, name="2026-05-01", path=path, sha256=sha256_of(content), prev=prev
    )
    write(data, {f"ledger/phone/{record.file_name}": record.to_bytes(), f"policies/phone/{path}": content})
    assert seen(data) == set()
    (data / "policies/phone" / path).unlink()
    assert seen(data) == {("file-missing", "phone", "2026-05-01")}


def test_withdrawal_smuggled_in_without_record_is_named(tmp_path: Path) -> None:
    data = sealed(tmp_path)
    write(data, {"policies/phone/records/withdrawals/2026-05-01.yml": b"reason: Nobody rings.\n"})
    assert seen(data) == {("file-without-record", "phone", "2026-05-01")}


def test_record_of_a_version_cannot_stand_for_a_withdrawal(tmp_path: Path) -> None:
    content, path = b"reason: No.\n", "records/withdrawals/1.0.yml"
    record = Record(policy="phone", kind=EventKind.VERSION, name="1.0", path=path, sha256=sha256_of(content))
    write(tmp_path, {"ledger/phone/1.0.json": record.to_bytes(), f"policies/phone/{path}": content})
    assert ("file-missing", "phone", "1.0") in seen(tmp_path)


def test_other_files_of_a_policy_are_not_frozen(tmp_path: Path) -> None:
    data = sealed(tmp_path)
    write(data, {"policies/phone/policy.yml": b"title: B\n", "policies/phone/records/reviews/a.yml": b"note: C\n"})
    assert seen(data) == set()


def test_file_that_is_no_version_among_the_versions_is_named(tmp_path: Path) -> None:
    data = sealed(tmp_path)
    write(data, {"policies/phone/versions/2.0.yml.orig": b"title: Before\n"})
    assert seen(data) == {("file-without-record", "phone", "2.0.yml.orig")}
