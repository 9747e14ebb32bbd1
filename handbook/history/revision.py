"""Reviews and publications of a policy -> when it must be reviewed; whether an observation has grown old.

The cycle is that of the version in force, else the handbook's. Records dated after the edition's date are not known.
"""

from datetime import date
from enum import StrEnum

from msgspec import Struct

from handbook.history.edition import Edition
from handbook.history.in_force import in_force, known, known_withdrawal
from handbook.model.handbook import Benchmark, Policy
from handbook.model.record import Review
from handbook.model.version import ChangeKind


class ReviewStatus(StrEnum):
    """How urgent a review is: its day has passed, comes within the handbook's `due_soon`, or is further off."""

    OVERDUE = "overdue"
    DUE_SOON = "due-soon"
    LATER = "later"


class ReviewDue(Struct, frozen=True, kw_only=True):
    """`last`: the day from which the cycle counts. `due`: the last day on which the review is still in time."""

    last: date
    due: date
    status: ReviewStatus


def review_due(policy: Policy, edition: Edition) -> ReviewDue | None:
    """When the policy's next review is due; None where nothing is in force, or will be no more by then; total.

    The cycle counts from the last review or, if later, from the newest publication that was substantive; the first
    version's publication counts whatever its kind.

    Source: ISO 10002:2018, 8.6 (reviews at planned intervals).
    """
    version = in_force(policy, edition.as_of)
    if version is None:
        return None
    organisation = edition.handbook.organisation
    last = max(_beginnings(policy, edition.as_of))
    due = (version.text.review_every or organisation.review_every).after(last)
    ending = known_withdrawal(policy, edition.as_of)
    if ending and ending.effective <= due:
        return None
    status = ReviewStatus.LATER
    if due < edition.as_of:
        status = ReviewStatus.OVERDUE
    elif organisation.due_soon.before(due) <= edition.as_of:
        status = ReviewStatus.DUE_SOON
    return ReviewDue(last=last, due=due, status=status)


def last_review(policy: Policy, edition: Edition) -> Review | None:
    """The newest review that is known; None where there was none; total."""
    done = [review for review in policy.records.reviews if review.reviewed <= edition.as_of]
    return max(done, key=lambda review: (review.reviewed, review.id), default=None)


def is_old(benchmark: Benchmark, edition: Edition) -> bool:
    """Whether an observation is older than the handbook lets one become; total."""
    return edition.handbook.organisation.benchmark_age.after(benchmark.observed) < edition.as_of


def _beginnings(policy: Policy, as_of: date) -> list[date]:
    """The days from which a cycle counts, in no order; at least one where a version is known."""
    first, *later = known(policy, as_of)
    published = [item.release.published for item in later if item.release.change is ChangeKind.SUBSTANTIVE]
    reviewed = [review.reviewed for review in policy.records.reviews if review.reviewed <= as_of]
    return [first.release.published, *published, *reviewed]
