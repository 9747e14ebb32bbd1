import pyromark
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.render.sanitise import MAX_LENGTH, safe_html

SCROLL = '<div class="scroll" role="region" aria-label="Table" tabindex="0"><table class="data">'

HOSTILE_HTML = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1) alt='\"><script>run()</script>'>",
    "<iframe src=https://evil.example></iframe>",
    "<form action=/x><input name=a><button>go</button></form>",
    "<style>body{display:none}</style>",
    "<p style='position:fixed'>x</p>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></table></mtext></math>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<template><script>alert(1)</script></template>",
    "<object data=x></object><embed src=x>",
    "<details open ontoggle=alert(1)><summary>s</summary>t</details>",
    "<p id=header class=admin title=x onclick=alert(1)>x</p>",
    "<a name=x href=https://a.example target=_top onmouseover=alert(1)>x</a>",
    "<textarea><img src=x onerror=alert(1)></textarea>",
    "<title><img src=x onerror=alert(1)></title>",
    "<xmp><img src=x onerror=alert(1)></xmp>",
    "<plaintext><b onclick=x>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>",
    "text</div></article></body>",
)

HOSTILE = {
    "![x](javascript:alert(1))": "<p>x</p>\n",
    '![a picture](https://elsewhere.example/p.png "its title")': "<p>a picture (its title)</p>\n",
    "[x](javascript:alert(1))": "<p>x</p>\n",
    "[x](JaVaScRiPt:alert(1))": "<p>x</p>\n",
    "[x](java&#115;cript:alert(1))": "<p>x</p>\n",
    "[x](&#x6A;avascript:alert(1))": "<p>x</p>\n",
    "[x](\tjavascript:alert(1))": "<p>x</p>\n",
    "[x](<java\tscript:alert(1)>)": "<p>x</p>\n",
    "[x](\\javascript:alert(1))": "<p>x</p>\n",
    '<a href="java&#10;script:alert(1)">x</a>': '<p>&lt;a href="java\nscript:alert(1)"&gt;x&lt;/a&gt;</p>\n',
    '<a href=" \x01javascript:alert(1)">x</a>': '<p>&lt;a href=" &lt;javascript:alert(1)"&gt;x&lt;/a&gt;</p>\n',
    "[x][r]\n\n[r]: javascript:alert(1)": "<p>x</p>\n",
    "<javascript:alert(1)>": "<p>javascript:alert(1)</p>\n",
    "[x](data:text/html;base64,PHNjcmlwdD4=)": "<p>x</p>\n",
    "[x](vbscript:msgbox)": "<p>x</p>\n",
    "[x](file:///etc/passwd)": "<p>x</p>\n",
    "[x](blob:https://a.example/b)": "<p>x</p>\n",
    "[x](//evil.example)": "<p>x</p>\n",
    "[x](/elsewhere/on/this/host)": "<p>x</p>\n",
    "[x](#fragment)": "<p>x</p>\n",
}

EXPLODING = {
    "nested quotes": ">" * 50_000,
    "nested quotes with spaces": "> " * 25_000,
    "nested lists": "\n".join("  " * depth + "- a" for depth in range(200)),
    "unclosed marks": "<b>" * 10_000,
    "marks that open again in every paragraph": "x <b><i><s><em><strong><kbd>" * 4 + "\n\nx" * 8_000,
    "marks hidden from a count of closing tags": "<b><table></b></table>" * 400 + "\n\nx" * 8_000,
    "a table of a million cells": "|a" * 1_000 + "\n" + "|-" * 1_000 + "\n|b" * 1_000,
    "longer than allowed": "*a* " * (MAX_LENGTH // 4 + 1),
}


@pytest.mark.parametrize("text", HOSTILE_HTML)
def test_hostile_html_is_shown_as_it_was_written(text: str) -> None:
    shown = text.replace("<", "&lt;").replace(">", "&gt;")

    assert safe_html(text) == f"<p>{shown}</p>\n"


@pytest.mark.parametrize(("text", "html"), HOSTILE.items())
def test_hostile_text_keeps_nothing_that_runs_submits_or_loads(text: str, html: str) -> None:
    assert safe_html(text) == html


@pytest.mark.parametrize("text", EXPLODING.values(), ids=EXPLODING)
def test_exploding_text_is_shown_literally(text: str) -> None:
    shown = text.replace("<", "&lt;").replace(">", "&gt;")

    assert safe_html(text) == f'<p class="literal">{shown}</p>\n'


@pytest.mark.parametrize(
    "text", ["<![CDATA[" * 1_000, "<div>" * 10_000, "[" * 50_000, "*" * 50_000, "`" * 50_000, "&" * 50_000]
)
def test_text_that_only_looks_explosive_is_rendered(text: str) -> None:
    assert 'class="literal"' not in safe_html(text)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**bold** _em_ ~~gone~~", "<p><strong>bold</strong> <em>em</em> <s>gone</s></p>\n"),
        ("a & b < c \"q\" 'r'", "<p>a &amp; b &lt; c \"q\" 'r'</p>\n"),
        ("&lt;script&gt; `<b>`", "<p>&lt;script&gt; <code>&lt;b&gt;</code></p>\n"),
        ("{{ 7*7 }} {% raw %}", "<p>{{ 7*7 }} {% raw %}</p>\n"),
        ("one<br>two", "<p>one<br>two</p>\n"),
        ("H<sub>2</sub>O <B >b</B>", "<p>H<sub>2</sub>O <b>b</b></p>\n"),
        ("3. three\n4. four", '<ol start="3">\n<li>three</li>\n<li>four</li>\n</ol>\n'),
        (
            "[x](https://good.example/a?b=1&c=2)",
            '<p><a href="https://good.example/a?b=1&amp;c=2" rel="noopener">x</a></p>\n',
        ),
        ("[x](mailto:a@b.example)", '<p><a href="mailto:a@b.example" rel="noopener">x</a></p>\n'),
        ("[x](tel:+37100000000)", '<p><a href="tel:+37100000000" rel="noopener">x</a></p>\n'),
        ("[x](policy:returns#refund)", '<p><a href="policy:returns#refund" rel="noopener">x</a></p>\n'),
    ],
)
def test_text_is_rendered_as_commonmark(text: str, html: str) -> None:
    assert safe_html(text) == html


def test_headings_are_renumbered_without_gaps_from_the_first_allowed() -> None:
    assert safe_html("# One\n\n### Two\n\n# Three", 4) == "<h4>One</h4>\n<h5>Two</h5>\n<h4>Three</h4>\n"


def test_headings_go_no_deeper_than_six() -> None:
    assert safe_html("# One\n\n## Two\n\n### Three", 5) == "<h5>One</h5>\n<h6>Two</h6>\n<h6>Three</h6>\n"


def test_table_scrolls_in_its_own_box_and_has_no_empty_header() -> None:
    assert safe_html("||b|\n|:-|-:|\n|1|2|") == (
        f'{SCROLL}<thead><tr><td></td><th class="align-right">b</th></tr></thead><tbody>\n'
        '<tr><td class="align-left">1</td><td class="align-right">2</td></tr>\n</tbody></table></div>\n'
    )


@given(st.text(alphabet="abcßжש1 .,;:()/%?!+=–—’“”'\"-", min_size=1, max_size=60))
def test_plain_words_come_out_as_commonmark_has_them(text: str) -> None:
    words = f"w{text.rstrip()}"

    assert safe_html(words) == pyromark.html(words).replace("&quot;", '"')
