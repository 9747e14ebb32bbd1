import gzip
import json
import re
from pathlib import Path

import pytest

from handbook.render.page import Page
from handbook.site.errors import BuildError
from handbook.site.search import make_index, search_document
from handbook.site.settle import settle

PAGE = Page(
    address="policies/complaints/",
    place="policy/contact",
    title='Complaints <b>&</b> "more"',
    description="",
    body='<h1>Complaints</h1><dl><dt>Owner</dt><dd>Lead</dd></dl><span class="clause-tools">¶</span><svg>pixel</svg>'
    '<section aria-labelledby="_cite"><h2 id="_cite">Cite</h2>checksum</section>',
    facts={"audience": "Adviser; Shift lead", "keywords": "grumble", "Bad name": "x"},
)


def _index(folder: Path, count: int = 1) -> Path:
    for number in range(count):
        path = folder / f"docs/policies/p{number}/index.html"
        path.parent.mkdir(parents=True)
        page = Page(
            address=f"policies/p{number}/",
            place="policy/contact",
            title=f"Policy {number}",
            description="",
            body=PAGE.body,
            facts={"owner": f"Owner {number}", "category": f"Category {number % 3}"},
        )
        path.write_bytes(search_document(page, "en"))
    (folder / "bundle").mkdir()
    make_index(folder / "docs", folder / "bundle")
    return folder / "bundle"


def _fragments(bundle: Path) -> list[dict[str, object]]:
    return [json.loads(gzip.decompress(path.read_bytes())[12:]) for path in sorted((bundle / "fragment").iterdir())]


def test_search_document_holds_facts_as_attributes() -> None:
    html = search_document(PAGE, "en").decode()
    assert re.findall(r'data-pagefind-filter="(\w+)\[data-value\]" data-value="([^"]*)"', html) == [
        ("audience", "Adviser"),
        ("audience", "Shift lead"),
    ]


def test_search_document_escapes_the_title() -> None:
    html = search_document(PAGE, "en").decode()
    assert "<title>Complaints &lt;b&gt;&amp;&lt;/b&gt; &quot;more&quot;</title>" in html


def test_search_document_ends_with_the_keywords() -> None:
    assert search_document(PAGE, "en").decode().endswith("<p>grumble</p></main></body></html>")


def test_index_leaves_out_signs_pictures_and_what_repeats_the_rule(tmp_path: Path) -> None:
    (fragment,) = _fragments(_index(tmp_path))
    assert fragment["content"] == "Complaints. Owner Lead"


def test_index_names_the_pages_address(tmp_path: Path) -> None:
    (fragment,) = _fragments(_index(tmp_path))
    assert fragment["url"] == "/policies/p0/"


def test_index_is_the_same_in_every_run(tmp_path: Path) -> None:
    runs = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        bundle = _index(tmp_path / name, count=12)
        runs.append({path.relative_to(bundle): path.read_bytes() for path in bundle.rglob("*") if path.is_file()})
    assert runs[0] == runs[1]


def test_index_brings_no_interface_of_its_own(tmp_path: Path) -> None:
    assert list(_index(tmp_path).glob("*ui*")) == []


def test_index_of_nothing_is_an_error_with_what_pagefind_said(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "bundle").mkdir()
    with pytest.raises(BuildError, match=r"^the search index could not be made: "):
        make_index(tmp_path / "docs", tmp_path / "bundle")


def test_settle_refuses_a_layout_that_it_does_not_know(tmp_path: Path) -> None:
    (tmp_path / "pagefind-entry.json").write_text('{"languages": {"en": {"hash": "en_1"}}}', encoding="utf-8")
    (tmp_path / "pagefind.en_1.pf_meta").write_bytes(gzip.compress(b"something else"))
    with pytest.raises(BuildError, match=r"^the search index is laid out in a way that is not known here"):
        settle(tmp_path)
