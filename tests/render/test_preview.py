"""What stands beside a previewed page."""

import re

from handbook.model.diagnostic import Diagnostic, error
from handbook.model.source import Source
from handbook.render.press import make_press
from handbook.render.preview import clause_at, clause_finder, problems_page, strip
from tests.builders import duty, edition, policy, procedure, step, text, version, working

TEXT = text(duties=(duty("first"), duty("second")), procedures=(procedure("receive", steps=(step("log"),)),))
POLICY = policy("complaints", version("1.0"), working=working(text=TEXT))
FILE = "policy_data/policies/complaints/policy.yml"
SHEET = make_press(edition(POLICY)).sheet("policies/complaints/draft/")


def problem(*path: str | int, message: str = "it is wrong") -> Diagnostic:
    return error("unknown-role", Source(FILE, path), message).at(3, 5)


def shown(*found: Diagnostic) -> str:
    return strip(SHEET, found, (), lambda _: "owner: <b>")


def test_a_problem_is_shown_as_in_the_terminal_with_line_and_caret() -> None:
    assert f"{FILE}:3:5: error[unknown-role]: it is wrong\n3 | owner: &lt;b&gt;\n  |     ^" in shown(problem("owner"))


def test_what_stands_in_the_data_is_shown_literally() -> None:
    html = shown(problem("owner", message="<script>alert(1)</script> {{ 7 * 7 }}"))
    assert "<script" not in html
    assert "{{ 7 * 7 }}" in html


def test_many_problems_are_counted() -> None:
    html = shown(*(problem("owner", message=f"number {number}") for number in range(9)))
    assert (html.count("<pre"), "9 errors" in html, "and 4 more" in html) == (5, True, True)


def test_problems_of_other_files_are_counted_and_linked() -> None:
    html = strip(SHEET, (), (problem("owner"),), lambda _: "")
    assert re.search(r'1 error elsewhere: <a href="\.\./\.\./\.\./_handbook/problems/">', html)


def test_a_path_leads_to_the_innermost_clause() -> None:
    paths = [("duties", 1, "text"), ("procedures", 0, "steps", 0, "actor"), ("owner",), ("duties", 7), ("nothing", 0)]
    assert [clause_at(TEXT, path) for path in paths] == ["second", "log", "", "", ""]


def test_a_problem_stands_at_its_clause_only_on_the_page_that_shows_its_file() -> None:
    item = problem("duties", 0, "roles")
    pages = ("policies/complaints/draft/", "policies/complaints/", "policies/complaints/1.0/")
    found = [clause_finder(POLICY, address)(item) for address in pages]
    assert found == ["first", "", ""]


def test_the_list_of_problems_holds_all() -> None:
    page = problems_page((problem("owner"),), lambda _: "", make_press(edition(POLICY)))
    assert "error[unknown-role]: it is wrong" in page.body
