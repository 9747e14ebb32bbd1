import re
from typing import Any

import pytest
import yaml

from handbook.authoring.draft import ITEMS, RECORDS, record_of
from handbook.authoring.scaffold import new_item, new_policy, new_record, scalar_text
from handbook.load.nodes import Mapping, compose
from handbook.load.records import read_mixed, read_record
from handbook.model.diagnostic import Diagnostic
from handbook.model.field import Target
from handbook.model.policy import Pilot, PolicyText
from handbook.model.record import Review
from handbook.model.schema import FieldSchema, schema
from handbook.model.source import Source
from handbook.model.version import WorkingText

OFF = re.compile(r"# ((?: *- | *)[a-z_]+:| +#)")


def switched_on(text: str) -> str:
    """The text as if an owner had taken the first `# ` off every line that is switched off."""
    return "".join(line[2:] if OFF.match(line) else line for line in text.splitlines(keepends=True))


def top_of(text: str) -> Mapping:
    top, problems = compose(text.encode(), "policy.yml")
    assert (problems, top is not None) == ([], True)
    assert top
    return top


def problems_of(text: str) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    source = Source("policy.yml")
    own, policy = read_mixed((WorkingText, PolicyText), top_of(text), source, found)
    read_record(PolicyText, policy, source, found)
    read_record(WorkingText, own, source, found, text=None)
    return found


def keys_of(record: type) -> set[str]:
    """The names of all fields of a record and of the records in it."""
    fields = schema(record)
    return {item.name for item in fields}.union(*(keys_of(item.record) for item in fields if item.record))


def fields_of(record: type) -> list[FieldSchema]:
    """All fields of a record and of the records in it."""
    fields = schema(record)
    return [*fields, *(inner for item in fields if item.record for inner in fields_of(item.record))]


CHOICES = {
    f"{record.__name__} {item.name} {item.kind.__name__}": item
    for record in (PolicyText, WorkingText, *map(record_of, RECORDS))
    for item in fields_of(record)
    if item.choices
}


@pytest.mark.parametrize("name", CHOICES)
def test_what_may_be_chosen_is_explained_by_more_than_its_words(name: str) -> None:
    words = set(re.findall(r"[a-z-]+", CHOICES[name].doc.meaning))
    assert words - {"or", "and", "a"} - set(CHOICES[name].choices)


def test_a_new_policy_says_what_an_id_and_a_duration_are() -> None:
    text = new_policy("claims", {}, {}).replace("\n#     # ", " ")
    assert "\n# 3. An `id` is a clause's address, for links: " in text
    assert "How soon that role must act. PT30M is 30 minutes, PT4H 4 hours, P2D 2 days, P12M 12 months." in text


def test_a_new_policy_leaves_exactly_what_is_required_to_do() -> None:
    found = problems_of(new_policy("claims", {"title": "Claims", "category": "contact"}, {}))
    assert [(item.code, item.source.path) for item in found] == [
        ("empty-value", ("summary",)),
        ("empty-value", ("owner",)),
        ("empty-value", ("approver",)),
    ]


def test_a_new_policy_with_all_that_is_required_has_nothing_to_do() -> None:
    given = {"title": "Claims", "summary": "S.", "category": "contact", "owner": "a", "approver": "b"}
    assert problems_of(new_policy("claims", given, {})) == []


def test_each_block_can_be_switched_on_and_holds_nothing_but_work_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every empty field is a problem; with all blocks on they are more than are shown of a file that is merely bad."""
    monkeypatch.setattr("handbook.load.records.MAX_PROBLEMS", 10_000)
    text = switched_on(new_policy("claims", {}, {}))
    assert {item.code for item in problems_of(text)} == {"empty-value"}


def test_every_field_of_a_policy_is_explained() -> None:
    text = switched_on(new_policy("claims", {}, {}))
    by_command = {*ITEMS.values()}.union(*(keys_of(record_of(kind)) for kind in ITEMS))
    explained = set(re.findall(r"^ *(?:- )?([a-z_]+):$", text, re.MULTILINE))
    assert (keys_of(PolicyText) | keys_of(WorkingText)) - explained <= by_command
    assert "## Add one with: handbook new pilot claims" in text


@pytest.mark.parametrize("kind", sorted(RECORDS))
def test_a_new_record_holds_every_field_and_no_value(kind: str) -> None:
    record = record_of(kind)
    text = switched_on(new_record("policies/claims/records/x/y.yml", record, {}, {}))
    found: list[Diagnostic] = []
    read_record(record, top_of(text), Source("x.yml"), found, id="y")
    assert [item.source.path[-1] for item in found if item.code == "empty-value"] == [it.name for it in schema(record)]
    assert {item.code for item in found} == {"empty-value"}


def test_a_new_pilot_claims_no_outcome() -> None:
    lines = new_item(Pilot, {"id": "spring"}, {})
    assert [line for line in lines if not line.lstrip().startswith("#")] == [
        "- id: spring",
        "  version:",
        "  begins:",
        "  ends:",
    ]


def test_few_choices_are_named() -> None:
    text = new_record("policies/a/records/reviews/b.yml", Review, {}, {Target.ROLE: ["adviser", "lead"]})
    assert "# The role that reviewed. One of: adviser, lead.\nby:\n" in text
    assert "One of: reaffirm, revise, withdraw." in text.replace("\n# ", " ")


def test_many_choices_are_not_named() -> None:
    text = new_record("policies/a/records/reviews/b.yml", Review, {}, {Target.ROLE: [f"r{n}" for n in range(25)]})
    assert "# The role that reviewed. The id of a role.\n# Such as: complaints-lead\nby:\n" in text


@pytest.mark.parametrize(
    "value",
    [
        "Claims",
        'a: "b" #c',
        "- x",
        "2026",
        "no",
        "{{ 1 }}",
        "::error::x",
        "[a",
        "'",
        "a, b",
        "# x",
        "ü €",
        " a ",
        ["a", "b, c"],
    ],
)
def test_a_value_is_read_as_it_was_given(value: Any) -> None:
    read = yaml.load(f"key: {scalar_text(value)}", Loader=yaml.BaseLoader)
    assert read == {"key": value}
