"""Diagnostics -> SARIF 2.1.0, which code scanning and editors read; each rule carries its help from the catalogue.

An error is of level `error`, a warning `warning`, a note `note`. One line a result, so that two runs can be compared by
lines. Data are literal: brackets and braces, which would be links and placeholders, are escaped.
Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0 Plus Errata 01", 3.11.5, 3.11.6.
"""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from handbook.check.catalogue import CATALOGUE
from handbook.load.scalars import printable
from handbook.model.diagnostic import Diagnostic, Severity
from handbook.report.fingerprints import fingerprints

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}

_ESCAPED = str.maketrans({"\\": "\\\\", "[": "\\[", "]": "\\]", "{": "{{", "}": "}}"})


def as_sarif(diagnostics: Sequence[Diagnostic], version: str) -> str:
    """One run of one tool, whose version is given, with the rules that found something.

    Each key of the run stands on a line, and each rule and each result.
    """
    codes = sorted({item.code for item in diagnostics})
    index = {code: place for place, code in enumerate(codes)}
    results = [
        _result(item, index[item.code], fingerprint)
        for item, fingerprint in zip(diagnostics, fingerprints(diagnostics), strict=True)
    ]
    driver = f'"name": "handbook", "semanticVersion": {json.dumps(version)}, "rules": {_lines(map(_rule, codes))}'
    run = f'"tool": {{"driver": {{{driver}}}}},\n"columnKind": "unicodeCodePoints",\n"results": {_lines(results)}'
    return f'{{\n"$schema": "{SCHEMA}",\n"version": "2.1.0",\n"runs": [{{\n{run}\n}}]\n}}'


def _lines(values: Any) -> str:
    """A JSON list with one value a line."""
    listed = ",\n".join(map(json.dumps, values))
    return f"[\n{listed}\n]" if listed else "[]"


def _rule(code: str) -> dict[str, Any]:
    item = CATALOGUE[code]
    return {
        "id": code,
        "shortDescription": {"text": _literal(item.title)},
        "fullDescription": {"text": _literal(f"{item.happened} {item.matters}")},
        "help": {"text": _literal(_help(code))},
        "defaultConfiguration": {"level": LEVELS[item.severity]},
    }


def _help(code: str) -> str:
    item = CATALOGUE[code]
    examples = [f"{title}:\n{text}" for title, text in (("Wrong", item.wrong), ("Right", item.right)) if text]
    return "\n\n".join((f"{item.happened} {item.matters}", item.mend, *examples))


def _result(item: Diagnostic, rule: int, fingerprint: str) -> dict[str, Any]:
    region = {"startLine": max(1, item.line), "startColumn": max(1, item.column)}
    artifact = {"uri": quote(item.source.file, errors="surrogatepass"), "uriBaseId": "%SRCROOT%"}
    message = f"{item.message}. {item.hint}" if item.hint else item.message
    return {
        "ruleId": item.code,
        "ruleIndex": rule,
        "level": LEVELS[item.severity],
        "message": {"text": _literal(printable(message))},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
        "partialFingerprints": {"handbook/v1": fingerprint},
    }


def _literal(text: str) -> str:
    return text.translate(_ESCAPED)
