"""Policies in force -> when each must be reviewed, how soon that is, and what its last review came to."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from handbook.history.edition import Edition, once
from handbook.history.revision import ReviewDue, review_due
from handbook.model.record import Review
from handbook.report.current import Current, current, happened


class Window(StrEnum):
    """How soon a review is due; declared from the most to the least urgent."""

    OVERDUE = "overdue"
    WITHIN_30_DAYS = "within-30-days"
    WITHIN_60_DAYS = "within-60-days"
    WITHIN_90_DAYS = "within-90-days"
    LATER = "later"


_DAYS = {Window.WITHIN_30_DAYS: 30, Window.WITHIN_60_DAYS: 60, Window.WITHIN_90_DAYS: 90}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLine:
    """A policy's next review; `last_review` is None where only its publication counts so far."""

    current: Current
    due: ReviewDue
    window: Window
    last_review: Review | None = None


@once
def reviews(edition: Edition) -> tuple[ReviewLine, ...]:
    """Every policy in force, the review that is due first first."""
    lines = []
    for item in current(edition):
        due = review_due(item.policy, edition)
        if due:
            done = [review for review in item.policy.records.reviews if happened(review.reviewed, edition)]
            last_review = max(done, key=lambda review: (review.reviewed, review.id), default=None)
            lines.append(
                ReviewLine(current=item, due=due, window=window(due.due, edition.as_of), last_review=last_review)
            )
    return tuple(sorted(lines, key=lambda line: line.due.due))


def window(due: date, as_of: date) -> Window:
    """The window that the day falls into; a review due today is not overdue."""
    if due < as_of:
        return Window.OVERDUE
    return next((window for window, days in _DAYS.items() if due - as_of <= timedelta(days=days)), Window.LATER)
