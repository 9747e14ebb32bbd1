import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.model.version_number import VersionNumber


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.0", VersionNumber(1, 0)),
        ("2.10", VersionNumber(2, 10)),
        ("0.1", VersionNumber(0, 1)),
        ("9999.9999", VersionNumber(9999, 9999)),
    ],
)
def test_version_number_is_read(text: str, number: VersionNumber) -> None:
    assert VersionNumber.parse(text) == number


@pytest.mark.parametrize(
    "text",
    ["", "1", "1.", ".1", "1.0.0", "01.0", "1.00", "v1.0", "1,0", "-1.0", "1.0\n", " 1.0", "١.٠", "1e3.0", "10000.0"],
)
def test_version_number_refuses_other_text(text: str) -> None:
    assert VersionNumber.parse(text) is None


def test_version_numbers_are_ordered_as_numbers() -> None:
    numbers = [VersionNumber(2, 9), VersionNumber(10, 0), VersionNumber(2, 10), VersionNumber(2, 0)]

    assert [str(number) for number in sorted(numbers)] == ["2.0", "2.9", "2.10", "10.0"]


@given(st.integers(0, 9999), st.integers(0, 9999))
def test_version_number_reads_what_it_wrote(major: int, minor: int) -> None:
    number = VersionNumber(major, minor)

    assert VersionNumber.parse(str(number)) == number
