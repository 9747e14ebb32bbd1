"""The peers' Markdown: the same words and links as the page, one file for each page."""

from pathlib import Path

import pytest

from bench.contenders import export_all
from bench.generate import generate
from bench.markdown import export, to_markdown
from handbook.render.page import Page

CASES = {
    "heading": ('<h2 id="_a">Goals</h2>', "## Goals\n"),
    "paragraphs": ("<p>One.</p><p>Two.</p>", "One.\n\nTwo.\n"),
    "emphasis": ("<p><strong>Now</strong> and <em>then</em></p>", "**Now** and *then*\n"),
    "relative link": ('<p><a href="../../roles/r/#x">Role</a></p>', "[Role](/roles/r/#x)\n"),
    "link to a clause": ('<p><a href="#d1">duty</a></p>', "[duty](/policies/refunds/#d1)\n"),
    "redline": ("<p><del>10</del><ins>14</ins> days</p>", "<del>10</del><ins>14</ins> days\n"),
    "list": ("<ul><li>a</li><li>b</li></ul>", "-   a\n-   b\n"),
    "steps": ("<ol><li><p>a</p><p>b</p></li></ol>", "1.  a\n\n    b\n"),
    "nested list": ("<ul><li>a<ul><li>b</li></ul></li></ul>", "-   a\n\n    -   b\n"),
    "facts": ("<dl><div><dt>Owner</dt><dd>Role 1</dd></div></dl>", "-   **Owner** Role 1\n"),
    "table": (
        "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>c|d</td></tr></tbody></table>",
        "| a | b |\n|---|---|\n| c\\|d |  |\n",
    ),
    "special characters": ("<p>5 &lt; 6 *and* [x]_y</p>", "5 &lt; 6 \\*and\\* \\[x\\]\\_y\n"),
    "no list by accident": ("<p>3. May</p>", "3\\. May\n"),
    "picture": ("<figure><svg><text>2024</text></svg><figcaption>One bar</figcaption></figure>", "One bar\n"),
    "link beside a clause": ('<p>Do it.<a class="self" href="#d">¶</a></p>', "Do it.\n"),
}


@pytest.mark.parametrize(("body", "expected"), CASES.values(), ids=CASES.keys())
def test_markdown_of_a_body(body: str, expected: str) -> None:
    assert to_markdown(body, "policies/refunds/") == expected


def test_export_writes_what_the_peers_need_to_know_of_a_page(tmp_path: Path) -> None:
    page = Page(
        address="policies/refunds/",
        place="policy/money",
        title='The "new" refunds',
        description="Who gets what",
        body="<p>Pay.</p>",
        searchable=True,
    )
    export(page, tmp_path, "index.md")
    assert (tmp_path / "policies" / "refunds.md").read_text(encoding="utf-8") == (
        '---\ntitle: "The \\"new\\" refunds"\ndescription: "Who gets what"\nurl: "/policies/refunds/"\n'
        'category: "money"\ncategory_page: false\nlisted: true\nsearchable: true\nsearch: {"exclude": false}\n---\n\n'
        "Pay.\n"
    )


def test_export_writes_one_file_for_each_page(tmp_path: Path) -> None:
    generate(3, 2, tmp_path)
    listed = export_all(tmp_path / "policy_data", tmp_path / "docs")
    expected = sorted(f"{address.removesuffix('/') or 'index'}.md" for address, _ in listed)
    found = [path.relative_to(tmp_path / "docs").as_posix() for path in (tmp_path / "docs").rglob("*.md")]
    assert sorted(found) == expected
