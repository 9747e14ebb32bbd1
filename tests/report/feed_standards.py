"""What a feed document breaks of RFC 4287 (section 4.1 and the constructs that it uses) and of JSON Feed 1.1."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

ATOM = "{http://www.w3.org/2005/Atom}"
RFC_3339 = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})", re.ASCII)
TAG_URI = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d{2}){0,2}:[!-~]+", re.ASCII)

ONCE = ("id", "title", "updated")
AT_MOST_ONCE = ("generator", "icon", "logo", "rights", "subtitle", "published", "content", "summary", "source")
KNOWN = {*ONCE, *AT_MOST_ONCE, "feed", "author", "contributor", "category", "link", "entry", "name", "uri", "email"}


def atom_faults(document: bytes) -> list[str]:
    """What the document breaks of RFC 4287; empty where it is a valid feed."""
    feed = ElementTree.fromstring(document)
    entries = feed.findall(f"{ATOM}entry")
    faults = [] if feed.tag == f"{ATOM}feed" else [f"the root is {feed.tag}"]
    faults += [f"{item.tag} is no Atom element" for item in feed.iter() if item.tag.removeprefix(ATOM) not in KNOWN]
    if feed.find(f"{ATOM}author") is None and any(entry.find(f"{ATOM}author") is None for entry in entries):
        faults.append("4.1.1: an entry has no author, and the feed has none")
    for parent in (feed, *entries):
        faults += _parent_faults(parent)
    faults += [
        f"4.1.2: an entry has neither content nor an alternate link: {element_text(entry, 'id')}"
        for entry in entries
        if entry.find(f"{ATOM}content") is None and "alternate" not in relations(entry)
    ]
    ids = Counter(element_text(entry, "id") for entry in entries)
    return faults + [f"4.2.6: two entries have the id {id_}" for id_, count in ids.items() if count > 1]


def _parent_faults(parent: Element) -> Iterator[str]:
    place = parent.tag.removeprefix(ATOM)
    counts = Counter(child.tag.removeprefix(ATOM) for child in parent)
    yield from (f"4.1: {place} has {counts[name]} of {name}" for name in ONCE if counts[name] != 1)
    yield from (f"4.1: {place} has {counts[name]} of {name}" for name in AT_MOST_ONCE if counts[name] > 1)
    if not TAG_URI.fullmatch(element_text(parent, "id")):
        yield f"4.2.6: no absolute id: {element_text(parent, 'id')}"
    for child in parent:
        name = child.tag.removeprefix(ATOM)
        if name in {"updated", "published"} and not RFC_3339.fullmatch(child.text or ""):
            yield f"3.3: no date of RFC 3339: {child.text}"
        if name in {"title", "summary", "content"} and (child.get("type", "text") != "text" or len(child)):
            yield f"3.1: {name} is no plain text"
        if name == "author" and [item.tag for item in child] != [f"{ATOM}name"]:
            yield "3.2: an author has no name"
        needed = {"link": "href", "category": "term"}.get(name)
        if needed and not child.get(needed):
            yield f"4.2: {name} without {needed}"
    alternates = Counter((link.get("type"), link.get("hreflang")) for link in parent if link.get("rel") == "alternate")
    yield from (f"4.1: {place} has two alternate links of {kind}" for kind, count in alternates.items() if count > 1)


def json_faults(document: bytes) -> list[str]:
    """What the document breaks of JSON Feed 1.1; empty where it is a valid feed."""
    feed = json.loads(document)
    faults = [] if feed["version"] == "https://jsonfeed.org/version/1.1" else ["version"]
    faults += [name for name in ("title", "language") if not isinstance(feed[name], str)]
    faults += ["authors"] * (not all(author["name"] for author in feed["authors"]))
    for item in feed["items"]:
        faults += ["id"] * (not TAG_URI.fullmatch(item["id"])) + ["content"] * ("content_text" not in item)
        faults += ["date"] * (not RFC_3339.fullmatch(item["date_published"])) + ["html"] * ("content_html" in item)
        faults += [name for name in item if name.startswith("_") and not isinstance(item[name], dict)]
    urls = [feed.get("home_page_url"), feed.get("feed_url"), *(item.get("url") for item in feed["items"])]
    faults += [f"no full address: {url}" for url in urls if url is not None and not url.startswith("https://")]
    return faults + ["two items have one id"] * (len({item["id"] for item in feed["items"]}) < len(feed["items"]))


def element_text(parent: Element, name: str) -> str:
    """The text of a child element of Atom's; empty where there is none."""
    return parent.findtext(f"{ATOM}{name}", "")


def relations(parent: Element) -> dict[str, str]:
    """Relation -> the address that a link gives for it."""
    return {link.get("rel", "alternate"): link.get("href", "") for link in parent.findall(f"{ATOM}link")}
