import pytest
from jinja2 import Environment, UndefinedError
from markupsafe import Markup, escape

from handbook.model.policy import Direction
from handbook.render.direction import Direction as Reading
from handbook.render.press import Banner, Fact, Link
from handbook.render.templates import make_templates, templates_folder
from tests.builders import day

TEMPLATES = make_templates()


def printed(template: str, **values: object) -> str:
    source = '{% import "macros.html" as macros %}' + template
    return TEMPLATES.from_string(source).render(values)


def test_folder_holds_the_macros() -> None:
    assert (templates_folder() / "macros.html").is_file()


def test_data_is_escaped_wherever_it_is_printed() -> None:
    link = Link("<b>{{ 7*7 }}", "x/?a=\"b\"&c='d'")

    assert printed("{{ link|link }}", link=link) == (
        '<a href="x/?a=&#34;b&#34;&amp;c=&#39;d&#39;">&lt;b&gt;{{ 7*7 }}</a>'
    )


@pytest.mark.parametrize(
    "value",
    ["<i>&\"'", Markup("<i>&amp;</i>"), Direction.AT_LEAST, 7, True, None, ("<", 1), escape("<")],
    ids=repr,
)
def test_a_value_is_printed_as_jinja_prints_it(value: object) -> None:
    """Text that is markup and the same text that is not are told apart, also where one was printed before."""
    template = "{{ value }} {{ value|string }} {% for item in [value] %}{{ item }}{% endfor %} {{ 'x' ~ value }}"

    assert [printed(template, value=value), printed(template, value=str(value))] == [
        Environment(autoescape=True).from_string(template).render(value=item) for item in (value, str(value))
    ]


def test_link_that_leads_nowhere_is_text() -> None:
    assert printed("{{ link|link }}", link=Link("nobody")) == "nobody"


def test_several_links_are_set_apart() -> None:
    assert printed("{{ links|links }}", links=(Link("a"), Link("b", "b/"))) == ('a, <a href="b/">b</a>')


def test_badge_says_its_value_in_words() -> None:
    assert printed('{{ "in-force"|badge }}') == '<b class="badge--in-force">In force</b>'


def test_facts_show_days_text_links_and_badges() -> None:
    facts = (
        Fact(term="Next review", day=day("2026-05-01"), badge="overdue"),
        Fact(term="Channels", text="all"),
        Fact(term="Owner", links=(Link("Lead", "roles/lead/"),)),
    )

    assert printed("{{ macros.facts(facts) }}", facts=facts) == (
        '<dl class="facts">\n'
        '<div><dt>Next review<dd><time datetime="2026-05-01">1 May 2026</time> '
        '<b class="badge--overdue">Overdue</b></div>\n'
        "<div><dt>Channels<dd> all</div>\n"
        '<div><dt>Owner<dd> <a href="roles/lead/">Lead</a></div>\n'
        "</dl>"
    )


def test_banner_shows_title_text_and_links() -> None:
    banner = Banner(kind="info", title="<New>", text=Markup("<p>x</p>"), links=(Link("a", "a/"), Link("b", "b/")))

    assert printed("{{ macros.banner(banner) }}", banner=banner) == (
        '<div class="banner banner--info" role="note">\n<p class="banner-title">&lt;New&gt;</p>\n'
        '<div class="prose"><p>x</p></div>'
        '<p class="banner-links"><a href="a/">a</a> · <a href="b/">b</a></p></div>'
    )


HEBREW = "שירות"


def test_text_that_runs_the_other_way_is_set_apart() -> None:
    assert printed("{{ a|name }}, {{ b|link }}", a=f"<{HEBREW}>", b=Link(HEBREW, "b/")) == (
        f'<bdi>&lt;{HEBREW}&gt;</bdi>, <a href="b/"><bdi>{HEBREW}</bdi></a>'
    )
    assert printed("<h1{{ a|auto }}>{{ b|prose }}", a=HEBREW, b=Markup(f"<p>{HEBREW}</p>\n")) == (
        f'<h1 dir="auto"><p class="prose" dir="auto">{HEBREW}</p>'
    )


def test_all_text_is_set_apart_on_a_page_that_runs_the_other_way() -> None:
    template = make_templates(Reading.RIGHT_TO_LEFT).from_string(
        "{{ a|name }}, {{ b|link }}<h1{{ a|auto }}>{{ c|prose }}"
    )
    assert template.render(a="Ring", b=Link("b", "b/"), c=Markup("<p>x</p>\n")) == (
        '<bdi>Ring</bdi>, <a href="b/"><bdi>b</bdi></a><h1 dir="auto"><p class="prose" dir="auto">x</p>'
    )


def test_prose_of_several_blocks_stands_in_a_box() -> None:
    prose = Markup("<p>x</p>\n<p>y</p>\n")
    assert printed("{{ prose|prose }}", prose=prose) == '<div class="prose"><p>x</p>\n<p>y</p>\n</div>'


def test_a_name_that_is_markup_and_the_same_name_that_is_not_are_told_apart() -> None:
    assert [printed("{{ a|name }}", a=value) for value in (Markup("a&amp;b"), "a&amp;b")] == ["a&amp;b", "a&amp;amp;b"]


def test_missing_value_is_an_error_not_a_blank() -> None:
    with pytest.raises(UndefinedError, match="'nothing' is undefined"):
        printed("{{ nothing }}")
