"""Laws of every comparison, and what single changes touch."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from handbook.history.changes import ChangeType
from handbook.history.clauses import EVIDENCE_KINDS, clauses
from handbook.model.decision import Example
from handbook.model.policy import Direction, PolicyText
from handbook.model.version import ChangeKind
from handbook.report.difference.compare import compare, version_side
from handbook.report.difference.facts import Impact, Sense, Suspect
from handbook.report.difference.impact import surroundings
from handbook.report.difference.sentences import counts
from tests import builders as build
from tests.history.test_changes import texts
from tests.report.difference.comparing import compared, read_text


@given(texts())
def test_comparison_with_itself_is_empty(text: PolicyText) -> None:
    found = compared(text, text)
    assert (found.changes, found.evidence, found.kind, found.impact) == ((), (), None, Impact())


@given(texts(), texts())
@settings(max_examples=300)
def test_every_clause_of_both_sides_is_told_once(old: PolicyText, new: PolicyText) -> None:
    found = compared(old, new)
    before, after = ({clause.id for clause in clauses(text)} for text in (old, new))
    told = (*found.changes, *found.evidence)
    was = [change.before.id for change in told if change.before]
    now = [change.after.id for change in told if change.after]
    assert len(was) == len(set(was))
    assert len(now) == len(set(now))
    assert before - set(was) == after - set(now)
    evidence = {clause.id for clause in clauses(new) if clause.kind in EVIDENCE_KINDS}
    assert found.kept == len(after - set(now) - evidence)


@given(texts())
def test_comparison_with_nothing_tells_every_clause(text: PolicyText) -> None:
    ids = {clause.id for clause in clauses(text)}
    gone, new = compared(text, None), compared(None, text)
    assert {(change.type, change.id) for change in (*gone.changes, *gone.evidence)} == {
        (ChangeType.REMOVED, id_) for id_ in ids
    }
    assert {(change.type, change.id) for change in (*new.changes, *new.evidence)} == {
        (ChangeType.ADDED, id_) for id_ in ids
    }


def with_standard(**fields: Any) -> PolicyText:
    return build.text(procedures=(build.procedure(standards=(build.standard("s", **fields),)),))


def sense(old: dict[str, Any], new: dict[str, Any]) -> Sense:
    return compared(with_standard(**old), with_standard(**new)).impact.targets[0].sense


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"target": "4"}, {"target": "2"}, Sense.TIGHTENED),
        ({"target": "4"}, {"target": "8"}, Sense.LOOSENED),
        ({"target": "4", "better": Direction.AT_LEAST}, {"target": "8", "better": Direction.AT_LEAST}, Sense.TIGHTENED),
        ({"target": "4", "better": Direction.AT_LEAST}, {"target": "2", "better": Direction.AT_LEAST}, Sense.LOOSENED),
        ({"target": "4", "better": Direction.EXACTLY}, {"target": "2", "better": Direction.EXACTLY}, Sense.CHANGED),
        ({"target": "4", "better": Direction.AT_LEAST}, {"target": "4", "better": Direction.AT_MOST}, Sense.CHANGED),
        ({"target": "2", "unit": "hours"}, {"target": "90", "unit": "minutes"}, Sense.TIGHTENED),
        ({"target": "2", "unit": "hours"}, {"target": "120", "unit": "minutes"}, Sense.CHANGED),
        ({"target": "2", "unit": "hours"}, {"target": "1", "unit": "calls"}, Sense.CHANGED),
        ({"target": "4", "metric": "one thing"}, {"target": "2", "metric": "another"}, Sense.CHANGED),
    ],
)
def test_target_moves_by_its_good_side(old: dict[str, Any], new: dict[str, Any], expected: Sense) -> None:
    assert sense(old, new) is expected


def with_rules(*rules: tuple[str, str, str], example: Example | None = None) -> PolicyText:
    made = tuple(build.decision_rule(id_, when={"amount": test}, then={"decides": role}) for id_, test, role in rules)
    return build.text(authority=(build.decision_table(rules=made),), examples=(example,) if example else ())


def limits(old: PolicyText, new: PolicyText) -> list[tuple[str, str, Sense]]:
    return [(item.clause, item.what, item.sense) for item in compared(old, new).impact.limits]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("<= 50", "<= 80", Sense.RAISED),
        ("<= 50", "< 20", Sense.LOWERED),
        ("[10..50]", "[10..80]", Sense.RAISED),
        ("<= 50", "-", Sense.RAISED),
        ("> 50", "<= 90", Sense.LOWERED),
        ("(20..50]", "(30..50]", Sense.CHANGED),
        ("<= 50", "not(50)", Sense.CHANGED),
    ],
)
def test_limit_moves_by_the_end_of_the_test(before: str, after: str, expected: Sense) -> None:
    found = limits(with_rules(("r", before, "adviser")), with_rules(("r", after, "adviser")))
    assert found == [("r", "amount", expected)]


def test_rule_that_came_is_one_new_limit() -> None:
    old, new = with_rules(("r", "<= 50", "adviser")), with_rules(("r", "<= 50", "adviser"), ("s", "-", "adviser"))
    assert limits(old, new) == [("s", "", Sense.NEW)]


def test_case_that_no_rule_decides_any_more_is_told() -> None:
    case = build.example(given={"amount": "70"})
    old, new = with_rules(("r", "<= 90", "adviser"), example=case), with_rules(("r", "<= 50", "adviser"), example=case)
    assert [(item.id, item.old, item.new) for item in compared(old, new).impact.cases] == [
        ("broken-kettle", {"decides": "adviser"}, {})
    ]


def test_evidence_is_counted_apart_from_the_rule() -> None:
    old = build.text(duties=(build.duty("d", text="Ask."),), briefings=(build.briefing("first"),))
    new = build.text(
        duties=(build.duty("d", text="Never ask."),), briefings=(build.briefing("second", material="two pages"),)
    )
    assert counts(compared(old, new)) == (
        "1 clause differs: 1 changed; 1 is the same; pilots, findings and briefings: 1 added, 1 removed"
    )
    only = replace(old, briefings=new.briefings)
    assert counts(compared(old, only)) == "no clause differs; pilots, findings and briefings: 1 added, 1 removed"


LINKING = """\
title: Returns
summary: How goods come back.
category: contact
owner: returns-lead
approver: service-director
duties: [{id: look-it-up, text: 'Mind [the tone](policy:phone#tone).'}]
"""


def suspects(old: PolicyText, new: PolicyText) -> tuple[Suspect, ...]:
    """What is suspect where another policy links to the clause `tone`."""
    returns = build.policy(
        "returns", build.review(reviewed="2025-10-06"), working=build.working(text=read_text(LINKING))
    )
    return compared(old, new, build.edition(build.policy("phone"), returns)).impact.suspects


def with_tone(words: str) -> PolicyText:
    return build.text(sections=(build.section("tone", text=words),))


@pytest.mark.parametrize(("new", "gone"), [(build.text(), True), (with_tone("Never be kind."), False)])
def test_link_to_a_clause_that_asks_for_something_else_is_suspect(new: PolicyText, gone: bool) -> None:
    assert suspects(with_tone("Be kind."), new) == (
        Suspect(
            kind="link",
            policy="returns",
            place="look-it-up",
            target="phone",
            clause="tone",
            gone=gone,
            reviewed=build.day("2025-10-06"),
        ),
    )


def test_link_to_a_clause_in_better_words_is_not_suspect() -> None:
    assert suspects(with_tone("Be kind."), with_tone("Be friendly.")) == ()


@pytest.mark.parametrize(
    ("closed", "as_of", "expected"),
    [
        (None, "2025-06-30", []),
        (None, "2025-07-01", ["lift"]),
        (None, "2025-10-01", []),
        ("2025-09-15", "2025-09-14", ["lift"]),
        ("2025-09-15", "2025-09-15", []),
    ],
)
def test_exception_is_suspect_while_it_is_open(closed: str | None, as_of: str, expected: list[str]) -> None:
    granted = build.exception("lift", clause="tone", granted="2025-07-01", until="2025-10-01", closed=closed)
    around = build.edition(build.policy("phone", granted), as_of=as_of)
    found = compared(with_tone("Be kind."), with_tone("Never be kind."), around).impact.suspects
    assert [item.place for item in found if item.kind == "exception"] == expected


RECORDS: dict[str, Callable[[str], Any]] = {
    "front-line check": lambda day: build.front_line_check("seen", observed=day, clause="ring"),
    "measurement": lambda day: build.measurement("seen", begins=day, standard="ring"),
    "exception": lambda day: build.exception("seen", granted=day, until="2027-01-01", clause="ring"),
}


@pytest.mark.parametrize("kind", RECORDS)
@pytest.mark.parametrize(("day", "expected"), [("2026-06-30", ["seen"]), ("2026-07-01", [])])
def test_record_is_suspect_if_it_is_older_than_what_it_rests_on(kind: str, day: str, expected: list[str]) -> None:
    texts = [build.text(procedures=(build.procedure(standards=(build.standard("ring", target=it),)),)) for it in "34"]
    versions = [
        build.version(number, text=text, effective=since)
        for number, text, since in zip(("1.0", "2.0"), texts, ("2025-07-01", "2026-07-01"), strict=True)
    ]
    policy = build.policy("phone", *versions, RECORDS[kind](day))
    around = surroundings(build.edition(policy, as_of="2026-11-01"))
    old, new = (version_side(policy, version, build.day("2026-11-01")) for version in versions)
    assert [item.place for item in compare("phone", old, new, around).impact.suspects] == expected


def test_editorial_change_lets_no_briefing_lapse() -> None:
    briefed = (build.briefing(),)
    old, new = (build.text(duties=(build.duty("d", text=words),), briefings=briefed) for words in ("Ask.", "Enquire."))
    found = compared(old, new)
    assert (found.kind, found.impact.lapses) == (ChangeKind.EDITORIAL, ())


def test_substantive_change_names_roles_without_a_new_briefing() -> None:
    old = build.text(duties=(build.duty("d", text="Ask."),), briefings=(build.briefing(attended=25),))
    new = build.text(duties=(build.duty("d", text="Never ask."),))
    (lapse,) = compared(old, new).impact.lapses
    assert (lapse.briefing, lapse.attended, lapse.uncovered) == ("phone-team-briefing", 25, ("adviser",))


def test_correction_that_is_taken_into_the_text_is_editorial() -> None:
    old, new = (build.text(duties=(build.duty("d", text=f"Answer within {n} hours."),)) for n in (8, 4))
    correction = build.correction(version="1.0", clause="d", wrong="8 hours", right="4 hours")
    around = build.edition(build.policy("phone", build.version("1.0", text=old), correction))
    assert compared(old, new, around).kind is ChangeKind.EDITORIAL
    assert compared(old, new).kind is ChangeKind.SUBSTANTIVE
