from handbook.render.press import make_press
from handbook.render.registers.mission import mission_pages
from tests.builders import edition, goal, policy, procedure, standard, text, version
from tests.render.registers.reading import items, links, rows, tags, words

RECEIVE = procedure("receive", title="Receive", goals=("fewer-complaints",), standards=(standard(),))


def body(**fields: object) -> str:
    return next(mission_pages(make_press(edition(policy("complaints", version(text=text(**fields))))))).body


def test_table_says_what_the_picture_shows() -> None:
    assert rows(body(goals=(goal(),), procedures=(RECEIVE,))) == [
        ["Procedure", "Standards"],
        ["A customer complains about one thing once. of Complaints An answer on time is a promise kept."],
        ["Receive", "time to first answer at most 4 working hours"],
    ]


def test_picture_has_a_name_and_links_that_the_keyboard_reaches() -> None:
    found = tags(body(goals=(goal(),), procedures=(RECEIVE,)))
    picture = next(attributes for tag, attributes in found if tag == "svg")
    boxes = [attributes for tag, attributes in found if attributes.get("class", "").startswith("chain-node")]

    assert (picture["role"], picture["aria-labelledby"]) == ("group", "_chain-keep-promises")
    assert [(box["aria-label"], box["xlink:href"]) for box in boxes] == [
        ("Goal: A customer complains about one thing once.", "../policies/complaints/#fewer-complaints"),
        ("Procedure: Receive", "../policies/complaints/#receive"),
        ("Standard: time to first answer: at most 4 working hours", "../policies/complaints/#first-answer"),
    ]


def test_pillar_keeps_its_own_id_as_anchor() -> None:
    (page,) = mission_pages(make_press(edition()))

    assert page.headings[0].anchor == "keep-promises"


def test_whole_chain_says_that_nothing_hangs_loose() -> None:
    assert "Nothing hangs loose" in words(body(goals=(goal(),), procedures=(RECEIVE,)))


def test_what_hangs_loose_is_named_on_top_and_listed_below() -> None:
    page = body(goals=(goal(mission=()),), procedures=(procedure("file-away", title="File away", goals=()),))

    assert items(page) == [
        "Pillars without a goal: 1",
        "Goals without a pillar: 1",
        "Goals without a procedure: 1",
        "Procedures without a goal: 1",
        "Procedures without a standard: 1",
        "Keep every promise We name only dates that we hold.",
        "A customer complains about one thing once. of Complaints",
        "A customer complains about one thing once. of Complaints",
        "File away of Complaints",
        "File away of Complaints",
    ]
    assert ("Goals without a pillar: 1", "#_goals-without-pillar") in links(page)


def test_chain_that_is_too_large_to_draw_is_told_by_its_table() -> None:
    many = tuple(standard(f"standard-{number}") for number in range(150))
    page = body(goals=(goal(),), procedures=(procedure(standards=many),))

    assert "<svg" not in page
    assert "1 goal: too many to draw. The table holds them all." in words(page)
