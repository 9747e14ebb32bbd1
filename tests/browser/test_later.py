"""The notice of a later version, in a real browser whose clock stands still."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page

from handbook.render.policy.later import later_notice
from handbook.render.templates import make_templates
from tests.builders import edition, organisation, policy, version, withdrawal

SCRIPT = Path(__file__).resolve().parents[2] / "templates" / "assets" / "later.js"
EVENTS = (
    version("1.0", published="2025-01-10", effective="2025-02-01"),
    version("2.0", published="2025-05-10", effective="2025-06-01"),
    withdrawal(published="2025-05-12", effective="2025-08-01"),
)


def markup(time_zone: str) -> str:
    """The notice as the policy's page of 20 May 2025 prints it."""
    subject = policy("complaints", *EVENTS)
    known = edition(subject, as_of="2025-05-20", organisation=organisation(time_zone=time_zone))
    template = '{% from "later.html" import later %}{{ later(notice) }}'
    return make_templates().from_string(template).render(notice=later_notice(subject, None, known))


def shown(page: Page, now: datetime, time_zone: str = "UTC") -> str:
    """What a reader sees at this moment; empty where the notice stays hidden."""
    page.clock.set_fixed_time(now)
    page.set_content(markup(time_zone))
    page.add_script_tag(path=SCRIPT)
    return page.inner_text("body").strip()


def test_notice_stays_hidden_until_the_day_has_come(page: Page) -> None:
    assert shown(page, datetime(2025, 5, 31, 23, 59, tzinfo=UTC)) == ""


def test_notice_names_the_version_that_took_effect_and_leads_to_it(page: Page) -> None:
    assert shown(page, datetime(2025, 6, 1, tzinfo=UTC)).split("\n\n") == [
        "Version 2.0 took effect on 1 June 2025, after this page was made",
        "Read version 2.0",
    ]
    assert page.get_attribute("[data-later] a", "href") == "./2.0/"


def test_notice_tells_the_last_thing_that_happened(page: Page) -> None:
    text = shown(page, datetime(2025, 8, 2, tzinfo=UTC))

    assert text == "This policy was withdrawn on 1 August 2025, after this page was made"


@pytest.mark.parametrize(("time_zone", "begun"), [("Asia/Almaty", True), ("America/New_York", False)])
def test_day_is_counted_where_the_handbook_counts_it(page: Page, time_zone: str, begun: bool) -> None:
    text = shown(page, datetime(2025, 5, 31, 22, tzinfo=UTC), time_zone)

    assert text.startswith("Version 2.0 took effect") is begun


def test_notice_is_told_again_when_the_theme_replaces_the_page(page: Page) -> None:
    page.clock.set_fixed_time(datetime(2025, 6, 1, tzinfo=UTC))
    page.set_content("<main></main>")
    page.evaluate("globalThis.document$ = { subscribe: (told) => { globalThis.told = told; told(); } }")
    page.add_script_tag(path=SCRIPT)
    page.evaluate("html => { document.querySelector('main').innerHTML = html; told(); }", markup("UTC"))

    assert page.inner_text("body").startswith("Version 2.0 took effect on 1 June 2025")
