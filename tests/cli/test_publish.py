"""`handbook publish`: gates and what opens them, what is written, and that it never asks where nobody sits."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner

from handbook.cli import publish as publishing
from handbook.cli.main import main
from handbook.ledger.working_text import TEXT_MARK
from tests.cli import revised
from tests.cli.conftest import Run
from tests.cli.revised import APPROVED, NEXT, REVISED, SPRING_BRIEFING, SPRING_PILOT, TEXT
from tests.ledger.killed import kill_at_every_moment
from tests.load.data import write

FILES = revised.FILES
WORKING = "policies/phone/policy.yml"
EFFECTIVE = ("phone", "--effective", "2026-01-15")
READY = NEXT + REVISED + SPRING_PILOT + SPRING_BRIEFING
BETTER_WORDS = TEXT.replace("Say your name.", "Tell your name.")
EDITORIAL = ("--summary", "Plainer words.", "--reason", "review:Nobody understood it.")


@pytest.fixture(autouse=True)
def adopted(run: Run) -> None:
    """The version that is there has its record."""
    assert run("seal", "--adopt").exit_code == 0


def files(data: Path) -> dict[str, bytes]:
    """All files of a handbook by name."""
    return {path.relative_to(data).as_posix(): path.read_bytes() for path in data.rglob("*") if path.is_file()}


def shut(output: str) -> list[str]:
    """The codes of the gates that are shut."""
    return [line.partition("[")[2].partition("]")[0] for line in output.splitlines() if line.startswith("gate shut")]


def test_first_version_is_told_in_one_line(run: Run, data: Path) -> None:
    write(data, {"policies/fax/policy.yml": NEXT + REVISED})
    done = run("publish", "fax", "--effective", "2026-01-15", "--dry-run")
    assert [line for line in done.stdout.splitlines() if "substantive: " in line] == [
        "  substantive: it is the first version"
    ]


def test_dry_run_lists_shut_gates_with_what_opens_them(run: Run, data: Path) -> None:
    write(data, {WORKING: NEXT + REVISED})
    done = run("publish", *EFFECTIVE, "--dry-run")
    digest = sha256(REVISED.encode()).hexdigest()
    assert (done.exit_code, done.stdout) == (
        1,
        f"""\
phone 2.0: substantive, published 2025-12-01, effective 2026-01-15
text to approve: sha256 {digest}
  substantive: answer-soon: a number in the text changes
  substantive: answer-time: `target` changes
gate shut [missing-approval]: version 2.0 is substantive, but nobody approved it
  to open it: name the role that approved the text with --approved-by, and the day with --approved-on
gate shut [missing-briefing]: version 2.0 takes effect on 2026-01-15, and no briefing is held before that day
  to open it: hold one and record it under `briefings`, or let the version take effect later
gate shut [missing-pilot]: version 2.0 is substantive, but no pilot tried it
  to open it: a pilot of 2.0 that ended in `adopt` or `adapt` must stand under `pilots`
""",
    )


def test_dry_run_with_open_gates_writes_nothing(run: Run, data: Path) -> None:
    write(data, {WORKING: READY})
    before = files(data)
    done = run("publish", *EFFECTIVE, *APPROVED, "--dry-run")
    assert (done.exit_code, done.stdout.splitlines()[-1], files(data)) == (
        0,
        "all gates are open; nothing was written",
        before,
    )


def test_shut_gate_writes_nothing(run: Run, data: Path) -> None:
    write(data, {WORKING: NEXT + REVISED})
    before = files(data)
    assert (run("publish", *EFFECTIVE).exit_code, files(data)) == (1, before)


def test_version_record_and_remaining_text_are_written(run: Run, data: Path) -> None:
    write(data, {WORKING: READY})
    done = run("publish", *EFFECTIVE, *APPROVED)
    digest = sha256((data / "policies/phone/versions/2.0.yml").read_bytes()).hexdigest()
    assert (done.exit_code, done.stdout.splitlines()[4:]) == (
        0,
        [
            "written policy_data/ledger/phone/2.0.json",
            "written policy_data/policies/phone/policy.yml",
            "written policy_data/policies/phone/versions/2.0.yml",
            f"published phone 2.0, sha256 {digest}",
        ],
    )


def test_frozen_text_is_the_approved_one_with_comments_and_formatting(run: Run, data: Path) -> None:
    write(data, {WORKING: READY})
    run("publish", *EFFECTIVE, *APPROVED)
    frozen = (data / "policies/phone/versions/2.0.yml").read_bytes()
    assert frozen.partition(TEXT_MARK)[2].decode() == REVISED + SPRING_PILOT + SPRING_BRIEFING


def test_release_says_who_approved_which_text(run: Run, data: Path) -> None:
    write(data, {WORKING: READY})
    run("publish", *EFFECTIVE, "--approved-by", "service-director")
    digest = sha256((REVISED + SPRING_PILOT + SPRING_BRIEFING).encode()).hexdigest()
    assert (
        (data / "policies/phone/versions/2.0.yml").read_text().partition("# The policy's")[0]
        == f"""\
release:
  version: '2.0'
  change: substantive
  summary: Calls are answered within 30 seconds, not 60.
  published: 2025-12-01
  effective: 2026-01-15
  reasons:
    - kind: review
      note: Callers of today wait less patiently.
  approval:
    role: service-director
    approved: 2025-12-01
    sha256: {digest}
"""
    )


def test_working_text_keeps_all_but_plan_pilots_and_briefings(run: Run, data: Path) -> None:
    write(data, {WORKING: READY})
    run("publish", *EFFECTIVE, *APPROVED)
    assert (data / WORKING).read_text() == REVISED


def test_published_handbook_has_no_errors_and_verifies(run: Run, data: Path) -> None:
    write(data, {WORKING: READY})
    run("publish", *EFFECTIVE, *APPROVED)
    assert (run("check").exit_code, run("verify").exit_code) == (0, 0)


def test_approval_of_another_text_shuts_the_gate(run: Run, data: Path) -> None:
    write(data, {WORKING: READY})
    done = run("publish", *EFFECTIVE, *APPROVED, "--approved-sha256", "0" * 64)
    assert (done.exit_code, shut(done.stdout)) == (1, ["approval-of-other-text"])


def test_approval_by_another_role_shuts_the_gate(run: Run, data: Path) -> None:
    write(data, {WORKING: READY})
    done = run("publish", *EFFECTIVE, "--approved-by", "adviser")
    assert (done.exit_code, shut(done.stdout)) == (1, ["wrong-approver"])


def test_role_that_does_not_exist_shuts_the_gate(run: Run, data: Path) -> None:
    write(data, {WORKING: READY})
    done = run("publish", *EFFECTIVE, "--approved-by", "Service director")
    assert (done.exit_code, shut(done.stdout)) == (1, ["invalid-value"])


def test_undecided_finding_shuts_the_gate_at_its_place_in_the_working_text(run: Run, data: Path) -> None:
    write(data, {WORKING: READY.replace("decision: accepted, ", "")})
    done = run("publish", *EFFECTIVE, *APPROVED)
    assert done.stdout.splitlines()[4] == (
        "gate shut [undecided-finding] policy_data/policies/phone/policy.yml:42:9: "
        "nobody decided on the finding `spring-pilot-queue` of the pilot `spring-pilot`"
    )


GAP = """\
authority:
  - id: who-may-refund
    title: Who may grant a refund?
    hit: unique
    inputs: [{id: sum, title: Sum, type: number, unit: EUR}]
    outputs: [{id: decides, title: Who decides, type: role}]
    rules:
      - {id: small, when: {sum: "<= 50"}, then: {decides: adviser}}
      - {id: large, when: {sum: "> 60"}, then: {decides: phone-lead}}
"""


def test_case_that_nobody_decides_shuts_the_gate_at_its_place_in_the_working_text(run: Run, data: Path) -> None:
    write(data, {WORKING: READY + GAP})
    done = run("publish", *EFFECTIVE, *APPROVED)
    assert (done.exit_code, [line for line in done.stdout.splitlines() if line.startswith("gate")]) == (
        1,
        [
            "gate shut [undecided-case] policy_data/policies/phone/policy.yml:48:5: "
            "no rule of `who-may-refund` decides a case with sum 55 EUR"
        ],
    )


def test_text_that_yaml_cut_off_shuts_the_gate_at_its_place(run: Run, data: Path) -> None:
    write(
        data,
        {WORKING: READY.replace("trigger: the telephone rings", "trigger: a call about PayPal (ref. #12) or cards")},
    )
    before = files(data)
    done = run("publish", *EFFECTIVE, *APPROVED)
    shut_gates = [line for line in done.stdout.splitlines() if line.startswith("gate")]
    assert (done.exit_code, shut_gates, files(data)) == (
        1,
        [
            "gate shut [comment-cuts-text] policy_data/policies/phone/policy.yml:24:14: "
            "the text ends at `l about PayPal (ref.`; what follows ` #` is taken as a comment"
        ],
        before,
    )


def test_warnings_about_the_text_are_shown_before_it_is_written(run: Run, data: Path) -> None:
    write(data, {WORKING: READY + "related: [phone]\n"})
    done = run("publish", *EFFECTIVE, *APPROVED)
    told = [line for line in done.stdout.splitlines() if line.startswith(("warning", "written"))]
    assert (done.exit_code, told[:2]) == (
        0,
        [
            "warning [self-reference] policy_data/policies/phone/policy.yml:47:11: `phone` names itself",
            "written policy_data/ledger/phone/2.0.json",
        ],
    )


def test_version_that_takes_effect_before_the_last_one_is_refused(run: Run, data: Path) -> None:
    write(data, {WORKING: READY})
    done = run("publish", "phone", "--effective", "2025-01-15", *APPROVED)
    assert (done.exit_code, {"date-order", "overlapping-versions"} <= set(shut(done.stdout))) == (1, True)


def test_editorial_change_raises_minor_without_gates(run: Run, data: Path) -> None:
    write(data, {WORKING: BETTER_WORDS})
    done = run("publish", *EFFECTIVE, *EDITORIAL)
    assert (done.exit_code, done.stdout.splitlines()[0]) == (
        0,
        "phone 1.1: editorial, published 2025-12-01, effective 2026-01-15",
    )


def test_change_that_is_not_editorial_is_refused_clause_by_clause(run: Run, data: Path) -> None:
    write(data, {WORKING: REVISED})
    done = run("publish", *EFFECTIVE, *EDITORIAL, "--change", "editorial")
    assert (done.exit_code, [line for line in done.stdout.splitlines() if line.startswith("gate")]) == (
        1,
        [
            "gate shut [not-editorial]: the change is called editorial, "
            "but in `answer-soon` a number in the text changes",
            "gate shut [not-editorial]: the change is called editorial, but in `answer-time` `target` changes",
        ],
    )


@pytest.mark.parametrize("option", [(), ("--change", "editorial"), ("--overrule", "nothing new", *APPROVED)])
def test_first_version_cannot_be_called_editorial(run: Run, data: Path, option: tuple[str, ...]) -> None:
    text = BETTER_WORDS.replace("Answering the phone", "Greeting")
    planned = "next:\n  change: editorial\n  summary: New.\n  reasons:\n    - {kind: review, note: New.}\n"
    write(data, {"policies/greeting/policy.yml": planned + text})
    done = run("publish", "greeting", "--effective", "2026-01-15", *option)
    assert (done.exit_code, [line for line in done.stdout.splitlines() if "not-editorial" in line]) == (
        1,
        ["gate shut [not-editorial]: the first version is called editorial, but all of it is new"],
    )


def test_overruling_needs_an_approval(run: Run, data: Path) -> None:
    write(data, {WORKING: REVISED})
    done = run("publish", *EFFECTIVE, *EDITORIAL, "--change", "editorial", "--overrule", "60 was a typing error")
    assert (done.exit_code, shut(done.stdout)) == (1, ["missing-approval"])


def test_overruling_is_recorded_with_reason_and_approval(run: Run, data: Path) -> None:
    write(data, {WORKING: REVISED})
    reason = ("--overrule", "60 was a typing error")
    done = run("publish", *EFFECTIVE, *EDITORIAL, "--change", "editorial", *reason, *APPROVED)
    release = (data / "policies/phone/versions/1.1.yml").read_text()
    assert done.exit_code == 0
    assert "  approval:\n    role: service-director\n    approved: 2025-11-28\n" in release
    assert "  overruled: 60 was a typing error\n# The policy's text" in release


def test_overruling_nothing_is_refused(run: Run, data: Path) -> None:
    write(data, {WORKING: BETTER_WORDS})
    done = run("publish", *EFFECTIVE, *EDITORIAL, "--overrule", "to be safe", *APPROVED)
    assert (done.exit_code, shut(done.stdout)) == (1, ["nothing-to-overrule"])


def test_text_without_change_is_refused(run: Run, data: Path) -> None:
    done = run("publish", *EFFECTIVE)
    assert (done.exit_code, shut(done.stdout)) == (1, ["nothing-changed"])


def test_other_evidence_alone_is_no_change(run: Run, data: Path) -> None:
    write(data, {WORKING: TEXT + SPRING_PILOT.replace('"2.0"', '"1.0"')})
    assert shut(run("publish", *EFFECTIVE).stdout) == ["nothing-changed"]


def test_without_a_terminal_nobody_is_asked(run: Run, data: Path) -> None:
    write(data, {WORKING: BETTER_WORDS})
    done = run("publish", *EFFECTIVE)
    assert (done.exit_code, shut(done.stdout)) == (1, ["missing-reason", "missing-summary"])


def test_at_a_terminal_what_is_missing_is_asked(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(data, {WORKING: BETTER_WORDS})
    monkeypatch.setattr(publishing, "_at_terminal", lambda: True)
    answers = "Plainer words.\nreview:Nobody understood it.\n"
    done = CliRunner().invoke(main, ["publish", *EFFECTIVE, *revised.ON], input=answers)
    release = (data / "policies/phone/versions/1.1.yml").read_text()
    assert done.exit_code == 0
    assert "  summary: Plainer words.\n" in release
    assert "    - kind: review\n      note: Nobody understood it.\n" in release


def test_dry_run_at_a_terminal_asks_nothing(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(data, {WORKING: BETTER_WORDS})
    monkeypatch.setattr(publishing, "_at_terminal", lambda: True)
    done = CliRunner().invoke(main, ["publish", *EFFECTIVE, "--dry-run", *revised.ON])
    assert shut(done.stdout) == ["missing-reason", "missing-summary"]


def test_reason_of_an_unknown_kind_is_a_usage_error(run: Run, data: Path) -> None:
    write(data, {WORKING: BETTER_WORDS})
    done = run("publish", *EFFECTIVE, "--summary", "Plainer words.", "--reason", "whim:We like it.")
    assert (done.exit_code, "write a reason as KIND:NOTE" in done.stderr) == (2, True)


def test_summary_of_several_lines_stays_readable(run: Run, data: Path) -> None:
    write(data, {WORKING: BETTER_WORDS})
    run("publish", *EFFECTIVE, "--summary", "Plainer words.\n\n- none of them new", *EDITORIAL[2:])
    release = (data / "policies/phone/versions/1.1.yml").read_text()
    assert "  summary: |-\n    Plainer words.\n\n    - none of them new\n" in release


def test_working_text_that_cannot_be_read_is_refused_as_check_does(run: Run, data: Path) -> None:
    write(data, {WORKING: REVISED.replace("better: at-most", "worse: at-most")})
    done = run("publish", *EFFECTIVE)
    assert (done.exit_code, done.stdout) == (1, run("check").stdout)
    assert done.stderr == "more about a code: handbook explain CODE\n2 errors; nothing was written\n"
    assert done.stdout.startswith(
        "policy_data/policies/phone/policy.yml:23:9: error[missing-key]: `better` is missing\n"
    )


def test_version_that_cannot_be_read_is_never_replaced(run: Run, data: Path) -> None:
    write(data, {WORKING: READY, "policies/phone/versions/2.0.yml": "release: [\n"})
    done = run("publish", *EFFECTIVE, *APPROVED)
    assert (done.exit_code, (data / "policies/phone/versions/2.0.yml").read_text()) == (1, "release: [\n")


def test_mistake_in_another_policy_does_not_stop_this_one(run: Run, data: Path) -> None:
    write(data, {WORKING: READY, "policies/fax/policy.yml": "titel: Fax\n"})
    assert run("publish", *EFFECTIVE, *APPROVED).exit_code == 0


def test_working_text_that_does_not_begin_at_the_margin_is_refused(run: Run, data: Path) -> None:
    write(data, {WORKING: "".join(f"  {line}\n" for line in REVISED.splitlines())})
    done = run("publish", *EFFECTIVE)
    assert (done.exit_code, done.stdout.splitlines()[0]) == (
        1,
        "policy_data/policies/phone/policy.yml:2:3: error[layout]: the keys of this file do not begin their lines",
    )


def test_version_that_would_break_another_policy_is_refused_with_the_place(run: Run, data: Path) -> None:
    other = (
        "title: Fax\nsummary: How a fax is answered.\ncategory: contact\nowner: phone-lead\n"
        "approver: service-director\nduties:\n  - {id: read, text: 'As for [a call](policy:phone#answer-soon).'}\n"
    )
    write(data, {WORKING: READY.replace("answer-soon", "answer-sooner"), "policies/fax/policy.yml": other})
    done = run("publish", *EFFECTIVE, *APPROVED)
    assert (done.exit_code, [line for line in done.stdout.splitlines() if line.startswith("gate")]) == (
        1,
        [
            "gate shut [unknown-clause] policy_data/policies/fax/policy.yml:7:22: "
            "`phone` has no clause `answer-soon` today"
        ],
    )


def test_version_without_record_is_named_with_how_to_adopt_it(run: Run, data: Path) -> None:
    write(data, {WORKING: READY})
    (data / "ledger/phone/1.0.json").unlink()
    done = run("publish", *EFFECTIVE, *APPROVED)
    assert (done.exit_code, [line for line in done.stdout.splitlines() if line.startswith(("gate", "  to open"))]) == (
        1,
        [
            "gate shut [no-record] policy_data/policies/phone/versions/1.0.yml:1:1: "
            "this was published, but the ledger has no record of it",
            "  to open it: `handbook seal --adopt` records what was published before there was a ledger",
        ],
    )


def test_nothing_follows_a_version_that_was_altered(run: Run, data: Path) -> None:
    write(data, {WORKING: READY, "policies/phone/versions/1.0.yml": revised.FIRST + "# later\n"})
    done = run("publish", *EFFECTIVE, *APPROVED)
    assert (done.exit_code, "versions/1.0.yml:1:1: error[file-altered]: " in done.stdout) == (1, True)


def test_record_that_was_altered_breaks_the_chain(run: Run, data: Path) -> None:
    write(data, {WORKING: READY})
    record = data / "ledger/phone/1.0.json"
    record.write_text(record.read_text().replace('"prev": ""', f'"prev": "{"0" * 64}"'))
    done = run("publish", *EFFECTIVE, *APPROVED)
    assert (done.exit_code, shut(done.stdout)) == (1, ["broken-chain"])


def test_first_version_starts_a_chain_where_there_is_no_ledger(run: Run, data: Path) -> None:
    text = REVISED.replace("phone-lead", "adviser") + SPRING_PILOT.replace("2.0", "1.0") + SPRING_BRIEFING
    write(data, {"policies/chat/policy.yml": text})
    (data / "ledger/phone/1.0.json").unlink()
    done = run("publish", "chat", "--effective", "2026-01-15", "--summary", "New.", *APPROVED)
    assert done.exit_code == 0
    assert json.loads((data / "ledger/chat/1.0.json").read_text())["prev"] == ""
    assert (
        "    - kind: first-issue\n      note: The first issue.\n"
        in (data / "policies/chat/versions/1.0.yml").read_text()
    )


def test_policy_that_does_not_exist_is_a_usage_error(run: Run) -> None:
    done = run("publish", "phones", "--effective", "2026-01-15")
    assert (done.exit_code, done.stderr) == (2, "Error: there is no policy phones; did you mean `phone`?\n")


def test_killed_at_any_file_operation_leaves_no_version_or_a_whole_one(run: Run, data: Path, tmp_path: Path) -> None:
    write(data, {WORKING: READY})
    tries = [tmp_path / str(number) for number in range(80)]
    before = files(data)
    for folder in tries:
        write(folder / "policy_data", before)
    work = f"""
from click.testing import CliRunner
from handbook.cli.main import main

def work(folder):
    done = CliRunner().invoke(main, {["publish", *EFFECTIVE, *APPROVED, *revised.ON]!r})
    assert done.exit_code == 0, done.output
"""
    run("publish", *EFFECTIVE, *APPROVED)
    after, seen = files(data), set()
    for folder in tries[: kill_at_every_moment(work, tries)]:
        CliRunner().invoke(main, ["verify", "--data", str(folder / "policy_data")])
        assert files(folder / "policy_data") in (before, after)
        seen.add(files(folder / "policy_data") == after)
    assert seen == {False, True}


def test_interrupted_command_is_told_by_the_next_one(run: Run, data: Path) -> None:
    aside = data.parent / ".handbook/publishing-policy_data"
    write(aside, {"0": "new", "journal.json": json.dumps([["policies/phone/new.txt", "0"]])})
    assert run("verify").stderr == "an interrupted command was finished\n"


def test_policy_whose_folder_cannot_be_read_is_refused_as_check_does(run: Run, data: Path) -> None:
    (data / "policies/phone").rename(data.parent / "elsewhere")
    (data / "policies/phone").symlink_to(data.parent / "elsewhere")
    done = run("publish", *EFFECTIVE, "--dry-run")
    assert (done.exit_code, "policy_data/policies/phone:1:1: error[symbolic-link]" in done.stdout) == (1, True)
