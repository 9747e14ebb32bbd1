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
    pilot,
    policy,
    rename,
    review,
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
