from typing import Any

from handbook.model.handbook import Policy
from handbook.render.page import Heading, Page
from handbook.render.policy.chronology import issues
from handbook.render.policy.history import history_page
from handbook.render.press import make_press
from tests.builders import (
    correction,
    duty,
    edition,
    exception,
    feedback,
    front_line_check,
    measurement,
    pilot,
    policy,
    procedure,
    rename,
    review,
    standard,
    text,
    version,
    withdrawal,
)

TEXT = text(duties=(duty(),), pilots=(pilot(),))
RECORDS: tuple[Any, ...] = (
    review(),
    exception(),
    feedback(clause="answer-today"),
    front_line_check(),
    rename(),
    correction(),
)


def page(subject: Policy, as_of: str = "2026-03-01") -> Page:
    given = edition(subject, as_of=as_of)
    found = issues(subject, given)
    return history_page(subject, found, found[-1], make_press(given).policy_sheet(subject.id))


def test_page_lists_versions_newest_first_then_every_kind_of_record() -> None:
    subject = policy("complaints", version("1.0", text=TEXT), version("1.1", text=TEXT), *RECORDS)

    assert page(subject).headings == (
        Heading(
            anchor="_versions",
            title="Versions",
            children=(
                Heading(anchor="_version-1.1", title="Version 1.1"),
                Heading(anchor="_version-1.0", title="Version 1.0"),
            ),
        ),
        Heading(anchor="_reviews", title="Reviews"),
        Heading(anchor="_exceptions", title="Exceptions"),
        Heading(anchor="_feedback", title="Feedback"),
        Heading(anchor="_checks", title="Checks at the front line"),
        Heading(anchor="_renames", title="Earlier names"),
    )


def test_records_have_anchors() -> None:
    body = page(policy("complaints", version("1.0", text=TEXT), *RECORDS)).body

    for anchor in (
        "_review-annual",
        "_exception-lift",
        "_feedback-spring-survey",
        "_check-harbour-street",
        "_correction-hours-not-days",
    ):
        assert f'id="{anchor}"' in body


def test_version_names_both_dates_its_approval_and_its_pilot() -> None:
    body = page(policy("complaints", version("1.0", text=TEXT))).body

    assert '<dt>Published<dd><time datetime="2024-12-18">18 December 2024</time>' in body
    assert '<dt>Effective<dd><time datetime="2025-01-01">1 January 2025</time>' in body
    assert (
        '<dt>Approved by<dd><a href="../../../roles/service-director/">Service director</a>, '
        '<time datetime="2024-12-18">18 December 2024</time>'
    ) in body
    assert '<a href="../1.0/#spring-pilot">what it showed</a>' in body


def test_version_without_an_approval_says_so() -> None:
    assert "<dt>Approved by<dd>not recorded" in page(policy("complaints", version("1.0", approval=None))).body


def test_records_of_a_later_day_are_not_known() -> None:
    subject = policy("complaints", version("1.0", text=TEXT), *RECORDS)

    assert [heading.title for heading in page(subject, as_of="2025-01-02").headings] == ["Versions", "Reviews"]


def test_clauses_lead_to_the_policy() -> None:
    subject = policy("complaints", version("1.0", text=TEXT), *RECORDS)

    assert '<a href="../#answer-today">answer today</a>' in page(subject).body


def test_clauses_of_a_withdrawn_policy_lead_to_its_last_version() -> None:
    subject = policy("complaints", version("1.0", text=TEXT), withdrawal(), *RECORDS)

    assert '<a href="../1.0/#answer-today">answer today</a>' in page(subject).body


def test_withdrawal_says_when_it_was_decided_and_by_whom_also_before_its_day() -> None:
    subject = policy("complaints", version("1.0", text=TEXT), withdrawal())

    for as_of, title in (
        ("2025-05-20", "Withdrawn from 1 June 2025"),
        ("2025-06-01", "Withdrawn on 1 June 2025: this policy no longer binds anybody"),
    ):
        body = page(subject, as_of).body
        assert f'<p class="banner-title">{title}' in body
        assert '<dt>Decided on<dd><time datetime="2025-05-12">12 May 2025</time>' in body
        assert '<dt>Approved by<dd> <a href="../../../roles/service-director/">Service director</a>' in body


def test_every_measurement_is_told_against_the_target_of_its_day_also_of_a_standard_that_is_gone() -> None:
    held = text(duties=(duty(),), procedures=(procedure(standards=(standard(target="4", unit="hours"),)),))
    after = version("2.0", published="2025-11-01", effective="2025-12-01", text=TEXT)
    values = [
        measurement(f"m{month}", begins=f"2025-0{month}-01", ends=f"2025-0{month + 1}-01") for month in range(2, 8)
    ]
    body = page(policy("complaints", version("1.0", text=held), after, *values)).body

    assert [f'id="_measurement-m{month}"' in body for month in range(2, 8)] == [True] * 6
    assert (
        '<li class="met" id="_measurement-m7"><span>July 2025, time to first answer: at most 4 hours</span> '
        "<strong>3.6 hours</strong> <b>met</b>"
    ) in body
