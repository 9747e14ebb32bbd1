"""A granted exception and a date -> whether it is open, has lapsed unsettled or is closed."""

from datetime import date
from enum import StrEnum

from handbook.model.record import PolicyException


class ExceptionState(StrEnum):
    """Lapsed: its last day has passed and nobody has closed it."""

    OPEN = "open"
    LAPSED = "lapsed"
    CLOSED = "closed"


def exception_state(exception: PolicyException, as_of: date) -> ExceptionState | None:
    """The state on a day; None before it was granted, when it is not known; total.

    An exception lapses on its `until`, unless it was closed by then; a closing dated after the day is not known.
    """
    if as_of < exception.granted:
        return None
    if exception.closed and exception.closed <= as_of:
        return ExceptionState.CLOSED
    return ExceptionState.LAPSED if exception.until <= as_of else ExceptionState.OPEN
