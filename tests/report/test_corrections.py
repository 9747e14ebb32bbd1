from handbook.report.corrections import CorrectionLine, corrections
from handbook.report.current import Current
from tests.builders import correction, edition, policy, procedure, standard, text, version

ONE = version(
    "1.0",
    published="2025-01-10",
    effective="2025-02-01",
    text=text(procedures=(procedure(standards=(standard("first-answer"),)),)),
)
TWO = version("2.0", published="2025-05-10", effective="2025-06-01")
MISTAKE = correction(version="1.0", clause="first-answer", corrected="2025-03-01")


def test_correction_stands_with_the_version_that_holds_the_mistake() -> None:
    complaints = policy("complaints", ONE, TWO, MISTAKE)

    assert corrections(edition(complaints)) == (
        CorrectionLine(
            current=Current(policy=complaints, version=ONE), correction=MISTAKE, clause_title="time to first answer"
        ),
    )


def test_correction_of_a_later_day_or_of_an_unknown_version_is_not_known() -> None:
    unknown = correction("other", version="2.0", corrected="2025-02-15")

    assert corrections(edition(policy("complaints", ONE, TWO, MISTAKE, unknown), as_of="2025-02-28")) == ()
