"""Where links lead, told where their words say otherwise."""

import pytest

from handbook.render.sanitise import safe_html
from handbook.site.sanitise import sanitise


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("[https://bank.example/pay](https://evil.example/)", "evil.example"),
        ("[bank.example](https://evil.example/)", "evil.example"),
        ("[go to www.bank.example now](https://evil.example/)", "evil.example"),
        ("[`bank.example`](https://evil.example/)", "evil.example"),
        ("[bank.example](https://bank.example@evil.example/)", "evil.example"),
        ("[bank.example](https:/evil.example)", "evil.example"),
        ("[help@bank.example](mailto:thief@evil.example?subject=x)", "thief@evil.example"),
        ("[our bank](https://b\u0430nk.example/)", "xn--bnk-6cd.example"),
    ],
)
def test_a_link_that_seems_to_lead_elsewhere_tells_where_it_leads(link: str, told: str) -> None:
    assert safe_html(link).endswith(f"</a> ({told})</p>\n")


@pytest.mark.parametrize(
    "link",
    [
        "[our bank](https://bank.example/)",
        "[bank.example](https://www.bank.example/)",
        "[https://Bank.example/pay](https://bank.example/pay)",
        "<https://bank.example/>",
        "<help@bank.example>",
        "[paragraph 3.2 of the law](https://law.example/)",
        "[returns](policy:returns)",
    ],
)
def test_a_link_that_leads_where_it_says_is_left_alone(link: str) -> None:
    assert safe_html(link).endswith("</a></p>\n")


def test_links_of_hand_written_pages_tell_it_too() -> None:
    assert sanitise('<a href="//evil.example">bank.example</a>', "").endswith("</a> (evil.example)")
