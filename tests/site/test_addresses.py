import re

import pytest

from handbook.site.addresses import redirect_page, redirects, robots, sitemaps


def test_sitemap_lists_full_addresses_in_order() -> None:
    ((name, text),) = sitemaps(["policies/a&b/", ""], "https://handbook.example.com/")
    assert name == "sitemap.xml"
    assert text.decode().splitlines()[2:] == [
        "<url><loc>https://handbook.example.com/</loc></url>",
        "<url><loc>https://handbook.example.com/policies/a&amp;b/</loc></url>",
        "</urlset>",
    ]


def test_sitemap_of_many_addresses_is_a_list_of_sitemaps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handbook.site.addresses.MOST_TOGETHER", 2)
    found = dict(sitemaps(["c/", "a/", "b/"], "https://handbook.example.com/"))
    listed = [re.findall(r"<loc>https://handbook.example.com/(.*?)</loc>", text.decode()) for text in found.values()]
    assert list(found) == ["sitemaps/1.xml", "sitemaps/2.xml", "sitemap.xml"]
    assert listed == [["a/", "b/"], ["c/"], ["sitemaps/1.xml", "sitemaps/2.xml"]]
    assert b"<sitemapindex " in found["sitemap.xml"]


def test_sitemap_without_the_sites_address_is_empty() -> None:
    assert [b"<url>" in text for _, text in sitemaps([""], "")] == [False]


def test_robots_name_the_sitemap_where_there_is_one() -> None:
    assert robots("https://handbook.example.com/").decode() == (
        "User-agent: *\nAllow: /\nSitemap: https://handbook.example.com/sitemap.xml\n"
    )
    assert robots("").decode() == "User-agent: *\nAllow: /\n"


def test_redirects_lead_from_every_former_address() -> None:
    addresses = [
        "",
        "policies/",
        "policies/phone/",
        *(f"policies/complaints/{rest}" for rest in ("", "1.0/", "history/")),
    ]
    assert list(redirects({"complaints": ("grievances",), "phone": ()}, addresses)) == [
        ("policies/grievances/", "policies/complaints/"),
        ("policies/grievances/1.0/", "policies/complaints/1.0/"),
        ("policies/grievances/history/", "policies/complaints/history/"),
    ]


def test_redirect_page_leads_on_with_and_without_scripts() -> None:
    page = redirect_page("policies/a/1.0/", "policies/b/1.0/", "A <b>", "en", "assets/redirect.js").decode()
    assert '<meta http-equiv="refresh" content="0; url=../../../policies/b/1.0/">' in page
    assert '<script defer src="../../../assets/redirect.js"></script>' in page
    assert '<a href="../../../policies/b/1.0/">' in page
    assert "<title>A &lt;b&gt;</title>" in page
