"""Records of granted exceptions -> which are open, which have lapsed unsettled, which are closed."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from handbook.history.edition import Edition, once
from handbook.model.record import PolicyException
from handbook.report.clause_titles import clause_title
from handbook.report.current import Current, happened, published


class ExceptionState(StrEnum):
    """Lapsed: its last day has passed and nobody has closed it."""

    OPEN = "open"
    LAPSED = "lapsed"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionLine:
    """An exception with its state; `clause_title` is empty where the policy holds the clause no more."""

    current: Current
    exception: PolicyException
    state: ExceptionState
    clause_title: str = ""


@once
def exceptions(edition: Edition) -> tuple[ExceptionLine, ...]:
    """All exceptions granted by the edition's day, the one granted last first."""
    lines = []
    for item in published(edition):
        records = [record for record in item.policy.records.exceptions if happened(record.granted, edition)]
        lines += [
            ExceptionLine(
                current=item,
                exception=record,
                state=exception_state(record, edition.as_of),
                clause_title=clause_title(item.text, record.clause),
            )
            for record in records
        ]
    return tuple(sorted(lines, key=lambda line: line.exception.granted, reverse=True))


def exception_state(exception: PolicyException, as_of: date) -> ExceptionState:
    """The state on a day: an exception lapses on its `until`, unless it was closed by then."""
    if exception.closed and exception.closed <= as_of:
        return ExceptionState.CLOSED
    return ExceptionState.LAPSED if exception.until <= as_of else ExceptionState.OPEN
