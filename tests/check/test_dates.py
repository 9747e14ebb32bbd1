"""Days and version numbers that are out of order, missing or in each other's way."""

import pytest

from tests.check.sample import EVIDENCE, RELEASE, found

VERSION = "# policies/complaints/versions/1.0.yml\n"
RECORDS = "# policies/complaints/records/"
CORRECT = "correct the day that is wrong"


def version(
    number: str, change: str = "editorial", published: str = "2025-09-18", effective: str = "2025-10-01"
) -> str:
    """A version of the prose policy, which passes every gate."""
    return (
        f'# policies/phone/versions/{number}.yml\nrelease:\n  version: "{number}"\n  change: {change}\n'
        f"  summary: What changed.\n  published: {published}\n  effective: {effective}\n"
        f"  approval: {{role: service-director, approved: {published}}}\n"
    )


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (
            VERSION + RELEASE.replace("published: 2025-04-18", "published: 2025-05-02"),
            "policies/complaints/versions/1.0.yml release.effective: error[date-order] "
            f"effective 2025-05-01 is before published 2025-05-02 | {CORRECT}",
        ),
        (
            VERSION + RELEASE.replace("approved: 2025-04-15", "approved: 2025-04-19"),
            "policies/complaints/versions/1.0.yml release.approval.approved: error[date-order] "
            "approved 2025-04-19 is after published 2025-04-18 | a version is published when that is done",
        ),
        (
            VERSION + EVIDENCE.replace("ends: 2025-04-01", "ends: 2025-04-19"),
            "policies/complaints/versions/1.0.yml pilots.0.ends: error[date-order] "
            "pilot `spring-pilot` ends 2025-04-19 is after published 2025-04-18 | "
            "a version is published when that is done",
        ),
        (
            VERSION + EVIDENCE.replace("ends: 2025-04-01", "ends: 2025-03-03"),
            "policies/complaints/versions/1.0.yml pilots.0.ends: error[date-order] "
            f"ends 2025-03-03 is the same day as begins 2025-03-03 | {CORRECT}",
        ),
        (
            RECORDS + "measurements/a.yml\nstandard: first-answer\nbegins: 2025-07-01\nends: 2025-06-01\nvalue: 1\n",
            "policies/complaints/records/measurements/a.yml ends: error[date-order] "
            f"ends 2025-06-01 is before begins 2025-07-01 | {CORRECT}",
        ),
        (
            RECORDS + "exceptions/a.yml\nclause: answer-today\ngranted: 2025-07-01\nuntil: 2025-07-01\n"
            "by: service-director\nscope: All\nreason: The lift.\nclosed: 2025-07-01\n",
            "policies/complaints/records/exceptions/a.yml until: error[date-order] "
            f"until 2025-07-01 is the same day as granted 2025-07-01 | {CORRECT}",
        ),
        (
            RECORDS + "exceptions/a.yml\nclause: answer-today\ngranted: 2025-07-01\nuntil: 2025-08-01\n"
            "by: service-director\nscope: All\nreason: The lift.\nclosed: 2025-06-30\n",
            "policies/complaints/records/exceptions/a.yml closed: error[date-order] "
            f"closed 2025-06-30 is before granted 2025-07-01 | {CORRECT}",
        ),
        (
            RECORDS + 'corrections/a.yml\nversion: "1.0"\nclause: answer-today\nwrong: a\nright: b\n'
            "since: 2025-06-02\ncorrected: 2025-06-01\nby: adviser\n",
            "policies/complaints/records/corrections/a.yml corrected: error[date-order] "
            f"corrected 2025-06-01 is before since 2025-06-02 | {CORRECT}",
        ),
        (
            "# policies/phone/records/withdrawals/a.yml\npublished: 2025-07-01\neffective: 2025-06-30\n"
            "by: service-director\nreason: It is part of another policy.\n",
            "policies/phone/records/withdrawals/a.yml effective: error[date-order] "
            f"effective 2025-06-30 is before published 2025-07-01 | {CORRECT}",
        ),
        (
            version("1.1", published="2025-04-17"),
            "policies/phone/versions/1.1.yml release.published: error[date-order] "
            f"published 2025-04-17 is before version 1.0 was published on 2025-04-18 | {CORRECT}",
        ),
    ],
)
def test_days_in_the_wrong_order_are_reported_at_the_later_one(case: str, expected: str) -> None:
    assert found(case) == [expected]


@pytest.mark.parametrize(
    "case",
    [
        version("1.1", published="2025-10-01", effective="2025-10-01"),
        version("1.1", published="2025-04-18", effective="2025-05-02"),
        VERSION + RELEASE.replace("approved: 2025-04-15", "approved: 2025-04-18"),
        VERSION + EVIDENCE.replace("ends: 2025-04-01", "ends: 2025-04-18"),
        "# policies/phone/records/withdrawals/a.yml\npublished: 2025-07-01\neffective: 2025-07-01\n"
        "by: service-director\nreason: It is part of another policy.\n",
    ],
)
def test_days_that_fall_together_are_in_order_where_they_may(case: str) -> None:
    assert found(case) == []


@pytest.mark.parametrize(
    ("numbers", "kinds"),
    [
        (("1.1", "1.2", "2.0"), ("editorial", "editorial", "substantive")),
        (("2.0", "3.0", "3.1"), ("substantive", "substantive", "editorial")),
    ],
)
def test_versions_that_ascend_by_one_are_in_order(numbers: tuple[str, ...], kinds: tuple[str, ...]) -> None:
    days = (("2025-06-18", "2025-07-01"), ("2025-07-18", "2025-08-01"), ("2025-08-18", "2025-09-01"))
    cases = [version(number, kind, *day) for number, kind, day in zip(numbers, kinds, days, strict=True)]
    assert found(*cases) == []


@pytest.mark.parametrize(
    ("number", "change", "expected"),
    [
        ("2.0", "editorial", "version 2.0 is called editorial, but its number says substantive"),
        ("1.1", "substantive", "version 1.1 is called substantive, but its number says editorial"),
    ],
)
def test_a_number_that_does_not_fit_the_change_is_reported(number: str, change: str, expected: str) -> None:
    assert found(version(number, change)) == [
        f"policies/phone/versions/{number}.yml release.change: error[version-number] {expected} | "
        "a substantive change raises MAJOR (2.0), an editorial one MINOR (1.1)"
    ]


def test_a_number_below_the_first_is_reported() -> None:
    assert found(version("0.9", published="2025-01-01", effective="2025-01-02")) == [
        "policies/phone/versions/0.9.yml release.version: error[version-number] version 0.9 is below 1.0 | "
        "the first version is 1.0"
    ]


@pytest.mark.parametrize(
    ("number", "change"), [("1.2", "editorial"), ("2.1", "editorial"), ("3.0", "substantive"), ("3.1", "editorial")]
)
def test_a_number_that_leaves_a_gap_is_reported(number: str, change: str) -> None:
    assert found(version(number, change)) == [
        f"policies/phone/versions/{number}.yml release.version: error[missing-version] "
        f"version {number} follows 1.0, so a version between them is missing | the next after 1.0 is 2.0 or 1.1"
    ]


@pytest.mark.parametrize(
    ("effective", "when"), [("2025-05-01", "on the same day as"), ("2025-04-30", "before"), ("2025-04-19", "before")]
)
def test_a_version_that_takes_effect_too_early_is_reported(effective: str, when: str) -> None:
    assert found(version("1.1", published="2025-04-19", effective=effective)) == [
        "policies/phone/versions/1.1.yml release.effective: error[overlapping-versions] "
        f"version 1.1 takes effect on {effective}, {when} version 1.0 | it must take effect after 2025-05-01"
    ]


def test_a_version_that_is_not_published_yet_is_checked_too() -> None:
    assert found(version("1.1", published="2027-01-01", effective="2026-12-01"), as_of="2025-06-01") == [
        "policies/phone/versions/1.1.yml release.effective: error[date-order] "
        f"effective 2026-12-01 is before published 2027-01-01 | {CORRECT}"
    ]


def test_a_policy_is_withdrawn_once() -> None:
    withdrawal = "effective: 2025-06-01\nby: service-director\nreason: It is part of another policy.\n"
    assert found(
        f"# policies/phone/records/withdrawals/a.yml\npublished: 2025-05-18\n{withdrawal}",
        f"# policies/phone/records/withdrawals/b.yml\npublished: 2025-05-19\n{withdrawal}",
    ) == [
        "policies/phone/records/withdrawals/b.yml published: error[withdrawn-twice] "
        "the policy was already withdrawn by `a` | keep one of the two records"
    ]


def test_nothing_is_published_after_a_withdrawal() -> None:
    withdrawal = "published: 2025-05-18\neffective: 2025-06-01\nby: service-director\nreason: No more.\n"
    assert found(f"# policies/phone/records/withdrawals/a.yml\n{withdrawal}", version("1.1")) == [
        "policies/phone/versions/1.1.yml release.published: error[version-after-withdrawal] "
        "version 1.1 is published after the policy was withdrawn on 2025-05-18 | "
        "a policy that binds again gets a new id"
    ]


def test_a_version_may_be_withdrawn_before_it_takes_effect() -> None:
    withdrawal = "published: 2025-09-20\neffective: 2025-09-25\nby: service-director\nreason: No more.\n"
    assert found(f"# policies/phone/records/withdrawals/a.yml\n{withdrawal}", version("1.1")) == []


def test_a_correction_names_a_version_that_exists() -> None:
    assert found(
        RECORDS + 'corrections/a.yml\nversion: "1.1"\nclause: answer-today\nwrong: a\nright: b\n'
        "since: 2025-06-01\ncorrected: 2025-06-02\nby: adviser\n"
    ) == [
        "policies/complaints/records/corrections/a.yml version: error[unknown-version] "
        "there is no version 1.1 of this policy | did you mean `1.0`?"
    ]
