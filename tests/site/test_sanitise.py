import pytest

from handbook.site.sanitise import sanitise


@pytest.mark.parametrize(
    "html",
    [
        '<div class="admonition note"><p class="admonition-title">Note</p><p>Text</p></div>',
        '<div class="tabbed-set tabbed-alternate" data-tabs="1:2"><input type="radio" name="__tabbed_1"'
        ' id="__tabbed_1_1"><div class="tabbed-labels"><label for="__tabbed_1_1">Phone</label></div></div>',
        '<details class="tip" open=""><summary>More</summary><p>Text</p></details>',
        '<p><sup id="fnref:1"><a class="footnote-ref" href="#fn:1" rel="noopener">1</a></sup></p>',
        '<div class="language-yaml highlight"><pre><code><span class="nt">a</span></code></pre></div>',
        '<p><img alt="A desk" src="../desk.png" width="200" loading="lazy"></p>',
    ],
)
def test_what_the_extensions_make_stays(html: str) -> None:
    assert sanitise(html, "../") == html


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("<script>alert(1)</script>x", "x"),
        ("<style>*{}</style>x", "x"),
        ('<p onclick="alert(1)">x</p>', "<p>x</p>"),
        ('<p style="position:fixed">x</p>', "<p>x</p>"),
        ('<a href="javascript:alert(1)">x</a>', '<a rel="noopener">x</a>'),
        ('<a href="JaVa\tScRiPt:alert(1)">x</a>', '<a rel="noopener">x</a>'),
        ('<a href="data:text/html,x">x</a>', '<a rel="noopener">x</a>'),
        ('<a href="vbscript:x">x</a>', '<a rel="noopener">x</a>'),
        ('<iframe src="https://example.org"></iframe>x', "x"),
        ('<form action="https://example.org"><input type="text"><button>Go</button></form>', "Go"),
        ('<input type="checkbox">x', "x"),
        ('<svg><a href="javascript:alert(1)">x</a></svg>', ""),
        ('<meta http-equiv="refresh" content="0">x', "x"),
        ('<base href="https://example.org">x', "x"),
        ('<object data="x.swf"></object>x', "x"),
    ],
)
def test_nothing_that_runs_or_submits_stays(html: str, clean: str) -> None:
    assert sanitise(html, "../") == clean


@pytest.mark.parametrize(
    "source",
    [
        "https://example.org/x.png",
        "//example.org/x.png",
        "/\\example.org/x.png",
        "\\\\example.org\\x.png",
        " //example.org/x.png",
        "data:image/svg+xml,x",
    ],
)
def test_picture_from_elsewhere_is_not_loaded(source: str) -> None:
    assert sanitise(f'<img alt="x" src="{source}">', "../") == '<img alt="x">'


def test_link_to_a_policy_leads_to_its_page() -> None:
    html = sanitise('<a href="policy:complaints#first-answer">x</a>', "../../")
    assert html == '<a href="../../policies/complaints/#first-answer" rel="noopener">x</a>'


def test_link_to_a_policy_that_is_no_id_leads_nowhere() -> None:
    assert sanitise('<a href="policy:../../x">x</a>', "../") == '<a rel="noopener">x</a>'


def test_link_from_the_root_is_relative_to_the_site() -> None:
    assert sanitise('<a href="/standards/">x</a>', "../") == '<a href="../standards/" rel="noopener">x</a>'


@pytest.mark.parametrize("name", ["md-overlay", "mermaid", "handbook-search", "md-search"])
def test_classes_that_the_frame_acts_on_are_dropped(name: str) -> None:
    assert sanitise(f'<p class="{name} lead">x</p>', "") == '<p class="lead">x</p>'


@pytest.mark.parametrize("name", ["__config", "__drawer", "_content", "handbook-x"])
def test_ids_of_the_frame_are_dropped(name: str) -> None:
    assert sanitise(f'<p id="{name}">x</p>', "") == "<p>x</p>"


def test_alignment_of_a_cell_becomes_a_class() -> None:
    html = sanitise('<table><tbody><tr><td align="right">4</td></tr></tbody></table>', "")
    assert html == '<table><tbody><tr><td class="align-right">4</td></tr></tbody></table>'
