from handbook.report.in_force import InForceRow, in_force_rows
from tests.builders import correction, day, edition, number, policy, text, version, withdrawal

ONE = version("1.0", published="2025-01-10", effective="2025-02-01")
LATE = version("2.0", published="2025-06-20", effective="2025-06-01", text=text(title="Complaints and thanks"))


def test_row_tells_the_version_in_force_and_the_day_on_which_it_ceases() -> None:
    ending = withdrawal(published="2025-05-12", effective="2025-06-01")

    assert in_force_rows(edition(policy("complaints", ONE, ending), as_of="2025-05-20")) == (
        InForceRow(
            policy_id="complaints",
            version=number("1.0"),
            title="Complaints",
            effective=day("2025-02-01"),
            until=day("2025-06-01"),
        ),
    )


def test_rows_are_sorted_by_policy_and_leave_out_what_is_not_in_force() -> None:
    later = version("1.0", published="2025-05-01", effective="2025-12-01")
    found = in_force_rows(edition(policy("b", ONE), policy("c", later), policy("a", ONE), as_of="2025-05-20"))

    assert [row.policy_id for row in found] == ["a", "b"]


def test_version_published_late_is_in_force_only_as_known_later() -> None:
    subject = edition(policy("complaints", ONE, LATE), as_of="2025-06-10")

    then, since = in_force_rows(subject), in_force_rows(subject, known_on=day("2025-06-20"))
    assert [(str(row.version), row.title, row.until) for row in (*then, *since)] == [
        ("1.0", "Complaints", None),
        ("2.0", "Complaints and thanks", None),
    ]


def test_nothing_is_in_force_as_known_before_the_first_publication() -> None:
    subject = edition(policy("complaints", ONE), as_of="2025-06-10")

    assert in_force_rows(subject, known_on=day("2025-01-09")) == ()


def test_corrections_stand_beside_the_version_as_known_on_the_day_asked() -> None:
    mistake = correction(version="1.0", corrected="2025-03-09")
    subject = edition(policy("complaints", ONE, mistake), as_of="2025-03-01")

    then, since = in_force_rows(subject), in_force_rows(subject, known_on=day("2025-03-09"))
    assert [row.corrections for row in (*then, *since)] == [(), (mistake,)]
