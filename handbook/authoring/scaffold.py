"""The declaration of a record -> YAML for an owner to fill in: each field explained in a comment, none filled in.

What is given is written; what is required and not given stands there without a value, which `check` reports at its
line; what may be left out is commented out. No example is ever written as a value, so nothing is said that nobody
meant. Writes no file.
"""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Any

import yaml

from handbook.load.modeline import modeline
from handbook.model.field import Target
from handbook.model.period import Duration
from handbook.model.policy import PolicyText
from handbook.model.schema import FieldSchema, schema
from handbook.model.version import WorkingText

Known = Mapping[Target, Sequence[str]]
"""The ids that a reference may name, for each kind of thing where they are known."""

ADDED_BY_COMMAND = {"pilots": "pilot", "briefings": "briefing"}
"""Blocks of a working text that say what took place: added when it does, by `handbook new`."""

_WIDTH = 110
_FEW = 24
_OFF = "# "
_DURATION = "PT30M is 30 minutes, PT4H 4 hours, P2D 2 days, P12M 12 months."
_HEAD = """\
# What the first version of this policy will say. It is not on the public site until it is published.
#
# 1. Fill in the lines that end in a colon. `handbook check` names those that are still empty, and what is wrong.
# 2. Below, each block is explained behind ## and switched off behind #. To use one, take the first `# ` off its lines
#    (most editors: select them, then Ctrl+/), and fill it in. Delete what you do not need, and these comments too.
# 3. An `id` is a clause's address, for links: a few small letters, digits and `-`. Once published it stays the same.
# 4. `handbook publish {id} --effective DATE --dry-run` says what is still missing before it can take effect.
"""


def new_policy(id_: str, given: Mapping[str, Any], known: Known) -> str:
    """The working text of a policy that nobody has written yet; `given` are values of its top-level fields."""
    fields = [*schema(PolicyText), *schema(WorkingText)]
    head = f"{modeline(f'policies/{id_}/policy.yml')}\n{_HEAD.format(id=id_)}"
    live = [_field(item, given, known) for item in fields if _is_live(item, given)]
    off = [_block(id_, item, known) for item in fields if not _is_live(item, given)]
    return "\n".join([head, *("\n".join(lines) + "\n" for lines in (*live, *off))])


def new_record(path: str, record: type, given: Mapping[str, Any], known: Known) -> str:
    """The file of a record; `path` is its own below the data folder."""
    return modeline(path) + "\n".join(_fields(record, given, known)) + "\n"


def new_item(record: type, given: Mapping[str, Any], known: Known) -> list[str]:
    """One item of a list, as lines without indentation."""
    lines = [line for item in schema(record) for line in _field(item, given, known)]
    first = next(place for place, line in enumerate(lines) if not line.startswith("#"))
    dashed = [f"- {line}" if place == first else f"  {line}" for place, line in enumerate(lines)]
    return [*(line[2:] for line in dashed[:first]), *dashed[first:]]


def scalar_text(value: Any) -> str:
    """A value as YAML on one line, in quotes wherever it could be taken for something else."""
    if isinstance(value, list | tuple):
        return "[" + ", ".join(scalar_text(item) for item in value) + "]"
    text: str = yaml.dump(str(value), allow_unicode=True, width=10**6, default_flow_style=True)
    text = text.removesuffix("\n").removesuffix("\n...")
    is_plain = not text.startswith(("'", '"'))
    return f'"{text}"' if is_plain and ("," in text or "]" in text) else text


def _fields(record: type, given: Mapping[str, Any], known: Known) -> Iterator[str]:
    for item in schema(record):
        yield from _field(item, given, known)


def _field(item: FieldSchema, given: Mapping[str, Any], known: Known) -> Iterator[str]:
    yield from _comment(item, known, "")
    if _is_live(item, given):
        yield f"{item.name}: {scalar_text(given[item.name])}" if item.name in given else f"{item.name}:"
    else:
        yield from (_OFF + line for line in _empty(item, known, ""))


def _is_live(item: FieldSchema, given: Mapping[str, Any]) -> bool:
    return item.required or item.name in given


def _block(id_: str, item: FieldSchema, known: Known) -> Iterator[str]:
    """One block of a working text, switched off."""
    yield from (f"#{line}" for line in _comment(item, known, "", is_block=True))
    if item.name in ADDED_BY_COMMAND:
        yield f"## Add one with: handbook new {ADDED_BY_COMMAND[item.name]} {id_}"
    else:
        yield from (_OFF + line for line in _empty(item, known, ""))


def _empty(item: FieldSchema, known: Known, indent: str) -> Iterator[str]:
    """A field without values, with all that it holds explained."""
    yield f"{indent}{item.name}:"
    if item.record is None:
        return
    inner = indent + ("    " if item.many else "  ")
    lines = []
    for field in schema(item.record):
        lines += [*_comment(field, known, inner), *_empty(field, known, inner)]
    if item.many:
        first = next(place for place, line in enumerate(lines) if not line.lstrip().startswith("#"))
        lines[first] = f"{indent}  - {lines[first][len(inner) :]}"
        lines[:first] = [line[2:] for line in lines[:first]]
    yield from lines


def _comment(item: FieldSchema, known: Known, indent: str, *, is_block: bool = False) -> Iterator[str]:
    """What a field means, how it is written, an example."""
    meaning = item.doc.meaning[:1].upper() + item.doc.meaning[1:]
    unit = f", in {item.doc.unit}" if item.doc.unit else ""
    optional = "" if item.required or is_block else " Optional."
    spelt = f" {_DURATION}" if item.kind is Duration else ""
    text = f"{meaning}{unit}.{spelt}{_choices(item, known)}{optional}"
    yield from (f"{indent}# {line}" for line in wrap(text, _WIDTH - len(indent), break_on_hyphens=False))
    if item.doc.example and not _listed(item, known):
        yield f"{indent}# Such as: {item.doc.example}"


def _choices(item: FieldSchema, known: Known) -> str:
    listed = _listed(item, known)
    if listed:
        return f" {'Any' if item.many else 'One'} of: {', '.join(listed)}."
    if item.refers is None:
        return ""
    kind = item.refers.to.value
    return f" Each is the id of a {kind}." if item.many else f" The id of a {kind}."


def _listed(item: FieldSchema, known: Known) -> Sequence[str]:
    """The values that the field may have, where they are few."""
    if item.choices:
        return item.choices
    ids = known.get(item.refers.to, ()) if item.refers else ()
    return ids if len(ids) <= _FEW else ()
