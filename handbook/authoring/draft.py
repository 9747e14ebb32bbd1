"""What somebody wants to begin -> the file that would be written, what is left to fill in, and what stands in the way.

A draft is a new policy, a new record beside one, or a new pilot or briefing in a working text. It is read by the same
reader as everything else before it is written, so a title can hold anything and break nothing. Writes nothing.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from handbook.authoring.insertion import with_item
from handbook.authoring.json_schema import declared
from handbook.authoring.scaffold import ADDED_BY_COMMAND, Known, new_item, new_policy, new_record
from handbook.history.clauses import clauses
from handbook.ledger.working_text import unfit
from handbook.load.nodes import compose
from handbook.load.records import read_mixed, read_record
from handbook.load.scalars import is_id, shown
from handbook.model.diagnostic import Diagnostic, Severity, did_you_mean, error
from handbook.model.field import Target, may_be
from handbook.model.handbook import Handbook, Policy
from handbook.model.policy import PolicyText
from handbook.model.record import RECORD_KINDS
from handbook.model.schema import schema
from handbook.model.source import NOWHERE, Source
from handbook.model.version import WorkingText

RECORDS = {kind.name: kind.folder for kind in RECORD_KINDS.values() if not kind.frozen}
"""What can be begun as a file of its own: its name and its folder. Frozen kinds are written by their own commands."""

ITEMS = {name: key for key, name in ADDED_BY_COMMAND.items()}
"""What can be begun inside a working text: its name and the key of its list."""


def record_of(kind: str) -> type:
    """The declaration of what can be begun: `policy`, one of `RECORDS` or one of `ITEMS`."""
    if kind in RECORDS:
        return RECORD_KINDS[RECORDS[kind]].record
    inside = {item.name: item.record for item in schema(PolicyText) if item.record}
    return inside[ITEMS[kind]] if kind in ITEMS else PolicyText


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A file that could be written: not while `refused` holds anything.

    `path` is below the data folder; `is_new` whether nothing may be there yet; `to_do` are the values that are still to
    be filled in, as `check` will report them.
    """

    path: str
    content: bytes
    is_new: bool
    to_do: tuple[Diagnostic, ...]
    refused: tuple[Diagnostic, ...]


def policy_draft(folder: str, handbook: Handbook, id_: str, given: Mapping[str, Any]) -> Draft:
    """The working text of a policy that is not there yet; `folder` is the data folder's name."""
    path = f"policies/{id_}/policy.yml"
    known = known_ids(handbook)
    content = new_policy(id_, {"title": _title_of(id_), **given}, known).encode()
    refused = (*_not_free(handbook, id_), *_dangling(PolicyText, given, known))
    return _read(folder, path, content, (PolicyText, WorkingText), refused, is_new=True)


def record_draft(folder: str, handbook: Handbook, policy: Policy, kind: str, given: Mapping[str, Any]) -> Draft:
    """A record beside a policy; `given` holds its name under `name`, and values of its fields."""
    values = dict(given)
    record = record_of(kind)
    name = values.pop("name")
    path = f"policies/{policy.id}/records/{RECORDS[kind]}/{name}.yml"
    known = known_ids(handbook, policy)
    content = new_record(path, record, values, known).encode()
    refused = (*_not_an_id(name), *_dangling(record, values, known))
    return _read(folder, path, content, (record,), refused, is_new=True)


def item_draft(
    folder: str, handbook: Handbook, policy: Policy, kind: str, given: Mapping[str, Any], working: bytes
) -> Draft:
    """A pilot or a briefing in a policy's working text; its lines, comments and spaces stay as they are."""
    path, key = f"policies/{policy.id}/policy.yml", ITEMS[kind]
    record = record_of(kind)
    known = known_ids(handbook, policy)
    refused = [*unfit(working, f"{folder}/{path}"), *_not_an_id(given["id"]), *_dangling(record, given, known)]
    taken = {clause.id for text in _texts(policy) for clause in clauses(text)}
    if given["id"] in taken:
        message = f"{shown(given['id'])} is the id of a clause of this policy, or was one"
        refused.append(error("duplicate-clause", NOWHERE, message, "an id is never used again; give another with --id"))
    content = None if refused else with_item(working, key, new_item(record, given, known))
    if content is None and not refused:
        message = f"the list `{key}` is not written with one item after another, each behind a dash"
        refused.append(
            error("layout", Source(f"{folder}/{path}", (key,)), message, "write it so, or delete it if empty")
        )
    return _read(folder, path, content or working, (PolicyText, WorkingText), refused, is_new=False)


def known_ids(handbook: Handbook, policy: Policy | None = None) -> Known:
    """The ids that references may name, for each kind of thing; of the policy its goals, standards and clauses too."""
    known: dict[Target, list[str]] = {target: list(titles) for target, titles in declared(handbook).items()}
    found = [clause for text in _texts(policy) for clause in clauses(text) if clause.id] if policy else []
    if policy:
        known[Target.CLAUSE] = list(dict.fromkeys(clause.id for clause in found))
        for target in (Target.GOAL, Target.STANDARD):
            known[target] = list(dict.fromkeys(clause.id for clause in found if clause.kind in may_be(target)))
    return known


def _texts(policy: Policy) -> list[PolicyText]:
    return [
        *([policy.working.text] if policy.working else []),
        *(version.text for version in reversed(policy.versions)),
    ]


def _title_of(id_: str) -> str:
    return id_.replace("-", " ").capitalize()


def _not_an_id(id_: str) -> Iterator[Diagnostic]:
    if not is_id(id_):
        plain = unicodedata.normalize("NFKD", id_).encode("ascii", "ignore").decode().lower()
        meant = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:64].strip("-")
        hint = f"did you mean `{meant}`?" if is_id(meant) else "use at most 64 of a to z, 0 to 9 and -"
        yield error("file-name", NOWHERE, f"{shown(id_)} is not an id", hint)


def _not_free(handbook: Handbook, id_: str) -> Iterator[Diagnostic]:
    yield from _not_an_id(id_)
    former = {record.former: policy.id for policy in handbook.policies for record in policy.records.renames}
    if id_ in {policy.id for policy in handbook.policies}:
        message = f"there is a policy {shown(id_)} already"
        yield error("unexpected-file", NOWHERE, message, f"edit policies/{id_}/policy.yml, or choose another id")
    elif id_ in former:
        message = f"{shown(id_)} was the id of the policy {shown(former[id_])}; its addresses lead there"
        yield error("unexpected-file", NOWHERE, message, "an id is never used again; choose another")


def _dangling(record: type, given: Mapping[str, Any], known: Known) -> Iterator[Diagnostic]:
    """References among the given values to what is not there."""
    for item in schema(record):
        if item.refers is None or item.name not in given:
            continue
        target, ids = item.refers.to, known.get(item.refers.to)
        for value in given[item.name] if item.many else (given[item.name],):
            if ids is not None and value not in ids:
                message = f"there is no {target.value} {shown(value)} for --{item.name.replace('_', '-')}"
                yield error(f"unknown-{target.value}", NOWHERE, message, did_you_mean(value[:64], ids))


def _read(
    folder: str, path: str, content: bytes, kinds: tuple[type, ...], refused: Iterable[Diagnostic], *, is_new: bool
) -> Draft:
    """The draft with what the reader says of it: no value yet is work to do, anything else stands in the way."""
    source = Source(f"{folder}/{path}")
    top, found = compose(content, source.file)
    if top is not None:
        parts = read_mixed(kinds, top, source, found) if len(kinds) > 1 else (top,)
        for kind, part in zip(kinds, parts, strict=True):
            given: dict[str, Any] = {"text": None} if kind is WorkingText else {}
            given |= {"id": PurePosixPath(path).stem} if len(kinds) == 1 else {}
            read_record(kind, part, source, found, **given)
    errors = [item for item in found if item.severity is Severity.ERROR]
    return Draft(
        path=path,
        content=content,
        is_new=is_new,
        to_do=tuple(item for item in errors if item.code == "empty-value"),
        refused=(*refused, *(item for item in errors if item.code != "empty-value")),
    )
