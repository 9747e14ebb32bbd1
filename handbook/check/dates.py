"""Days and version numbers -> those that are out of order, missing or in each other's way.

What follows from an order that holds (what is in force, what is due) is for `history`.
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from handbook.check.survey import Survey, records_beside
from handbook.model.diagnostic import Diagnostic, did_you_mean, error
from handbook.model.policy import Pilot
from handbook.model.record import Correction, Measurement, PolicyException, Withdrawal
from handbook.model.source import Source
from handbook.model.version import ChangeKind, Release, Version
from handbook.model.version_number import VersionNumber

_ORDERED: dict[type, tuple[tuple[str, str, bool], ...]] = {
    Release: (("published", "effective", True),),
    Pilot: (("begins", "ends", False),),
    Measurement: (("begins", "ends", False),),
    PolicyException: (("granted", "until", False), ("granted", "closed", True)),
    Correction: (("since", "corrected", True),),
    Withdrawal: (("published", "effective", True),),
}
"""For each record the fields of which the first is the earlier day, and whether both may be the same day."""


def record_days(survey: Survey) -> Iterator[Diagnostic]:
    """The days of a record follow each other.

    Codes: date-order.
    """
    for policy in survey.handbook.policies:
        for record in records_beside(policy):
            yield from _out_of_order(record)
        for version in policy.versions:
            yield from _out_of_order(version.release)
    for expression in survey.expressions:
        for pilot in expression.text.pilots:
            yield from _out_of_order(pilot)


def _out_of_order(record: Any) -> Iterator[Diagnostic]:
    for first, second, same_day in _ORDERED.get(type(record), ()):
        earlier, later = getattr(record, first), getattr(record, second)
        if later is None or earlier < later or (same_day and earlier == later):
            continue
        relation = "before" if later < earlier else "the same day as"
        message = f"{second} {later} is {relation} {first} {earlier}"
        yield error("date-order", record.source.of(second), message, "correct the day that is wrong")


def version_days(survey: Survey) -> Iterator[Diagnostic]:
    """A version is tried, then approved, then published, and later versions are published later.

    Codes: date-order.
    """
    for policy in survey.handbook.policies:
        for version in policy.versions:
            yield from _late(version)
        for before, version in pairwise(policy.versions):
            published, source = version.release.published, version.release.source.of("published")
            if published < before.release.published:
                message = (
                    f"published {published} is before version {before.number} was published on "
                    f"{before.release.published}"
                )
                yield error("date-order", source, message, "correct the day that is wrong")


def _late(version: Version) -> Iterator[Diagnostic]:
    """What must have happened when the version was published, and has not."""
    release = version.release
    events: list[tuple[str, date, Source]] = [
        (f"pilot `{pilot.id}` ends", pilot.ends, pilot.source.of("ends"))
        for pilot in version.text.pilots
        if pilot.version == version.number
    ]
    if release.approval:
        events.append(("approved", release.approval.approved, release.approval.source.of("approved")))
    for what, day, source in events:
        if day > release.published:
            message = f"{what} {day} is after published {release.published}"
            yield error("date-order", source, message, "a version is published when that is done")


def version_numbers(survey: Survey) -> Iterator[Diagnostic]:
    """A substantive version raises MAJOR and begins at MINOR 0, an editorial one raises MINOR; the first is 1.0.

    Codes: version-number. A handbook that comes from elsewhere may begin at a higher number.
    """
    for policy in survey.handbook.policies:
        for version in policy.versions:
            number, change = version.number, version.release.change
            wanted = ChangeKind.EDITORIAL if number.minor else ChangeKind.SUBSTANTIVE
            if number.major < 1:
                message = f"version {number} is below 1.0"
                yield error("version-number", version.release.source.of("version"), message, "the first version is 1.0")
            elif change is not wanted:
                message = f"version {number} is called {change}, but its number says {wanted}"
                hint = "a substantive change raises MAJOR (2.0), an editorial one MINOR (1.1)"
                yield error("version-number", version.release.source.of("change"), message, hint)


def version_sequence(survey: Survey) -> Iterator[Diagnostic]:
    """No version is missing between two others.

    Codes: missing-version.
    """
    for policy in survey.handbook.policies:
        for before, version in pairwise(policy.versions):
            last, number = before.number, version.number
            if number not in {VersionNumber(last.major + 1, 0), VersionNumber(last.major, last.minor + 1)}:
                message = f"version {number} follows {last}, so a version between them is missing"
                hint = f"the next after {last} is {last.major + 1}.0 or {last.major}.{last.minor + 1}"
                yield error("missing-version", version.release.source.of("version"), message, hint)


def version_periods(survey: Survey) -> Iterator[Diagnostic]:
    """Each version begins to bind after the one before it, so that one binds on any day.

    Codes: overlapping-versions.
    """
    for policy in survey.handbook.policies:
        for before, version in pairwise(policy.versions):
            effective, last = version.release.effective, before.release.effective
            if effective <= last:
                when = "on the same day as" if effective == last else "before"
                message = f"version {version.number} takes effect on {effective}, {when} version {before.number}"
                hint = f"it must take effect after {last}"
                yield error("overlapping-versions", version.release.source.of("effective"), message, hint)


def withdrawn_policies(survey: Survey) -> Iterator[Diagnostic]:
    """A policy is withdrawn once, and nothing is published afterwards.

    Codes: version-after-withdrawal, withdrawn-twice.
    """
    for policy in survey.handbook.policies:
        if not policy.records.withdrawals:
            continue
        first, *others = policy.records.withdrawals
        for again in others:
            message = f"the policy was already withdrawn by `{first.id}`"
            yield error("withdrawn-twice", again.source.of("published"), message, "keep one of the two records")
        for version in policy.versions:
            if version.release.published > first.published:
                message = f"version {version.number} is published after the policy was withdrawn on {first.published}"
                source = version.release.source.of("published")
                yield error("version-after-withdrawal", source, message, "a policy that binds again gets a new id")


def corrected_versions(survey: Survey) -> Iterator[Diagnostic]:
    """A correction names a version that exists.

    Codes: unknown-version.
    """
    for policy in survey.handbook.policies:
        numbers = {version.number for version in policy.versions}
        for correction in policy.records.corrections:
            if correction.version not in numbers:
                message = f"there is no version {correction.version} of this policy"
                hint = did_you_mean(str(correction.version), {str(number) for number in numbers})
                yield error("unknown-version", correction.source.of("version"), message, hint)
