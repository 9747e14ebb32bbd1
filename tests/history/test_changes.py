from itertools import pairwise
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from handbook.history.changes import ChangeType, ClauseChange, FieldChange, changes
from handbook.history.clauses import EVIDENCE_KINDS, HEAD, clauses
from handbook.model.period import Duration
from handbook.model.policy import PolicyText
from tests.builders import (
    briefing,
    decision_rule,
    decision_table,
    duty,
    finding,
    goal,
    guidance,
    pilot,
    procedure,
    section,
    standard,
    step,
    text,
)

ADDED, REMOVED, CHANGED, MOVED = ChangeType
WORDS = st.sampled_from(["one", "two"])


@st.composite
def texts(draw: st.DrawFn) -> PolicyText:
    """Texts that share ids, so that clauses come, go, change, move and turn into another kind."""
    ids = draw(st.permutations([f"c{n}" for n in range(9)]))[: draw(st.integers(0, 9))]
    records: dict[str, list[Any]] = {"duties": [], "sections": [], "goals": [], "pilots": [], "procedures": []}
    steps: list[Any] = []
    for id_ in ids:
        kind = draw(st.sampled_from(["duties", "sections", "goals", "pilots", "procedures", "step", "guidance"]))
        word = draw(WORDS)
        if kind in {"step", "guidance"} and records["procedures"]:
            steps.append((kind, records["procedures"][-1][0], id_, word))
        elif kind == "procedures":
            records[kind].append((id_, word))
        else:
            make = {"duties": duty, "sections": section, "goals": goal, "pilots": pilot}.get(kind, duty)
            field = {"goals": "statement", "pilots": "conclusion"}.get(kind, "text")
            records[kind if kind in records else "duties"].append(make(id_, **{field: word}))
    records["procedures"] = [
        procedure(
            id_,
            title=word,
            steps=tuple(step(own, action=said) for kind, of, own, said in steps if of == id_ and kind == "step"),
            guidance=tuple(guidance(own, text=said) for kind, of, own, said in steps if of == id_ and kind != "step"),
        )
        for id_, word in records["procedures"]
    ]
    return text(title=draw(WORDS), **{name: tuple(items) for name, items in records.items()})


def found(old: PolicyText | None, new: PolicyText) -> list[tuple[ChangeType, str]]:
    return [(change.type, change.id) for change in changes(old, new)]


def test_changed_clause_shows_the_fields_that_differ() -> None:
    old = text(procedures=(procedure(standards=(standard("wait", target="4", unit="hours", method="log"),)),))
    new = text(procedures=(procedure(standards=(standard("wait", target="2", unit="hours", method=""),)),))

    assert changes(old, new) == (
        ClauseChange(
            type=CHANGED,
            id="wait",
            kind="standard",
            title="time to first answer",
            before=clauses(old)[2],
            after=clauses(new)[2],
            fields=(
                FieldChange(name="target", before="4", after="2", prose=False),
                FieldChange(name="method", before="log", after="", prose=False),
            ),
            moved=False,
        ),
    )


def test_change_of_commonmark_is_marked_as_prose() -> None:
    (change,) = changes(text(duties=(duty(text="a"),)), text(duties=(duty(text="b"),)))

    assert change.fields == (FieldChange(name="text", before="a", after="b", prose=True),)


def test_added_clause_shows_all_its_fields() -> None:
    new = text(duties=(duty("new", text="Ring back.", roles=("adviser",)),))

    assert changes(text(), new) == (
        ClauseChange(
            type=ADDED,
            id="new",
            kind="duty",
            title="Ring back.",
            before=None,
            after=clauses(new)[1],
            fields=(
                FieldChange(name="text", before="", after="Ring back.", prose=True),
                FieldChange(name="roles", before="", after="adviser", prose=False),
            ),
        ),
    )


def test_removed_clause_shows_all_its_fields() -> None:
    old = text(duties=(duty("old", text="Ring back."),))

    assert changes(old, text()) == (
        ClauseChange(
            type=REMOVED,
            id="old",
            kind="duty",
            title="Ring back.",
            before=clauses(old)[1],
            after=None,
            fields=(FieldChange(name="text", before="Ring back.", after="", prose=True),),
        ),
    )


def test_head_is_a_clause_that_changes() -> None:
    (change,) = changes(text(owner="a"), text(owner="b"))

    assert (change.id, change.kind, change.fields) == (
        HEAD,
        "policy",
        (FieldChange(name="owner", before="a", after="b", prose=False),),
    )


def test_first_text_is_added_whole() -> None:
    new = text(duties=(duty("a"),), procedures=(procedure("p", steps=(step("b"),)),))

    assert found(None, new) == [(ADDED, HEAD), (ADDED, "a"), (ADDED, "p"), (ADDED, "b")]


def test_evidence_is_left_out() -> None:
    new = text(pilots=(pilot(findings=(finding(),)),), briefings=(briefing(),))

    assert changes(text(), new) == ()


def test_section_that_becomes_evidence_is_removed() -> None:
    assert found(text(sections=(section("trial"),)), text(pilots=(pilot("trial"),))) == [(REMOVED, "trial")]


def test_clause_put_elsewhere_in_its_list_moved() -> None:
    old = text(duties=(duty("a"), duty("b"), duty("c"), duty("d")))
    new = text(duties=(duty("d"), duty("a"), duty("b"), duty("c")))

    (change,) = changes(old, new)
    assert (change.type, change.id, change.fields, change.moved) == (MOVED, "d", (), True)
    assert (change.before, change.after) == (clauses(old)[4], clauses(new)[1])


def test_clause_put_below_another_parent_moved() -> None:
    old = text(procedures=(procedure("p", steps=(step("a"),)), procedure("q")))
    new = text(procedures=(procedure("p"), procedure("q", steps=(step("a"),))))

    assert found(old, new) == [(MOVED, "a")]


def test_steps_of_a_moved_procedure_stay_where_they_are_in_it() -> None:
    one, two = procedure("p", steps=(step("a"), step("b"))), procedure("q")

    assert len(found(text(procedures=(one, two)), text(procedures=(two, one)))) == 1


def test_clause_is_not_moved_by_others_that_come_and_go() -> None:
    old = text(duties=(duty("a"), duty("b"), duty("c")))
    new = text(duties=(duty("x"), duty("b"), duty("y"), duty("c")))

    assert found(old, new) == [(REMOVED, "a"), (ADDED, "x"), (ADDED, "y")]


def test_clause_is_not_moved_by_a_sibling_that_left_for_another_parent() -> None:
    old = text(procedures=(procedure("p", steps=(step("a"), step("b"))), procedure("q")))
    new = text(procedures=(procedure("p", steps=(step("b"),)), procedure("q", steps=(step("a"),))))

    assert found(old, new) == [(MOVED, "a")]


def test_clause_both_moved_and_changed_is_changed_and_says_that_it_moved() -> None:
    old = text(duties=(duty("a"), duty("b"), duty("c")))
    new = text(duties=(duty("c", text="Ring back."), duty("a"), duty("b")))

    (change,) = changes(old, new)
    assert (change.type, change.id, change.moved) == (CHANGED, "c", True)


def test_clause_with_a_new_id_is_another_clause() -> None:
    assert found(text(duties=(duty("a"),)), text(duties=(duty("b"),))) == [(REMOVED, "a"), (ADDED, "b")]


def test_clause_that_turns_into_another_kind_is_changed() -> None:
    old = text(duties=(duty("a", text="Ring back."),))
    new = text(sections=(section("a", title="Ring", text="Ring back."),))

    (change,) = changes(old, new)
    assert (change.type, change.kind, change.moved, [item.name for item in change.fields]) == (
        CHANGED,
        "section",
        False,
        ["title"],
    )


def test_removed_clauses_stand_where_they_stood() -> None:
    old = text(
        duties=(duty("a"), duty("b")),
        procedures=(
            procedure("p", steps=(step("s1"), step("s2")), standards=(standard("m1"), standard("m2"))),
            procedure("q", steps=(step("s3"),)),
            procedure("r"),
        ),
    )
    new = text(
        duties=(duty("b"),),
        procedures=(
            procedure("p", steps=(step("s1"), step("s4")), standards=(standard("m3"), standard("m2"))),
            procedure("r", title="Other"),
        ),
    )

    assert found(old, new) == [
        (REMOVED, "a"),
        (REMOVED, "s2"),
        (ADDED, "s4"),
        (REMOVED, "m1"),
        (ADDED, "m3"),
        (REMOVED, "q"),
        (REMOVED, "s3"),
        (CHANGED, "r"),
    ]


def test_rules_of_a_decision_table_are_compared_one_by_one() -> None:
    old = decision_table("t", rules=(decision_rule("small", when={"amount": "<= 50"}), decision_rule("rest", when={})))
    new = decision_table("t", rules=(decision_rule("small", when={"amount": "<= 80"}), decision_rule("rest", when={})))

    (change,) = changes(text(authority=(old,)), text(authority=(new,)))
    assert change.fields == (FieldChange(name="when", before="amount: <= 50", after="amount: <= 80", prose=False),)


def test_first_of_clauses_that_share_an_id_counts() -> None:
    twice = text(procedures=(procedure("p", steps=(step("p"), step("a"))),))

    assert found(twice, text()) == [(REMOVED, "p"), (REMOVED, "a")]


@given(texts())
def test_text_does_not_differ_from_itself(subject: PolicyText) -> None:
    assert changes(subject, subject) == ()


@given(texts(), texts())
def test_every_clause_is_told_of_once_at_most(old: PolicyText, new: PolicyText) -> None:
    ids = [change.id for change in changes(old, new)]

    assert len(ids) == len(set(ids))


@given(texts(), texts())
def test_added_and_removed_change_places_when_the_texts_do(old: PolicyText, new: PolicyText) -> None:
    there, back = found(old, new), found(new, old)

    assert {id_ for type_, id_ in there if type_ is ADDED} == {id_ for type_, id_ in back if type_ is REMOVED}
    assert {id_ for type_, id_ in there if type_ is REMOVED} == {id_ for type_, id_ in back if type_ is ADDED}


@given(texts(), texts())
def test_every_clause_that_came_or_went_is_told_of(old: PolicyText, new: PolicyText) -> None:
    before, after = _rule_ids(old), _rule_ids(new)

    assert {id_ for type_, id_ in found(old, new) if type_ is ADDED} == after - before
    assert {id_ for type_, id_ in found(old, new) if type_ is REMOVED} == before - after


@given(texts(), texts())
def test_clauses_of_the_new_text_keep_its_reading_order(old: PolicyText, new: PolicyText) -> None:
    told = [change.id for change in changes(old, new) if change.after]

    assert told == [item.id for item in clauses(new) if item.id in told]


@given(texts(), texts())
def test_removed_clauses_keep_their_order_within_a_list_where_nothing_moved(old: PolicyText, new: PolicyText) -> None:
    told = changes(old, new)
    assume(not any(change.moved for change in told))
    removed = [change.before for change in told if change.type is REMOVED and change.before]

    lists = {(item.parent, item.kind) for item in removed}
    assert all(
        one.position < other.position
        for of in lists
        for one, other in pairwise(item for item in removed if (item.parent, item.kind) == of)
    )


def test_duration_that_is_written_otherwise_is_no_change() -> None:
    cycles = [text(review_every=Duration.parse(written)) for written in ("P24M", "P2Y", "P36M")]
    (longer,) = changes(cycles[1], cycles[2])

    assert changes(cycles[0], cycles[1]) == ()
    assert [(field.name, field.before, field.after) for field in longer.fields] == [
        ("review_every", "2 years", "3 years")
    ]


def _rule_ids(subject: PolicyText) -> set[str]:
    return {item.id for item in clauses(subject) if item.kind not in EVIDENCE_KINDS}
