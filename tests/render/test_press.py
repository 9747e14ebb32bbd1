import pytest
from markupsafe import Markup

from handbook.render.press import Link, Sheet, make_press
from tests.builders import edition, policy, rename, text, version, working

TO_COME = version("1.0", effective="2027-01-01", published="2026-02-01", text=text(title="Parcels"))
UNKNOWN = version("1.0", effective="2027-01-01", published="2026-12-01", text=text(title="Secret"))


def sheet() -> Sheet:
    """The sheet of a page two folders deep."""
    policies = (
        policy("complaints", version("1.0"), version("2.0", text=text(title="Complaints today")), rename()),
        policy("parcels", TO_COME),
        policy("secret", UNKNOWN),
        policy("draft", versions=(), working=working(text=text(title="Draft"))),
    )
    return make_press(edition(*policies)).sheet("policies/complaints/")


def test_links_are_relative_to_the_page() -> None:
    assert [sheet().role("adviser"), sheet().category("contact"), sheet().to("Mission", "mission/")] == [
        Link("Adviser", "../../roles/adviser/"),
        Link("Reaching us", "../../categories/contact/"),
        Link("Mission", "../../mission/"),
    ]


def test_policy_goes_by_the_title_in_force_or_to_come() -> None:
    assert [sheet().policy("complaints"), sheet().policy("parcels", "a-clause")] == [
        Link("Complaints today", "../../policies/complaints/"),
        Link("Parcels", "../../policies/parcels/#a-clause"),
    ]


def test_what_is_not_published_has_neither_link_nor_title() -> None:
    assert [sheet().policy("secret"), sheet().policy("draft")] == [Link("secret"), Link("draft")]


def test_unknown_ids_are_printed_as_they_are() -> None:
    assert [
        sheet().role("nobody"),
        sheet().category("none"),
        *sheet().channels(("fax",)),
        *sheet().branches(("x",)),
    ] == [
        Link("nobody"),
        Link("none"),
        "fax",
        "x",
    ]


def test_prose_links_follow_a_rename() -> None:
    assert sheet().prose("[x](policy:grievances)") == '<p><a href="../../policies/complaints/">x</a></p>\n'


def test_prose_does_not_link_to_what_is_not_published() -> None:
    assert sheet().prose("[x](policy:secret) [y](policy:draft)") == "<p>x y</p>\n"


@pytest.mark.parametrize(
    ("address", "own", "root"),
    [("", "./", "../../"), ("2.0/", "../", "../../../"), ("2.0/changes/", "../../", "../../../../")],
)
def test_pages_of_a_policy_lead_to_each_other_by_the_shortest_way(address: str, own: str, root: str) -> None:
    shared = sheet().press.policy_sheet("complaints")
    links = (shared.policy("complaints", "a-clause"), shared.policy("parcels"), shared.role("adviser"))

    body = shared.body(f"policies/complaints/{address}", "registers/mission.html", statement=Markup(), loose=links)

    assert [link.split('"')[0] for link in body.split('href="')[1:]] == [
        f"{own}#a-clause",
        f"{root}policies/parcels/",
        f"{root}roles/adviser/",
    ]
