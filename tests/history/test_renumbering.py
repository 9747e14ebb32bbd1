"""A clause under another id is one move."""

from handbook.history.changes import ChangeType, changes
from handbook.history.materiality import material_changes
from handbook.history.renumbering import renumbered
from handbook.model.policy import PolicyText
from tests import builders as build


def found(old: PolicyText, new: PolicyText) -> list[tuple[ChangeType, str, str]]:
    """Type, id and former id of each change."""
    moves = renumbered(changes(old, new))
    return [(item.type, item.id, item.before.id if item.before else "") for item in moves]


def duties(*pairs: tuple[str, str]) -> PolicyText:
    return build.text(duties=tuple(build.duty(id_, text=text) for id_, text in pairs))


def test_same_words_under_another_id_are_a_move() -> None:
    assert found(duties(("a", "Ask.")), duties(("b", "Ask."))) == [(ChangeType.MOVED, "b", "a")]


def test_likeness_is_not_enough() -> None:
    assert {item[0] for item in found(duties(("a", "Ask.")), duties(("b", "Ask!")))} == {
        ChangeType.ADDED,
        ChangeType.REMOVED,
    }


def test_equal_clauses_are_paired_in_order() -> None:
    old, new = duties(("a", "Ask."), ("b", "Ask.")), duties(("c", "Ask."), ("d", "Ask."))
    assert found(old, new) == [(ChangeType.MOVED, "c", "a"), (ChangeType.MOVED, "d", "b")]


def test_steps_of_a_procedure_under_another_id_have_not_moved() -> None:
    old, new = (build.text(procedures=(build.procedure(id_, steps=(build.step(),)),)) for id_ in ("p", "q"))
    assert found(old, new) == [(ChangeType.MOVED, "q", "p")]


def test_another_id_is_substantive_as_it_is_cited() -> None:
    moves = renumbered(changes(duties(("a", "Ask.")), duties(("b", "Ask."))))
    assert [item.reason for item in material_changes(moves, "en")] == [
        "its id was `a`: what names that finds it no more"
    ]
