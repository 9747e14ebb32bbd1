"""What a feed document breaks of RFC 4287 and of JSON Feed 1.1: what their schemas say, and what no schema can say.

`atom.rng` is the grammar of RFC 4287's appendix B, `json_feed.json` a JSON Schema of JSON Feed 1.1. Both refuse what
the standards allow and our feeds never hold: markup, and extensions but our own.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import jsonschema
from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
TAG_URI = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d{2}){0,2}:[!-~]+", re.ASCII)
_HERE = Path(__file__).parent


def atom_faults(document: bytes) -> list[str]:
    """What the document breaks of RFC 4287; empty where it is a valid feed."""
    grammar = _grammar()
    if not grammar.validate(etree.fromstring(document)):
        return [f"line {item.line}: {item.message}" for item in grammar.error_log]
    feed = ElementTree.fromstring(document)
    entries = feed.findall(f"{ATOM}entry")
    faults = [fault for parent in (feed, *entries) for fault in _parent_faults(parent)]
    if feed.find(f"{ATOM}author") is None and any(entry.find(f"{ATOM}author") is None for entry in entries):
        faults.append("4.1.1: an entry has no author, and the feed has none")
    if "self" not in relations(feed):
        faults.append("4.1.1: the feed does not say where it is")
    faults += [
        f"4.1.2: an entry has neither content nor an alternate link: {element_text(entry, 'id')}"
        for entry in entries
        if entry.find(f"{ATOM}content") is None and "alternate" not in relations(entry)
    ]
    ids = Counter(element_text(entry, "id") for entry in entries)
    return faults + [f"4.1.1: two entries have the id {id_}" for id_, count in ids.items() if count > 1]


@cache
def _grammar() -> Any:
    return etree.RelaxNG(etree.parse(_HERE / "atom.rng"))


def _parent_faults(parent: Element) -> Iterator[str]:
    place = parent.tag.removeprefix(ATOM)
    if not TAG_URI.fullmatch(element_text(parent, "id")):
        yield f"4.2.6: no absolute id: {element_text(parent, 'id')}"
    links = Counter(
        (link.get("type"), link.get("hreflang")) for link in parent if link.get("rel", "alternate") == "alternate"
    )
    yield from (
        f"4.1: {place} has two alternate links of {kind}" for kind, count in links.items() if kind[0] and count > 1
    )


def json_faults(document: bytes) -> list[str]:
    """What the document breaks of JSON Feed 1.1; empty where it is a valid feed."""
    feed = json.loads(document)
    faults = [f"{'/'.join(map(str, item.path))}: {item.message}" for item in _json_schema().iter_errors(feed)]
    ids = Counter(item["id"] for item in feed["items"] if "id" in item)
    return faults + [f"two items have the id {id_}" for id_, count in ids.items() if count > 1]


@cache
def _json_schema() -> jsonschema.Draft202012Validator:
    schema = json.loads((_HERE / "json_feed.json").read_bytes())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def element_text(parent: Element, name: str) -> str:
    """The text of a child element of Atom's; empty where there is none."""
    return parent.findtext(f"{ATOM}{name}", "")


def relations(parent: Element) -> dict[str, str]:
    """Relation -> the address that a link gives for it."""
    return {link.get("rel", "alternate"): link.get("href", "") for link in parent.findall(f"{ATOM}link")}
