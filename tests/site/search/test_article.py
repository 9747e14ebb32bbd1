from handbook.site.search.article import Anchor, read_article


def _words(body: str) -> str:
    return " ".join(read_article(body).words)


def test_words_end_where_a_block_ends() -> None:
    assert _words("<dl><dt>Owner</dt><dd>Lead</dd></dl><p>One</p><p>two</p>") == "Owner Lead One two"


def test_words_go_on_through_emphasis_and_links() -> None:
    assert _words('re<b>fund</b>able <a class="term" href="../x/">goods</a>, <bdi>now</bdi>') == "refundable goods, now"


def test_entities_are_read_as_characters() -> None:
    assert _words("<p>you &amp; me &lt;b&gt; it&#39;s</p>") == "you & me <b> it's"


def test_pictures_signs_and_scripts_are_left_out() -> None:
    body = (
        "<p>Kept</p><svg><text>pixel</text></svg><script>run()</script>"
        '<span class="then"><a class="self" href="#a">¶</a> <span>more</span> tools</span>'
        '<h2 id="x">Head <a class="headerlink" href="#x">¶</a></h2>'
    )
    assert _words(body) == "Kept Head"


def test_sections_that_repeat_the_rule_are_left_out_with_all_inside_of_them() -> None:
    body = (
        '<section aria-labelledby="_cite"><h2 id="_cite">Cite</h2><section>checksum</section> rest</section><p>Rule</p>'
    )
    assert _words(body) == "Rule"


def test_element_that_never_ends_takes_the_rest_with_it() -> None:
    assert _words("<p>before</p><svg>pixel<p>after</p>") == "before"


def test_anchors_say_how_many_words_stand_before_them() -> None:
    body = '<h1 id="top">Title</h1><p id="first">one two</p><ol><li id="second">three</li></ol>'
    assert read_article(body).anchors == [Anchor(1, "first"), Anchor(3, "second")]


def test_heading_of_a_clause_is_the_title_of_the_clause() -> None:
    body = '<article id="p0"><h3 id="_title-p0">Take a <b>call</b></h3><p>Answer.</p></article>'
    assert read_article(body).anchors == [Anchor(0, "p0", "Take a call")]


def test_heading_without_an_id_is_the_title_of_the_clause_that_it_opens() -> None:
    assert read_article('<section id="x0"><h2>Small print</h2><p>Text</p></section>').anchors == [
        Anchor(0, "x0", "Small print")
    ]


def test_headings_are_given_once_more_but_the_title_of_the_page() -> None:
    assert read_article("<h1>Page</h1><h2>One</h2><p>text</p><h3>Two <small>more</small></h3>").headings == [
        "One",
        "Two more",
    ]


def test_empty_body_has_no_words() -> None:
    assert (read_article("").words, read_article("").anchors) == ([], [])
