from handbook.history.clauses import HEAD, clauses
from handbook.render.policy.chronology import clause_ids, current_issue, issues
from tests.builders import (
    duty,
    edition,
    number,
    policy,
    text,
    text_of_all_kinds,
    version,
    withdrawal,
)

EVERYTHING = text_of_all_kinds()


def test_ids_are_those_of_all_clauses() -> None:
    assert clause_ids(EVERYTHING) == {clause.id for clause in clauses(EVERYTHING)} - {HEAD}


def test_issues_know_their_neighbours_and_periods() -> None:
    one, two, later = version("1.0"), version("2.0"), version("3.0", published="2026-02-01", effective="2026-06-01")
    found = issues(policy("complaints", one, two, later), edition(as_of="2026-03-01"))

    assert [(item.number, item.state.value, item.previous, item.successor) for item in found] == [
        ("1.0", "superseded", None, two),
        ("2.0", "in-force", one, later),
        ("3.0", "prospective", two, None),
    ]
    assert [(item.period.start.isoformat(), item.period.end) for item in found if item.period] == [
        ("2025-01-01", two.release.effective),
        ("2026-01-01", later.release.effective),
        ("2026-06-01", None),
    ]


def test_version_that_never_bound_was_overtaken() -> None:
    late, overtaking = (
        version("2.0", effective="2026-06-01", published="2025-06-01"),
        version("2.1", effective="2025-09-01"),
    )
    found = issues(policy("complaints", version("1.0"), late, overtaking), edition(as_of="2026-03-01"))

    assert [(item.number, item.period is None, item.successor) for item in found] == [
        ("1.0", False, overtaking),
        ("2.0", True, overtaking),
        ("2.1", False, None),
    ]


def test_changes_are_against_the_version_before() -> None:
    one, two = version("1.0", text=text()), version("2.0", text=text(duties=(duty(),)))
    found = issues(policy("complaints", one, two), edition())

    assert [[(change.type.value, change.id) for change in item.changes] for item in found] == [
        [],
        [("added", "answer-today")],
    ]


def test_version_published_later_is_not_known() -> None:
    subject = policy("complaints", version("1.0"), version("2.0"))

    assert [item.number for item in issues(subject, edition(as_of="2025-06-01"))] == ["1.0"]


def test_current_issue_is_the_one_in_force() -> None:
    subject = policy("complaints", version("1.0"), version("2.0"))
    found = current_issue(issues(subject, edition()))

    assert found is not None
    assert found.version.number == number("2.0")


def test_nothing_is_current_after_a_withdrawal() -> None:
    assert current_issue(issues(policy("complaints", version("1.0"), withdrawal()), edition())) is None
