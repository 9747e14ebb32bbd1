from handbook.model.handbook import Term
from handbook.render.terms import ROOT, explained_once, make_marker, term_anchors

CASE = Term(term="case", meaning="One matter of one customer.", aliases=("case file",))
GESTURE = Term(term="goodwill gesture", meaning='Something "offered" without being owed.')


def marked(html: str, *terms: Term) -> str:
    """The HTML with terms linked, the way to the root written as `/`."""
    return make_marker(terms, {term.term: term.meaning for term in terms})(html).replace(ROOT, "/")


def test_term_leads_to_its_explanation_and_carries_it() -> None:
    assert marked("<p>A goodwill gesture helps.</p>", GESTURE) == (
        '<p>A <a href="/glossary/#term-goodwill-gesture" '
        'title="Something &#34;offered&#34; without being owed.">goodwill gesture</a> helps.</p>'
    )


def test_term_is_linked_only_where_it_occurs_first() -> None:
    link = '<a href="/glossary/#term-case" title="One matter of one customer.">'

    assert marked("<p>The Case and the case.</p><p>A case.</p>", CASE) == (
        f"<p>The {link}Case</a> and the case.</p><p>A case.</p>"
    )


def test_alias_leads_to_its_term_and_the_longest_name_wins() -> None:
    assert marked("<p>Open the case file.</p>", CASE) == (
        '<p>Open the <a href="/glossary/#term-case" title="One matter of one customer.">case file</a>.</p>'
    )


def test_term_broken_over_a_line_is_found() -> None:
    assert "glossary/#term-" in marked("<p>a goodwill\ngesture</p>", GESTURE)


def test_term_with_a_character_that_html_escapes_is_found() -> None:
    term = Term(term="R&D", meaning="Research.")

    assert marked("<p>Ask R&amp;D.</p>", term) == (
        '<p>Ask <a href="/glossary/#term-r-d" title="Research.">R&amp;D</a>.</p>'
    )


def test_part_of_a_word_is_no_term() -> None:
    assert marked("<p>cases, suitcase, case_law</p>", CASE) == "<p>cases, suitcase, case_law</p>"


def test_terms_stay_plain_in_code_links_and_headings() -> None:
    html = '<h4>case</h4><p><code>case</code> <a href="/x">the <em>case</em></a></p><pre><code>case</code></pre>'

    assert marked(html, CASE) == html


def test_names_of_tags_are_no_terms() -> None:
    assert marked("<p>x</p>", Term(term="p", meaning="A letter.")) == "<p>x</p>"


def test_anchors_of_terms_that_would_share_one_are_numbered() -> None:
    first, second, third = (Term(term=name, meaning="x") for name in ("Call back", "call-back", "Žurnāls"))

    assert term_anchors((first, second, third)) == {
        "Call back": "term-call-back",
        "call-back": "term-call-back-2",
        "Žurnāls": "term-žurnāls",
    }


def test_page_explains_a_term_at_its_first_link_alone() -> None:
    mark = make_marker((CASE, GESTURE), {CASE.term: CASE.meaning, GESTURE.term: "A gift."})
    first, second = mark("<p>A case.</p>"), mark("<p>A goodwill gesture in the case.</p>")

    assert explained_once(first + second).replace(ROOT, "/") == (
        '<p>A <a href="/glossary/#term-case" title="One matter of one customer.">case</a>.</p>'
        '<p>A <a href="/glossary/#term-goodwill-gesture" title="A gift.">goodwill gesture</a> '
        'in the <a href="/glossary/#term-case">case</a>.</p>'
    )
