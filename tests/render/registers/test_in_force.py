import json
import re

from handbook.model.period import Period
from handbook.render.press import make_press
from handbook.render.registers import in_force
from handbook.render.registers.in_force import in_force_pages, periods_json
from handbook.report.versions import BindingLine
from tests.builders import day, edition, number, policy, text, version, withdrawal
from tests.render.registers.reading import rows

ONE = version("1.0", published="2025-01-10", effective="2025-02-01")
TWO = version("2.0", published="2025-05-10", effective="2025-06-15")
CHAT = policy("chat", version("1.0", published="2024-12-01", effective="2025-01-01", text=text(title="Chat")))
SUBJECT = edition(policy("complaints", ONE, TWO), CHAT)


def listed(body: str) -> list[list[str]]:
    """The rows of the quarters, without the table that a script fills."""
    return rows(body)[1:]


def test_each_quarter_lists_all_that_bound_in_it() -> None:
    (page,) = in_force_pages(make_press(SUBJECT))
    heading = ["Policy", "Version", "From", "Last day"]

    assert [item.title for item in page.headings] == ["2025, April to June", "2025, January to March"]
    assert listed(page.body) == [
        heading,
        ["Chat", "1.0", "1 January 2025", "still open"],
        ["Complaints", "1.0", "1 February 2025", "Ends 14 June 2025"],
        ["Complaints", "2.0", "Begins 15 June 2025", "still open"],
        heading,
        ["Chat", "1.0", "Begins 1 January 2025", "still open"],
        ["Complaints", "1.0", "Begins 1 February 2025", "14 June 2025"],
    ]


def test_quarter_of_a_large_handbook_lists_what_began_or_ceased(monkeypatch: object) -> None:
    monkeypatch.setattr(in_force, "MAX_LISTED", 4)  # type: ignore[attr-defined]
    (page,) = in_force_pages(make_press(SUBJECT))

    assert [row[:2] for row in listed(page.body)[:3]] == [
        ["Policy", "Version"],
        ["Complaints", "2.0"],
        ["Complaints", "1.0"],
    ]


def test_data_holds_every_period_that_is_known() -> None:
    end = withdrawal(published="2025-07-01", effective="2025-08-01")
    (page,) = in_force_pages(make_press(edition(policy("complaints", ONE, TWO, end))))
    data = re.search(r"<template data-in-force-data>(.*?)</template>", page.body)

    assert data is not None
    assert json.loads(data[1]) == {
        "asOf": "2026-03-01",
        "bound": [
            ["complaints", "1.0", "Complaints", "2025-02-01", "2025-06-15"],
            ["complaints", "2.0", "Complaints", "2025-06-15", "2025-08-01"],
        ],
    }


def test_data_cannot_end_its_element() -> None:
    line = BindingLine(
        policy_id="complaints",
        version=number("1.0"),
        title="</script><!--&'",
        category="contact",
        period=Period(day("2025-02-01")),
    )

    assert periods_json((line,), "2026-03-01") == (
        '{"asOf":"2026-03-01","bound":[["complaints","1.0",'
        '"\\u003c/script\\u003e\\u003c!--\\u0026\\u0027","2025-02-01",null]]}'
    )
