"""The scripts of the registers in a real browser: narrowing a list, and what was in force on a date."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from handbook.render.press import make_press
from handbook.render.registers.changelog import changelog_pages
from handbook.render.registers.in_force import in_force_pages
from tests.builders import edition, measurement, policy, procedure, standard, text, version
from tests.render.registers.reading import pages_in

ASSETS = Path(__file__).resolve().parents[2] / "templates" / "assets"
HOSTILE = "</script><script>document.title='run'</script><img src=x onerror=\"document.title='run'\">"

CALLS = procedure("calls", title="Calls", channels=("phone",), standards=(standard("wait", metric="Wärtezeit"),))
DESK = procedure("desk", title="Desk", channels=("branch",), standards=(standard("greet", metric="time to greet"),))
ANYWHERE = procedure("any", title="Any", standards=(standard("answer", metric="time to answer"),))
STANDARDS = edition(
    policy(
        "complaints",
        version(text=text(procedures=(CALLS, DESK, ANYWHERE))),
        measurement("met", standard="wait", value="1"),
        measurement("missed", standard="greet", value="99"),
    )
)
VERSIONS = edition(
    policy(
        "complaints",
        version("1.0", published="2025-01-10", effective="2025-02-01", text=text(title=HOSTILE)),
        version("1.1", published="2025-05-10", effective="2025-06-15"),
    )
)


def show(page: Page, body: str, script: str, query: str = "") -> None:
    """Open a page of an address that exists nowhere, with this body, then run the script."""
    page.route(
        "http://handbook.test/**",
        lambda route: route.fulfill(body=f"<body>{body}</body>", content_type="text/html; charset=utf-8"),
    )
    page.goto(f"http://handbook.test/register/{query}")
    page.add_style_tag(path=ASSETS / "registers.css")
    page.add_script_tag(path=ASSETS / script)


def shown_rows(page: Page) -> list[str]:
    """The names of the rows that can be seen."""
    return page.locator("[data-row]:visible th .line:first-child a").all_inner_texts()


@pytest.fixture
def standards(page: Page) -> Page:
    show(page, pages_in(STANDARDS, "standards")[0].body, "filter.js")
    return page


def test_form_is_shown_with_scripts_and_says_how_many_rows_there_are(standards: Page) -> None:
    assert standards.locator("[data-filter]").is_visible()
    assert standards.locator("output").inner_text() == "3 standards"


def test_choice_hides_the_other_rows_and_keeps_those_for_every_channel(standards: Page) -> None:
    standards.select_option("[name=channel]", "phone")

    assert shown_rows(standards) == ["Wärtezeit", "time to answer"]
    assert standards.locator("output").inner_text() == "2 of 3 standards shown"


def test_choices_are_combined_and_stand_in_the_address(standards: Page) -> None:
    standards.select_option("[name=channel]", "phone")
    standards.select_option("[name=result]", "met")

    assert shown_rows(standards) == ["Wärtezeit"]
    assert standards.evaluate("location.search") == "?channel=phone&result=met"


def test_words_are_found_without_accents_and_in_any_order(standards: Page) -> None:
    standards.fill("[name=words]", "calls WARTE")

    assert shown_rows(standards) == ["Wärtezeit"]


def test_section_and_group_without_a_row_are_hidden(standards: Page) -> None:
    standards.fill("[name=words]", "nothing has this")

    assert standards.locator("[data-section]").is_hidden()
    assert standards.locator("output").inner_text() == "0 of 3 standards shown"


def test_reset_shows_all_and_clears_the_address(standards: Page) -> None:
    standards.select_option("[name=channel]", "phone")
    standards.click("[type=reset]")
    standards.wait_for_function("location.search === ''")

    assert len(shown_rows(standards)) == 3


def test_address_with_a_choice_opens_with_it(page: Page) -> None:
    show(page, pages_in(STANDARDS, "standards")[0].body, "filter.js", "?result=missed&channel=no-such")

    assert shown_rows(page) == ["time to greet"]


def test_kinds_of_change_are_told_apart_without_scripts(page: Page) -> None:
    page.set_content(next(changelog_pages(make_press(VERSIONS))).body)
    page.add_style_tag(path=ASSETS / "registers.css")
    page.check("#_kind-editorial")

    assert page.locator("[data-kind]:visible").count() == 1
    assert page.locator("[data-kind=editorial]").is_visible()


def test_kind_of_change_stands_in_the_address_with_scripts(page: Page) -> None:
    show(page, next(changelog_pages(make_press(VERSIONS))).body, "filter.js")
    page.check("#_kind-substantive")

    assert page.evaluate("location.search") == "?kind=substantive"
    assert page.locator("output").inner_text() == "1 of 2 changes shown"


def in_force_rows(page: Page) -> list[list[str]]:
    """The rows of the answer."""
    rows = page.locator("[data-in-force-result] tbody tr").all()
    return [row.locator("th, td").all_inner_texts() for row in rows]


def test_date_in_the_address_is_answered_and_titles_are_only_text(page: Page) -> None:
    show(page, next(in_force_pages(make_press(VERSIONS))).body, "in-force.js", "?on=2025-06-14")

    assert page.inner_text("#_result") == "In force on 14 June 2025"
    assert page.inner_text("[data-in-force-note]") == "1 policy, as known on 1 March 2026."
    assert in_force_rows(page) == [[HOSTILE, "1.0", "1 February 2025", "14 June 2025"]]
    assert page.locator("[data-in-force-result] a").get_attribute("href") == "../policies/complaints/1.0/"
    assert page.title() == ""


def test_day_on_which_a_version_begins_belongs_to_it(page: Page) -> None:
    show(page, next(in_force_pages(make_press(VERSIONS))).body, "in-force.js", "?on=2025-06-15")

    assert in_force_rows(page) == [["Complaints", "1.1", "15 June 2025", "still open"]]


def test_asking_for_another_date_changes_answer_address_and_focus(page: Page) -> None:
    show(page, next(in_force_pages(make_press(VERSIONS))).body, "in-force.js")
    assert page.locator("[data-in-force-result]").is_hidden()
    assert page.input_value("[name=on]") == "2026-03-01"

    page.fill("[name=on]", "2024-12-31")
    page.click("[data-in-force] button")

    assert page.inner_text("[data-in-force-note]") == "0 policies, as known on 1 March 2026."
    assert page.evaluate("[location.search, document.activeElement.id]") == ["?on=2024-12-31", "_result"]


def test_day_ahead_is_answered_as_far_as_it_is_known(page: Page) -> None:
    show(page, next(in_force_pages(make_press(VERSIONS))).body, "in-force.js", "?on=2030-01-01")

    assert page.inner_text("[data-in-force-note]") == (
        "1 policy, as known on 1 March 2026. The day lies ahead: more may be published until then."
    )


@pytest.mark.parametrize("asked", ["", "yesterday", "2025-02-30", "<b>", "2025-06-14x"])
def test_address_without_a_proper_date_asks_for_one(page: Page, asked: str) -> None:
    show(page, next(in_force_pages(make_press(VERSIONS))).body, "in-force.js", f"?on={asked}")

    assert page.locator("[data-in-force]").is_visible()
    assert page.locator("[data-in-force-result]").is_hidden()
