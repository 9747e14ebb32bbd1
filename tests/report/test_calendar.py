from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import edition, organisation, policy, rename, review, role, text, version, withdrawal, working
from tests.report.calendar_standard import calendar_faults
from tests.report.made import calendars

SITE = "https://handbook.example.com/"
OWNED = text(title="Complaints", owner="complaints-lead")
ONE = version("1.0", published="2025-01-10", effective="2025-02-01", text=OWNED)
TWO = version("2.0", published="2026-02-10", effective="2026-04-01", summary="Answer within 4 hours.", text=OWNED)
PHONE = policy("phone", version("1.0", published="2025-01-02", text=text(title="Phone", owner="service-director")))


def parsed(content: bytes) -> list[Any]:
    """The events of a calendar file."""
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def titles(content: bytes) -> list[tuple[date, str]]:
    return [(event["DTSTART"].dt, str(event["SUMMARY"])) for event in parsed(content)]


def test_calendar_holds_reviews_due_and_versions_taking_effect_by_day() -> None:
    found = dict(calendars(edition(policy("complaints", ONE, TWO), as_of="2026-03-01"), SITE))

    assert titles(found["reviews.ics"]) == [
        (date(2026, 4, 1), "Complaints 2.0 takes effect"),
        (date(2027, 2, 10), "Review due: Complaints"),
    ]


def test_each_owner_has_a_calendar_of_its_own_policies() -> None:
    found = dict(calendars(edition(policy("complaints", ONE), PHONE, as_of="2026-03-01"), SITE))

    assert list(found) == ["reviews.ics", "roles/complaints-lead/calendar.ics", "roles/service-director/calendar.ics"]
    assert titles(found["roles/service-director/calendar.ics"]) == [(date(2026, 1, 2), "Review due: Phone")]


def test_event_of_a_review_says_all_that_a_program_asks_for() -> None:
    reviewed = policy("complaints", ONE, review(reviewed="2025-10-06"))
    (event,) = parsed(dict(calendars(edition(reviewed, as_of="2026-03-01"), SITE))["reviews.ics"])

    assert {name: str(event[name]) for name in event if name not in {"DTSTAMP", "DTSTART"}} == {
        "UID": "review-complaints@handbook.example.com",
        "SUMMARY": "Review due: Complaints",
        "DESCRIPTION": "Version 1.0 is due for review; the cycle counts from 2025-10-06.",
        "TRANSP": "TRANSPARENT",
        "URL": "https://handbook.example.com/policies/complaints/",
    }
    assert (event["DTSTART"].dt, event["DTSTART"].params) == (date(2026, 10, 6), {"VALUE": "DATE"})
    assert event["DTSTAMP"].dt == datetime(2026, 3, 1, tzinfo=UTC)


def test_owner_is_reminded_thirty_days_before_a_review_only() -> None:
    content = dict(calendars(edition(policy("complaints", ONE, TWO), as_of="2026-03-01"), SITE))["reviews.ics"]

    alarms = {
        str(event["SUMMARY"]): [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")] for event in parsed(content)
    }
    assert alarms == {"Complaints 2.0 takes effect": [], "Review due: Complaints": [timedelta(days=-30)]}


def test_withdrawal_to_come_is_an_event() -> None:
    ending = withdrawal(published="2026-02-12", effective="2026-06-01", reason="Fax is no longer offered.")
    content = dict(calendars(edition(policy("complaints", ONE, ending), as_of="2026-03-01"), SITE))["reviews.ics"]

    assert (date(2026, 6, 1), "Complaints is withdrawn") in titles(content)


@pytest.mark.parametrize(("as_of", "shown"), [("2025-02-01", True), ("2026-02-01", True), ("2026-02-02", False)])
def test_version_stays_for_a_year_after_it_took_effect(as_of: str, shown: bool) -> None:
    content = dict(calendars(edition(policy("complaints", ONE), as_of=as_of), SITE))["reviews.ics"]

    assert ((date(2025, 2, 1), "Complaints 1.0 takes effect") in titles(content)) is shown


def test_review_keeps_its_uid_when_its_day_moves_and_when_the_policy_is_renamed() -> None:
    before = dict(calendars(edition(policy("grievances", ONE), as_of="2025-03-01"), SITE))["reviews.ics"]
    moved = policy("complaints", ONE, rename(former="grievances"), review(reviewed="2025-10-06"))
    after = dict(calendars(edition(moved, as_of="2026-03-01"), SITE))["reviews.ics"]

    uids = [{str(event["UID"]) for event in parsed(content) if event.walk("VALARM")} for content in (before, after)]
    assert uids == [{"review-grievances@handbook.example.com"}] * 2


def test_events_have_no_links_where_the_address_of_the_site_is_not_known() -> None:
    (event,) = parsed(dict(calendars(edition(policy("complaints", ONE), as_of="2026-03-01"), ""))["reviews.ics"])

    assert ("URL" in event, str(event["UID"])) == (False, "review-complaints@handbook")


def test_handbook_with_nothing_in_force_has_no_calendar() -> None:
    draft = policy("complaints", versions=(), working=working(text=text(title="CANARY")))

    assert list(calendars(edition(draft), SITE)) == []


def test_policy_withdrawn_long_ago_has_no_event() -> None:
    ending = withdrawal(published="2025-05-12", effective="2025-06-01")

    assert list(calendars(edition(policy("complaints", ONE, ending), as_of="2026-07-01"), SITE)) == []


def test_marks_of_prose_are_taken_off_by_the_function_given() -> None:
    files = dict(calendars(edition(policy("complaints", TWO), as_of="2026-03-01"), SITE, plain=str.upper))

    assert str(parsed(files["reviews.ics"])[0]["DESCRIPTION"]) == "ANSWER WITHIN 4 HOURS."


def test_calendar_has_a_name_and_is_fetched_once_a_day() -> None:
    subject = edition(policy("complaints", ONE), as_of="2026-03-01", roles=(role("complaints-lead", title="Lead"),))
    lines = dict(calendars(subject, SITE))["roles/complaints-lead/calendar.ics"].split(b"\r\n")

    assert lines[:6] == [
        b"BEGIN:VCALENDAR",
        b"VERSION:2.0",
        b"PRODID:-//policy-handbook//calendar//EN",
        b"NAME:Customer service handbook: Lead",
        b"X-WR-CALNAME:Customer service handbook: Lead",
        b"REFRESH-INTERVAL;VALUE=DURATION:P1D",
    ]


@pytest.mark.parametrize("name", ["טיפול בתלונות של לקוחות " * 9, "Порядок рассмотрения жалоб; " * 9, "😀" * 60])
def test_long_titles_in_any_script_are_folded_between_characters(name: str) -> None:
    named = policy("complaints", version("1.0", text=text(title=name)))
    content = dict(calendars(edition(named), SITE))["reviews.ics"]

    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert [line for line in lines if "\ufffd" in line.decode(errors="replace")] == []
    assert f"Review due: {name}" in [str(event["SUMMARY"]) for event in parsed(content)]


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(), max_size=30))
def test_any_text_gives_calendars_that_keep_the_standard(name: str) -> None:
    spoken = policy("complaints", version("1.0", text=text(title=name), summary=f"{name}\r\nBEGIN:VALARM"))
    content = dict(calendars(edition(spoken, organisation=organisation(title=name)), SITE))["reviews.ics"]

    assert calendar_faults(content) == []
    assert content.count(b"\r\nBEGIN:VALARM\r\n") == 1


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["C"], exclude_characters="^\\"), max_size=120))
def test_a_library_would_write_the_same_bytes(name: str) -> None:
    """It folds before a caret too, and takes a backslash with an N for the end of a line."""
    spoken = policy("complaints", version("1.0", text=text(title=name), summary=f"{name}\n{name}"))
    content = dict(calendars(edition(spoken, organisation=organisation(title=name)), SITE))["reviews.ics"]

    assert icalendar.Calendar.from_ical(content).to_ical() == content


def test_every_calendar_keeps_the_standard() -> None:
    ending = withdrawal(published="2026-02-12", effective="2026-06-01")
    subject = edition(policy("complaints", ONE, TWO), PHONE, policy("fax", ONE, ending), as_of="2026-03-01")
    found = dict(calendars(subject, SITE))

    assert {name: calendar_faults(content) for name, content in found.items()} == {name: [] for name in found}


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        (b"\r\nVERSION:2.0", b"", "3.6: VCALENDAR has 0 of VERSION"),
        (b"VERSION:2.0\r\n", b"VERSION:2.0\n", "3.1: a line does not end in CRLF"),
        (b"VERSION:2.0", b"VERSION:3.0", "3.3: VERSION has the value 3.0"),
        (b"SUMMARY:", b"SUMMARY:" + b"x" * 80, "3.1: a line has 115 octets"),
        (b"SUMMARY:", b"SUMMARY:a; b, ", "3.3: SUMMARY has the value a; b, Complaints 1.0 takes effect"),
        (b"SUMMARY:", b"X SUMMARY:", "3.1: no content line: X SUMMARY:Complaints 1.0 takes effect"),
        (b";VALUE=DATE:", b":", "3.2: DTSTART has the parameters "),
        (b"UID:", b"UID:1\r\nUID:", "3.6: VEVENT has 2 of UID"),
        (b"END:VEVENT", b"END:VALARM", "3.6: VEVENT ends as VALARM"),
        (b"END:VCALENDAR\r\n", b"", "3.6: VCALENDAR does not end"),
        (b"TRIGGER:-P30D\r\n", b"", "3.6: VALARM has 0 of TRIGGER"),
        (b"TRIGGER:-P30D", b"TRIGGER:30 days", "3.3: TRIGGER has the value 30 days"),
        (b"UID:review-", b"UID:effect-", "3.8.4.7: two components have the UID effect-"),
    ],
)
def test_fault_of_a_calendar_is_found(right: bytes, wrong: bytes, fault: str) -> None:
    content = dict(calendars(edition(policy("complaints", ONE), as_of="2025-03-01"), SITE))["reviews.ics"]
    content = content.replace(b"review-complaints@", b"review-@").replace(b"effect-complaints-1.0@", b"effect-@")

    assert calendar_faults(content) == []
    assert fault in "; ".join(calendar_faults(content.replace(right, wrong, 1)))


def test_bytes_are_the_same_whatever_the_order_of_policies() -> None:
    one, two = policy("complaints", ONE, TWO), PHONE
    there = calendars(edition(one, two, policies=(one, two)), SITE)

    assert list(there) == list(calendars(edition(one, two, policies=(two, one)), SITE))


def test_name_of_the_calendar_is_escaped() -> None:
    subject = edition(policy("complaints", ONE), as_of="2026-03-01", organisation=organisation(title="Rules; a, b\\c"))
    lines = dict(calendars(subject, SITE))["reviews.ics"].split(b"\r\n")

    assert {b"NAME:Rules\\; a\\, b\\\\c", b"X-WR-CALNAME:Rules\\; a\\, b\\\\c"} <= set(lines)
