"""What GitHub is told: which problems come first, how many, and that data stay data."""

import pytest

from handbook.model.diagnostic import Diagnostic, error, note, warning
from handbook.model.source import Source
from handbook.report.annotations import as_github, as_summary, literal


def problem(file: str = "a.yml", message: str = "wrong", hint: str = "", line: int = 1) -> Diagnostic:
    return error("unknown-role", Source(file), message, hint).at(line, 1)


def test_errors_come_before_warnings_and_notes() -> None:
    found = [make("unknown-role", Source("a.yml"), "m").at(1, 1) for make in (note, warning, error)]
    assert [line.split(" ")[0] for line in as_github(found).splitlines()] == ["::error", "::warning", "::notice"]


def test_files_of_the_change_come_first() -> None:
    lines = as_github([problem("a.yml"), problem("b.yml")], changed={"b.yml"}).splitlines()
    assert [line.partition(",")[0] for line in lines] == ["::error file=b.yml", "::error file=a.yml"]


def test_ten_of_each_kind_are_printed() -> None:
    errors = [problem(line=line) for line in range(1, 15)]
    warnings = [warning("unknown-role", Source("a.yml"), "m").at(line, 1) for line in range(1, 15)]
    lines = as_github([*errors, *warnings], most=10).splitlines()
    assert [line[:9] for line in lines] == ["::error f"] * 10 + ["::warning"] * 10


@pytest.mark.parametrize(
    ("message", "line"),
    [
        ("a\n::error::b", "::error file=a.yml,line=1,col=1,title=unknown-role::a\\u000a::error::b"),
        ("100%0A", "::error file=a.yml,line=1,col=1,title=unknown-role::100%250A"),
        ("\x1b[31m", "::error file=a.yml,line=1,col=1,title=unknown-role::\\u001b[31m"),
    ],
)
def test_a_message_starts_no_command(message: str, line: str) -> None:
    assert as_github([problem(message=message)]) == line


def test_a_file_name_ends_no_property() -> None:
    line = as_github([problem("a,line=9::b\n.yml")])
    assert line == "::error file=a%2Cline=9%3A%3Ab\\u000a.yml,line=1,col=1,title=unknown-role::wrong"


def test_summary_lists_the_files_of_the_change_apart() -> None:
    assert (
        as_summary([problem("a.yml"), problem("b.yml", hint="mend it")], changed={"b.yml"})
        == """\
### Problems in the handbook's data: 2 errors

#### In the files of this change

| place | problem | what to do |
|---|---|---|
| b&#46;yml:1:1 | **error** `unknown-role` wrong | mend it |

#### Elsewhere

| place | problem | what to do |
|---|---|---|
| a&#46;yml:1:1 | **error** `unknown-role` wrong |  |
"""
    )


def test_summary_of_a_sound_handbook_says_so() -> None:
    assert as_summary([]) == "### Problems in the handbook's data: no problems\n"


def test_summary_is_cut_at_what_the_host_takes() -> None:
    summary = as_summary([problem(message="x" * 400, line=line) for line in range(1, 4001)])
    assert (len(summary.encode()) < 1_048_576, summary.splitlines()[-1]) == (
        True,
        "1,786 more lines: run `handbook check` to see them.",
    )


def test_data_are_no_markdown() -> None:
    hostile = "[a](javascript:1) <img src=x> @team `c` | x\n# h"
    assert [char for char in "[]()<>@`|#\n" if char in literal(hostile).replace("&#", "")] == []
