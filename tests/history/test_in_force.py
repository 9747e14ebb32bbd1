from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.history.in_force import (
    State,
    binding,
    in_force,
    known,
    known_withdrawal,
    prospective,
    state,
    withdrawal,
)
from handbook.model.handbook import Policy
from handbook.model.period import Period
from handbook.model.record import Records
from tests import builders
from tests.builders import day, policy, version

ONE = version("1.0", published="2025-01-10", effective="2025-02-01")
TWO = version("2.0", published="2025-05-10", effective="2025-06-01")
THREE = version("2.1", published="2025-08-10", effective="2025-09-01")
END = builders.withdrawal(published="2025-10-10", effective="2025-11-01")

DAYS = st.one_of(st.dates(), st.dates(date(2025, 1, 1), date(2025, 1, 12)), st.sampled_from([date.min, date.max]))


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """A policy with any days, also impossible ones, and its versions in any order."""
    numbers = draw(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 2)), max_size=6, unique=True))
    versions = [version(f"{one}.{two}", published=draw(DAYS), effective=draw(DAYS)) for one, two in numbers]
    ends = draw(st.lists(st.tuples(DAYS, DAYS), max_size=2))
    endings = [builders.withdrawal(f"end-{n}", published=day[0], effective=day[1]) for n, day in enumerate(ends)]
    return policy(versions=tuple(versions), records=Records(withdrawals=tuple(endings)))


@pytest.mark.parametrize(
    ("as_of", "numbers"),
    [
        ("2025-01-09", []),
        ("2025-01-10", ["1.0"]),
        ("2025-08-09", ["1.0", "2.0"]),
        ("2025-08-10", ["1.0", "2.0", "2.1"]),
    ],
)
def test_version_is_known_from_its_publication(as_of: str, numbers: list[str]) -> None:
    assert [str(item.number) for item in known(policy("p", ONE, TWO, THREE), day(as_of))] == numbers


@pytest.mark.parametrize(
    ("as_of", "binds"),
    [
        ("2025-01-31", None),
        ("2025-02-01", ONE),
        ("2025-05-31", ONE),
        ("2025-06-01", TWO),
        ("2025-09-01", THREE),
        ("2025-10-31", THREE),
        ("2025-11-01", None),
    ],
)
def test_version_binds_from_its_effective_day_to_the_next(as_of: str, binds: Any) -> None:
    assert in_force(policy("p", ONE, TWO, THREE, END), day(as_of)) == binds


@pytest.mark.parametrize(
    ("as_of", "states"),
    [
        ("2025-01-10", {"1.0": State.PROSPECTIVE}),
        ("2025-05-10", {"1.0": State.IN_FORCE, "2.0": State.PROSPECTIVE}),
        ("2025-06-01", {"1.0": State.SUPERSEDED, "2.0": State.IN_FORCE}),
        ("2025-10-31", {"1.0": State.SUPERSEDED, "2.0": State.IN_FORCE}),
        ("2025-11-01", {"1.0": State.SUPERSEDED, "2.0": State.WITHDRAWN}),
    ],
)
def test_state_of_each_known_version(as_of: str, states: dict[str, State]) -> None:
    subject = policy("p", ONE, TWO, END)

    found = {str(item.number): state(subject, item, day(as_of)) for item in known(subject, day(as_of))}
    assert found == states


def test_state_refuses_a_version_that_is_not_known_yet() -> None:
    with pytest.raises(ValueError, match=r"^version 2\.0 of refunds is not known on 2025-05-09$"):
        state(policy("refunds", ONE, TWO), TWO, day("2025-05-09"))


def test_state_refuses_a_version_of_another_policy() -> None:
    with pytest.raises(ValueError, match=r"^version 2\.0 of refunds is not known on 2026-01-01$"):
        state(policy("refunds", ONE), TWO, day("2026-01-01"))


def test_version_to_come_is_withdrawn_with_the_policy() -> None:
    late = version("3.0", published="2025-10-01", effective="2025-12-01")
    subject = policy("p", ONE, late, END)

    states = [state(subject, late, day(as_of)) for as_of in ("2025-10-31", "2025-11-01", "2025-12-01")]
    assert states == [State.PROSPECTIVE, State.WITHDRAWN, State.WITHDRAWN]


def test_withdrawn_policy_stays_withdrawn_whatever_is_published_later() -> None:
    revived = version("3.0", published="2025-12-01", effective="2025-12-15")

    assert in_force(policy("p", ONE, END, revived), day("2026-01-01")) is None


def test_higher_version_wins_from_its_effective_day_where_days_are_out_of_order() -> None:
    slow = version("1.0", published="2025-01-01", effective="2025-03-01")
    fast = version("2.0", published="2025-01-02", effective="2025-02-01")
    subject = policy("p", slow, fast)

    assert [in_force(subject, day(as_of)) for as_of in ("2025-01-31", "2025-02-01", "2025-03-01")] == [None, fast, fast]
    assert binding(subject, day("2025-01-31")) == ((fast, Period(day("2025-02-01"))),)


def test_higher_version_wins_where_two_take_effect_on_one_day() -> None:
    subject = policy("p", version("1.0", effective="2025-02-01"), version("1.1", effective="2025-02-01"))

    assert [str(item.number) for item, _ in binding(subject, day("2025-02-01"))] == ["1.1"]


def test_binding_periods_meet_and_the_last_is_open() -> None:
    assert binding(policy("p", ONE, TWO, THREE), day("2025-08-10")) == (
        (ONE, Period(day("2025-02-01"), day("2025-06-01"))),
        (TWO, Period(day("2025-06-01"), day("2025-09-01"))),
        (THREE, Period(day("2025-09-01"))),
    )


def test_binding_ends_with_a_withdrawal_that_is_known_but_still_to_come() -> None:
    subject = policy("p", ONE, END)

    assert binding(subject, day("2025-10-09")) == ((ONE, Period(day("2025-02-01"))),)
    assert binding(subject, day("2025-10-10")) == ((ONE, Period(day("2025-02-01"), day("2025-11-01"))),)


def test_prospective_versions_are_those_to_come_in_ascending_order() -> None:
    assert prospective(policy("p", THREE, TWO, ONE), day("2025-08-10")) == (THREE,)
    assert prospective(policy("p", THREE, TWO, ONE), day("2025-05-20")) == (TWO,)


def test_withdrawal_counts_from_its_effective_day_and_is_known_before() -> None:
    subject = policy("p", ONE, END)
    days = [day(text) for text in ("2025-10-09", "2025-10-10", "2025-10-31", "2025-11-01")]

    assert [known_withdrawal(subject, item) for item in days] == [None, END, END, END]
    assert [withdrawal(subject, item) for item in days] == [None, None, None, END]


def test_first_of_two_withdrawals_counts() -> None:
    earlier = builders.withdrawal("sooner", published="2025-10-12", effective="2025-10-20")

    assert withdrawal(policy("p", ONE, END, earlier), day("2025-12-01")) == earlier


@given(policies(), DAYS)
def test_binding_periods_never_overlap_nor_leave_a_gap(subject: Policy, as_of: date) -> None:
    periods = [period for _, period in binding(subject, as_of)]

    assert all(period.end is None or period.start < period.end for period in periods)
    assert [period.end for period in periods[:-1]] == [period.start for period in periods[1:]]


@given(policies(), DAYS)
def test_binding_versions_stand_in_ascending_order(subject: Policy, as_of: date) -> None:
    numbers = [item.number for item, _ in binding(subject, as_of)]

    assert numbers == sorted(set(numbers))


@given(policies(), DAYS)
def test_version_in_force_is_the_one_whose_period_holds_the_day(subject: Policy, as_of: date) -> None:
    holding = [item for item, period in binding(subject, as_of) if as_of in period]

    assert holding == [item for item in (in_force(subject, as_of),) if item]


@given(policies(), DAYS)
def test_every_known_version_has_one_state_that_agrees_with_the_rest(subject: Policy, as_of: date) -> None:
    states = {item: state(subject, item, as_of) for item in known(subject, as_of)}

    assert [item for item, found in states.items() if found is State.IN_FORCE] == [
        item for item in (in_force(subject, as_of),) if item
    ]
    assert [item for item, found in states.items() if found is State.PROSPECTIVE] == list(prospective(subject, as_of))
    assert withdrawal(subject, as_of) or State.WITHDRAWN not in states.values()


@given(policies(), DAYS)
def test_order_of_versions_in_files_never_matters(subject: Policy, as_of: date) -> None:
    turned = policy(versions=subject.versions[::-1], records=Records(withdrawals=subject.records.withdrawals[::-1]))

    assert binding(turned, as_of) == binding(subject, as_of)
    assert known(turned, as_of) == known(subject, as_of)
    assert prospective(turned, as_of) == prospective(subject, as_of)


@given(policies(), DAYS)
def test_what_is_published_later_changes_nothing_today(subject: Policy, as_of: date) -> None:
    endings = tuple(item for item in subject.records.withdrawals if item.published <= as_of)
    past = policy(versions=known(subject, as_of), records=Records(withdrawals=endings))

    assert binding(past, as_of) == binding(subject, as_of)
