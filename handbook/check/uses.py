"""Records -> the references in them: fields that refer, by the model's marks, and `policy:` links in prose; HTML there.

A large handbook holds a hundred thousand records, so one finder is compiled for each type of record, and what the
caller says is known is passed over at once. Nothing is judged here.
"""

import re
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, groupby
from operator import attrgetter
from typing import Any, TypeAlias, cast

import pyromark

from handbook.model.field import Format, Target
from handbook.model.schema import FieldSchema, schema
from handbook.model.source import Source

_PLACE = re.compile(r"([a-z0-9-]{1,64})(?:#([a-z0-9-]{1,64}))?", re.ASCII)
_SCHEME = "policy:"
_TAG = re.compile(r"<!--|<[^<>]*>?")
_OPTIONS = pyromark.Options.ENABLE_TABLES


@dataclass(frozen=True, slots=True)
class Use:
    """A field that names something by its id."""

    target: Target
    id: str
    source: Source


@dataclass(frozen=True, slots=True)
class Link:
    """A link in prose to a policy and, where `clause` is not empty, to one of its clauses."""

    policy: str
    clause: str
    source: Source


@dataclass(slots=True)
class _Found:
    uses: list[Use] = field(default_factory=list)
    prose: list[tuple[str, Source]] = field(default_factory=list)
    html: list[tuple[str, Source]] = field(default_factory=list)

    def add_prose(self, records: Sequence[Any], name: str, get: Callable[[Any], str]) -> None:
        """The texts that may hold links, and those that may hold HTML."""
        joined = "\n".join(map(get, records))
        for mark, texts in ((_SCHEME, self.prose), ("<", self.html)):
            if mark in joined:
                texts += [(get(item), item.source.of(name)) for item in records if mark in get(item)]


Known: TypeAlias = Mapping[Target, frozenset[str | None]]
"""For each kind of thing the ids that are passed over, among them None where a field may be absent."""

_Finder: TypeAlias = Callable[[Sequence[Any], Known, _Found], None]


def find_uses(records: Sequence[Any], known: Known) -> tuple[list[Use], list[Link]]:
    """The references in the records and below them to what is not known, of the kinds in `known`, and all links."""
    found, targets = _Found(), frozenset(known)
    for type_, items in groupby(records, type):
        _finder(cast("Hashable", type_), targets)(list(items), known, found)
    return found.uses, [link for text, source in found.prose for link in _links(text, source)]


def find_html(records: Sequence[Any]) -> Iterator[tuple[str, Source]]:
    """Each tag and each remark of HTML in the prose of the records and below them; what stands in code is none."""
    found = _Found()
    for type_, items in groupby(records, type):
        _finder(cast("Hashable", type_), frozenset())(list(items), {}, found)
    for text, source in found.html:
        for event in pyromark.events(text, options=_OPTIONS):
            html = (event.get("Html") or event.get("InlineHtml")) if isinstance(event, dict) else ""
            yield from ((tag, source) for tag in _TAG.findall(str(html or "")))


@cache
def _finder(record: type, targets: frozenset[Target]) -> _Finder:
    """What finds references to kinds of thing, and prose with links, in records of a type and below them.

    It looks at a field of all records at once, and at each of them only where there is something to find.
    """
    described = schema(record)
    referring = [item for item in described if item.refers and item.refers.to in targets]
    single = tuple(_reference(item) for item in referring if not item.many)
    lists = tuple(_reference(item) for item in referring if item.many)
    prose = tuple((item.name, attrgetter(item.name)) for item in described if Format.PROSE in item.formats)
    below = tuple(
        (attrgetter(item.name), item.many, _finder(item.record, targets))
        for item in described
        if _leads_on(item, targets)
    )

    def find(records: Sequence[Any], known: Known, found: _Found) -> None:
        for name, get, target in single:
            if not known[target].issuperset(map(get, records)):
                found.uses += _single_uses(records, name, target, known[target])
        for name, get, target in lists:
            if not known[target].issuperset(chain.from_iterable(map(get, records))):
                found.uses += _listed_uses(records, name, target, known[target])
        for name, get in prose:
            found.add_prose(records, name, get)
        for get, many, find_below in below:
            inner = list(chain.from_iterable(map(get, records)) if many else filter(None, map(get, records)))
            if inner:
                find_below(inner, known, found)

    return find


def _reference(item: FieldSchema) -> tuple[str, Callable[[Any], Any], Target]:
    assert item.refers is not None
    return item.name, attrgetter(item.name), item.refers.to


def _single_uses(records: Sequence[Any], name: str, target: Target, known: frozenset[str | None]) -> list[Use]:
    return [
        Use(target, getattr(record, name), record.source.of(name))
        for record in records
        if getattr(record, name) not in known
    ]


def _listed_uses(records: Sequence[Any], name: str, target: Target, known: frozenset[str | None]) -> list[Use]:
    return [
        Use(target, id_, record.source.of(name, place))
        for record in records
        for place, id_ in enumerate(getattr(record, name))
        if id_ not in known
    ]


def _leads_on(item: FieldSchema, targets: frozenset[Target]) -> bool:
    """Whether anything can be found in the records that a field holds."""
    return item.record is not None and any(
        Format.PROSE in inner.formats or (inner.refers and inner.refers.to in targets) or _leads_on(inner, targets)
        for inner in schema(item.record)
    )


def _links(text: str, source: Source) -> Iterator[Link]:
    """The `policy:` links of CommonMark text; what stands in code is no link."""
    for event in pyromark.events(text, options=_OPTIONS):
        tag = event.get("Start") if isinstance(event, dict) else None
        link = tag.get("Link") if isinstance(tag, dict) else None
        if link and link["dest_url"].startswith(_SCHEME):
            name = link["dest_url"].removeprefix(_SCHEME)
            place = _PLACE.fullmatch(name)
            yield Link(place[1], place[2] or "", source) if place else Link(name, "", source)
