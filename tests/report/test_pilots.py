from handbook.model.policy import FindingDecision
from handbook.report.current import Current
from handbook.report.pilots import ChangedClause, FindingLine, PilotLine, pilots
from tests.builders import duty, edition, finding, pilot, policy, text, version, working

NAMED = finding("callers-want-a-name", changed=("answer-today", "gone"))
SPRING = pilot("spring", ends="2024-12-02", findings=(NAMED,))
ONE = version("1.0", published="2025-01-10", effective="2025-02-01", text=text(duties=(duty(),), pilots=(SPRING,)))


def test_finding_names_the_clauses_that_it_changed_as_its_version_words_them() -> None:
    complaints = policy("complaints", ONE)

    assert pilots(edition(complaints)) == (
        PilotLine(
            current=Current(policy=complaints, version=ONE),
            pilot=SPRING,
            findings=(
                FindingLine(
                    finding=NAMED,
                    changed=(
                        ChangedClause(id="answer-today", title="Answer every complaint on the day it arrives."),
                        ChangedClause(id="gone", title=""),
                    ),
                ),
            ),
        ),
    )


def test_pilot_told_by_two_versions_stands_once_with_the_first() -> None:
    two = version("2.0", published="2025-05-10", effective="2025-06-01", text=text(pilots=(SPRING,)))

    assert [str(line.current.version.number) for line in pilots(edition(policy("complaints", ONE, two)))] == ["1.0"]


def test_pilot_that_ended_last_comes_first() -> None:
    autumn = pilot("autumn", ends="2025-05-02")
    two = version("2.0", published="2025-05-10", effective="2025-06-01", text=text(pilots=(autumn,)))

    assert [line.pilot.id for line in pilots(edition(policy("complaints", ONE, two)))] == ["autumn", "spring"]


def test_pilot_of_a_working_text_or_a_later_version_is_not_told() -> None:
    draft = policy("draft", versions=(), working=working(text=text(pilots=(SPRING,))))

    assert pilots(edition(draft, policy("complaints", ONE), as_of="2025-01-09")) == ()


def test_deferred_finding_is_not_decided() -> None:
    decisions = [None, *FindingDecision]

    assert [FindingLine(finding=finding(decision=decision)).decided for decision in decisions] == [
        False,
        True,
        True,
        False,
    ]
