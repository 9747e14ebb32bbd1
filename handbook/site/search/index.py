"""Documents -> the files of the index: a start, titles, facets, and the words in parts that are read when asked for.

What is in force and what is archived are two shelves, each with its own words; a browser opens the second one only
when a reader asks for it. A word's list says in which pages it stands and how much it counts there, from 1 to 15, so
that the browser multiplies and adds and knows no lengths. The start names the version of the whole; a browser asks for
every other file by it, so that no old one is mixed in.
"""

import json
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from itertools import islice
from operator import sub
from typing import Any

from handbook.history.edition import Edition
from handbook.model.handbook import Term
from handbook.render.terms import term_anchors
from handbook.site.search.documents import MOST, Document
from handbook.site.search.facets import SHOWN, Facet, facet_labels
from handbook.site.search.packing import packed, packed_json, text_name
from handbook.site.search.stem import rules_of

PART_BYTES = 32_000
"""How large a part of the words grows before it is packed."""

CLAUSES = 3_000
"""Up to so many clauses stand in the titles index; in a larger handbook they are found through the words alone."""

SATURATION, LENGTH = 3.0, 0.5
"""How soon more of the same word stops to count, and how much a long page is held against it (BM25's k1 and b)."""

_STEPS = 15

_QUICK = 4
"""How hard a page's text is packed, which every page of a cold build waits for (bench/README.md)."""


def index_files(
    documents: Iterable[Document], facets: tuple[Facet, ...], edition: Edition
) -> Iterator[tuple[str, bytes]]:
    """All files of the index but the pages' texts, the start last, as path and bytes."""
    ordered = sorted(documents, key=lambda item: item.address)
    current = [item for item in ordered if not item.archived]
    archive = [item for item in ordered if item.archived]
    texts = [[item.address, item.mark] for item in ordered]
    values = {facet.id: _values(facet, ordered) for facet in facets}
    files = [*_titles(current, edition), packed_json("facets", _columns(current, values))]
    parts = list(_shelf(current, "words", files))
    if archive:
        files += [_rows(archive), packed_json("archive-facets", _columns(archive, values))]
    archived = list(_shelf(archive, "archive-words", files))
    yield from files
    language = edition.handbook.organisation.language
    start: dict[str, Any] = {
        "language": language,
        "rules": rules_of(language),
        "facets": [
            {
                "id": facet.id,
                "label": facet.label,
                "values": list(facet_labels(facet, values[facet.id], edition).items()),
            }
            for facet in facets
        ],
        "labels": {
            facet.id: facet_labels(facet, _values(facet, ordered), edition) for facet in SHOWN if facet not in facets
        },
        "synonyms": [[term.term, *term.aliases] for term in edition.handbook.terms if term.aliases],
        "pages": len(current),
        "parts": parts,
        "archive": {"pages": len(archive), "parts": archived},
    }
    contents = [sha256(data).hexdigest() for _, data in files]
    version = sha256(json.dumps([start, contents, texts]).encode()).hexdigest()[:10]
    yield packed_json("start", {"version": version, **start})


def text_file(document: Document) -> tuple[str, bytes]:
    """The file that holds a page's text, for excerpts."""
    return packed(text_name(document.address), document.text, _QUICK)


def _titles(documents: Sequence[Document], edition: Edition) -> Iterator[tuple[str, bytes]]:
    """The rows of what is in force, in the order of its pages; behind them terms, and clauses where they fit."""
    rows = [[item.address, item.title, item.kind, item.keywords] for item in documents]
    terms = edition.handbook.terms
    anchors = term_anchors(terms)
    rows += [[f"glossary/#{anchors[term.term]}", term.term, "term", _others(term)] for term in terms]
    policies = [item for item in documents if item.kind == "policy"]
    if sum(item.clauses.count("\n") + 1 for item in policies if item.clauses) <= CLAUSES:
        rows += (row for item in policies for row in _clauses(item))
    yield packed_json("titles", [list(column) for column in zip(*rows, strict=True)])


def _clauses(document: Document) -> Iterator[list[str]]:
    for line in document.clauses.splitlines():
        anchor, _, title = line.partition(" ")
        yield [f"{document.address}#{anchor}", title, "clause", document.title]


def _others(term: Term) -> str:
    return ", ".join(term.aliases)


def _rows(documents: Sequence[Document]) -> tuple[str, bytes]:
    return packed_json("archive", [[item.address for item in documents], [item.title for item in documents]])


def _values(facet: Facet, documents: Sequence[Document]) -> list[str]:
    return sorted({value for item in documents for value in item.facts.get(facet.id, ())})


def _columns(documents: Sequence[Document], values: Mapping[str, list[str]]) -> list[list[int | list[int]]]:
    """For each facet and each page which of the facet's values it has: their places, without a list where it is one."""
    columns = []
    for id_, ids in values.items():
        places = {value: place for place, value in enumerate(ids)}
        pages = [[places[value] for value in item.facts.get(id_, ())] for item in documents]
        columns.append([found[0] if len(found) == 1 else found for found in pages])
    return columns


def _shelf(documents: Sequence[Document], name: str, files: list[tuple[str, bytes]]) -> Iterator[str]:
    """Adds the parts of a shelf's words, and the list of all of them, to the files; gives each part's first word."""
    lists = _lists(documents)
    words = sorted(lists)
    for number, group in enumerate(_groups(words, lists)):
        ends, data = [], bytearray()
        for word in group:
            data += _packed_list(lists[word])
            ends.append(len(data))
        head = json.dumps([group, ends], ensure_ascii=False, separators=(",", ":")).encode()
        files.append(packed(f"{name}/{number}", len(head).to_bytes(4, "little") + head + data))
        yield group[0]
    if words:
        files.append(packed(f"{name}/all", " ".join(words).encode()))


def _groups(words: Sequence[str], lists: Mapping[str, "_List"]) -> Iterator[list[str]]:
    group: list[str] = []
    size = 0
    for word in words:
        group.append(word)
        size += len(word) + 2 * len(lists[word].pages) + 8
        if size >= PART_BYTES:
            yield group
            group, size = [], 0
    if group:
        yield group


class _List:
    """The pages that hold a word, by number, and what it counts on each, from 1 to 15."""

    __slots__ = ("counts", "pages")

    def __init__(self) -> None:
        self.pages = array("I")
        self.counts = bytearray()


def _lists(documents: Sequence[Document]) -> dict[str, _List]:
    """For each word its list."""
    average = sum(item.length for item in documents) / max(1, len(documents))
    lists: dict[str, _List] = defaultdict(_List)
    for number, item in enumerate(documents):
        norm = round(20 * (1 - LENGTH + LENGTH * item.length / max(1.0, average)))
        for word, count in zip(item.terms.split(), item.weights.translate(_counts(norm)), strict=True):
            found = lists[word]
            found.pages.append(number)
            found.counts.append(count)
    return lists


@cache
def _counts(norm: int) -> bytes:
    """What each weight comes to on a page of such a length, in twentieths of the average."""
    return bytes(
        max(1, round(_STEPS * weight / (SATURATION * norm / 20 + weight))) if weight else 0
        for weight in range(MOST + 1)
    )


def _packed_list(found: _List) -> bytes:
    """How many pages, the first, the steps from one to the next, what the word counts on each."""
    pages = found.pages
    steps = list(map(sub, islice(pages, 1, None), pages))
    numbers = bytes(steps) if max(steps, default=0) < 128 else b"".join(map(_variable, steps))
    return b"".join((_variable(len(pages)), _variable(pages[0]), numbers, found.counts))


def _variable(number: int) -> bytes:
    """Seven bits a byte, the lowest first; the highest bit says that more follow."""
    found = bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    found.append(number)
    return bytes(found)
