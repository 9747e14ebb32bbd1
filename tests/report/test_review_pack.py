from decimal import Decimal
from typing import Any

import pytest

from handbook.history.revision import ReviewDue, ReviewStatus
from handbook.model.record import Conformity, FeedbackDecision, Records
from handbook.report.review_pack import QuarterOfYear, ReviewPack, review_pack
from tests.builders import (
    benchmark,
    correction,
    day,
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
)

ONE = version("1.0", published="2024-12-20", effective="2025-01-01")
BETTER = version("1.1", published="2025-06-01", effective="2025-06-15")
TWO = version("2.0", published="2025-11-01", effective="2025-12-01")
REVIEWED = review(reviewed="2025-06-01")


def pack_of(*parts: Any, as_of: str = "2026-03-01", **fields: Any) -> ReviewPack:
    found = review_pack(policy("complaints", *parts), edition(as_of=as_of, **fields))
    assert found is not None
    return found


def test_policy_that_is_not_in_force_has_no_pack() -> None:
    ended = policy("complaints", ONE, withdrawal(published="2025-05-12", effective="2025-06-01"))

    assert review_pack(ended, edition(as_of="2025-06-01")) is None


def test_pack_counts_from_the_last_review_that_is_known() -> None:
    pack = pack_of(ONE, review("a", reviewed="2025-02-01"), REVIEWED, review("z", reviewed="2026-03-02"))

    assert (pack.since, pack.last_review) == (day("2025-06-01"), REVIEWED)
    assert pack.due == ReviewDue(last=day("2025-06-01"), due=day("2026-06-01"), status=ReviewStatus.LATER)


def test_pack_counts_from_the_first_publication_where_nobody_has_reviewed() -> None:
    pack = pack_of(ONE, BETTER)

    assert (pack.since, pack.last_review, pack.versions) == (day("2024-12-20"), None, (ONE, BETTER))


def test_versions_are_those_published_on_the_day_of_the_review_or_later() -> None:
    later = version("3.0", published="2026-04-01")

    assert pack_of(ONE, BETTER, TWO, later, REVIEWED).versions == (BETTER, TWO)


def test_pilots_are_told_as_the_newest_version_tells_them() -> None:
    open_ = pilot("spring", begins="2024-03-01", findings=(finding(decision=None),))
    decided = pilot("spring", begins="2024-03-01", findings=(finding(),))
    autumn = pilot("autumn", begins="2023-09-01")
    one = version("1.0", published="2024-12-20", text=text(pilots=(open_,)))
    two = version("2.0", published="2025-11-01", text=text(pilots=(decided, autumn)))

    assert pack_of(one, two).pilots == (autumn, decided)


def test_pilots_of_the_version_in_force_stay_when_nothing_is_new() -> None:
    one = version("1.0", text=text(pilots=(pilot(),)))

    assert pack_of(one, review(reviewed="2025-10-06")).pilots == (pilot(),)


def test_feedback_counts_since_the_review_or_while_nobody_has_decided() -> None:
    settled = feedback("settled", received="2025-05-31", decision=FeedbackDecision.NO_CHANGE)
    undecided = feedback("undecided", received="2025-05-31")
    fresh = feedback("fresh", received="2025-06-01", decision=FeedbackDecision.CHANGE)
    unknown = feedback("unknown", received="2026-03-02")

    assert pack_of(ONE, REVIEWED, settled, undecided, fresh, unknown).records == Records(feedback=(undecided, fresh))


def test_front_line_check_counts_since_the_review_or_while_nobody_has_acted() -> None:
    acted = front_line_check("acted", observed="2025-05-31", action="breaks moved")
    follows = front_line_check("follows", observed="2025-05-31", conformity=Conformity.FOLLOWS)
    departs = front_line_check("departs", observed="2025-05-31")
    fresh = front_line_check("fresh", observed="2025-06-01", conformity=Conformity.FOLLOWS)

    assert pack_of(ONE, REVIEWED, acted, follows, departs, fresh).records == Records(checks=(departs, fresh))


def test_corrections_are_those_made_since() -> None:
    before, on_the_day, later = (
        correction(day_, version="1.0", since="2025-01-01", corrected=day_)
        for day_ in ("2025-05-31", "2025-06-01", "2026-03-02")
    )

    assert pack_of(ONE, REVIEWED, before, on_the_day, later).records == Records(corrections=(on_the_day,))


def test_exceptions_are_those_open_or_lapsed() -> None:
    closed = exception("closed", closed="2025-09-15")
    lapsed = exception("lapsed", granted="2025-07-02", until="2025-10-01")
    open_ = exception("open", granted="2025-07-03", until="2026-10-01")
    unknown = exception("unknown", granted="2026-03-02", until="2026-10-01")

    assert pack_of(ONE, closed, lapsed, open_, unknown).records == Records(exceptions=(lapsed, open_))


@pytest.mark.parametrize(
    ("observed", "months", "old"),
    [("2026-03-01", 0, False), ("2025-08-15", 6, False), ("2024-09-01", 18, False), ("2024-08-31", 18, True)],
)
def test_benchmark_of_a_goal_has_its_age(observed: str, months: int, old: bool) -> None:
    seen = benchmark(observed=observed)
    one = version("1.0", text=text(goals=(goal(benchmarks=("voltmart-answer",)),)))
    (found,) = pack_of(one, benchmarks=(seen,)).benchmarks

    assert (found.benchmark, found.months, found.old) == (seen, months, old)


def test_benchmark_that_no_goal_names_or_nobody_has_seen_yet_is_left_out() -> None:
    one = version("1.0", text=text(goals=(goal(benchmarks=("later", "none")),)))

    assert pack_of(one, benchmarks=(benchmark(), benchmark("later", observed="2026-03-02"))).benchmarks == ()


def test_standards_have_a_cell_for_each_quarter_also_where_nothing_was_measured() -> None:
    one = version("1.0", text=text(procedures=(procedure(standards=(standard(target=Decimal(4)),)),)))
    values = (
        measurement("q1", begins="2025-01-01", ends="2025-04-01", value="4"),
        measurement("july", begins="2025-07-01", ends="2025-08-01", value="4.1"),
        measurement("august", begins="2025-08-01", ends="2025-09-01", value="3"),
    )
    pack = pack_of(one, *values, as_of="2025-12-31")

    assert pack.quarters == tuple(QuarterOfYear(year=2025, number=number) for number in (1, 2, 3))
    (line,) = pack.standards
    cells = [[(item.measurement.id, item.met) for item in quarter] for quarter in line.quarters]
    assert cells == [[("q1", True)], [], [("july", False), ("august", True)]]


def test_pack_looks_back_on_six_quarters_up_to_the_last_that_is_over() -> None:
    one = version("1.0", text=text(procedures=(procedure(standards=(standard(),)),)))
    old = measurement("old", begins="2025-01-01", ends="2025-04-01")
    pack = pack_of(one, old, as_of="2027-01-01")

    quarters = [(item.year, item.number) for item in pack.quarters]
    assert quarters == [(2025, 3), (2025, 4), (2026, 1), (2026, 2), (2026, 3), (2026, 4)]


def test_standard_never_measured_stands_without_quarters() -> None:
    one = version("1.0", text=text(procedures=(procedure(standards=(standard(),)),)))
    pack = pack_of(one)

    assert (pack.quarters, [(line.standard.id, line.quarters) for line in pack.standards]) == (
        (),
        [("first-answer", ())],
    )
