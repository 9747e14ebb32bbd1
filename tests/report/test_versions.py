from datetime import date

from handbook.history.in_force import State
from handbook.model.period import Period
from handbook.report.current import Current
from handbook.report.versions import (
    BindingLine,
    Quarter,
    VersionLine,
    binding_lines,
    bound_during,
    quarters,
    versions,
)
from tests.builders import correction, day, edition, number, policy, version, withdrawal

ONE = version("1.0", published="2025-01-10", effective="2025-02-01")
TWO = version("2.0", published="2025-05-10", effective="2025-06-15")
END = withdrawal(published="2025-07-01", effective="2025-08-01")
COMPLAINTS = policy("complaints", ONE, TWO, END, correction(version="1.0", corrected="2025-03-01"))


def line(number_: str, start: str, end: str | None) -> BindingLine:
    return BindingLine(
        policy_id="complaints",
        version=number(number_),
        title="Complaints",
        category="contact",
        period=Period(day(start), day(end) if end else None),
    )


FIRST, SECOND = line("1.0", "2025-02-01", "2025-06-15"), line("2.0", "2025-06-15", "2025-08-01")


def test_every_version_is_told_with_its_state_and_the_days_on_which_it_bound() -> None:
    assert versions(edition(COMPLAINTS)) == (
        VersionLine(
            current=Current(policy=COMPLAINTS, version=ONE),
            state=State.SUPERSEDED,
            period=Period(day("2025-02-01"), day("2025-06-15")),
            corrections=1,
        ),
        VersionLine(
            current=Current(policy=COMPLAINTS, version=TWO),
            state=State.WITHDRAWN,
            period=Period(day("2025-06-15"), day("2025-08-01")),
            corrections=0,
        ),
    )


def test_version_overtaken_before_its_day_never_bound() -> None:
    overtaken = version("1.1", published="2025-04-01", effective="2025-06-15")

    assert versions(edition(policy("complaints", ONE, overtaken, TWO)))[1].period is None


def test_binding_lines_are_known_only_as_far_as_published() -> None:
    assert binding_lines(edition(COMPLAINTS, as_of="2025-05-09")) == (line("1.0", "2025-02-01", None),)
    assert binding_lines(edition(COMPLAINTS, as_of="2025-07-01")) == (FIRST, SECOND)


def test_quarters_tell_what_begins_and_ends_newest_first_and_leave_out_those_without_a_change() -> None:
    assert quarters((line("1.0", "2024-02-01", "2025-06-15"), SECOND)) == (
        Quarter(year=2025, number=3, begun=(), ended=(SECOND,), count=0),
        Quarter(year=2025, number=2, begun=(SECOND,), ended=(line("1.0", "2024-02-01", "2025-06-15"),), count=1),
        Quarter(year=2024, number=1, begun=(line("1.0", "2024-02-01", "2025-06-15"),), ended=(), count=1),
    )


def test_quarter_begins_and_ends_with_the_calendars() -> None:
    quarter = Quarter(year=2025, number=4, begun=(), ended=(), count=0)

    assert quarter.period == Period(day("2025-10-01"), day("2026-01-01"))


def test_last_quarter_of_the_calendar_ends_on_its_last_day() -> None:
    assert Quarter(year=9999, number=4, begun=(), ended=(), count=0).period == Period(date(9999, 10, 1), date.max)


def test_bound_during_a_period_is_what_binds_on_one_of_its_days() -> None:
    lines = (FIRST, SECOND)

    assert bound_during(lines, Period(day("2025-06-14"), day("2025-06-15"))) == (FIRST,)
    assert bound_during(lines, Period(day("2025-06-15"), day("2025-06-16"))) == (SECOND,)
    assert bound_during(lines, Period(day("2025-06-14"), None)) == (FIRST, SECOND)
    assert bound_during(lines, Period(day("2025-08-01"), None)) == ()
