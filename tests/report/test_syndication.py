import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.report.syndication import Place, first_id, host, permitted, site_root, tag
from tests.builders import policy, rename


@pytest.mark.parametrize(
    ("site_url", "name"),
    [
        ("https://handbook.example.com/", "handbook.example.com"),
        ("https://Handbook.Example.COM:8443/rules/", "handbook.example.com"),
        ("https://[::1]/", "handbook"),
        ("https://пример.рф/", "handbook"),
        ("", "handbook"),
    ],
)
def test_host_is_one_that_a_tag_can_hold(site_url: str, name: str) -> None:
    assert host(site_url) == name


def test_tag_names_a_thing_under_the_host() -> None:
    assert tag("https://handbook.example.com/", "policies/a/1.0") == "tag:handbook.example.com,2026:policies/a/1.0"


@pytest.mark.parametrize(
    ("site_url", "root"),
    [("", ""), ("https://a.example", "https://a.example/"), ("https://a.example/", "https://a.example/")],
)
def test_site_root_ends_in_one_slash(site_url: str, root: str) -> None:
    assert site_root(site_url) == root


@pytest.mark.parametrize(
    ("site_url", "address", "url"),
    [
        ("https://a.example/", "changelog/", "https://a.example/changelog/"),
        ("https://a.example/", "", "https://a.example/"),
        ("", "changelog/", "../../changelog/"),
    ],
)
def test_place_leads_to_another_address_of_the_site(site_url: str, address: str, url: str) -> None:
    assert Place(site_url, "roles/adviser/feed.xml").url(address) == url


def test_place_at_the_root_leads_to_the_root_without_the_address_of_the_site() -> None:
    assert Place("", "feed.xml").url("") == "./"


def test_first_id_is_the_oldest_of_all_renames() -> None:
    later = rename("a", former="complaints-and-thanks", renamed="2025-06-01")

    assert first_id(policy("voice-of-customers", later, rename("b", renamed="2024-02-01"))) == "grievances"


def test_first_id_of_a_policy_never_renamed_is_its_own() -> None:
    assert first_id(policy("complaints")) == "complaints"


def test_permitted_replaces_what_xml_refuses_and_keeps_every_script() -> None:
    assert permitted("a\x00b\x1b[c\rd\ud800e\uffff") == "a\ufffdb\ufffd[c\ufffdd\ufffde\ufffd"
    assert permitted("Қазақ, עברית\tand\n😀") == "Қазақ, עברית\tand\n😀"


@given(st.text(st.characters()))
def test_permitted_text_stays_as_it_is(text: str) -> None:
    assert permitted(permitted(text)) == permitted(text)
