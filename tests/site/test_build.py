import json
import os
import re
import subprocess
import sys
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from handbook.site.errors import BuildError
from handbook.site.manifest import MANIFEST
from handbook.site.standing import Built
from tests.site.sample import HOSTILE, PROJECT, build_sample, listed_files, write_pages


def _page(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text(encoding="utf-8")


def _hashes(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file() and path != site / MANIFEST
    }


class _Links(HTMLParser):
    """Every address that a page names, but its own and that of the repository in the header."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if ("rel", "canonical") not in attrs and ("class", "md-source") not in attrs:
            self.found += [value for name, value in attrs if name in {"href", "src"} and value]


def test_build_counts_pages_and_files(built: tuple[Path, Built]) -> None:
    site, said = built
    assert said.warnings == ()
    assert said.files == sum(1 for path in site.rglob("*") if path.is_file())
    assert said.pages == (site / "sitemap.xml").read_text(encoding="utf-8").count("<loc>")


def test_files_that_are_no_page_are_told_the_sites_address(site: Path) -> None:
    for folder in ("", "policies/phone/"):
        told = (site / folder / "feed.xml").read_text(encoding="utf-8")
        assert told == f"<feed>https://handbook.example.com/{folder}</feed>"


def test_manifest_holds_the_hash_of_every_other_file(site: Path) -> None:
    assert listed_files(site) == _hashes(site)


def test_manifest_of_a_policy_holds_what_the_sites_own_does_not(site: Path) -> None:
    top = json.loads((site / MANIFEST).read_bytes())
    part = json.loads((site / "policies/phone/manifest.json").read_bytes())["files"]
    assert {f"policies/phone/{file}" for file in ("index.html", "history/index.html", "feed.xml")} <= part.keys()
    assert not part.keys() & top["files"].keys()


def test_every_link_within_the_site_leads_to_a_file(site: Path) -> None:
    dead = set()
    for path in site.rglob("index.html"):
        address = f"https://x/{path.parent.relative_to(site).as_posix()}/".replace("/./", "/")
        for link in _Links(path.read_text(encoding="utf-8")).found:
            target = urlsplit(urljoin(address, link))
            file = site / target.path.lstrip("/")
            if not (file / "index.html" if target.path.endswith("/") else file).is_file():
                dead.add((address, link))
    assert dead == set()


def test_no_page_names_another_host_but_its_own_address(site: Path) -> None:
    foreign = {
        link
        for path in site.rglob("*.html")
        for link in _Links(path.read_text(encoding="utf-8")).found
        if urlsplit(link).scheme or link.startswith("//")
    }
    assert foreign == set()


def test_no_mark_is_left_in_any_page(site: Path) -> None:
    left = [path for path in site.rglob("*.html") if "@@handbook" in path.read_text(encoding="utf-8")]
    assert left == []


def test_titles_are_shown_literally_everywhere(site: Path) -> None:
    pages = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    assert [path for path, html in pages.items() if HOSTILE in html or "alert('page')" in html] == []
    assert "<title>&lt;script&gt;alert(&#x27;title&#x27;)&lt;/script&gt; &amp; &quot;quoted&quot; ·" in _page(
        site, "policies/complaints"
    )


def test_page_names_its_language_and_direction(site: Path) -> None:
    assert '<html lang="en" dir="ltr" class="no-js">' in _page(site, "standards")


def test_page_names_its_own_address(site: Path) -> None:
    link = '<link rel="canonical" href="https://handbook.example.com/policies/complaints/1.0/changes/">'
    assert link in _page(site, "policies/complaints/1.0/changes")


def test_page_shows_where_it_stands(site: Path) -> None:
    path = re.search(r'<ol class="md-path__list">(.*?)</ol>', _page(site, "policies/phone"), re.DOTALL)
    assert path is not None
    assert re.sub(r"<[^>]*>", " ", path[1]).split() == ["Home", "Policies", "Reaching", "us"]


def test_footer_names_handbook_day_and_origin(site: Path) -> None:
    footer = _page(site, "policies/phone").partition("<footer")[2]
    text = " ".join(re.sub(r"<[^>]*>", " ", footer.partition("</footer>")[0].partition(">")[2]).split())
    assert text == (
        "Customer service handbook Ardenhall Appliances As of 1 March 2026 Generated from versioned policies "
        "A to Z Changelog For auditors"
    )


def test_home_page_holds_the_hand_written_welcome(site: Path) -> None:
    assert '<div class="home-welcome">' in _page(site, "")
    assert "<p>Hello.</p>" in _page(site, "")
    assert _page(site, "").count("<h1") == 1


def test_hand_written_page_has_its_own_title_and_headings(site: Path) -> None:
    html = _page(site, "how-to-use")
    assert "<title>How to use &lt;b&gt;this&lt;/b&gt; &amp; that · " in html
    assert "<h1>How to use &lt;b&gt;this&lt;/b&gt; &amp; that</h1>" in html
    assert '<a href="#first-step" class="md-nav__link">First step</a>' in html


def test_hand_written_page_links_to_policies_registers_and_pages(site: Path) -> None:
    article = _page(site, "how-to-use").partition("<article")[2]
    links = re.findall(r'<a href="([^"#][^"]*)" rel', article)
    assert links == ["../policies/complaints/#first-answer", "../standards/", "../guides/hand-over/"]
    assert '<img alt="A branch" src="../branch.png">' in article


def test_hand_written_pages_stand_in_the_navigation(site: Path) -> None:
    assert '<a href="../guides/hand-over/" class="md-nav__link">' in _page(site, "how-to-use")


def test_renamed_policys_old_addresses_lead_on(site: Path) -> None:
    assert 'href="../../../../policies/complaints/1.0/changes/"' in _page(site, "policies/grievances/1.0/changes")


def test_not_found_page_works_at_any_depth(site: Path) -> None:
    links = _Links((site / "404.html").read_text(encoding="utf-8")).found
    assert [link for link in links if not link.startswith(("/", "#"))] == []


def test_sitemap_lists_every_page_but_redirects(site: Path) -> None:
    listed = set(re.findall(r"<loc>https://handbook.example.com/(.*?)</loc>", (site / "sitemap.xml").read_text()))
    pages = {f"{path.parent.relative_to(site).as_posix()}/".removeprefix("./") for path in site.rglob("index.html")}
    assert listed == {page for page in pages if not page.startswith("policies/grievances/")}


def test_site_holds_no_source_maps_and_no_search_of_the_theme(site: Path) -> None:
    unused = [
        path.name for path in site.rglob("*") if path.suffix in {".map", ".gz"} or path.name in {"lunr", "workers"}
    ]
    assert unused == []


def test_search_holds_what_is_to_be_found_and_nothing_else(site: Path) -> None:
    """Two policies, how-to-use, the guide; the welcome is home's. The build hands over every page as it is written."""
    texts = {path.relative_to(site / "search/data/pages").as_posix() for path in site.glob("search/data/pages/**/*.js")}
    assert texts == {"guides/hand-over.js", "how-to-use.js", "policies/complaints.js", "policies/phone.js"}


def test_build_is_the_same_wherever_and_however_it_runs(site: Path, tmp_path: Path) -> None:
    data = write_pages(tmp_path / "a folder" / "policy_data")
    environment = os.environ | {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    subprocess.run(
        [sys.executable, "-m", "tests.site.sample", str(data), str(tmp_path / "out")],
        cwd=PROJECT,
        env=environment,
        check=True,
        capture_output=True,
        umask=0o077,
    )
    assert _hashes(tmp_path / "out") == _hashes(site)
    assert (tmp_path / "out/index.html").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("stage", ["shells", "pages of policies", "search index", "finishing"])
def test_build_that_is_killed_leaves_the_old_site_whole(stage: str, tmp_path: Path) -> None:
    data = write_pages(tmp_path / "policy_data")
    output = tmp_path / "site"
    output.mkdir()
    (output / MANIFEST).write_text('{"scheme": "policy-handbook-site-1", "files": {}}', encoding="utf-8")
    command = [sys.executable, "-m", "tests.site.sample", str(data), str(output), stage]
    assert subprocess.run(command, cwd=PROJECT, check=False).returncode == -9
    assert [path.name for path in output.iterdir()] == [MANIFEST]
    build_sample(data, output)
    assert _hashes(output) == listed_files(output)
    assert sorted(path.name for path in (tmp_path / ".handbook").iterdir()) == ["site.lock", "site.spare"]


def test_output_inside_the_data_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"^the site cannot stand inside the data folder"):
        build_sample(tmp_path, tmp_path / "site")


def test_two_pages_with_one_address_are_refused(tmp_path: Path) -> None:
    data = write_pages(tmp_path / "policy_data")
    (data / "pages/sitemap.xml").write_text("", encoding="utf-8")
    with pytest.raises(BuildError, match=r"a file `sitemap.xml` is not published"):
        build_sample(data, tmp_path / "site")


def test_the_repository_is_linked_and_never_asked_for_anything(site: Path) -> None:
    page = _page(site, "policies")
    assert page.count('<a href="https://git.example.com/ardenhall/handbook" class="md-source">') >= 1
    assert 'data-md-component="source"' not in page
