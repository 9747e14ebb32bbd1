from handbook.model.handbook import Case, Channel, ChannelKind
from handbook.model.policy import Urgency
from handbook.render.press import make_press
from handbook.render.registers.escalation import escalation_pages
from tests.builders import edition, escalation_level, organisation, policy, role, text, version
from tests.render.registers.reading import links, rows, tags, words

OURS = organisation(
    cases=(Case(id="refund-refused", title="A refund is refused"), Case(id="outage", title="The lines are down")),
    channels=(
        Channel(id="phone", title="Phone", kind=ChannelKind.VOICE),
        Channel(id="branch", title="Branch desk", kind=ChannelKind.IN_PERSON),
    ),
)
ROLES = (role("complaints-lead", contact="extension 300"), role("service-director", contact="extension 100"))
FIRST = escalation_level(
    "first",
    channels=("phone",),
    backup="service-director",
    limit="refunds up to 200 EUR",
    hand_off="case number and offer",
)
SECOND = escalation_level("second", level=2, role="service-director", within="P1D", urgency=Urgency.ROUTINE)


def body() -> str:
    one = version(text=text(escalation=(FIRST, SECOND)))
    subject = edition(policy("complaints", one), organisation=OURS, roles=ROLES)
    return next(escalation_pages(make_press(subject))).body


def test_overview_tells_by_urgency_and_channel_whom_to_turn_to_first() -> None:
    assert rows(body())[:5] == [
        ["Kind of case", "On", "Takes over first", "How soon"],
        ["Same day"],
        ["A refund is refused", "Phone", "Complaints lead extension 300", "within 30 minutes"],
        ["Routine"],
        ["A refund is refused", "Branch desk", "Service director extension 100", "within 1 day"],
    ]


def test_levels_of_a_case_stand_in_order_with_role_backup_and_contact() -> None:
    assert rows(body())[5:] == [
        ["Level", "Moves up when", "Takes over", "How soon", "May decide, is told"],
        [
            "Level 1",
            "the customer refuses the offer on Phone set by Complaints",
            "Complaints lead extension 300 when away Service director extension 100",
            "within 30 minutes Same day",
            "refunds up to 200 EUR is told case number and offer",
        ],
        [
            "Level 2",
            "the customer refuses the offer on every channel set by Complaints",
            "Service director extension 100",
            "within 1 day Routine",
            "",
        ],
    ]


def test_case_in_the_overview_leads_to_its_levels() -> None:
    assert ("A refund is refused", "#_case-refund-refused") in links(body())
    assert "_case-refund-refused" in [attributes.get("id") for _, attributes in tags(body())]


def test_case_that_no_level_covers_is_named() -> None:
    assert "No level covers these kinds of case The lines are down" in words(body())


def test_rows_are_found_by_channel_urgency_and_role_also_as_backup() -> None:
    marked = [attributes for _, attributes in tags(body()) if "data-row" in attributes]

    assert [(row["data-channel"], row["data-urgency"], row["data-role"]) for row in marked] == [
        ("phone", "same-day", "complaints-lead"),
        ("branch", "routine", "service-director"),
        ("phone", "same-day", "complaints-lead service-director"),
        ("*", "routine", "service-director"),
    ]
