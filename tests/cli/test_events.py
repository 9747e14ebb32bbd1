"""`handbook withdraw`, `rename` and `review`: the record, the chain, and what stands in the way."""

import json
from pathlib import Path

import pytest

from tests.cli import revised
from tests.cli.conftest import Run
from tests.cli.revised import TEXT
from tests.load.data import write

FILES = revised.FILES
WORKING = "policies/phone/policy.yml"
WITHDRAW = ("withdraw", "phone", "--effective", "2026-01-01", "--reason", "Nobody rings.", "--by")
RENAME = ("rename", "phone", "telephone", "--reason", "It covers mobile phones too.")
REVIEW = ("review", "phone", "--by", "phone-lead", "--note", "Targets met.", "--outcome")
FAX = """\
title: Fax
summary: How a fax is answered.
category: contact
owner: phone-lead
approver: service-director
related: [phone]
duties:
  - {id: read, text: 'As for [a call](policy:phone#answer-soon).'}
"""


@pytest.fixture(autouse=True)
def adopted(run: Run) -> None:
    """The version that is there has its record."""
    assert run("seal", "--adopt").exit_code == 0


def files(data: Path) -> dict[str, str]:
    """All files of a handbook by name."""
    return {path.relative_to(data).as_posix(): path.read_text() for path in data.rglob("*") if path.is_file()}


def chain(data: Path, policy: str) -> list[tuple[str, str, str]]:
    """A policy's records from the first to the last: policy, name, former id."""
    records = [json.loads(path.read_text()) for path in (data / "ledger" / policy).iterdir()]
    ordered = sorted(records, key=lambda record: bool(record["prev"]))
    return [(record["policy"], record["name"], record["former"]) for record in ordered]


def codes(output: str) -> list[str]:
    """The codes of what stands in the way."""
    return [line.partition("[")[2].partition("]")[0] for line in output.splitlines() if line.startswith("refused")]


def test_withdrawal_leaves_a_record_and_the_versions(run: Run, data: Path) -> None:
    before = files(data)
    done = run(*WITHDRAW, "service-director")
    after = files(data)
    assert done.exit_code == 0
    assert before.keys() - after.keys() == {WORKING}
    assert after["policies/phone/records/withdrawals/2025-12-01.yml"] == (
        "published: 2025-12-01\neffective: 2026-01-01\nby: service-director\nreason: Nobody rings.\n"
    )


def test_withdrawal_continues_the_chain(run: Run, data: Path) -> None:
    run(*WITHDRAW, "service-director")
    assert chain(data, "phone") == [("phone", "1.0", ""), ("phone", "2025-12-01", "")]
    assert run("verify").exit_code == 0


def test_withdrawn_policy_binds_until_its_last_day(run: Run) -> None:
    run(*WITHDRAW, "service-director")
    found = [run("in-force", "--as-of", day).stdout for day in ("2025-12-31", "2026-01-01")]
    assert found == ["phone    1.0  since 2025-02-01, until 2026-01-01  Phone\n", ""]


def test_withdrawal_by_another_role_is_refused(run: Run, data: Path) -> None:
    before = files(data)
    done = run(*WITHDRAW, "phone-lead")
    assert (done.exit_code, codes(done.stdout), files(data)) == (1, ["wrong-approver"], before)


def test_second_withdrawal_is_refused(run: Run) -> None:
    run(*WITHDRAW, "service-director")
    done = run(*WITHDRAW, "service-director", "--as-of", "2025-12-02")
    assert (done.exit_code, codes(done.stdout)) == (1, ["withdrawn-twice"])


def test_withdrawal_that_would_lose_unpublished_words_is_refused(run: Run, data: Path) -> None:
    write(data, {WORKING: TEXT.replace("Say your name.", "Sing your name.")})
    done = run(*WITHDRAW, "service-director")
    assert (done.exit_code, codes(done.stdout)) == (1, ["unpublished-changes"])


def test_withdrawal_of_what_was_never_published_is_refused(run: Run, data: Path) -> None:
    write(data, {"policies/fax/policy.yml": FAX})
    done = run("withdraw", "fax", "--effective", "2026-01-01", "--reason", "No.", "--by", "service-director")
    assert (done.exit_code, codes(done.stdout)) == (1, ["nothing-published"])


def test_withdrawal_names_what_takes_its_place_if_that_exists(run: Run, data: Path) -> None:
    done = run(*WITHDRAW, "service-director", "--replaced-by", "fax")
    assert (done.exit_code, codes(done.stdout)) == (1, ["unknown-policy"])


def test_rename_moves_all_files_of_the_policy(run: Run, data: Path) -> None:
    before = files(data)
    assert run(*RENAME).exit_code == 0
    moved = {name.replace("/phone/", "/telephone/"): content for name, content in before.items()}
    added = {"policies/telephone/records/renames/2025-12-01.yml", "ledger/telephone/rename-2025-12-01.json"}
    after = files(data)
    assert after.keys() - moved.keys() == added
    assert {name: after[name] for name in moved} == moved
    assert not (data / "policies/phone").exists()


def test_rename_continues_the_chain_under_the_new_id(run: Run, data: Path) -> None:
    run(*RENAME)
    assert chain(data, "telephone") == [("phone", "1.0", ""), ("telephone", "2025-12-01", "phone")]
    assert (run("verify").exit_code, run("seal").exit_code, run("check").exit_code) == (0, 0, 0)


def test_rename_back_and_forth_on_one_day_keeps_both_records(run: Run, data: Path) -> None:
    run(*RENAME)
    done = run("rename", "telephone", "calls", "--reason", "Shorter.")
    assert done.exit_code == 0
    assert sorted(path.name for path in (data / "policies/calls/records/renames").iterdir()) == [
        "2025-12-01-2.yml",
        "2025-12-01.yml",
    ]
    assert run("verify").exit_code == 0


def test_rename_lists_the_places_that_name_the_old_id(run: Run, data: Path) -> None:
    write(data, {"policies/fax/policy.yml": FAX})
    before = files(data)
    done = run(*RENAME)
    assert (done.exit_code, done.stdout, files(data)) == (
        1,
        """\
refused [unknown-policy] policy_data/policies/fax/policy.yml:6:11: there is no policy `phone`
  hint: it was renamed: write `telephone`
refused [unknown-policy] policy_data/policies/fax/policy.yml:8:22: there is no policy `phone`
  hint: it was renamed: write `telephone`
""",
        before,
    )


def test_rename_goes_ahead_once_the_places_name_the_new_id(run: Run, data: Path) -> None:
    write(
        data,
        {"policies/fax/policy.yml": FAX.replace("phone]", "telephone]").replace("policy:phone", "policy:telephone")},
    )
    assert (run("check").exit_code, run(*RENAME).exit_code, run("check").exit_code) == (1, 0, 0)


def test_rename_to_a_former_id_is_a_usage_error(run: Run) -> None:
    run(*RENAME)
    done = run("rename", "telephone", "phone", "--reason", "Back.")
    assert (done.exit_code, done.stderr) == (
        2,
        "Error: phone is the id of a policy, or was one; choose another\n",
    )


def test_rename_to_what_is_no_id_says_how_an_id_is_written(run: Run) -> None:
    done = run("rename", "phone", "Tele_Phone", "--reason", "Wider.")
    assert (done.exit_code, done.stderr) == (
        2,
        "Error: `Tele_Phone` is not an id; use at most 64 of a to z, 0 to 9 and -, beginning with a letter or digit\n",
    )


def test_rename_of_what_was_never_published_leaves_no_record(run: Run, data: Path) -> None:
    write(data, {"policies/fax/policy.yml": FAX})
    assert run("rename", "fax", "letters", "--reason", "More than fax.").exit_code == 0
    assert sorted(name for name in files(data) if "letters" in name) == ["policies/letters/policy.yml"]


def test_review_adds_a_record_and_touches_no_text(run: Run, data: Path) -> None:
    before = files(data)
    done = run(*REVIEW, "reaffirm")
    added = {name: content for name, content in files(data).items() if name not in before}
    assert (done.exit_code, added) == (
        0,
        {
            "policies/phone/records/reviews/2025-12-01-reaffirm.yml": (
                "reviewed: 2025-12-01\nby: phone-lead\noutcome: reaffirm\nnote: Targets met.\n"
            )
        },
    )
    assert {name: files(data)[name] for name in before} == before


def test_review_moves_the_next_due_day(run: Run) -> None:
    before = run("due", "--as-of", "2025-12-31").stdout
    done = run(*REVIEW, "reaffirm")
    assert "2026-01-10  review: phone" in before
    assert done.stdout.splitlines()[-1] == "next review of phone by 2026-12-01"
    assert run("due", "--as-of", "2025-12-31").stdout == ""


def test_review_on_29_february_is_due_on_28_february(run: Run) -> None:
    done = run(*REVIEW, "reaffirm", "--as-of", "2028-02-29")
    assert done.stdout.splitlines()[-1] == "next review of phone by 2029-02-28"


def test_review_by_an_unknown_role_is_refused(run: Run, data: Path) -> None:
    done = run("review", "phone", "--by", "phone-leed", "--note", "Met.", "--outcome", "reaffirm")
    assert (done.exit_code, done.stdout) == (
        1,
        "refused [unknown-role]: there is no role `phone-leed`\n  hint: did you mean `phone-lead`?\n",
    )


def test_second_review_on_a_day_is_kept_beside_the_first(run: Run, data: Path) -> None:
    run(*REVIEW, "reaffirm")
    run(*REVIEW, "reaffirm")
    assert sorted(path.name for path in (data / "policies/phone/records/reviews").iterdir()) == [
        "2025-12-01-reaffirm-2.yml",
        "2025-12-01-reaffirm.yml",
    ]
