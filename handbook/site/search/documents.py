"""One page -> what the index needs of it: the words that it is found by with their weights, and the text for excerpts.

Made beside the page, in whatever process writes it; the index is put together later from what is kept here. A page that
is not to be found has none.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

import msgspec

from handbook.render.page import Page
from handbook.site.search.article import Anchor, Article, read_article
from handbook.site.search.facets import SHOWN, Facet
from handbook.site.search.stem import Stemmer

TITLE, KEYWORD, HEADING, DESCRIPTION = 10, 6, 3, 2
"""How many times a word there counts against one in the text."""

MOST = 255


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A page as the index knows it.

    `terms` are parted by spaces, each has one of the `weights`; `length` is how many words the text has. `facts` has a
    tuple of ids by facet. `clauses` has a line for each clause with a title, unless the page is archived: its anchor, a
    space, its title. `text` is what the browser shows excerpts of, as JSON; it is written at once and not kept, only
    its `mark`. Tens of thousands of these are in memory while an index is made, so each is a few long values instead of
    many small ones.
    """

    address: str
    title: str
    kind: str
    archived: bool
    keywords: str
    facts: Mapping[str, tuple[str, ...]]
    terms: str
    weights: bytes
    length: int
    clauses: str
    mark: str
    text: bytes = b""


def search_document(page: Page, facets: tuple[Facet, ...], stemmer: Stemmer) -> Document | None:
    """What the index needs of a page; None for a page that is not to be found."""
    if not (page.searchable or page.archived):
        return None
    article = _listing(page) if page.listing else read_article(page.body)
    weights, length = _weights(page, article, stemmer)
    facts = {facet.id: values for facet in dict.fromkeys((*facets, *SHOWN)) if (values := facet.values(page))}
    text = _text(page, article, facts)
    return Document(
        address=page.address,
        title=page.title,
        kind=_kind(page),
        archived=page.archived,
        keywords=", ".join(page.keywords),
        facts=facts,
        terms=" ".join(weights),
        weights=_limited(weights.values()),
        length=length,
        clauses="" if page.archived else _clauses(article),
        mark=sha256(text).hexdigest()[:20],
        text=text,
    )


def saved(document: Document) -> bytes:
    """A document without its text, to be kept until the index is put together."""
    return _SAVED.encode(replace(document, text=b""))


def restored(data: bytes) -> Document:
    """What was saved."""
    return _RESTORED.decode(data)


_SAVED = msgspec.msgpack.Encoder()
_RESTORED = msgspec.msgpack.Decoder(Document)


def _text(page: Page, article: Article, facts: Mapping[str, tuple[str, ...]]) -> bytes:
    return msgspec.json.encode(
        {
            "title": page.title,
            "description": page.description,
            "facts": {**{name: [value] for name, value in sorted(page.facts.items())}, **facts},
            "words": " ".join(article.words),
            "anchors": [[anchor.at, anchor.id, anchor.title] for anchor in article.anchors],
        }
    )


def _weights(page: Page, article: Article, stemmer: Stemmer) -> tuple[dict[str, int], int]:
    """What each word counts on the page, and how many words its text has."""
    parts = (
        (1, article.words),
        (HEADING, " ".join(article.headings).split()),
        (DESCRIPTION, page.description.split()),
        (TITLE, page.title.split()),
        (KEYWORD, " ".join((*page.keywords, _id(page))).split()),
    )
    found: dict[str, int] = {}
    stems_of = stemmer.found_by
    for weight, tokens in parts:
        for token, count in Counter(tokens).items():
            for stem in stems_of[token]:
                found[stem] = found.get(stem, 0) + weight * count
    return found, len(article.words)


def _limited(weights: Collection[int]) -> bytes:
    return bytes(weights if max(weights, default=0) <= MOST else [min(MOST, weight) for weight in weights])


def _listing(page: Page) -> Article:
    """A list that repeats other pages is found by what it says about itself."""
    return Article(words=page.description.split())


def _kind(page: Page) -> str:
    if page.text is not None:
        return "policy"
    return "role" if page.place == "role" else "page"


def _id(page: Page) -> str:
    """The words of a policy's id: its page is asked for by it."""
    return page.address.split("/")[1].replace("-", " ") if page.text is not None else ""


def _clauses(article: Article) -> str:
    return "\n".join(f"{anchor.id} {anchor.title}" for anchor in article.anchors if _is_clause(anchor))


def _is_clause(anchor: Anchor) -> bool:
    return bool(anchor.title) and not anchor.id.startswith("_")
