"""What an owner has to do soon: reviews that are overdue or due, and versions that take effect, each with its day."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from handbook.history.edition import Edition
from handbook.history.in_force import prospective
from handbook.report.reviews import Window, reviews, window


class Task(StrEnum):
    """What has to be done, or happens, on the day."""

    REVIEW = "review"
    TAKES_EFFECT = "takes-effect"
    EXCEPTION_LAPSES = "exception-lapses"


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """One thing that is due. `owner` is the role that keeps the policy."""

    day: date
    owner: str
    policy_id: str
    task: Task
    window: Window
    note: str


def due_lines(edition: Edition, within: timedelta = timedelta(days=90)) -> tuple[DueLine, ...]:
    """Everything due up to so many days after the edition's day, and everything overdue; by owner, then day."""
    until = edition.as_of + within
    lines = [*_reviews(edition), *_versions(edition), *_exceptions(edition)]
    return tuple(
        sorted((line for line in lines if line.day <= until), key=lambda line: (line.owner, line.day, line.policy_id))
    )


def _reviews(edition: Edition) -> list[DueLine]:
    return [
        DueLine(
            day=line.due.due,
            owner=line.current.version.text.owner,
            policy_id=line.current.policy.id,
            task=Task.REVIEW,
            window=line.window,
            note=f"cycle counts from {line.due.last}",
        )
        for line in reviews(edition)
    ]


def _versions(edition: Edition) -> list[DueLine]:
    return [
        DueLine(
            day=version.release.effective,
            owner=version.text.owner,
            policy_id=policy.id,
            task=Task.TAKES_EFFECT,
            window=window(version.release.effective, edition.as_of),
            note=f"version {version.number}",
        )
        for policy in edition.handbook.policies
        for version in prospective(policy, edition.as_of)
    ]


def _exceptions(edition: Edition) -> list[DueLine]:
    return [
        DueLine(
            day=exception.until,
            owner=line.current.version.text.owner,
            policy_id=line.current.policy.id,
            task=Task.EXCEPTION_LAPSES,
            window=window(exception.until, edition.as_of),
            note=f"{exception.id}, for {exception.scope}",
        )
        for line in reviews(edition)
        for exception in line.current.policy.records.exceptions
        if exception.closed is None and exception.granted <= edition.as_of
    ]
