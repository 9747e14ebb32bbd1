import pytest
from markupsafe import Markup

from handbook.render.press import Link
from handbook.render.registers.cells import Line, cell_html
from tests.builders import day


@pytest.mark.parametrize(
    ("line", "html"),
    [
        (Line(text="4 hours"), '<span class="line"><bdi>4 hours</bdi></span>'),
        (Line(text="4 hours", quiet=True), '<span class="line quiet"><bdi>4 hours</bdi></span>'),
        (
            Line(label="until", day=day("2025-05-01")),
            '<span class="line"><span class="label"><bdi>until</bdi></span> '
            '<time datetime="2025-05-01">1 May 2025</time></span>',
        ),
        (
            Line(badge="in-force", code="ab12"),
            '<span class="line"><span class="badge badge--in-force">In force</span> <code>ab12</code></span>',
        ),
        (
            Line(links=(Link("One", "../one/"), Link("two"))),
            '<span class="line"><a href="../one/"><bdi>One</bdi></a>, <bdi>two</bdi></span>',
        ),
        (
            Line(prose=Markup("<p>Now.</p>")),
            '<div class="line"><div class="prose" dir="auto"><p>Now.</p></div></div>',
        ),
    ],
)
def test_line_is_printed_as_its_parts(line: Line, html: str) -> None:
    assert cell_html((line,)) == html


def test_lines_follow_one_another() -> None:
    assert cell_html((Line(text="a"), Line(text="b"))) == (
        '<span class="line"><bdi>a</bdi></span> <span class="line"><bdi>b</bdi></span>'
    )


def test_everything_but_prose_is_escaped() -> None:
    hostile = "\"><script>alert('1')</script>"
    line = Line(label=hostile, badge=hostile, text=hostile, code=hostile, links=(Link(hostile, hostile),))
    escaped = "&#34;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"

    assert cell_html((line,)) == (
        f'<span class="line"><span class="label"><bdi>{escaped}</bdi></span> '
        f'<span class="badge badge--{escaped}">{escaped.capitalize()}</span> '
        f'<a href="{escaped}"><bdi>{escaped}</bdi></a> <bdi>{escaped}</bdi> <code>{escaped}</code></span>'
    )
