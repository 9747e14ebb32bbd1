"""A feed as a value -> Atom and JSON Feed, the same bytes for the same value.

All of the data is text: nothing in a feed is HTML. A day is written as its noon in UTC, which is the same day nearly
everywhere on earth. An entry stands in ten feeds and more, word for word, and is printed once for all of them.

Source: RFC 4287 (Atom), JSON Feed 1.1.
"""

import json
from datetime import date
from functools import lru_cache
from xml.etree import ElementTree

from msgspec import Struct

from handbook.report.syndication import Place, permitted, tag

_ATOM = "http://www.w3.org/2005/Atom"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_END = "\n</feed>"
_KEPT = 2048
"""Entries that are kept as they were printed last: more than the roles of a handbook tell of between them."""


class FeedItem(Struct, frozen=True, kw_only=True):
    """One entry. `name` is what it is called for ever, `page` and `redline` are addresses from the site's root.

    `kind` is substantive, editorial, withdrawal, rename or correction; `summary` and `text` are plain text.
    """

    name: str
    kind: str
    policy_id: str
    policy_title: str
    title: str
    published: date
    summary: str
    text: str
    page: str
    version: str = ""
    effective: date | None = None
    reasons: tuple[str, ...] = ()
    redline: str = ""


class Feed(Struct, frozen=True, kw_only=True):
    """Items newest first. `name` is the feed's address without its ending, `page` the page that it goes with."""

    name: str
    title: str
    page: str
    author: str
    language: str
    updated: date
    items: tuple[FeedItem, ...]


def atom(feed: Feed, site_url: str) -> bytes:
    """The feed as an Atom document at `<name>.xml`; `site_url` is empty or ends in a slash."""
    place = Place(site_url, f"{feed.name}.xml")
    root = ElementTree.Element("feed", {"xmlns": _ATOM, _LANGUAGE: feed.language})
    _texts(root, id=tag(site_url, feed.name), title=feed.title, updated=_noon(feed.updated))
    _link(root, "self", "application/atom+xml", place.url(place.address))
    _link(root, "alternate", "text/html", place.url(feed.page))
    _texts(ElementTree.SubElement(root, "author"), name=feed.author)
    ElementTree.indent(root)
    head = ElementTree.tostring(root, encoding="unicode").removesuffix(_END)
    entries = "".join(f"\n  {_entry(item, site_url, place.root)}" for item in feed.items)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{head}{entries}{_END}\n'.encode()


def json_feed(feed: Feed, site_url: str) -> bytes:
    """The feed as JSON at `<name>.json`; without the site's address it has no links, for JSON Feed wants full ones."""
    place = Place(site_url, f"{feed.name}.json")
    links = {"home_page_url": place.url(feed.page), "feed_url": place.url(place.address)} if site_url else {}
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        **links,
        "language": feed.language,
        "authors": [{"name": feed.author}],
    }
    head = permitted(json.dumps(document, ensure_ascii=False)).removesuffix("}")
    items = ", ".join(_json_item(item, site_url) for item in feed.items)
    return f'{head}, "items": [{items}]}}\n'.encode()


@lru_cache(_KEPT)
def _entry(item: FeedItem, site_url: str, root: str) -> str:
    """An entry as it stands in each feed from which `root` leads to the site's own."""
    entry, day = ElementTree.Element("entry"), _noon(item.published)
    _texts(entry, id=tag(site_url, item.name), title=item.title, published=day, updated=day)
    _link(entry, "alternate", "text/html", root + item.page)
    if item.redline:
        _link(entry, "related", "text/html", root + item.redline, title="What changed, word by word")
    _category(entry, tag(site_url, "kinds"), item.kind, item.kind)
    _category(entry, tag(site_url, "policies"), item.policy_id, item.policy_title)
    _texts(entry, summary=item.summary, content=item.text)
    ElementTree.indent(entry, level=1)
    return ElementTree.tostring(entry, encoding="unicode")


def _texts(parent: ElementTree.Element, **texts: str) -> None:
    """Elements of plain text, which Atom takes them for unless they say otherwise."""
    for name, text in texts.items():
        ElementTree.SubElement(parent, name).text = permitted(text)


def _link(parent: ElementTree.Element, rel: str, type_: str, href: str, **more: str) -> None:
    ElementTree.SubElement(parent, "link", {"rel": rel, "type": type_, "href": href} | more)


def _category(parent: ElementTree.Element, scheme: str, term: str, label: str) -> None:
    ElementTree.SubElement(parent, "category", {"scheme": scheme, "term": term, "label": permitted(label)})


@lru_cache(_KEPT)
def _json_item(item: FeedItem, site_url: str) -> str:
    """An item as it stands in each feed."""
    document = {
        "id": tag(site_url, item.name),
        **({"url": site_url + item.page} if site_url else {}),
        "title": item.title,
        "summary": item.summary,
        "content_text": item.text,
        "date_published": _noon(item.published),
        "tags": [item.kind, item.policy_id],
        "_handbook": {
            "policy": item.policy_id,
            "version": item.version or None,
            "kind": item.kind,
            "published": item.published.isoformat(),
            "effective": item.effective.isoformat() if item.effective else None,
            "reasons": list(item.reasons),
            "redline": item.redline or None,
        },
    }
    return permitted(json.dumps(document, ensure_ascii=False))


def _noon(day: date) -> str:
    """RFC 3339."""
    return f"{day.isoformat()}T12:00:00Z"
