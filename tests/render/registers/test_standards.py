from handbook.model.handbook import Policy
from tests.builders import edition, measurement, policy, procedure, standard, text, version
from tests.render.registers.reading import links, pages_in, rows, tags

LAX = text(procedures=(procedure(title="Receive", standards=(standard(target="8"),), channels=("phone",)),))
STRICT = text(procedures=(procedure(title="Receive", standards=(standard(target="4"),), channels=("phone",)),))
ONE = version("1.0", published="2025-01-10", effective="2025-02-01", text=LAX)
TWO = version("2.0", published="2025-08-01", effective="2025-10-01", text=STRICT)


def body(*records: object) -> str:
    subject: Policy = policy("complaints", ONE, TWO, *records)
    return pages_in(edition(subject), "standards")[0].body


def test_row_tells_target_method_origin_and_latest_value() -> None:
    late = measurement(begins="2025-10-01", ends="2026-01-01", value="5", note="two days left out")

    assert rows(body(late)) == [
        ["Standard", "Target", "Measured by", "Comes from", "Latest value"],
        ["Complaints"],
        [
            "time to first answer holds Receive",
            "at most 4 working hours",
            "case system, weekly",
            "Customers survey of 412 customers keeps Reliability",
            "Missed 5 working hours October to December 2025 two days left out",
        ],
    ]


def test_value_of_an_older_target_names_that_target() -> None:
    assert rows(body(measurement(value="6")))[2][4] == (
        "Met 6 working hours July to September 2025 target then at most 8 working hours"
    )


def test_standard_without_a_measurement_says_so() -> None:
    assert rows(body())[2][4] == "not measured yet"


def test_standard_and_procedure_lead_to_their_clauses() -> None:
    assert links(body())[1:] == [
        ("Complaints", "../policies/complaints/"),
        ("time to first answer", "../policies/complaints/#first-answer"),
        ("Receive", "../policies/complaints/#receive-complaint"),
    ]


def test_rows_carry_what_they_are_filtered_by() -> None:
    marked = [attributes for tag, attributes in tags(body(measurement(value="3"))) if "data-row" in attributes]

    assert marked == [
        {
            "role": "row",
            "data-row": "",
            "data-principle": "reliability",
            "data-channel": "phone",
            "data-result": "met",
        }
    ]


def test_procedure_of_no_named_channel_is_found_by_every_channel() -> None:
    everywhere = version(text=text(procedures=(procedure(standards=(standard(),)),)))
    (page,) = pages_in(edition(policy("complaints", everywhere)), "standards")

    assert [attributes["data-channel"] for _, attributes in tags(page.body) if "data-row" in attributes] == ["*"]
