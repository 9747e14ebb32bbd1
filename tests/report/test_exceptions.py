from handbook.history.exceptions import ExceptionState
from handbook.report.current import Current
from handbook.report.exceptions import ExceptionLine, exceptions
from tests.builders import duty, edition, exception, policy, text, version

ONE = version("1.0", published="2025-01-10", effective="2025-02-01", text=text(duties=(duty(),)))
LIFT = exception(granted="2025-07-01", until="2025-10-01")


def test_exception_names_the_clause_that_it_departs_from() -> None:
    complaints = policy("complaints", ONE, LIFT)

    assert exceptions(edition(complaints, as_of="2025-07-01")) == (
        ExceptionLine(
            current=Current(policy=complaints, version=ONE),
            exception=LIFT,
            state=ExceptionState.OPEN,
            clause_title="Answer every complaint on the day it arrives.",
        ),
    )


def test_exception_granted_later_is_not_known() -> None:
    assert exceptions(edition(policy("complaints", ONE, LIFT), as_of="2025-06-30")) == ()
