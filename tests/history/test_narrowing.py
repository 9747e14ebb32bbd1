"""Texts without what they have in common: the same changes are found."""

from hypothesis import assume, given

from handbook.history.changes import changes
from handbook.history.clauses import clauses
from handbook.history.materiality import material_changes
from handbook.history.narrowing import narrowed
from handbook.model.policy import PolicyText
from tests import builders as build
from tests.history.test_changes import texts


def distinct(text: PolicyText) -> bool:
    """Whether no two clauses share an id."""
    ids = [clause.id for clause in clauses(text)]
    return len(ids) == len(set(ids))


@given(texts(), texts())
def test_narrowed_texts_have_the_same_material_changes(old: PolicyText, new: PolicyText) -> None:
    assume(distinct(old) and distinct(new))
    assert sorted(map(str, material_changes(changes(*narrowed(old, new)), "en"))) == sorted(
        map(str, material_changes(changes(old, new), "en"))
    )


def test_lists_keep_only_what_lies_between_their_common_ends() -> None:
    duties = [build.duty(id=f"d{number}") for number in range(5)]
    old, new = build.text(duties=tuple(duties)), build.text(duties=(*duties[:2], build.duty(id="new"), *duties[3:]))
    first, second = narrowed(old, new)
    assert ([item.id for item in first.duties], [item.id for item in second.duties]) == (["d2"], ["new"])


def test_evidence_is_left_out() -> None:
    old, new = build.text(pilots=()), build.text(pilots=(build.pilot(),))
    assert narrowed(old, new)[1].pilots == ()
