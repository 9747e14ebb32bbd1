"""`handbook explain` finds a code however it is copied, and names the nearest where there is none."""

import json

import pytest
from click.testing import CliRunner

from handbook.cli.main import main


def run(*arguments: str) -> tuple[int, str]:
    """The exit code and everything that was printed."""
    done = CliRunner().invoke(main, ["explain", *arguments])
    return done.exit_code, done.output


@pytest.mark.parametrize(
    "written", ["date-order", "error[date-order]", "[date-order]", "warning[date-order]", "DATE-ORDER"]
)
def test_a_code_is_found_as_it_was_copied(written: str) -> None:
    code, output = run(written)
    assert (code, output.splitlines()[0]) == (0, "date-order: Two days are in the wrong order (error)")


def test_an_unknown_code_names_the_nearest() -> None:
    assert run("dat-order") == (2, "Error: there is no code dat-order; did you mean `date-order`?\n")


def test_a_code_like_none_leads_to_the_list() -> None:
    assert run("zzz") == (2, "Error: there is no code zzz; `handbook explain` lists all of them\n")


def test_without_a_code_all_are_listed() -> None:
    code, output = run()
    assert (code, output.splitlines()[0]) == (0, "Files and values")
    assert output.splitlines()[-1].startswith("`handbook explain CODE` says")


def test_json_is_one_object() -> None:
    assert json.loads(run("date-order", "--format", "json")[1])["code"] == "date-order"
    assert "codes" in json.loads(run("--format", "json")[1])
