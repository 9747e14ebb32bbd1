"""The model's declarations and the ids of a handbook -> JSON Schema for every kind of file under the data folder.

Draft 7, which the YAML extensions of all editors know. What changes with the handbook, its ids, stands in `ids.json`
alone; the other files change only with the program. Schemas are for hovers, completion and first mistakes: what they
cannot see, `check` does. Writes nothing.
"""

import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from handbook.load.modeline import SCHEMAS, schema_name
from handbook.load.scalars import HINTS, MAX_LINE, MAX_PROSE, PATTERNS
from handbook.model.field import Format, Target
from handbook.model.handbook import Benchmarks, Handbook, Roles
from handbook.model.period import Duration
from handbook.model.policy import PolicyText
from handbook.model.schema import FieldSchema, schema
from handbook.model.version import Version
from handbook.model.version_number import VersionNumber
from handbook.report.reference import FILES, record_meaning

Json = dict[str, Any]

IDS = "ids.json"
DRAFT = "http://json-schema.org/draft-07/schema#"
_WRITTEN_BY = "Written by `handbook schema` from the model and the handbook's ids; edits are lost."

_TEXT = ["string", "number"]
"""Our reader takes every scalar as text, so 2026 is a title; editors read a number there."""

_MISTAKE: Mapping[Any, str] = {
    **HINTS,
    Format.LINE: "the text must stand on one line; fold a long one with `>-`",
    Format.UNARY_TEST: 'write a test, such as "<= 50", "[50..200]" or "-"',
    Format.PROSE: "the text is empty",
}
"""What an editor says of text that is not of the format or type."""

_SHAPE: Mapping[Any, Json] = {
    Format.ID: {"type": _TEXT, "pattern": PATTERNS[Format.ID]},
    Format.URL: {"type": "string", "pattern": PATTERNS[Format.URL]},
    Format.SHA256: {"type": "string", "pattern": PATTERNS[Format.SHA256]},
    Format.LANGUAGE: {"type": "string", "pattern": PATTERNS[Format.LANGUAGE]},
    Format.HANDLE: {"type": "string", "pattern": PATTERNS[Format.HANDLE]},
    Format.TIME_ZONE: {"type": "string", "pattern": "[A-Za-z0-9_+/-]+"},
    Format.LINE: {"type": _TEXT, "pattern": r"[^\n]*\S[^\n]*", "maxLength": MAX_LINE},
    Format.UNARY_TEST: {"type": _TEXT, "pattern": r"[^\n]*\S[^\n]*", "maxLength": MAX_LINE},
    Format.PROSE: {"type": _TEXT, "pattern": r"[\s\S]*\S[\s\S]*", "maxLength": MAX_PROSE},
    date: {"type": "string", "pattern": r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"},
    Decimal: {"type": ["number", "string"], "pattern": PATTERNS[Decimal]},
    int: {"type": ["integer", "string"], "minimum": 0, "pattern": PATTERNS[int]},
    Duration: {"type": "string", "pattern": PATTERNS[Duration]},
    VersionNumber: {"type": "string", "pattern": PATTERNS[VersionNumber]},
}
"""How a scalar is checked; each pattern is for the whole text."""

_MANY = 40
"""So many ids are listed with a mistake; of more an editor would fill the screen."""

_CORE_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]+|0o[0-7]+|[0-9]+e[0-9]+")

_INSIDE_A_POLICY = frozenset({Target.GOAL, Target.STANDARD, Target.CLAUSE})
"""Looked up in the policy that refers, which a schema cannot do."""

_DECLARED_HERE: Mapping[type, Target] = {Roles: Target.ROLE, Benchmarks: Target.COMPETITOR}
"""Files that name what they declare: whoever adds a role there may refer to it at once."""


def schema_files(handbook: Handbook) -> dict[str, str]:
    """The text of each schema by its path below the data folder."""
    named = {IDS: _ids(handbook)}
    for path, meaning, tops in FILES:
        whole = (*tops, PolicyText) if tops == (Version,) else tops
        named[schema_name(path)] = _file(path, meaning or record_meaning(tops[0]), whole)
    return {f"{SCHEMAS}/{name}": as_text(content) for name, content in sorted(named.items())}


def as_text(content: Json) -> str:
    """JSON as people compare it: one value a line."""
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def declared(handbook: Handbook) -> dict[Target, dict[str, str]]:
    """For each kind of thing that the whole handbook knows: the ids, sorted, and their titles.

    Policies come without theirs: a schema would be stale with each new title, and `check` would read every policy.
    """
    top = handbook.organisation
    found: dict[Target, dict[str, str]] = {
        Target.BENCHMARK: {item.id: item.metric for item in handbook.benchmarks},
        Target.BRANCH: {item.id: item.title for item in top.branches},
        Target.CASE: {item.id: item.title for item in top.cases},
        Target.CATEGORY: {item.id: item.title for item in top.categories},
        Target.CHANNEL: {item.id: item.title for item in top.channels},
        Target.COMPETITOR: {item.id: item.title for item in handbook.competitors},
        Target.PILLAR: {item.id: item.title for item in top.mission.pillars},
        Target.POLICY: dict.fromkeys((policy.id for policy in handbook.policies), ""),
        Target.PRINCIPLE: {item.id: item.title for item in top.principles},
        Target.ROLE: {item.id: item.title for item in handbook.roles},
    }
    return {target: dict(sorted(titles.items())) for target, titles in found.items()}


def _ids(handbook: Handbook) -> Json:
    known = {target.value: _known(target, titles) for target, titles in declared(handbook).items()}
    return {"$schema": DRAFT, "$comment": _WRITTEN_BY, "title": "Ids of this handbook", "definitions": known}


def _known(target: Target, titles: Mapping[str, str]) -> Json:
    """One of the ids; where none is declared, anything that can be an id, for `check` to judge."""
    if not titles:
        return _scalar(Format.ID)
    rows = [(value, title) for id_, title in titles.items() for value in _as_editors_read(id_)]
    known: Json = {"enum": [value for value, _ in rows]}
    if any(titles.values()):
        known["enumDescriptions"] = [title for _, title in rows]
    if len(rows) <= _MANY:
        return known
    message = f"no {target.value} has this id; if it was added just now, run `handbook schema`"
    return known | {"errorMessage": message}


def _as_editors_read(id_: str) -> tuple[Any, ...]:
    """The id, and beside it what YAML 1.2 makes of it without quotes where that is no text."""
    if _CORE_NUMBER.fullmatch(id_):
        number = int(id_, 0) if id_[:2] in {"0x", "0o"} else float(id_)
        return (id_, int(number) if number == int(number) else number)
    return (id_, yaml.safe_load(id_)) if id_ in {"true", "false", "null"} else (id_,)


def _file(path: str, meaning: str, tops: tuple[type, ...]) -> Json:
    definitions: dict[str, Json] = {}
    soft = next((_DECLARED_HERE[top] for top in tops if top in _DECLARED_HERE), None)
    content = _object([item for top in tops for item in schema(top)], soft, definitions)
    title = re.sub("<[a-z]+>", "…", path)  # editors show it as Markdown, where <id> is a tag
    head = {"$schema": DRAFT, "$comment": _WRITTEN_BY, "title": title, "description": meaning}
    return head | content | ({"definitions": dict(sorted(definitions.items()))} if definitions else {})


def _object(fields: list[FieldSchema], soft: Target | None, definitions: dict[str, Json]) -> Json:
    required = [item.name for item in fields if item.required]
    content: Json = {
        "type": "object",
        "additionalProperties": False,
        "properties": {item.name: _described(item, _value(item, soft, definitions)) for item in fields},
    }
    return content | ({"required": required} if required else {})


def _described(item: FieldSchema, content: Json) -> Json:
    """The value of a field with what an editor shows of it."""
    words = item.doc.meaning[:1].upper() + item.doc.meaning[1:]
    described: Json = {"description": f"{words} (in {item.doc.unit})." if item.doc.unit else f"{words}."}
    if item.doc.example and not item.refers:
        described["examples"] = [_example(item)]
    return described | content


def _example(item: FieldSchema) -> Any:
    """The example as an editor would read it where it stands."""
    text = item.doc.example
    if item.many or text.startswith(("{", '"')):
        return yaml.load(text, Loader=yaml.BaseLoader)
    return yaml.safe_load(text) if item.kind in {Decimal, int} else text


def _value(item: FieldSchema, soft: Target | None, definitions: dict[str, Json]) -> Json:
    content = _one(item, soft, definitions)
    if item.many:
        return {"type": "array", "items": content}
    return {"type": "object", "additionalProperties": content} if item.keyed else content


def _one(item: FieldSchema, soft: Target | None, definitions: dict[str, Json]) -> Json:
    """The value, or each item of a list."""
    if item.record:
        return _record(item.record, soft, definitions)
    if item.refers:
        return _reference(item.refers.to, soft)
    if item.choices:
        return {"enum": list(item.choices)}
    return _scalar(item.kind if item.kind in _SHAPE else item.formats[0])


def _record(record: type, soft: Target | None, definitions: dict[str, Json]) -> Json:
    name = record.__name__
    if name not in definitions:
        definitions[name] = {}
        head = {"title": name, "description": record_meaning(record)}
        definitions[name] |= head | _object(list(schema(record)), soft, definitions)
    return {"$ref": f"#/definitions/{name}"}


def _reference(target: Target, soft: Target | None) -> Json:
    """The id of something; of what lies in the policy itself a schema sees only the form."""
    if target in _INSIDE_A_POLICY:
        return _scalar(Format.ID)
    known = {"$ref": f"{IDS}#/definitions/{target.value}"}
    return {"anyOf": [known, _scalar(Format.ID)]} if target is soft else known


def _scalar(of: Any) -> Json:
    shape = _SHAPE[of]
    return shape | {"pattern": f"^(?:{shape['pattern']})$", "patternErrorMessage": _MISTAKE[of]}
