from decimal import Decimal
from itertools import pairwise

import pytest

from handbook.render.press import make_press
from handbook.render.registers.pictures import Bar, Chain, Edge, Node, bars, chain_picture, wrapped
from handbook.report.mission_map import mission_map
from tests.builders import edition, goal, policy, procedure, standard, text, version


def chain(**fields: object) -> Chain | None:
    subject = edition(policy("complaints", version(text=text(**fields))))
    sheet = make_press(subject).sheet("mission/")
    return chain_picture(mission_map(subject).pillars[0], sheet)


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ("", [""]),
        ("one", ["one"]),
        ("one two three", ["one two", "three"]),
        ("one two three four five", ["one two", "three…"]),
        ("incomprehensible", ["incompr…"]),
        ("a incomprehensible b c", ["a", "incompr…"]),
        ("  spaced \n out ", ["spaced", "out"]),
    ],
)
def test_text_is_broken_into_lines_that_fit(written: str, lines: list[str]) -> None:
    found = wrapped(written, 8, 2)

    assert found == lines
    assert max(map(len, found)) <= 8


def test_bars_share_one_scale_that_begins_at_nought() -> None:
    assert bars([("ours", "Us", Decimal(3), "hours"), ("ahead", "Voltmart", Decimal(4), "hours")]) == (
        Bar(
            kind="ours",
            label="Us",
            short="Us",
            value="3 hours",
            start=Decimal("0.00"),
            length=Decimal("75.00"),
            y=0,
        ),
        Bar(
            kind="ahead",
            label="Voltmart",
            short="Voltmart",
            value="4 hours",
            start=Decimal("0.00"),
            length=Decimal("100.00"),
            y=48,
        ),
    )


def test_bars_below_nought_go_the_other_way() -> None:
    found = bars([("ours", "Us", Decimal(-1), ""), ("ahead", "Voltmart", Decimal(3), "")])

    assert [(bar.start, bar.length) for bar in found] == [
        (Decimal("0.00"), Decimal("25.00")),
        (Decimal("25.00"), Decimal("75.00")),
    ]


def test_bars_of_nothing_but_noughts_have_no_length() -> None:
    assert [bar.length for bar in bars([("ours", "Us", Decimal(0), "")])] == [Decimal("0.00")]


def test_long_label_of_a_bar_is_cut_for_narrow_screens_and_kept_for_those_who_listen() -> None:
    bar = bars([("ours", "A competitor with a very long name", Decimal(1), "")])[0]

    assert (bar.label, bar.short) == ("A competitor with a very long name", "A competitor with a very …")


def test_chain_draws_goal_procedure_and_standard_with_links_between_them() -> None:
    receive = procedure("receive", title="Receive", goals=("fewer-complaints",), standards=(standard(),))

    assert chain(goals=(goal(),), procedures=(receive,)) == Chain(
        width=754,
        height=48,
        spine_x=8,
        spine=24,
        nodes=(
            Node(
                kind="goal",
                x=23,
                y=1,
                width=210,
                height=46,
                lines=((19, "A customer complains about"), (36, "one thing once.")),
                full="A customer complains about one thing once.",
                address="../policies/complaints/#fewer-complaints",
            ),
            Node(
                kind="procedure",
                x=277,
                y=10,
                width=182,
                height=29,
                lines=((28, "Receive"),),
                full="Receive",
                address="../policies/complaints/#receive",
            ),
            Node(
                kind="standard",
                x=503,
                y=1,
                width=250,
                height=46,
                lines=((19, "time to first answer: at most 4"), (36, "working hours")),
                full="time to first answer: at most 4 working hours",
                address="../policies/complaints/#first-answer",
            ),
        ),
        edges=(
            Edge(x1=8, y1=24, x2=23, y2=24),
            Edge(x1=233, y1=24, x2=277, y2=24),
            Edge(x1=459, y1=24, x2=503, y2=24),
        ),
    )


def test_procedure_that_reaches_two_goals_is_drawn_once_with_two_curves() -> None:
    both = procedure("both", goals=("a", "b"))
    found = chain(goals=(goal("a"), goal("b")), procedures=(both,))

    assert found is not None
    assert [node.kind for node in found.nodes] == ["goal", "goal", "procedure"]
    assert len([edge for edge in found.edges if edge.x2 == 277]) == 2


def test_boxes_of_a_column_never_overlap() -> None:
    goals = tuple(goal(f"goal-{number}", statement="A long statement. " * 20) for number in range(6))
    procedures = tuple(
        procedure(
            f"procedure-{number}",
            goals=(f"goal-{number % 6}",),
            standards=tuple(standard(f"standard-{number}-{place}") for place in range(number % 4)),
        )
        for number in range(12)
    )
    found = chain(goals=goals, procedures=procedures)

    assert found is not None
    for left in {node.x for node in found.nodes}:
        column = sorted((node for node in found.nodes if node.x == left), key=lambda node: node.y)
        assert all(above.y + above.height < below.y for above, below in pairwise(column))
    assert max(node.y + node.height for node in found.nodes) < found.height


def test_chain_of_more_boxes_than_can_be_read_is_not_drawn() -> None:
    many = tuple(standard(f"standard-{number}") for number in range(149))

    def drawn(count: int) -> bool:
        return chain(goals=(goal(),), procedures=(procedure(standards=many[:count]),)) is not None

    assert (drawn(148), drawn(149)) == (True, False)


def test_pillar_without_goals_has_no_picture() -> None:
    assert chain() is None
