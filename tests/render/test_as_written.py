import re
from html import unescape

import pyromark
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.render.prose import plain_text
from handbook.render.sanitise import safe_html

SHOWN = {
    "a tag that holds words": (
        "Write <title> in the form. Never pay cash.",
        "<p>Write &lt;title&gt; in the form. Never pay cash.</p>\n",
    ),
    "a tag with attributes": ("Pay <b never=cash> less", "<p>Pay &lt;b never=cash&gt; less</p>\n"),
    "a comment": ("Pay. <!-- Never cash. -->", "<p>Pay. &lt;!-- Never cash. --&gt;</p>\n"),
    "a block": ("<div>\nNever *cash*\n</div>", "<p>&lt;div&gt;\nNever <em>cash</em>\n&lt;/div&gt;</p>\n"),
    "a tag that hid another": ("<a t='`'> ` <script> `", "<p>&lt;a t='<code>'&gt; </code> &lt;script&gt; `</p>\n"),
    "a tag in Hebrew": ("שלום <title> סוף", "<p>שלום &lt;title&gt; סוף</p>\n"),
    "an address that nothing links to": ("[Never]: cash", "<p>[Never]: cash</p>\n"),
    "the title of a link": (
        '[x](policy:returns "never <cash>")',
        '<p><a href="policy:returns" rel="noopener">x</a> (never &lt;cash&gt;)</p>\n',
    ),
    "the title of a link that leads nowhere": ('[x](cash "never")', "<p>x (never)</p>\n"),
    "the title of a picture": ('![x](cash "never")', "<p>x (never)</p>\n"),
    "a cell too many": (
        "|a|\n|-|\n|1|never `|` cash|",
        '<div class="scroll" role="region" aria-label="Table" tabindex="0"><table class="data">'
        "<thead><tr><th>a</th></tr></thead><tbody>\n<tr><td>1|never `|` cash|</td></tr>\n"
        "</tbody></table></div>\n",
    ),
    "a remark beside a fence": ("~~~ never cash\nx\n~~~", "<p>~~~ never cash\nx\n~~~</p>\n"),
}

PIECES = (
    *("<", ">", "</", "/>", "<!--", "-->", "<![CDATA[", "]]>", "<?", "&", "&lt;", "`", "``", "```", "~~~", "~~"),
    *("[", "]", "[a]", "[a]:", "![", "|", "|-|-|\n", ">", "#", "-", "1.", '"', "'", "=", " ", "    ", "\n", "\n\n"),
    *("title", "style", "svg", "script", "textarea", "table", "td", "select", "plaintext", "b", "br", "p", "cash"),
    *("\\", "*", "a href"),
)
WORD = re.compile(r"never\d+x")


@pytest.mark.parametrize(("text", "html"), SHOWN.values(), ids=SHOWN)
def test_what_would_vanish_is_shown_as_it_was_written(text: str, html: str) -> None:
    assert safe_html(text) == html


@settings(max_examples=500)
@given(st.lists(st.sampled_from(PIECES) | st.just("never"), max_size=30))
def test_every_word_of_a_text_stands_on_the_page(pieces: list[str]) -> None:
    text = "".join(f"never{place}x" if piece == "never" else piece for place, piece in enumerate(pieces))
    html = safe_html(text)
    shown = {*WORD.findall(unescape(re.sub(r"<[^>]*>", "", html)))}
    assert {*WORD.findall(text)} - shown <= {*WORD.findall(" ".join(_marks(text)))}


def test_every_word_of_a_text_stands_in_its_plain_text() -> None:
    assert plain_text("Answer <style> questions, then pay. You must not pay cash.") == (
        "Answer <style> questions, then pay. You must not pay cash."
    )


def _marks(text: str) -> list[str]:
    """Where links lead to, and the languages of code: marks of CommonMark that are no words of the text."""
    addresses = [address["dest"] for address in pyromark.reference_definitions(text).values()]
    return addresses + re.findall(r"(?:```+|~~~+)[ ]*(\S+)", text)
