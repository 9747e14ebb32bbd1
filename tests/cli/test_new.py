import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.revised import FILES as REVISED
from tests.cli.revised import TEXT
from tests.load.data import write

FILES = REVISED

GIVEN = ("--category", "contact", "--owner", "phone-lead", "--approver", "service-director", "--summary", "How.")


def test_a_new_policy_with_all_that_is_required_is_accepted(run: Run) -> None:
    result = run("new", "policy", "claims", *GIVEN)
    assert result.stdout == "written policy_data/policies/claims/policy.yml\n"
    assert run("check").exit_code == 0


def test_what_is_not_given_is_named_with_its_line(run: Run, data: Path) -> None:
    result = run("new", "policy", "claims", "--category", "contact")
    lines = (data / "policies/claims/policy.yml").read_text().splitlines()
    places = [line.split() for line in result.stdout.splitlines() if ":" in line][1:]
    assert [(lines[int(place.split(":")[1]) - 1], key) for place, key in places] == [
        ("summary:", "summary"),
        ("owner:", "owner"),
        ("approver:", "approver"),
    ]
    found = [line for line in run("check").stdout.splitlines() if "error[" in line]
    assert len(found) == 3
    assert all("error[empty-value]" in line for line in found)


@pytest.mark.parametrize(
    ("arguments", "refused", "hint"),
    [
        (("policy", "Home Delivery"), "[file-name]: `Home Delivery` is not an id", "did you mean `home-delivery`?"),
        (("policy", "../x"), "[file-name]: `../x` is not an id", "did you mean `x`?"),
        (("policy", "con"), "[file-name]: `con` is not an id", "use at most 64 of a to z, 0 to 9 and -"),
        (("policy", "phone"), "[unexpected-file]: there is a policy `phone` already", "policies/phone/policy.yml"),
        (("policy", "x", "--category", "contcat"), "[unknown-category]: there is no category", "mean `contact`?"),
        (("policy", "x", "--title", "a\nb"), "[invalid-value] policy_data/policies/x/policy.yml:", "line break"),
        (("policy", "x", "--title", "a\x1bb"), "[control-character] policy_data/policies/x/policy.yml:", "delete it"),
        (("review", "phone", "--by", "phone-led"), "[unknown-role]: there is no role", "mean `phone-lead`?"),
        (("review", "phone", "--outcome", "done"), "[invalid-value] policy_data/policies/phone/records/", "`reaffirm`"),
        (("review", "phone", "--name", "../../x"), "[file-name]: `../../x` is not an id", "did you mean `x`?"),
        (("exception", "phone", "--clause", "answer-son"), "[unknown-clause]", "did you mean `answer-soon`?"),
        (("measurement", "phone", "--standard", "greet"), "[unknown-standard]: there is no standard", "`answer-time`"),
        (
            ("pilot", "phone", "--id", "winter-pilot"),
            "[duplicate-clause]: `winter-pilot` is the id",
            "never used again",
        ),
    ],
)
def test_what_cannot_be_begun_is_refused_and_nothing_is_written(
    run: Run, data: Path, arguments: tuple[str, ...], refused: str, hint: str
) -> None:
    before = sorted(data.rglob("*"))
    result = run("new", *arguments)
    assert f"refused {refused}" in result.stdout
    assert re.search(f"^  hint: .*{re.escape(hint)}", result.stdout, re.MULTILINE)
    assert result.exit_code == 1
    assert sorted(data.rglob("*")) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("polcy", "x"), "cannot create 'polcy'; did you mean `policy`?"),
        (("review", "phne"), "there is no policy phne; did you mean `phone`?"),
    ],
)
def test_what_is_not_there_is_wrong_usage(run: Run, arguments: tuple[str, ...], message: str) -> None:
    result = run("new", *arguments)
    assert (result.exit_code, message in result.stderr) == (2, True)


@pytest.mark.parametrize(
    "title", ['a: "b" #c', "::error::x", "{{ 7 * 7 }}", "<script>", "=HYPERLINK(1)", "yes", "1.10"]
)
def test_a_title_is_read_as_it_was_given(run: Run, title: str) -> None:
    run("new", "policy", "claims", *GIVEN, "--title", title)
    assert run("check").exit_code == 0
    assert run("new", "policy", "claims").exit_code == 1


def test_a_policy_that_was_renamed_keeps_its_former_id(run: Run) -> None:
    run("seal", "--adopt")
    assert run("rename", "phone", "calls", "--reason", "All calls.").exit_code == 0
    result = run("new", "policy", "phone")
    assert (
        "refused [unexpected-file]: `phone` was the id of the policy `calls`; its addresses lead there" in result.stdout
    )


@pytest.mark.parametrize("kind", ["check", "correction", "exception", "feedback", "measurement", "review"])
def test_a_record_is_begun_in_its_place(run: Run, data: Path, kind: str) -> None:
    folder = data / "policies/phone/records" / (kind if kind == "feedback" else f"{kind}s")
    assert run("new", kind, "phone").exit_code == 0
    assert run("new", kind, "phone").exit_code == 0
    assert sorted(path.name for path in folder.iterdir()) == ["2025-12-01-2.yml", "2025-12-01.yml"]
    assert {line.split("error[")[1].split("]")[0] for line in run("check").stdout.splitlines() if "error[" in line} == {
        "empty-value"
    }


def test_a_record_that_is_given_whole_is_accepted(run: Run) -> None:
    whole = ("--reviewed", "2025-12-01", "--by", "phone-lead", "--outcome", "reaffirm", "--note", "Targets met.")
    assert (
        run("new", "review", "phone", *whole).stdout
        == "written policy_data/policies/phone/records/reviews/2025-12-01.yml\n"
    )
    assert run("check").exit_code == 0


def test_a_pilot_is_added_and_the_text_stays_as_it_is(run: Run, data: Path) -> None:
    path = data / "policies/phone/policy.yml"
    whole = ("--version", "2.0", "--begins", "2025-12-08", "--ends", "2026-01-12")
    assert run("new", "pilot", "phone", "--id", "first", *whole).exit_code == 0
    once = path.read_text()
    assert once.startswith(TEXT + "pilots:\n")
    assert run("new", "pilot", "phone", "--id", "second", *whole).exit_code == 0
    assert path.read_text().startswith(once)
    assert run("check").exit_code == 0


def test_a_pilot_stands_before_what_follows_the_list(run: Run, data: Path) -> None:
    pilots = "pilots:\n- id: a\n  version: '2.0'\n  begins: 2025-12-08\n  ends: 2026-01-12\n"
    after = "\n# Who is told when.\nbriefings:\n- {id: b, held: 2026-01-20, audience: [adviser]}\n"
    write(data, {"policies/phone/policy.yml": TEXT + pilots + after})
    run("new", "pilot", "phone", "--id", "c", "--version", "2.0", "--begins", "2026-01-01", "--ends", "2026-02-01")
    text = (data / "policies/phone/policy.yml").read_text()
    assert text.startswith(TEXT + pilots)
    assert text.endswith(after)
    assert "\n- id: c\n" in text
    assert run("check").exit_code == 0


@pytest.mark.parametrize(
    "written", ["briefings: []\n", "briefings: [{id: b, held: 2026-01-20, audience: [adviser]}]\n"]
)
def test_a_list_on_one_line_is_left_to_the_owner(run: Run, data: Path, written: str) -> None:
    write(data, {"policies/phone/policy.yml": TEXT + written})
    result = run("new", "briefing", "phone")
    assert "refused [layout] policy_data/policies/phone/policy.yml:" in result.stdout
    assert (data / "policies/phone/policy.yml").read_text() == TEXT + written


def test_line_ends_of_windows_stay(run: Run, data: Path) -> None:
    write(data, {"policies/phone/policy.yml": TEXT.replace("\n", "\r\n")})
    run("new", "briefing", "phone")
    text = (data / "policies/phone/policy.yml").read_bytes()
    assert text.count(b"\n") == text.count(b"\r\n")


def test_a_new_policy_is_known_to_the_editor(run: Run, data: Path) -> None:
    run("schema")
    assert "written policy_data/.schema/ids.json" in run("new", "policy", "claims", *GIVEN).stdout
    assert run("schema", "--check").exit_code == 0


def test_the_options_of_the_program_reach_the_command(run: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    assert run("--data", str(data), "new", "policy", "claims", *GIVEN).exit_code == 0
    assert (data / "policies/claims/policy.yml").is_file()


def test_each_field_is_an_option_with_its_meaning(run: Run) -> None:
    assert "--clause TEXT" in run("new", "exception", "--help").stdout


def test_a_meaning_that_asks_ends_with_its_question_mark(run: Run) -> None:
    assert "A standard's value over a period: was it met?\n" in run("new", "--help").stdout
