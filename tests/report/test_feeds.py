"""The feeds of small handbooks, held against what RFC 4287 and JSON Feed 1.1 demand."""

import json
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.model.version import ReasonKind
from handbook.report.feeds import MOST
from tests.builders import (
    correction,
    day,
    edition,
    next_version,
    organisation,
    policy,
    reason,
    rename,
    text,
    version,
    withdrawal,
    working,
)
from tests.report.feed_standards import ATOM, atom_faults, element_text, json_faults, relations
from tests.report.made import feeds

SITE = "https://handbook.example.com/"


def entries_of(document: bytes) -> list[Element]:
    return ElementTree.fromstring(document).findall(f"{ATOM}entry")


def titles_of(document: bytes) -> list[str]:
    return [element_text(entry, "title") for entry in entries_of(document)]


ONE = version("1.0", published="2025-01-10", effective="2025-02-01")
BETTER = version("1.1", published="2025-03-01", effective="2025-03-15")
TWO = version(
    "2.0",
    published="2025-05-10",
    effective="2025-06-01",
    summary="Answer within 4 hours.",
    reasons=(reason(ReasonKind.PILOT_FINDING, note="Callers asked who would ring back."),),
)
MISTAKE = correction(version="2.0", corrected="2025-07-01")
RENAMED = rename(former="grievances", renamed="2025-08-01", reason="the word people use")
ENDED = withdrawal(published="2025-09-01", effective="2025-10-01", reason="Nobody complains.", replaced_by=("phone",))
COMPLAINTS = policy("complaints", ONE, BETTER, TWO, MISTAKE, RENAMED, ENDED)
PHONE = policy("phone", version("1.0", published="2025-01-02", text=text(title="Phone", audience=("complaints-lead",))))


@pytest.fixture(scope="module")
def found() -> dict[str, bytes]:
    """The feeds of a handbook in which everything happened that can happen."""
    return dict(feeds(edition(COMPLAINTS, PHONE), SITE))


def test_everybody_has_feeds_in_both_formats_with_and_without_editorial_changes(found: dict[str, bytes]) -> None:
    folders = (
        "",
        *(f"roles/{role}/" for role in ("adviser", "complaints-lead", "service-director")),
        "categories/contact/",
        "policies/complaints/",
        "policies/phone/",
    )
    names = ("feed.xml", "feed.json", "feed-all.xml", "feed-all.json")
    assert sorted(found) == sorted(folder + name for folder in folders for name in names)


def test_every_atom_feed_keeps_the_standard(found: dict[str, bytes]) -> None:
    faults = {name: atom_faults(content) for name, content in found.items() if name.endswith(".xml")}
    assert faults == {name: [] for name in faults}


def test_every_json_feed_keeps_the_standard(found: dict[str, bytes]) -> None:
    faults = {name: json_faults(content) for name, content in found.items() if name.endswith(".json")}
    assert faults == {name: [] for name in faults}


PARTS = "<id>tag:h,2026:f</id><title>t</title><updated>2025-01-01T12:00:00Z</updated>"
ENTRY = f"<entry>{PARTS}<content>c</content></entry>"
FEED = (
    f"<feed xmlns='http://www.w3.org/2005/Atom'>{PARTS}<link rel='self' href='feed.xml'/>"
    f"<author><name>a</name></author>{ENTRY}</feed>"
)


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ("2025-01-01T12:00:00Z</updated>", "yesterday</updated>", "Error validating datatype dateTime"),
        ("2025-01-01T12:00:00Z</updated>", "2025-01-01T12:00:00</updated>", "Error validating datatype dateTime"),
        ("<title>t</title>", "", "Expecting an element title"),
        ("<title>t</title>", "<title>t</title><title>u</title>", "Extra element title in interleave"),
        ("<title>t", "<title type='html'>t", "Invalid attribute type"),
        ("<author><name>a</name></author>", "", "4.1.1: an entry has no author, and the feed has none"),
        ("<author><name>a</name></author>", "<author/>", "Expecting an element name"),
        ("<link rel='self' href='feed.xml'/>", "", "4.1.1: the feed does not say where it is"),
        ("<link rel='self' href='feed.xml'/>", "<link/>", "Element link failed to validate attributes"),
        ("<author>", "<script>x</script><author>", "Expecting element"),
        ("<author>", "<category label='x'/><author>", "Element category failed to validate attributes"),
        ("tag:h,2026:f</id>", "f</id>", "4.2.6: no absolute id: f"),
        ("<content>c</content>", "", "4.1.2: an entry has neither content nor an alternate link"),
        (ENTRY, ENTRY + ENTRY, "4.1.1: two entries have the id tag:h,2026:f"),
        (
            "<author>",
            "<link href='a' type='text/html'/><link href='b' type='text/html'/><author>",
            "4.1: feed has two alternate links of ('text/html', None)",
        ),
    ],
)
def test_fault_of_an_atom_feed_is_found(right: str, wrong: str, fault: str) -> None:
    assert atom_faults(FEED.encode()) == []
    assert fault in "; ".join(atom_faults(FEED.replace(right, wrong, 1).encode()))


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"version": "1.1"}, "version: 'https://jsonfeed.org/version/1.1' was expected"),
        ({"title": None}, "title: None is not of type 'string'"),
        ({"home_page_url": "../"}, "home_page_url: '../' does not match"),
        ({"authors": []}, "authors: [] should be non-empty"),
        ({"author": {"name": "a"}}, "'author' does not match any of the regexes"),
        ({"items": [{"id": "1"}]}, "items/0: 'content_text' is a required property"),
        ({"items": [{"id": 1, "content_text": ""}]}, "items/0/id: 1 is not of type 'string'"),
        ({"items": [{"id": "1", "content_text": ""}] * 2}, "two items have the id 1"),
        ({"items": [{"id": "1", "content_text": "", "date_published": "2025-01-01"}]}, "items/0/date_published: "),
        ({"items": [{"id": "1", "content_text": "", "content_html": "<b>"}]}, "items/0: 'content_html' does not match"),
    ],
)
def test_fault_of_a_json_feed_is_found(changed: dict[str, Any], fault: str) -> None:
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "t", "authors": [{"name": "a"}], "items": []}

    assert json_faults(json.dumps(feed).encode()) == []
    assert fault in "; ".join(json_faults(json.dumps(feed | changed).encode()))


def test_feed_holds_everything_but_editorial_versions_newest_first(found: dict[str, bytes]) -> None:
    assert titles_of(found["feed.xml"]) == [
        "Complaints: withdrawn",
        "Complaints: renamed",
        "Complaints 2.0: correction",
        "Complaints 2.0",
        "Complaints 1.0: new policy",
        "Phone 1.0: new policy",
    ]


def test_feed_of_all_changes_holds_editorial_versions_too(found: dict[str, bytes]) -> None:
    assert [title for title in titles_of(found["feed-all.xml"]) if title not in titles_of(found["feed.xml"])] == [
        "Complaints 1.1"
    ]


def test_role_is_told_of_policies_that_bind_it_or_that_it_owns(found: dict[str, bytes]) -> None:
    assert "Phone 1.0: new policy" in titles_of(found["roles/complaints-lead/feed.xml"])
    assert titles_of(found["roles/adviser/feed.xml"]) == titles_of(found["policies/complaints/feed.xml"])
    assert titles_of(found["roles/service-director/feed.xml"]) == []


def test_role_is_told_of_the_version_that_no_longer_binds_it() -> None:
    without = version("2.0", published="2025-05-10", text=text(audience=("service-director",)))
    later = version("3.0", published="2025-08-10", text=text(audience=("service-director",)))
    files = dict(feeds(edition(policy("complaints", ONE, without, later)), SITE))

    assert titles_of(files["roles/adviser/feed.xml"]) == ["Complaints 2.0", "Complaints 1.0: new policy"]


def test_atom_entry_of_a_version_says_what_when_and_why(found: dict[str, bytes]) -> None:
    entry = next(item for item in entries_of(found["feed.xml"]) if element_text(item, "title") == "Complaints 2.0")

    assert {child.tag.removeprefix(ATOM): child.text for child in entry if child.text} == {
        "id": "tag:handbook.example.com,2026:policies/grievances/2.0",
        "title": "Complaints 2.0",
        "published": "2025-05-10T12:00:00Z",
        "updated": "2025-05-10T12:00:00Z",
        "summary": "Answer within 4 hours.",
        "content": (
            "Substantive change, published 2025-05-10, effective 2025-06-01.\n\n"
            "Answer within 4 hours.\n\n"
            "Why:\n- pilot finding: Callers asked who would ring back.\n\n"
            "What changed, word by word: https://handbook.example.com/policies/complaints/2.0/changes/"
        ),
    }
    assert relations(entry) == {
        "alternate": "https://handbook.example.com/policies/complaints/2.0/",
        "related": "https://handbook.example.com/policies/complaints/2.0/changes/",
    }
    assert [(item.get("term"), item.get("label")) for item in entry.findall(f"{ATOM}category")] == [
        ("substantive", "substantive"),
        ("complaints", "Complaints"),
    ]


def test_json_item_of_a_version_carries_its_facts_for_programs(found: dict[str, bytes]) -> None:
    item = next(item for item in json.loads(found["feed.json"])["items"] if item["title"] == "Complaints 2.0")

    assert item["url"] == "https://handbook.example.com/policies/complaints/2.0/"
    assert item["_handbook"] == {
        "policy": "complaints",
        "version": "2.0",
        "kind": "substantive",
        "published": "2025-05-10",
        "effective": "2025-06-01",
        "reasons": ["pilot finding: Callers asked who would ring back."],
        "redline": "policies/complaints/2.0/changes/",
    }


@pytest.mark.parametrize(
    ("title", "said", "page"),
    [
        (
            "Complaints: withdrawn",
            "Withdrawn: decided on 2025-09-01, the policy ceases to bind on 2025-10-01.\n\n"
            "Nobody complains.\n\nReplaced by: Phone",
            "policies/complaints/",
        ),
        (
            "Complaints: renamed",
            "Renamed on 2025-08-01, formerly `grievances`. Former addresses lead to the new ones.\n\n"
            "the word people use",
            "policies/complaints/",
        ),
        (
            "Complaints 2.0: correction",
            "The clause `first-answer` said “8 working days” and should have said “8 working hours”: "
            "wrong since 2025-01-01, put right on 2025-07-01.",
            "policies/complaints/2.0/#first-answer",
        ),
    ],
)
def test_record_is_an_entry_of_its_own(found: dict[str, bytes], title: str, said: str, page: str) -> None:
    item = next(item for item in json.loads(found["feed.json"])["items"] if item["title"] == title)

    assert (item["content_text"], item["url"]) == (said, SITE + page)


def test_summary_of_a_correction_is_what_was_wrong(found: dict[str, bytes]) -> None:
    item = next(item for item in json.loads(found["feed.json"])["items"] if "correction" in item["title"])

    assert item["summary"] == item["content_text"]


def test_marks_of_prose_are_taken_off_by_the_function_given() -> None:
    item = version("1.0", summary="Answer **today**.", reasons=())
    files = dict(feeds(edition(policy("complaints", item)), SITE, plain=lambda prose: prose.replace("*", "")))

    assert json.loads(files["feed.json"])["items"][0]["summary"] == "Answer today."


def test_ids_of_entries_outlive_a_rename() -> None:
    before = dict(feeds(edition(policy("grievances", ONE)), SITE))["feed.xml"]
    after = dict(feeds(edition(policy("complaints", ONE, RENAMED)), SITE))["feed.xml"]

    (old,), (_, same) = entries_of(before), entries_of(after)
    assert (
        element_text(old, "id") == element_text(same, "id") == "tag:handbook.example.com,2026:policies/grievances/1.0"
    )


def test_links_are_relative_where_the_address_of_the_site_is_not_known() -> None:
    files = dict(feeds(edition(policy("complaints", ONE)), ""))
    feed = ElementTree.fromstring(files["policies/complaints/feed.xml"])

    assert relations(feed) == {"self": "../../policies/complaints/feed.xml", "alternate": "../../policies/complaints/"}
    assert relations(feed.findall(f"{ATOM}entry")[0])["alternate"] == "../../policies/complaints/1.0/"
    assert element_text(feed, "id") == "tag:handbook,2026:policies/complaints/feed"
    assert json_faults(files["policies/complaints/feed.json"]) == []


def test_entry_leads_from_each_feed_to_the_same_page() -> None:
    """Entries are printed once for all feeds that lie as deep, and only for those."""
    files = dict(feeds(edition(policy("complaints", ONE)), ""))
    ways = {name: relations(entries_of(files[name])[0])["alternate"] for name in ("feed.xml", "roles/adviser/feed.xml")}

    assert ways == {
        "feed.xml": "policies/complaints/1.0/",
        "roles/adviser/feed.xml": "../../policies/complaints/1.0/",
    }


def test_feed_was_updated_when_its_newest_entry_was_published(found: dict[str, bytes]) -> None:
    assert element_text(ElementTree.fromstring(found["feed.xml"]), "updated") == "2025-09-01T12:00:00Z"


def test_empty_feed_was_updated_on_the_day_of_the_edition() -> None:
    files = dict(feeds(edition(as_of="2026-03-01"), SITE))

    assert element_text(ElementTree.fromstring(files["feed.xml"]), "updated") == "2026-03-01T12:00:00Z"
    assert atom_faults(files["feed.xml"]) == []


def test_feed_holds_the_newest_hundred() -> None:
    many = [
        version(f"{number}.0", published=f"2025-{number // 28 + 1:02}-{number % 28 + 1:02}") for number in range(105)
    ]
    titles = titles_of(dict(feeds(edition(policy("complaints", *many)), SITE))["feed.xml"])

    assert (len(titles), titles[0], titles[-1]) == (MOST, "Complaints 104.0", "Complaints 5.0")


def test_what_is_published_later_is_not_told() -> None:
    files = dict(feeds(edition(COMPLAINTS, as_of="2025-05-09"), SITE))

    assert titles_of(files["feed-all.xml"]) == ["Complaints 1.1", "Complaints 1.0: new policy"]


def test_working_text_leaves_no_trace() -> None:
    draft = working(text=text(title="CANARY", audience=("adviser",)), next=next_version(summary="CANARY"))
    files = dict(
        feeds(edition(policy("complaints", ONE, working=draft), policy("canary", versions=(), working=draft)), SITE)
    )

    assert [name for name, content in files.items() if b"canary" in name.encode() + content.lower()] == []


def test_feeds_do_not_depend_on_the_order_of_policies() -> None:
    there = edition(COMPLAINTS, PHONE, policies=(COMPLAINTS, PHONE))
    back = edition(COMPLAINTS, PHONE, policies=(PHONE, COMPLAINTS))

    assert sorted(feeds(there, SITE)) == sorted(feeds(back, SITE))


def test_html_in_the_data_is_shown_aselement_text() -> None:
    evil = "<script>alert(1)</script>]]>&lt;"
    item = version("1.0", summary=evil, reasons=(reason(note=evil),), text=text(title=evil))
    files = dict(feeds(edition(policy("complaints", item), organisation=organisation(title=evil)), SITE))

    assert b"<script" not in files["feed.xml"]
    assert titles_of(files["feed.xml"]) == [f"{evil} 1.0: new policy"]
    assert all("content_html" not in item for item in json.loads(files["feed.json"])["items"])


@settings(max_examples=40)
@given(st.text(st.characters(), max_size=20), st.text(st.characters(), max_size=20))
def test_any_text_gives_feeds_that_keep_the_standards(name: str, summary: str) -> None:
    item: Any = version("1.0", summary=summary, reasons=(reason(note=name),), text=text(title=name))
    mistake = correction(wrong=name, right=summary, corrected=day("2025-02-01"))
    files = dict(feeds(edition(policy("complaints", item, mistake), organisation=organisation(title=name)), SITE))

    assert atom_faults(files["feed.xml"]) + json_faults(files["feed.json"]) == []
