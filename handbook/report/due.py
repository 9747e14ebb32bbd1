"""What an owner has to do soon, each with its day: reviews, versions that take effect, exceptions not closed."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from handbook.history.edition import Edition
from handbook.history.exceptions import ExceptionState
from handbook.history.in_force import prospective
from handbook.report.exceptions import exceptions
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


def due_lines(edition: Edition) -> tuple[DueLine, ...]:
    """Everything that is overdue or due within `DAYS_AHEAD` days of the edition's day; by owner, then day."""
    lines = [*_reviews(edition), *_versions(edition), *_exceptions(edition)]
    soon = (line for line in lines if line.window is not Window.LATER)
    return tuple(sorted(soon, key=lambda line: (line.owner, line.day, line.policy_id)))


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
            day=line.exception.until,
            owner=line.current.version.text.owner,
            policy_id=line.current.policy.id,
            task=Task.EXCEPTION_LAPSES,
            window=window(line.exception.until, edition.as_of),
            note=f"{line.exception.id}, for {line.exception.scope}",
        )
        for line in exceptions(edition)
        if line.state is not ExceptionState.CLOSED
    ]
