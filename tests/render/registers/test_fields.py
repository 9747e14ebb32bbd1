"""The reference for owners says how days are counted, with examples that are true."""

import re
from html import unescape

from handbook.render.press import make_press
from handbook.render.registers.fields import fields_pages
from tests.builders import edition, organisation


def test_reference_says_how_days_are_counted() -> None:
    (page,) = fields_pages(make_press(edition(organisation=organisation(time_zone="Europe/Riga"))))
    part = re.search(r'<h2 id="_counting">.*?</section>', page.body, re.DOTALL)

    assert part
    said = " ".join(unescape(re.sub(r"<[^>]*>", "", part[0])).split())
    assert "a day of the calendar in the handbook's time zone (Europe/Riga)" in said
    assert said.endswith(
        "Where the month is too short, its last day counts: 31 August 2025 and 6 months is 28 February 2026; "
        "29 February 2024 and 12 months is 28 February 2025; 28 February 2025 and 12 months is 28 February 2026."
    )
