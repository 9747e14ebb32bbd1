from handbook.model.policy import FindingDecision, PilotOutcome
from handbook.render.press import make_press
from handbook.render.registers.pilots import pilots_pages
from tests.builders import duty, edition, finding, pilot, policy, text, version
from tests.render.registers.reading import links, rows

NAMED = finding(changed=("answer-today", "no-such-clause"))
OPEN = finding("sundays", text="Some wrote on Sundays.", decision=None, reason="")
TRIED = text(
    duties=(duty(),),
    pilots=(
        pilot("spring", findings=(NAMED, OPEN), outcome=PilotOutcome.ADAPT, version="1.0"),
        pilot("empty", ends="2024-12-01", findings=(), outcome=None, staff=None, customers=None, conclusion=""),
    ),
)


def test_pilot_is_told_with_its_findings_decisions_and_changed_clauses() -> None:
    one = version("1.0", published="2025-01-10", effective="2025-02-01", text=TRIED)
    (page,) = pilots_pages(make_press(edition(policy("complaints", one))))

    assert rows(page.body) == [
        ["Finding", "Decision", "Changed clauses"],
        [
            "Adapt Complaints 1.0 4 November 2024 to 1 December 2024. 24 members of staff (phone team) and "
            "300 customers (callers). Answers came in time."
        ],
        [
            "Callers asked who would ring back.",
            "Accepted it calms",
            "Answer every complaint on the day it arrives. no-such-clause",
        ],
        ["Some wrote on Sundays.", "Undecided", ""],
        ["Undecided Complaints 1.0 4 November 2024 to 30 November 2024."],
        ["no finding", "", ""],
    ]
    assert links(page.body)[1:3] == [
        ("Complaints 1.0", "../policies/complaints/1.0/#spring"),
        ("Answer every complaint on the day it arrives.", "../policies/complaints/1.0/#answer-today"),
    ]


def test_pilot_of_an_older_version_than_the_one_that_reports_it_says_so() -> None:
    reporting = text(pilots=(pilot(version="0.9", findings=(finding(decision=FindingDecision.DECLINED),)),))
    one = version("1.0", published="2025-01-10", effective="2025-02-01", text=reporting)
    (page,) = pilots_pages(make_press(edition(policy("complaints", one))))

    assert "Complaints 0.9" in rows(page.body)[1][0]
    assert "reported in 1.0" in rows(page.body)[1][0]
