"""What time brings: reviews, observations and exceptions, each on the day before and the day itself."""

import pytest

from tests.check.sample import found

AGAIN = "review it and record that under records/reviews, even if nothing changes"
EXCEPTION = """\
# policies/complaints/records/exceptions/lift.yml
clause: answer-today
granted: 2025-07-01
until: 2026-01-15
by: service-director
scope: Harbour Street
reason: The lift is being replaced.
"""
NEXT = "# policies/complaints/policy.yml\nnext:\n  change: editorial\n  summary: Plainer words.\n  reasons:\n"


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-02-16", ""),
        ("2026-02-17", f"note[review-due-soon] the review of `phone` is due on 2026-04-18 | {AGAIN}"),
        ("2026-04-18", f"note[review-due-soon] the review of `phone` is due on 2026-04-18 | {AGAIN}"),
        (
            "2026-04-19",
            "warning[review-overdue] the review of `phone` was due on 2026-04-18; the cycle counts from "
            "2025-04-18 | " + AGAIN,
        ),
    ],
)
def test_a_review_is_reported_when_it_is_near_and_when_it_is_overdue(as_of: str, expected: str) -> None:
    reported = [item for item in found(as_of=as_of) if "`phone`" in item]
    assert reported == ([f"policies/phone/policy.yml : {expected}"] if expected else [])


def test_a_review_that_was_recorded_is_not_overdue() -> None:
    review = "reviewed: 2026-04-01\nby: shift-lead\noutcome: reaffirm\nnote: Nothing changed.\n"
    cases = [f"# policies/{policy}/records/reviews/2026.yml\n{review}" for policy in ("phone", "complaints")]
    assert found(*cases, as_of="2026-04-19") == []


@pytest.mark.parametrize(("as_of", "expected"), [("2026-08-11", 0), ("2026-08-12", 1)])
def test_an_observation_is_stale_when_it_is_older_than_allowed(as_of: str, expected: int) -> None:
    reported = [
        "benchmarks.yml benchmarks.0.observed: warning[stale-benchmark] the benchmark `voltmart-answer` was "
        "observed on "
        "2025-02-11, longer ago than 18 months | observe it again, and add what you see as another benchmark"
    ]
    assert [item for item in found(as_of=as_of) if "benchmark" in item] == reported[:expected]


def test_an_old_observation_may_be_kept_beside_a_new_one() -> None:
    newer = """\
# benchmarks.yml
benchmarks:
  - {id: voltmart-answer, competitor: voltmart, metric: time to first answer, value: 6, unit: working hours,
     better: at-most, observed: 2022-02-11, evidence: 30 test complaints}
  - {id: voltmart-answer-now, competitor: voltmart, metric: time to first answer, value: 5, unit: working hours,
     better: at-most, observed: 2025-10-01, evidence: 30 test complaints}
"""
    assert found(newer) == []


@pytest.mark.parametrize(
    ("case", "as_of", "expected"),
    [
        (EXCEPTION, "2026-01-14", 0),
        (EXCEPTION, "2026-01-15", 1),
        (EXCEPTION + "closed: 2026-01-10\n", "2026-01-15", 0),
        (EXCEPTION + "closed: 2026-01-20\n", "2026-01-19", 1),
        (EXCEPTION + "closed: 2026-01-20\n", "2026-01-20", 0),
    ],
)
def test_an_exception_is_reported_when_it_lapses_and_is_not_closed(case: str, as_of: str, expected: int) -> None:
    reported = [
        "policies/complaints/records/exceptions/lift.yml until: warning[lapsed-exception] "
        "the exception `lift` lapsed on 2026-01-15 | say under `closed` when it was settled, or grant a new one"
    ]
    assert found(case, as_of=as_of) == reported[:expected]


@pytest.mark.parametrize("ref", ["callers-want-a-name", "voltmart-answer", "2025-q3"])
def test_a_reason_may_name_a_finding_a_benchmark_or_a_record(ref: str) -> None:
    assert found(f"{NEXT}    - {{kind: review, note: It was asked for., ref: {ref}}}\n") == []


def test_a_reason_that_names_nothing_is_reported() -> None:
    assert found(f"{NEXT}    - {{kind: pilot-finding, note: It was asked for., ref: callers-wanted-names}}\n") == [
        "policies/complaints/policy.yml next.reasons.0.ref: warning[unknown-evidence] "
        "there is no pilot finding `callers-wanted-names` to look up | did you mean `callers-want-a-name`?"
    ]
