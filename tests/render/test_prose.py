from handbook.model.handbook import Term
from handbook.render.prose import Prose, plain_text

PROSE = Prose({"returns": "returns", "grievances": "complaints"}, (Term(term="case", meaning="One *matter*."),))


def test_link_to_a_policy_is_relative_to_the_page() -> None:
    assert (
        PROSE.html("See [this](policy:returns).", "../../")
        == '<p>See <a href="../../policies/returns/">this</a>.</p>\n'
    )


def test_link_to_a_clause_keeps_its_anchor() -> None:
    assert PROSE.html("[this](policy:returns#refund)", "./") == '<p><a href="./policies/returns/#refund">this</a></p>\n'


def test_link_to_a_former_name_leads_to_the_policy_of_today() -> None:
    assert PROSE.html("[this](policy:grievances)", "../") == '<p><a href="../policies/complaints/">this</a></p>\n'


def test_link_to_a_policy_that_is_not_published_is_words_alone() -> None:
    assert PROSE.html("[the *secret*](policy:not-yet)", "../") == "<p>the <em>secret</em></p>\n"


def test_link_that_names_no_place_in_a_policy_is_words_alone() -> None:
    texts = (
        "[x](policy:returns/../..)",
        "[x](policy:RETURNS)",
        "[x](policy:returns#a/b)",
        "[x](POLICY:)",
        "[x](policy:%2e)",
    )

    assert [PROSE.html(text, "../") for text in texts] == ["<p>x</p>\n"] * 5


def test_terms_are_explained_in_plain_words() -> None:
    assert PROSE.html("Open a case.", "../") == (
        '<p>Open a <a href="../glossary/#term-case" title="One matter.">case</a>.</p>\n'
    )


def test_terms_can_be_left_alone() -> None:
    assert PROSE.html("Open a case.", "../", terms=False) == "<p>Open a case.</p>\n"


def test_same_text_is_rendered_for_pages_at_any_depth() -> None:
    text = "[this](policy:returns)"

    assert [PROSE.html(text, base) for base in ("../", "../../", "../")] == [
        '<p><a href="../policies/returns/">this</a></p>\n',
        '<p><a href="../../policies/returns/">this</a></p>\n',
        '<p><a href="../policies/returns/">this</a></p>\n',
    ]


def test_plain_text_has_a_line_for_each_block_and_no_marks() -> None:
    text = "# Head\n\nSome **bold** [link](policy:x) & `code`\n\n- one\n- two\n\n|a|b|\n|-|-|\n|1|2|"

    assert plain_text(text) == "Head\nSome bold link & code\none\ntwo\na | b\n1 | 2"
