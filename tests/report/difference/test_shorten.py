"""As much as fits, the most important first."""

from hypothesis import given
from hypothesis import strategies as st

from handbook.report.difference.shorten import Piece, shorten

LEAVES = st.builds(
    lambda rank, text, name: Piece(importance=(rank,), text=text, name=name),
    st.integers(0, 3),
    st.text(max_size=12),
    st.sampled_from(["", "clause", "policy"]),
)
PIECES = st.recursive(
    LEAVES,
    lambda inner: st.builds(
        lambda rank, text, closing, parts: Piece(
            importance=(rank,), text=text, closing=closing, parts=tuple(parts), name="block"
        ),
        st.integers(0, 3),
        st.text(max_size=6),
        st.text(max_size=6),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)


@given(st.lists(PIECES, max_size=6), st.integers(0, 60))
def test_text_never_exceeds_the_limit(pieces: list[Piece], limit: int) -> None:
    assert len(shorten(pieces, limit).text) <= limit


@given(st.lists(LEAVES, max_size=8))
def test_without_a_limit_nothing_is_left_out(pieces: list[Piece]) -> None:
    found = shorten(pieces, None)
    assert (found.text, sum(found.left_out.values())) == ("".join(piece.text for piece in pieces), 0)


def test_important_pieces_come_first_and_stand_in_their_order() -> None:
    pieces = [Piece(importance=(rank,), text=text, name="line") for rank, text in ((2, "aa"), (0, "bb"), (1, "cc"))]
    found = shorten(pieces, 4)
    assert (found.text, dict(found.left_out)) == ("bbcc", {"line": 1})


def test_piece_is_shown_only_within_the_one_that_holds_it() -> None:
    inner = Piece(importance=(0,), text="inside", name="line")
    found = shorten([Piece(importance=(0,), text="x" * 50, parts=(inner,), name="block")], 20)
    assert (found.text, dict(found.left_out)) == ("", {"block": 1, "line": 1})


def test_heading_without_any_of_its_lines_is_not_shown() -> None:
    line = Piece(importance=(1,), text="x" * 50, name="line")
    assert shorten([Piece(importance=(0,), text="Heading", parts=(line,))], 20).text == ""
