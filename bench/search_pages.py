"""A generated handbook -> its search index, made through the functions that a build uses, and the same pages for peers.

Policies are written, read and rendered a slice at a time, so that neither time nor memory of the rest of a build is
measured: only what the index costs.
"""

import json
import resource
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from html import escape
from pathlib import Path

from bench.generate import generate
from handbook.history.edition import Edition
from handbook.load.loader import load
from handbook.machine.workers import Beside
from handbook.render.page import Page
from handbook.render.policy.chronology import current_issue, issues
from handbook.render.policy.page import policy_page, version_page
from handbook.render.press import make_press
from handbook.site.search.article import read_article
from handbook.site.search.documents import restored, saved, search_document
from handbook.site.search.facets import BUILT_IN
from handbook.site.search.index import index_files, text_file
from handbook.site.search.stem import stemmer

AS_OF = date(2026, 11, 22)
SLICE = 500
FACETS = tuple(BUILT_IN.values())

_SECTION = {
    "lang": ["en"],
    "separator": r"[\s\-]+",
    "pipeline": ["stopWordFilter"],
    "fields": {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}},
}
"""What Material writes into its index where nobody configured anything."""


@dataclass(slots=True, kw_only=True)
class Cost:
    """What making the index took: seconds of processor time for the documents and for putting them together."""

    pages: int = 0
    words: int = 0
    documents: float = 0.0
    together: float = 0.0
    memory: int = 0
    files: int = 0
    size: int = 0
    sizes: dict[str, int] = field(default_factory=dict)


def make_pages(policies: int, versions: int, folder: Path, site: Path) -> Cost:
    """Write the documents and texts of all pages, what peers need of them, and measure the documents."""
    cost = Cost()
    with (folder / "material.jsonl").open("w", encoding="utf-8") as material:
        for begin in range(0, policies, SLICE):
            part = range(begin, min(policies, begin + SLICE))
            for page in _pages(policies, versions, part, folder / "slice"):
                _document(page, folder, site, cost)
                if page.searchable:
                    _for_peers(page, folder / "pagefind", material)
    return cost


def _pages(policies: int, versions: int, part: range, folder: Path) -> Iterator[Page]:
    generate(policies, versions, folder, part)
    edition = _edition(folder)
    press = make_press(edition)
    for policy in edition.handbook.policies:
        found = issues(policy, edition)
        current, sheet = current_issue(found), press.policy_sheet(policy.id)
        if current:
            yield policy_page(policy, found, current, sheet)
        yield from (version_page(policy, issue, current, sheet) for issue in found if issue is not current)
    shutil.rmtree(folder)


def _edition(folder: Path) -> Edition:
    handbook = load(folder / "policy_data").handbook
    assert handbook is not None, "what bench.generate writes can be read"
    return Edition(handbook, AS_OF)


_STEMMER = stemmer("en")


def _document(page: Page, folder: Path, site: Path, cost: Cost) -> None:
    with _timed(cost, "documents"):
        document = search_document(page, FACETS, _STEMMER)
        if document is None:
            return
        path, data = text_file(document)
        kept = folder / "documents" / f"{page.address}index.json"
        _write(site / path, data)
        _write(kept, saved(document))
    cost.pages += 1
    cost.words += document.length


def put_together(policies: int, folder: Path, site: Path, cost: Cost) -> None:
    """Make the index of all documents in a process of its own and measure that."""
    generate(policies, 1, folder / "slice", range(1))
    edition = _edition(folder / "slice")

    def work() -> tuple[float, int]:
        began = time.process_time()
        documents = (restored(path.read_bytes()) for path in (folder / "documents").rglob("*.json"))
        for path, data in index_files(documents, FACETS, edition):
            _write(site / path, data)
        return time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024

    with Beside(work) as made:
        cost.together, cost.memory = made.result()
    data = site / "search" / "data"
    found = [path for path in data.rglob("*.js") if path.is_file()]
    cost.files, cost.size = len(found), sum(path.stat().st_size for path in found)
    cost.sizes = {path.name: path.stat().st_size for path in sorted(data.glob("*.js"))}


@contextmanager
def _timed(cost: Cost, name: str) -> Iterator[None]:
    began = time.process_time()
    yield
    setattr(cost, name, getattr(cost, name) + time.process_time() - began)


def _for_peers(page: Page, folder: Path, material: object) -> None:
    """The same words as an HTML file for Pagefind and as sections for Material's index."""
    article = read_article(page.body)
    edges = [anchor for anchor in article.anchors if anchor.title]
    pieces = [("", page.title, 0, edges[0].at if edges else len(article.words))]
    for place, anchor in enumerate(edges):
        end = edges[place + 1].at if place + 1 < len(edges) else len(article.words)
        pieces.append((anchor.id, anchor.title, anchor.at, end))
    html = "".join(
        f'<h2 id="{escape(id_)}">{escape(title)}</h2><p>{escape(" ".join(article.words[at:end]))}</p>'
        for id_, title, at, end in pieces
    )
    facts = "".join(
        f'<i data-pagefind-filter="{facet.id}[data-value]" data-value="{escape(value)}"></i>'
        for facet in FACETS
        for value in facet.values(page)
    )
    _write(
        folder / page.address / "index.html",
        f'<html lang="en"><body data-pagefind-body><h1>{escape(page.title)}</h1>{facts}{html}</body></html>'.encode(),
    )
    for id_, title, at, end in pieces:
        location = f"{page.address}#{id_}" if id_ else page.address
        line = {"location": location, "title": title, "text": " ".join(article.words[at:end])}
        print(json.dumps(line), file=material)  # type: ignore[call-overload]


def material_index(folder: Path) -> bytes:
    """What Material's search plugin writes for these pages."""
    docs = [json.loads(line) for line in (folder / "material.jsonl").open(encoding="utf-8")]
    return json.dumps({"config": _SECTION, "docs": docs}, separators=(",", ":")).encode()


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
