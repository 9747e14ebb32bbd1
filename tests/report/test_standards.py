from decimal import Decimal

import pytest

from handbook.model.policy import Direction
from handbook.report.current import Current
from handbook.report.standards import Measured, StandardLine, is_met, standards
from tests.builders import edition, measurement, policy, procedure, standard, text, version

FOUR, EIGHT = standard(target="4"), standard(target="8")
LAX = version(
    "1.0", published="2025-01-10", effective="2025-02-01", text=text(procedures=(procedure(standards=(EIGHT,)),))
)
STRICT_PROCEDURE = procedure(standards=(FOUR,))
STRICT = version("2.0", published="2025-08-01", effective="2025-09-01", text=text(procedures=(STRICT_PROCEDURE,)))
SPRING = measurement("2025-q2", begins="2025-04-01", ends="2025-07-01", value="6")
AUTUMN = measurement("2025-q4", begins="2025-10-01", ends="2026-01-01", value="5")


@pytest.mark.parametrize(
    ("better", "value", "met"),
    [
        (Direction.AT_MOST, "4", True),
        (Direction.AT_MOST, "4.1", False),
        (Direction.AT_LEAST, "4", True),
        (Direction.AT_LEAST, "3.9", False),
        (Direction.EXACTLY, "4.0", True),
        (Direction.EXACTLY, "3", False),
    ],
)
def test_value_is_met_on_the_good_side_of_the_target_and_on_it(better: Direction, value: str, met: bool) -> None:
    assert is_met(better, Decimal(4), Decimal(value)) is met


def test_line_holds_measurements_newest_first_each_with_the_standard_of_its_day() -> None:
    complaints = policy("complaints", LAX, STRICT, SPRING, AUTUMN)

    assert standards(edition(complaints)) == (
        StandardLine(
            current=Current(policy=complaints, version=STRICT),
            procedure=STRICT_PROCEDURE,
            standard=FOUR,
            measured=(
                Measured(measurement=AUTUMN, standard=FOUR),
                Measured(measurement=SPRING, standard=EIGHT),
            ),
        ),
    )


def test_value_is_held_against_the_target_that_bound_when_its_period_ended() -> None:
    line = standards(edition(policy("complaints", LAX, STRICT, SPRING, AUTUMN)))[0]

    assert [item.met for item in line.measured] == [False, True]


def test_measurement_is_unknown_until_its_period_is_over() -> None:
    subject = policy("complaints", LAX, SPRING)

    assert standards(edition(subject, as_of="2025-06-30"))[0].latest is None
    assert standards(edition(subject, as_of="2025-07-01"))[0].latest == Measured(measurement=SPRING, standard=EIGHT)


def test_measurement_from_before_the_standard_is_held_against_the_nearest_version_that_has_it() -> None:
    early = measurement("2024-q4", begins="2024-10-01", ends="2025-01-01", value="9")

    assert standards(edition(policy("complaints", LAX, early)))[0].measured == (
        Measured(measurement=early, standard=EIGHT),
    )


def test_standard_of_a_withdrawn_policy_is_no_standard() -> None:
    assert standards(edition(policy("complaints", LAX), as_of="2025-01-31")) == ()
