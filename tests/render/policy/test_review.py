import re
from html import unescape
from typing import Any

from handbook.model.handbook import Policy
from handbook.model.record import FeedbackDecision, ReviewOutcome
from handbook.render.page import Page
from handbook.render.pages import policy_printing
from handbook.render.policy.chronology import issues
from handbook.render.policy.review import SECTIONS, review_page
from handbook.render.press import make_press
from handbook.report.review_pack import review_pack
from tests.builders import (
    benchmark,
    correction,
    duty,
    edition,
    exception,
    feedback,
    finding,
    front_line_check,
    goal,
    measurement,
    pilot,
    policy,
    procedure,
    review,
    standard,
    text,
    version,
    withdrawal,
    working,
)

ONE = version("1.0", published="2024-12-20", effective="2025-01-01", text=text(duties=(duty(),)))
TWO = version(
    "2.0",
    published="2025-11-01",
    effective="2025-12-01",
    summary="Answer within **4** hours.",
    text=text(
        duties=(duty(text="Answer every complaint within 4 hours."),),
        goals=(goal(benchmarks=("voltmart-answer",)),),
        procedures=(procedure(standards=(standard(),)),),
        pilots=(pilot(findings=(finding(changed=("answer-today",)),)),),
    ),
)
FULL = policy(
    "complaints",
    ONE,
    TWO,
    review(reviewed="2025-06-01"),
    feedback("a", received="2025-12-05", clause="answer-today", decision=FeedbackDecision.NO_CHANGE, reason="it works"),
    feedback("b", received="2025-12-06", text="Thank you."),
    front_line_check(observed="2025-12-07"),
    exception(granted="2025-12-08", until="2026-01-08"),
    measurement("q2", begins="2025-04-01", ends="2025-07-01"),
    measurement("q4", begins="2025-10-01", ends="2026-01-01", value="4.5", note="the phones were out for two days"),
)


def page_of(subject: Policy, as_of: str = "2026-03-01", **fields: Any) -> Page:
    found = edition(subject, as_of=as_of, benchmarks=(benchmark(observed="2024-02-11"),), **fields)
    pack = review_pack(subject, found)
    assert pack
    return review_page(pack, issues(subject, found), make_press(found).policy_sheet(subject.id))


def has_pack(subject: Policy, as_of: str = "2026-03-01") -> bool:
    found = edition(subject, as_of=as_of)
    return f"policies/{subject.id}/review/" in policy_printing(found, subject, make_press(found))


def words_of(page: Page, anchor: str) -> str:
    """The words of one part of the page, on one line."""
    part = re.search(rf'<h2 id="{anchor}">.*?</section>', page.body, re.DOTALL)
    assert part, anchor
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", part[0])).split())


def test_pack_is_one_page_that_no_search_finds() -> None:
    page = page_of(FULL)

    assert (page.address, page.place, page.entry, page.searchable) == (
        "policies/complaints/review/",
        "policy/contact",
        "policies/complaints/",
        False,
    )
    assert (page.title, page.description) == (
        "Complaints: review pack",
        "What a review of Complaints looks at, due by 1 November 2026",
    )


def test_policy_that_no_review_is_due_of_has_no_page() -> None:
    ended = policy("complaints", ONE, withdrawal(published="2025-05-12", effective="2025-06-01"))

    assert (has_pack(ended, "2025-05-11"), has_pack(ended, "2025-05-12")) == (True, False)
    assert not has_pack(policy("complaints", versions=(), working=working()))


def test_every_part_of_the_page_has_its_heading() -> None:
    page = page_of(FULL)

    assert [(item.anchor, item.title) for item in page.headings] == list(SECTIONS.items())
    assert re.findall(r'<h2 id="([^"]*)">([^<]*)</h2>', page.body) == list(SECTIONS.items())


def test_changes_name_each_clause_with_the_way_to_its_redline() -> None:
    page = page_of(FULL)

    said = words_of(page, "_changes")
    assert said.startswith("What changed Version 2.0 Substantive Answer within 4 hours.")
    assert "Changed Duty Answer every complaint within 4 hours." in said
    assert 'href="../2.0/changes/#answer-today"' in page.body
    assert "Version 1.0" not in said


def test_corrections_stand_under_their_version_and_lead_to_the_clause() -> None:
    mistake = correction(version="1.0", clause="answer-today", wrong="8 days", right="8 hours", corrected="2025-07-01")
    page = page_of(policy("complaints", ONE, TWO, review(reviewed="2025-06-01"), mistake))

    assert words_of(page, "_corrections") == (
        "Corrections Version 1.0 1 July 2025 · Complaints lead , clause answer today "
        "It said 8 days ; it should have said 8 hours . The mistake stood since 1 January 2025 ."
    )
    assert 'href="../1.0/#answer-today"' in page.body
    assert words_of(page_of(FULL), "_corrections") == (
        "Corrections No mistake was put right since the last review on 1 June 2025."
    )


def test_findings_say_what_became_of_them() -> None:
    assert words_of(page_of(FULL), "_pilots") == (
        "Pilots and what became of their findings "
        "Pilot of version 1.0, 4 November 2024 to 1 December 2024 Adopt "
        "Callers asked who would ring back. Accepted it calms Changed answer today Answers came in time."
    )


def test_feedback_stands_under_its_clause_and_that_without_one_last() -> None:
    assert words_of(page_of(FULL), "_feedback") == (
        "Feedback by clause "
        "answer today 5 December 2025 · Survey No change "
        "Customers want a time window, not a day. Clause answer today What came of it it works "
        "About no clause in particular 6 December 2025 · Survey Open Thank you."
    )


def test_exception_that_has_lapsed_is_shown_as_such() -> None:
    assert words_of(page_of(FULL), "_exceptions") == (
        "Open and lapsed exceptions 8 December 2025 to 7 January 2026 · Service director Lapsed "
        "Harbour Street , clause answer today The lift is being replaced."
    )


def test_benchmark_that_is_too_old_is_marked() -> None:
    assert words_of(page_of(FULL), "_benchmarks").endswith(
        "Voltmart time to first answer 6 working hours 11 February 2024 2 years Old fewer complaints"
    )


def test_standard_is_met_or_missed_quarter_by_quarter() -> None:
    assert words_of(page_of(FULL), "_standards") == (
        "Standards met or missed at most 4 working hours time to first answer "
        "Q2 2025 3.6 working hours met Q3 2025 not measured "
        "Q4 2025 the phones were out for two days 4.5 working hours missed"
    )


def test_standard_that_nobody_measured_says_so() -> None:
    one = version("1.0", text=text(procedures=(procedure(standards=(standard(),)),)))

    assert words_of(page_of(policy("complaints", one)), "_standards") == (
        "Standards met or missed at most 4 working hours time to first answer not measured"
    )


def test_parts_with_nothing_in_them_say_so() -> None:
    page = page_of(policy("complaints", ONE, review(reviewed="2025-10-06")))

    assert [words_of(page, anchor) for anchor in list(SECTIONS)[:-1]] == [
        "What changed No version was published since the last review on 6 October 2025.",
        "Corrections No mistake was put right since the last review on 6 October 2025.",
        "Pilots and what became of their findings No pilot is recorded.",
        "Feedback by clause No feedback came in since the last review on 6 October 2025, "
        "and none waits for a decision.",
        "Checks at the front line The practice was not checked since the last review on 6 October 2025.",
        "Open and lapsed exceptions None is open, and none has lapsed without being closed.",
        "Benchmarks and their age No goal of this policy names a benchmark.",
        "Standards met or missed This policy sets no standard.",
    ]


def test_form_offers_every_outcome_and_marks_none() -> None:
    form = page_of(FULL).body.partition('<section class="review-form"')[2]

    assert re.findall(r"<strong>([^<]*)</strong>", form) == [outcome.value.capitalize() for outcome in ReviewOutcome]
    assert re.findall(r"<input|checked|☑|☒|✓", form) == []
    assert form.count('<span class="review-box" aria-hidden="true"></span>') == 3
    assert len(re.findall(r'<td role="cell">\s*(?=<)', form)) == 6


def test_data_are_shown_as_text() -> None:
    evil = "<script>alert(1)</script>"
    named = version("1.0", published="2024-12-20", text=text(title=evil))
    page = page_of(policy("complaints", named, exception(scope=evil, until="2026-10-01")))

    assert "<script" not in page.body
    assert page.body.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 3


def test_what_is_recorded_later_and_the_working_text_leave_no_trace() -> None:
    draft = working(text=text(title="CANARY"))
    late = (feedback(received="2026-03-02", text="CANARY"), version("3.0", published="2026-03-02", summary="CANARY"))
    page = page_of(policy("complaints", ONE, *late, working=draft))

    assert "CANARY" not in page.body
