"""Records of granted exceptions -> which are open, which have lapsed unsettled, which are closed."""

from dataclasses import dataclass

from handbook.history.clauses import clause_title
from handbook.history.edition import Edition, once
from handbook.history.exceptions import ExceptionState, exception_state
from handbook.model.record import PolicyException
from handbook.report.current import Current, published


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
        lines += [
            ExceptionLine(
                current=item,
                exception=record,
                state=state,
                clause_title=clause_title(item.text, record.clause),
            )
            for record in item.policy.records.exceptions
            if (state := exception_state(record, edition.as_of))
        ]
    return tuple(sorted(lines, key=lambda line: line.exception.granted, reverse=True))
