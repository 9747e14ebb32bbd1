"""What an exception is on a day: unknown before it was granted, then open, and lapsed or closed afterwards."""

import pytest

from handbook.history.exceptions import ExceptionState, exception_state
from tests.builders import day, exception


@pytest.mark.parametrize(
    ("closed", "as_of", "expected"),
    [
        (None, "2025-06-30", None),
        (None, "2025-07-01", ExceptionState.OPEN),
        (None, "2025-09-30", ExceptionState.OPEN),
        (None, "2025-10-01", ExceptionState.LAPSED),
        ("2025-07-01", "2025-06-30", None),
        ("2025-07-01", "2025-07-01", ExceptionState.CLOSED),
        ("2025-09-15", "2025-09-14", ExceptionState.OPEN),
        ("2025-09-15", "2025-09-15", ExceptionState.CLOSED),
        ("2025-10-01", "2025-10-01", ExceptionState.CLOSED),
        ("2025-11-15", "2025-09-30", ExceptionState.OPEN),
        ("2025-11-15", "2025-11-14", ExceptionState.LAPSED),
        ("2025-11-15", "2025-11-15", ExceptionState.CLOSED),
    ],
)
def test_state_of_an_exception_on_a_day(closed: str | None, as_of: str, expected: ExceptionState | None) -> None:
    granted = exception(granted="2025-07-01", until="2025-10-01", closed=closed)
    assert exception_state(granted, day(as_of)) is expected
