"""Attacks on files, records and seals, each named by what the attacker does."""

import shutil
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.ledger.chain import read_ledger
from handbook.ledger.records import EventKind, Record, Seal, sha256_of
from handbook.ledger.verify import verify_ledger
from tests.ledger.sealed import CONTENTS, add_seal, recompute, rename, sealed, version_record, write


def seen(data: Path) -> set[tuple[str, str, str]]:
    """What verification found: code, policy, version."""
    return {(finding.code, finding.policy, finding.version) for finding in verify_ledger(data)}


def test_untouched_handbook_has_no_findings(tmp_path: Path) -> None:
    assert seen(sealed(tmp_path)) == set()


def test_edit_of_one_byte_is_named(tmp_path: Path) -> None:
    data = sealed(tmp_path)
    write(data, {"policies/refunds/versions/1.1.yml": b"title: Refunds!\n"})
    assert seen(data) == {("file-altered", "refunds", "1.1")}


def test_edit_gives_the_expected_and_the_found_hash(tmp_path: Path) -> None:
    data = sealed(tmp_path)
    write(data, {"policies/phone/versions/2.0.yml": b"changed\n"})
    (finding,) = verify_ledger(data)
    assert (finding.expected, finding.found) == (
        sha256_of(CONTENTS["policies/phone/versions/2.0.yml"]),
        sha256_of(b"changed\n"),
    )


def test_edit_with_the_chain_recomputed_departs_from_the_seal(tmp_path: Path) -> None:
    data = sealed(tmp_path)
    write(data, {"policies/refunds/versions/1.0.yml": b"title: None\n"})
    recompute(data)
    assert seen(data) == {("sealed-record-missing", "refunds", "2.0")}


def test_deleted_last_version_is_named(tmp_path: Path) -> None:
    data = sealed(tmp_path)
    (data / "policies/refunds/versions/2.0.yml").unlink()
    (data / "ledger/refunds/2.0.json").unlink()
    assert seen(data) == {("sealed-record-missing", "refunds", "2.0")}


def test_deleted_version_whose_record_stays_is_named(tmp_path: Path) -> None:
    data = sealed(tmp_path)
    (data / "policies/refunds/versions/1.0.yml").unlink()
    assert seen(data) == {("file-missing", "refunds", "1.0")}


def test_deleted_policy_is_named(tmp_path: Path) -> None:
    data = sealed(tmp_path)
    shutil.rmtree(data / "policies/phone")
    shutil.rmtree(data / "ledger/phone")
    assert seen(data) == {("sealed-record-missing", "phone", "2.0")}


def test_deleted_older_seal_breaks_the_count(tmp_path: Path) -> None:
    data = sealed(tmp_path)
    add_seal(data)
    (data / "seals/0001.json").unlink()
    assert seen(data) == {("seal-unlinked", "", "")}


def test_seals_count_beyond_four_digits(tmp_path: Path) -> None:
    assert [seal.number for seal in read_ledger(_with_seals(tmp_path, 9_999, 10_000)).seals] == [9_999, 10_000]


def _with_seals(data: Path, *numbers: int) -> Path:
    seals = [Seal(number=number, sealed=date(2026, 5, 1), prev="") for number in numbers]
    write(data, {f"seals/{seal.file_name}": seal.to_bytes() for seal in seals})
    return data


def test_deleted_newest_seal_is_not_seen_without_git_or_anchor(tmp_path: Path) -> None:
    data = sealed(tmp_path)
    add_seal(data)
    (data / "seals/0002.json").unlink()
    assert seen(data) == set()


def test_two_versions_that_follow_the_same_one_are_named(tmp_path: Path) -> None:
    data = sealed(tmp_path)
    prev = sha256_of((data / "ledger/phone/2.0.json").read_bytes())
    for name in ("2.1", "3.0"):
        record = version_record("phone", name, name.encode(), prev)
        write(
            data, {f"policies/phone/versions/{name}.yml": name.encode(), f"ledger/phone/{name}.json": record.to_bytes()}
        )
    assert seen(data) == {("record-unlinked", "phone", "2.1")}


def test_version_inserted_in_the_past_is_named(tmp_path: Path) -> None:
    data = sealed(tmp_path)
    first = sha256_of((data / "ledger/phone/1.0.json").read_bytes())
    content = b"title: Phone, invented\n"
    record = Record(
        policy="phone",
        kind=EventKind.VERSION,
        name="1.1",
        path="versions/1.1.yml",
        sha256=sha256_of(content),
        prev=first,
    )
    write(data, {"policies/phone/versions/1.1.yml": content, "ledger/phone/1.1.json": record.to_bytes()})
    assert {(code, policy) for code, policy, _ in seen(data)} >= {("record-unlinked", "phone")}


def test_swapped_versions_are_both_named(tmp_path: Path) -> None:
    data = sealed(tmp_path)
    write(
        data,
        {
            "policies/refunds/versions/1.0.yml": CONTENTS["policies/refunds/versions/1.1.yml"],
            "policies/refunds/versions/1.1.yml": CONTENTS["policies/refunds/versions/1.0.yml"],
        },
    )
    assert seen(data) == {("file-altered", "refunds", "1.0"), ("file-altered", "refunds", "1.1")}


def test_reordered_chain_is_named(tmp_path: Path) -> None:
    data = tmp_path / "policy_data"
    prev = ""
    for name in ("2.0", "1.0"):
        write(data, {f"policies/phone/versions/{name}.yml": name.encode()})
        record = Record(
            policy="phone",
            kind=EventKind.VERSION,
            name=name,
            path=f"versions/{name}.yml",
            sha256=sha256_of(name.encode()),
            prev=prev,
        )
        write(data, {f"ledger/phone/{name}.json": record.to_bytes()})
        prev = sha256_of(record.to_bytes())
    assert seen(data) == {("order", "phone", "1.0")}


def test_smuggled_file_without_record_is_named(tmp_path: Path) -> None:
    data = sealed(tmp_path)
    write(data, {"policies/phone/versions/3.0.yml": b"title: Smuggled\n"})
    assert seen(data) == {("file-without-record", "phone", "3.0")}


def test_records_moved_between_policies_are_named(tmp_path: Path) -> None:
    data = sealed(tmp_path)
    for folder in ("policies", "ledger"):
        (data / folder / "refunds").rename(data / folder / "returns")
    assert ("record-moved", "returns", "2.0") in seen(data)


def test_reformatted_record_is_named(tmp_path: Path) -> None:
    data = sealed(tmp_path)
    file = data / "ledger/phone/2.0.json"
    file.write_bytes(file.read_bytes().replace(b"  ", b" "))
    assert ("record-altered", "phone", "2.0") in seen(data)


def test_record_that_points_outside_is_never_followed(tmp_path: Path) -> None:
    data = sealed(tmp_path)
    secret = tmp_path / "secret"
    secret.write_bytes(b"x")
    kept = Record(
        policy="phone", kind=EventKind.VERSION, name="3.0", path="../../../secret", sha256=sha256_of(b"x"), prev=""
    )
    write(data, {"ledger/phone/3.0.json": kept.to_bytes()})
    assert ("file-missing", "phone", "3.0") in seen(data)


def test_symbolic_link_in_place_of_a_version_is_named(tmp_path: Path) -> None:
    data = sealed(tmp_path)
    file = data / "policies/phone/versions/1.0.yml"
    copy = tmp_path / "copy"
    file.rename(copy)
    file.symlink_to(copy)
    assert seen(data) == {("file-missing", "phone", "1.0")}


def test_renamed_policy_keeps_its_chain(tmp_path: Path) -> None:
    data = sealed(tmp_path)
    rename(data, "phone", "telephone")
    add_seal(data)
    assert seen(data) == set()


def test_seal_with_a_changed_date_is_named(tmp_path: Path) -> None:
    data = sealed(tmp_path)
    file = data / "seals/0001.json"
    file.write_bytes(file.read_bytes().replace(b"2026-01-31", b"2025-01-31"))
    assert seen(data) == {("seal-altered", "", "")}


@settings(max_examples=1000, deadline=None)
@given(seed=st.integers(min_value=0, max_value=2**32))
def test_no_random_mutation_of_a_sealed_handbook_goes_unseen(seed: int) -> None:
    """All but the removal of the newest seal, which only an anchor can show."""
    with TemporaryDirectory() as folder:
        data = sealed(Path(folder))
        rename(data, "phone", "telephone")
        add_seal(data)
        random = Random(seed)
        frozen = sorted(path for path in data.rglob("*.*") if path.name != "policy.yml")
        _mutate(random.choice(frozen), random)
        assert verify_ledger(data) != ()


def _mutate(file: Path, random: Random) -> None:
    """Change, cut, lengthen, remove, rename or copy one frozen file; the newest seal is not removed."""
    before = file.read_bytes()
    place = random.randrange(len(before))
    kind = random.randrange(6)
    if kind == 0:
        file.write_bytes(before[:place] + bytes([before[place] ^ (1 << random.randrange(8))]) + before[place + 1 :])
    elif kind == 1:
        file.write_bytes(before[:place])
    elif kind == 2:
        file.write_bytes(before[:place] + random.randbytes(random.randint(1, 9)) + before[place:])
    elif kind == 3 and file.name != "0002.json":
        file.unlink()
    elif kind == 4:
        file.rename(file.with_name(f"9.{random.randrange(9)}{file.suffix}"))
    else:
        file.with_name(f"9.{random.randrange(9)}{file.suffix}").write_bytes(before)
