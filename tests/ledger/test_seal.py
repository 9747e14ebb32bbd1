"""New records and seals: the order in which a handbook without ledger is adopted, and what a seal holds."""

import json
from datetime import date
from pathlib import Path

from handbook.ledger.records import sha256_of
from handbook.ledger.seal import missing_records, next_seal
from handbook.ledger.verify import verify_ledger
from handbook.model.handbook import Handbook, Policy
from tests import builders as build
from tests.ledger.sealed import add_seal, sealed, write

CALLS = build.policy(
    "calls",
    build.version("1.0", published="2024-01-10", effective="2024-02-01"),
    build.version("1.1", published="2025-03-01", effective="2025-03-02"),
    build.version("2.0", published="2025-09-01", effective="2025-10-01"),
    build.rename("first", former="fax", renamed="2025-03-01"),
    build.rename("second", former="phone", renamed="2025-06-01"),
    build.withdrawal("end", published="2026-01-01", effective="2026-02-01"),
)


def handbook(*policies: Policy) -> Handbook:
    """A handbook of these policies."""
    return build.edition(*policies).handbook


def with_files(data: Path, policy: Policy) -> Path:
    """The data folder with a file for each version, rename and withdrawal of the policy."""
    names = [f"versions/{version.number}" for version in policy.versions]
    names += [f"records/renames/{item.id}" for item in policy.records.renames]
    names += [f"records/withdrawals/{item.id}" for item in policy.records.withdrawals]
    write(data, {f"policies/{policy.id}/{name}.yml": name.encode() for name in names})
    return data


def chain(contents: dict[str, bytes]) -> list[tuple[str, str, str]]:
    """The records from the first to the last: policy, name, former id."""
    records = {json.loads(content)["prev"]: content for content in contents.values()}
    found, link = [], ""
    while link in records:
        values = json.loads(records[link])
        found.append((values["policy"], values["name"], values["former"]))
        link = sha256_of(records[link])
    return found


def test_adoption_follows_the_days_and_the_ids_of_those_days(tmp_path: Path) -> None:
    data = with_files(tmp_path, CALLS)
    assert chain(missing_records(data, handbook(CALLS))) == [
        ("fax", "1.0", ""),
        ("phone", "first", "fax"),
        ("phone", "1.1", ""),
        ("calls", "second", "phone"),
        ("calls", "2.0", ""),
        ("calls", "end", ""),
    ]


def test_adopted_handbook_verifies(tmp_path: Path) -> None:
    data = with_files(tmp_path, CALLS)
    write(data, missing_records(data, handbook(CALLS)))
    assert verify_ledger(data) == ()


def test_adoption_continues_a_chain(tmp_path: Path) -> None:
    data = with_files(tmp_path, CALLS)
    records = missing_records(data, handbook(CALLS))
    write(data, {name: content for name, content in records.items() if "1.0" in name or "first" in name})
    assert missing_records(data, handbook(CALLS)) == {
        name: content for name, content in records.items() if "1.0" not in name and "first" not in name
    }


def test_version_older_than_what_is_recorded_is_not_adopted(tmp_path: Path) -> None:
    data = with_files(tmp_path, CALLS)
    write(data, missing_records(data, handbook(CALLS)))
    (data / "ledger/calls/1.1.json").unlink()
    assert missing_records(data, handbook(CALLS)) == {}


def test_seal_holds_the_newest_record_of_each_policy(tmp_path: Path) -> None:
    data = sealed(tmp_path)
    made = next_seal(data, date(2026, 5, 1))
    assert {policy: head.record for policy, head in made.heads.items()} == {"phone": "2.0.json", "refunds": "2.0.json"}


def test_seal_names_the_one_before(tmp_path: Path) -> None:
    data = sealed(tmp_path)
    anchor = add_seal(data)
    made = next_seal(data, date(2026, 5, 1))
    assert (made.number, made.prev) == (3, anchor)


def test_first_seal_of_an_empty_handbook_is_number_1(tmp_path: Path) -> None:
    made = next_seal(tmp_path, date(2026, 5, 1))
    assert (made.number, made.prev, made.heads) == (1, "", {})
