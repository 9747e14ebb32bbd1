import json
from dataclasses import replace
from typing import Any

from handbook.history.edition import Edition
from handbook.model.handbook import Term
from handbook.render.page import Page
from handbook.site.search.documents import Document, restored, saved, search_document
from handbook.site.search.facets import BUILT_IN, Facet
from handbook.site.search.index import index_files, text_file
from handbook.site.search.packing import packed_json
from handbook.site.search.stem import stemmer
from tests.site.search.packed import unpacked
from tests.site.search.test_facets import EDITION, PAGE

FACETS = (BUILT_IN["status"], BUILT_IN["owner"])
POLICY = replace(
    PAGE,
    body='<h1>Returns</h1><p id="c1">Pay the <b>refund</b>.</p><h2 id="print">Small print</h2>',
    description="Giving goods back",
    keywords=("money back",),
    searchable=True,
)
FORMER = replace(
    POLICY,
    address="policies/returns/1.0/",
    body="<p>goblin</p>",
    facts={"status": "superseded"},
    searchable=False,
    archived=True,
)


def _document(page: Page) -> Document:
    found = search_document(page, FACETS, stemmer("en"))
    assert found is not None
    return found


def _stem(word: str) -> str:
    return stemmer("en").stems(word)[0]


def _index(*pages: Page, edition: Edition = EDITION, facets: tuple[Facet, ...] = FACETS) -> dict[str, bytes]:
    files = index_files(map(_document, pages), facets, edition)
    return {path.removeprefix("search/data/").removesuffix(".js"): unpacked(data) for path, data in files}


def _lists(part: bytes) -> dict[str, bytes]:
    size = int.from_bytes(part[:4], "little")
    words, ends = json.loads(part[4 : 4 + size])
    data = part[4 + size :]
    return {word: data[begin:end] for word, begin, end in zip(words, [0, *ends], ends, strict=False)}


def _json(data: bytes) -> Any:
    return json.loads(data)


def test_page_that_is_not_to_be_found_has_no_document() -> None:
    assert search_document(replace(POLICY, searchable=False), FACETS, stemmer("en")) is None


def test_document_weighs_a_word_by_where_it_stands() -> None:
    found = _document(POLICY)
    weights = dict(zip(found.terms.split(), found.weights, strict=True))
    # in the text and as the title, and as the words of the id; in a heading; as keyword; in the text alone
    assert [weights[_stem(word)] for word in ("returns", "small", "money", "refund")] == [17, 4, 6, 1]


def test_document_weighs_no_word_more_than_a_byte_holds() -> None:
    found = _document(replace(POLICY, body=f"<p>{'zebra ' * 300}</p>"))
    assert dict(zip(found.terms.split(), found.weights, strict=True))[_stem("zebra")] == 255


def test_document_of_a_listing_holds_what_it_says_of_itself_only() -> None:
    found = _document(replace(POLICY, listing=True, text=None, keywords=()))
    assert set(found.terms.split()) == {_stem(word) for word in ("giving", "goods", "back", "returns")}


def test_document_comes_back_as_it_was_saved_but_for_its_text() -> None:
    found = _document(POLICY)
    again = restored(saved(found))
    assert saved(again) == saved(found)
    assert again.text == b""


def test_text_file_holds_words_places_and_facts() -> None:
    path, data = text_file(_document(POLICY))
    assert path == "search/data/pages/policies/returns.js"
    assert data.startswith(b'handbookSearch("pages/policies/returns","')
    assert _json(unpacked(data)) == {
        "title": "Returns",
        "description": "Giving goods back",
        "facts": {"review": ["2027-02"], "status": ["in-force"], "owner": ["lead"], "category": ["money"]},
        "words": "Returns Pay the refund. Small print",
        "anchors": [[1, "c1", ""], [4, "print", "Small print"]],
    }


def test_archive_is_a_shelf_of_its_own() -> None:
    files = _index(POLICY, FORMER)
    start = _json(files["start"])
    assert (start["pages"], start["archive"]["pages"]) == (1, 1)
    assert b"goblin" in files["archive-words/all"].split()
    assert b"goblin" not in files["words/all"].split()
    assert _json(files["archive"]) == [["policies/returns/1.0/"], ["Returns"]]


def test_words_lead_to_pages_with_what_they_count() -> None:
    other = replace(POLICY, address="policies/zebra/", title="Zebra", keywords=())
    lists = _lists(_index(POLICY, other)["words/0"])
    assert list(lists[_stem("refund")][:3]) == [2, 0, 1]  # on two pages: the first, and one further
    assert lists[_stem("money")][0] == 1
    assert lists[_stem("returns")][3] > lists[_stem("returns")][4] > 0  # the page of that title before the other


def test_titles_hold_terms_and_clauses_behind_the_pages() -> None:
    terms = (Term(term="goodwill gesture", meaning="Not owed.", aliases=("gesture",)),)
    edition = Edition(replace(EDITION.handbook, terms=terms), EDITION.as_of)
    files = _index(POLICY, edition=edition)
    assert list(zip(*_json(files["titles"]), strict=True)) == [
        ("policies/returns/", "Returns", "policy", "money back"),
        ("glossary/#term-goodwill-gesture", "goodwill gesture", "term", "gesture"),
        ("policies/returns/#print", "Small print", "clause", "Returns"),
    ]
    assert _json(files["start"])["synonyms"] == [["goodwill gesture", "gesture"]]


def test_facets_are_ids_with_labels_beside_them() -> None:
    files = _index(POLICY, FORMER)
    assert _json(files["start"])["facets"] == [
        {"id": "status", "label": "Status", "values": [["in-force", "in force"], ["superseded", "superseded"]]},
        {"id": "owner", "label": "Owner", "values": [["lead", "Team lead"]]},
    ]
    assert (_json(files["facets"]), _json(files["archive-facets"])) == ([[0], [0]], [[1], [0]])


def test_what_hits_say_of_their_page_has_labels_without_facets() -> None:
    start = _json(_index(POLICY, facets=())["start"])
    assert start["facets"] == []
    assert start["labels"] == {
        "status": {"in-force": "in force"},
        "owner": {"lead": "Team lead"},
        "category": {"money": "Money"},
    }


def test_version_changes_with_a_text_that_no_word_tells() -> None:
    one, two = _index(POLICY), _index(replace(POLICY, body=POLICY.body.replace("Pay", "pay")))
    assert _json(one["start"])["version"] != _json(two["start"])["version"]


def test_index_is_the_same_in_whatever_order_documents_come() -> None:
    assert _index(POLICY, FORMER) == _index(FORMER, POLICY)


def test_index_of_nothing_has_no_words() -> None:
    files = _index()
    assert _json(files["start"])["parts"] == []
    assert set(files) == {"start", "titles", "facets"}


def test_file_is_a_script_that_hands_over_what_it_carries() -> None:
    path, data = packed_json("titles", ["x"])
    assert (path, data[:25], data[-4:]) == ("search/data/titles.js", b'handbookSearch("titles","', b'");\n')
