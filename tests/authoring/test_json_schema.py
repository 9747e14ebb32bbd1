import json
import re
from typing import Any

import pytest

from handbook.authoring.json_schema import schema_files
from handbook.load.modeline import modeline
from handbook.load.scalars import BY_FORMAT, BY_TYPE, PATTERNS, Refused
from handbook.model.field import Format
from handbook.model.handbook import Handbook
from tests import builders


def schema(name: str, handbook: Handbook | None = None) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(schema_files(handbook or builders.handbook())[f".schema/{name}.json"])
    return found


def known(target: str, handbook: Handbook) -> Any:
    return schema("ids", handbook)["definitions"][target]


def test_every_kind_of_file_has_a_schema() -> None:
    assert sorted(schema_files(builders.handbook())) == [
        ".schema/benchmarks.json",
        ".schema/checks.json",
        ".schema/corrections.json",
        ".schema/exceptions.json",
        ".schema/feedback.json",
        ".schema/glossary.json",
        ".schema/handbook.json",
        ".schema/ids.json",
        ".schema/measurements.json",
        ".schema/policy.json",
        ".schema/renames.json",
        ".schema/reviews.json",
        ".schema/roles.json",
        ".schema/version.json",
        ".schema/withdrawals.json",
    ]


def test_a_required_field_is_required() -> None:
    assert schema("reviews")["required"] == ["reviewed", "by", "outcome", "note"]


def test_a_version_holds_what_was_decided_and_the_text() -> None:
    properties = schema("version")["properties"].keys()
    assert {"release", "title", "duties"} <= properties
    assert "next" not in properties


def test_a_field_is_described_with_unit_and_example() -> None:
    field = schema("policy")["definitions"]["Participants"]["properties"]["count"]
    assert (field["description"], field["examples"]) == ("How many took part (in persons).", [24])


def test_an_example_of_a_list_is_a_list() -> None:
    assert schema("policy")["properties"]["keywords"]["examples"] == [["angry customer", "refund"]]


def test_no_record_takes_other_keys() -> None:
    objects = [schema("policy"), *schema("policy")["definitions"].values()]
    assert {item["additionalProperties"] for item in objects} == {False}


def test_a_role_is_one_of_the_handbook_with_its_title() -> None:
    handbook = builders.handbook(roles=(builders.role("b", title="Two"), builders.role("a", title="One")))
    assert known("role", handbook) == {"enum": ["a", "b"], "enumDescriptions": ["One", "Two"]}


def test_where_none_is_declared_the_form_of_an_id_is_asked() -> None:
    handbook = builders.handbook(policies=())
    assert "enum" not in known("policy", handbook)
    assert known("policy", handbook)["type"] == ["string", "number"]


def test_an_id_that_yaml_takes_for_a_number_is_known_both_ways() -> None:
    handbook = builders.handbook(roles=[builders.role(id_) for id_ in ("2026", "1e2", "true", "0x1f")])
    assert known("role", handbook)["enum"] == ["0x1f", 31, "1e2", 100, "2026", 2026, "true", True]


def test_many_ids_are_not_listed_with_each_mistake() -> None:
    few, many = ([builders.role(f"r{n}") for n in range(count)] for count in (40, 41))
    assert "errorMessage" not in known("role", builders.handbook(roles=few))
    assert known("role", builders.handbook(roles=many))["errorMessage"] == (
        "no role has this id; if it was added just now, run `handbook schema`"
    )


def test_a_new_role_changes_one_file_only() -> None:
    before = schema_files(builders.handbook(roles=()))
    after = schema_files(builders.handbook(roles=(builders.role("new"),)))
    assert [name for name in before if before[name] != after[name]] == [".schema/ids.json"]


def test_a_role_may_be_used_where_it_is_added() -> None:
    reports_to = schema("roles")["definitions"]["Role"]["properties"]["reports_to"]
    assert [next(iter(item)) for item in reports_to["anyOf"]] == ["$ref", "type"]


def test_every_reference_leads_to_a_definition() -> None:
    files = schema_files(builders.handbook())
    named = {name: json.loads(text) for name, text in files.items()}
    for name, content in named.items():
        for file, definition in re.findall(r'"\$ref": "([a-z.]*)#/definitions/([A-Za-z]+)"', files[name]):
            assert definition in (named[f".schema/{file}"] if file else content)["definitions"]


READERS: dict[Any, Any] = BY_FORMAT | {type_: reader for type_, (reader, _) in BY_TYPE.items()}


TEXTS = (
    *("a", "A", "nul", "nulls", "1", "01", "-1", "1.5", "2.0", "P1M", "P", "PT", "2026-01-31", "1.0\n", ""),
    *("@team/a", "x" * 64, "x" * 65, "https://a.example/b", "http:x", "en", "en-GB", "lv ", "0" * 64),
)


def is_read(kind: Any, text: str) -> bool:
    try:
        READERS[kind](text)
    except Refused:
        return False
    return True


@pytest.mark.parametrize("kind", PATTERNS)
def test_a_pattern_takes_what_the_reader_takes(kind: Any) -> None:
    matching = [text for text in TEXTS if re.fullmatch(PATTERNS[kind], text, re.ASCII)]
    assert matching == [text for text in TEXTS if is_read(kind, text)]
    assert matching


@pytest.mark.parametrize("name", [Format.LINE, Format.PROSE])
def test_text_is_as_long_as_the_reader_takes(name: Format) -> None:
    field = schema("policy")["properties"]["title"] if name is Format.LINE else schema("reviews")["properties"]["note"]
    assert READERS[name]("x" * field["maxLength"])
    with pytest.raises(Refused):
        READERS[name]("x" * (field["maxLength"] + 1))


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("roles.yml", "# yaml-language-server: $schema=./.schema/roles.json\n"),
        ("policies/phone/policy.yml", "# yaml-language-server: $schema=../../.schema/policy.json\n"),
        ("policies/phone/records/checks/a.yml", "# yaml-language-server: $schema=../../../../.schema/checks.json\n"),
        ("policies/phone/versions/1.0.yml", ""),
        ("policies/phone/records/renames/a.yml", ""),
        ("policies/phone/records/withdrawals/a.yml", ""),
    ],
)
def test_a_file_names_its_schema_unless_it_is_frozen(path: str, line: str) -> None:
    assert modeline(path) == line
