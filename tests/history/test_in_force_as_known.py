from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.history.in_force import binding, corrections_known, in_force
from handbook.model.handbook import Policy
from handbook.model.record import Records
from handbook.model.version import Version
from tests import builders
from tests.builders import correction, day, policy, version

ONE = version("1.0", published="2025-01-10", effective="2025-02-01")
LATE = version("2.0", published="2025-06-20", effective="2025-06-01")
END = builders.withdrawal(published="2025-10-10", effective="2025-11-01")

DAYS = st.dates(date(2025, 1, 1), date(2025, 2, 28)) | st.sampled_from([date.min, date.max])


def as_known(subject: Policy, on: date, known_on: date) -> Version | None:
    """What binds on a day by what was published up to another."""
    return next((version for version, period in binding(subject, known_on) if on in period), None)


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """A policy with any days, also impossible ones, and at most one withdrawal."""
    numbers = draw(st.lists(st.sampled_from(["1.0", "1.1", "2.0", "3.0"]), max_size=4, unique=True))
    versions = tuple(version(number, published=draw(DAYS), effective=draw(DAYS)) for number in sorted(numbers))
    ends = draw(st.lists(st.builds(builders.withdrawal, published=DAYS, effective=DAYS), max_size=1))
    return policy(versions=versions, records=Records(withdrawals=tuple(ends)))


@pytest.mark.parametrize(
    ("on", "known_on", "number"),
    [
        ("2025-06-10", "2025-01-09", None),
        ("2025-06-10", "2025-01-10", "1.0"),
        ("2025-06-10", "2025-06-19", "1.0"),
        ("2025-06-10", "2025-06-20", "2.0"),
        ("2025-05-31", "2025-06-20", "1.0"),
        ("2025-01-31", "2025-06-20", None),
    ],
)
def test_version_published_late_binds_on_earlier_days_only_as_known_later(
    on: str, known_on: str, number: str | None
) -> None:
    found = as_known(policy("p", ONE, LATE), day(on), day(known_on))
    assert (str(found.number) if found else None) == number


@pytest.mark.parametrize(("known_on", "binds"), [("2025-10-09", ONE), ("2025-10-10", None), ("2025-12-01", None)])
def test_withdrawal_counts_from_the_day_on_which_it_became_known(known_on: str, binds: object) -> None:
    assert as_known(policy("p", ONE, END), day("2025-11-05"), day(known_on)) == binds


def test_day_before_the_withdrawal_stays_bound_as_known_later() -> None:
    assert as_known(policy("p", ONE, END), day("2025-10-31"), day("2026-01-01")) == ONE


def test_correction_is_known_from_the_day_it_was_made() -> None:
    second = correction("b", version="1.0", corrected="2025-03-09")
    first = correction("a", version="1.0", corrected="2025-03-05")
    subject = policy("p", ONE, LATE, second, first)

    known = [corrections_known(subject, ONE, day(text)) for text in ("2025-03-04", "2025-03-05", "2025-03-09")]
    assert known == [(), (first,), (first, second)]


def test_correction_of_another_version_is_left_out() -> None:
    subject = policy("p", ONE, LATE, correction(version="2.0", corrected="2025-07-01"))

    assert corrections_known(subject, ONE, day("2026-01-01")) == ()


def test_correction_of_a_version_not_yet_published_is_not_known() -> None:
    subject = policy("p", ONE, LATE, correction(version="2.0", corrected="2025-03-01"))

    assert corrections_known(subject, LATE, day("2025-06-19")) == ()


@given(policies(), DAYS)
def test_what_is_known_on_the_day_itself_is_what_is_in_force(subject: Policy, on: date) -> None:
    assert as_known(subject, on, on) == in_force(subject, on)


@given(policies(), DAYS, DAYS)
def test_nothing_is_in_force_as_known_before_the_first_publication(subject: Policy, on: date, known_on: date) -> None:
    first = min((item.release.published for item in subject.versions), default=date.max)

    assert known_on >= first or as_known(subject, on, known_on) is None


@given(policies(), DAYS, DAYS)
def test_answer_never_rests_on_what_was_published_later(subject: Policy, on: date, known_on: date) -> None:
    found = as_known(subject, on, known_on)

    assert found is None or (found.release.published <= known_on and found.release.effective <= on)


@given(policies(), DAYS, DAYS)
def test_knowing_later_changes_nothing_where_nothing_was_published_in_between(
    subject: Policy, on: date, known_on: date
) -> None:
    published = [
        *(item.release.published for item in subject.versions),
        *(item.published for item in subject.records.withdrawals),
    ]
    last = max((item for item in published if item <= known_on), default=date.min)

    assert as_known(subject, on, known_on) == as_known(subject, on, last)
