"""Whatever the data says is shown literally in every format, and does nothing: no mark, no tag, no mention, no link."""

import json
import re
from html import unescape

import pyromark
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.history.edition import Edition
from handbook.load.scalars import printable
from handbook.render.difference import difference_page
from handbook.report.difference.as_json import as_json
from handbook.report.difference.as_markdown import MARKER, as_markdown
from handbook.report.difference.as_text import as_text
from handbook.report.difference.facts import Difference
from handbook.report.difference.literal import literal, size
from tests import builders as build
from tests.report.difference.comparing import compared, difference

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</details></del><!-- handbook diff -->",
    "```\n# heading\n```",
    "~~~ html",
    "**bold** _it_ `code` ~~gone~~",
    "[link](https://evil.example) ![image](https://evil.example/x.png)",
    "https://evil.example/?q=1 www.evil.example evil@evil.example",
    "@octocat and @org/team, #1, GH-12, !34, %5, ~bug, $66, &7, org/repo#9",
    "0123456789abcdef0123456789abcdef01234567",
    "| a | b |\n|---|---|",
    "/close",
    "- item\n1. item\n> quote\n# heading",
    "::error file=x::gotcha",
    "$(rm -rf /) `id` ${HOME}",
    "\u202eright to left\u2069 zero\u200bwidth \x1b[31mred\x07",
    "{{ 7 * 7 }} {% raw %}",
    ":tada: $x^2$",
    "private \ue000 use",
    "&lt;b&gt; &#64;octocat \\@octocat",
    '" onmouseover="alert(1)',
)
_TAG = re.compile(r"</?([a-z0-9]+)[^>]*>|<!--")
_OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH


def html(markdown: str) -> str:
    return pyromark.html(markdown, options=_OPTIONS)


def shown(markdown: str) -> str:
    """What a reader sees of a line, without what has no width."""
    return unescape(_TAG.sub("", html(markdown).replace("<br>", "\n"))).replace("\u200b", "").strip()


@pytest.mark.parametrize("value", HOSTILE)
def test_markdown_shows_a_value_literally(value: str) -> None:
    markdown = literal(value)
    assert {match[1] for match in _TAG.finditer(html(markdown))} <= {"p", "br"}
    assert shown(markdown) == "\n".join(map(printable, value.split("\n"))).replace("\u200b", "").strip()


@given(st.text())
@settings(max_examples=500)
def test_markdown_of_any_text_has_no_tag_of_it(value: str) -> None:
    assert {match[1] for match in _TAG.finditer(html(f"x {literal(value)}"))} <= {"p", "br"}


@given(st.text(alphabet="@#!~%&$ab1/.:w-", max_size=30))
def test_markdown_leaves_nothing_that_a_host_would_link(value: str) -> None:
    seen = unescape(re.sub(r"<[^>]*>", "", html(f"x {literal(value)}")))
    assert not re.search(r"[@#!~%&$]\w|://|www\.", seen)


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("limit", [None, 4_000])
def test_comment_keeps_its_own_structure(value: str, limit: int | None) -> None:
    found = as_markdown(hostile(value), limit)
    tags = [match[0].split(" ")[0].rstrip(">") for match in _TAG.finditer(html(found.removeprefix(MARKER)))]
    names = {tag.strip("</") for tag in tags}
    assert names <= {"h2", "p", "strong", "table", "thead", "tbody", "tr", "th", "td", "ul", "li"} | {
        *("details", "summary", "b", "ins", "del", "br", "blockquote")
    }
    assert tags.count("<details") == tags.count("</details")
    assert tags.count("<ins") == tags.count("</ins")
    assert not re.search(r"@\w|://|www\.", unescape(found))


@given(st.text(max_size=300), st.integers(4_000, 6_000))
@settings(max_examples=60, deadline=None)
def test_comment_never_exceeds_its_limit(value: str, limit: int) -> None:
    assert size(as_markdown(hostile(value, many=12), limit)) <= limit


@pytest.mark.parametrize("value", HOSTILE)
def test_page_holds_no_script_and_no_address(value: str) -> None:
    page = difference_page(hostile(value))
    tags = {match[1] for match in _TAG.finditer(page) if match[1]}
    assert not tags & {"script", "img", "iframe", "form", "link", "object", "svg"}
    assert not re.search(r"<[^>]*\s(?:on\w+|src|style)=", page)
    assert set(re.findall(r'href="([^"]*)"', page)) <= {"#policies", "#phone", "#_problems"}


@pytest.mark.parametrize("value", HOSTILE)
def test_terminal_gets_no_control_character(value: str) -> None:
    assert all(char.isprintable() or char == "\n" for char in as_text(hostile(value)))


@pytest.mark.parametrize("value", HOSTILE)
def test_json_holds_the_value_itself(value: str) -> None:
    found = json.loads(as_json(hostile(value)))
    fields = found["policies"][0]["comparisons"][0]["changes"][0]["fields"]
    assert value in {field["after"] for field in fields}


def hostile(value: str, many: int = 1) -> Difference:
    """A difference in which every word is the value."""
    duties = tuple(build.duty(f"d{number}", text=value) for number in range(many))
    old = build.text(title="Phone", duties=(build.duty("d0", text="Before."),))
    new = build.text(
        title=value,
        summary=value,
        keywords=(value, "plain"),
        duties=duties,
        sections=(build.section("s", title=value, text=value),),
        procedures=(build.procedure("p", title=value, trigger=value, standards=(build.standard("st", metric=value),)),),
        briefings=(build.briefing(),),
    )
    role = build.role("adviser", title=value)
    edition = Edition(build.handbook(build.policy("phone"), roles=(role,)), build.AS_OF)
    return difference(compared(old, new, edition), title=value)
