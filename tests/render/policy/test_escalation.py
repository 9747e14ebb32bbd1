from handbook.model.handbook import Case
from handbook.render.policy.escalation import Ladder, Rung, ladders
from handbook.render.press import Link, Sheet, make_press
from tests.builders import edition, escalation_level, organisation, role

REFUND, ABUSE, PRESS = "refund-refused", "abuse", "press"


def sheet() -> Sheet:
    cases = (Case(id=REFUND, title="Refund refused"), Case(id=ABUSE, title="Abuse"))
    roles = (role("complaints-lead", contact="extension 220"), role("adviser"))
    return make_press(edition(organisation=organisation(cases=cases), roles=roles)).sheet("policies/complaints/")


def shape(*levels: object) -> list[tuple[tuple[str, ...], list[str], list[str]]]:
    """The cases of each ladder, with the levels and with the anchors of its rungs."""
    found = ladders(levels, sheet())  # type: ignore[arg-type]
    return [(item.cases, [rung.id for rung in item.rungs], [rung.anchor for rung in item.rungs]) for item in found]


def test_ladder_says_who_takes_over_how_soon_and_with_what() -> None:
    level = escalation_level(backup="adviser", channels=("phone",), limit="up to 200 EUR", hand_off="the case number")

    assert ladders((level,), sheet()) == (
        Ladder(
            anchor="_case-refund-refused",
            cases=("Refund refused",),
            rungs=(
                Rung(
                    id="to-complaints-lead",
                    anchor="to-complaints-lead",
                    level=1,
                    trigger="the customer refuses the offer",
                    role=Link("Complaints lead", "../../roles/complaints-lead/"),
                    contact="extension 220",
                    within="within 30 minutes",
                    urgency="same-day",
                    backup=Link("Adviser", "../../roles/adviser/"),
                    channels=("Phone",),
                    limit="up to 200 EUR",
                    hand_off="the case number",
                ),
            ),
        ),
    )


def test_levels_stand_in_order_whatever_order_they_are_written_in() -> None:
    assert shape(escalation_level("second", level=2), escalation_level("first", level=1)) == [
        (("Refund refused",), ["first", "second"], ["first", "second"])
    ]


def test_cases_with_the_same_levels_share_a_ladder() -> None:
    assert shape(
        escalation_level("one", cases=(REFUND, ABUSE)), escalation_level("two", level=2, cases=(REFUND, ABUSE))
    ) == [(("Refund refused", "Abuse"), ["one", "two"], ["one", "two"])]


def test_level_that_stands_in_two_ladders_has_its_anchor_in_the_first() -> None:
    assert shape(escalation_level("both", cases=(REFUND, PRESS)), escalation_level("own", level=2, cases=(PRESS,))) == [
        (("Refund refused",), ["both"], ["both"]),
        (("press",), ["both", "own"], ["", "own"]),
    ]
