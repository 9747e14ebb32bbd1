import re
from dataclasses import replace
from datetime import date

import pytest

from handbook.render.page import Entry, Heading, Page
from handbook.site.assembly import MAX_ENTRIES, Assembler, Imprint, Sidebar
from handbook.site.errors import BuildError
from handbook.site.shell import Slot, compile_shell, token
from tests.site.shell_html import ENTRIES, PAGE

POLICY = Page(
    address="policies/complaints/",
    place="policy/contact",
    title="Complaints",
    description="How a complaint is answered",
    body="<h1>Complaints</h1>",
    entry="policies/complaints/",
)
LINES = (Entry(title="Complaints", address="policies/complaints/"), Entry(title="Phone", address="policies/phone/"))
INDEX = Entry(title="All in Reaching us", address="categories/contact/")
HOSTILE = '<script>alert("x")</script>'
SAFE = "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;"


def _assembler(
    entries: tuple[Entry, ...] = LINES, html: str = PAGE, seal: str = "", **others: tuple[Entry, ...]
) -> Assembler:
    shell = compile_shell("policy/contact", html, canonical=True, many=True)
    listed = {"policy/contact": entries} | {name.replace("_", "/"): value for name, value in others.items()}
    sidebar = Sidebar(entries=listed, indexes={"policy/contact": INDEX})
    return Assembler({"policy/contact": shell}, sidebar, Imprint(as_of=date(2026, 11, 22), seal=seal))


def _assembled(page: Page = POLICY, assembler: Assembler | None = None) -> str:
    return (assembler or _assembler()).assemble(page).decode()


def _lines(html: str) -> list[tuple[str, str, bool]]:
    """Address, title and whether it is current, of each line of the sidebar."""
    found = re.findall(
        r'<a href="([^"]*)" class="md-nav__link( md-nav__link--active)?"[^>]*>([^<]*)</a>',
        html.partition("</ul>")[0],
    )
    return [(address, title, bool(active)) for address, active, title in found]


def test_stamp_fills_every_mark() -> None:
    assert _assembled() == (
        "<title>Complaints · Handbook</title>"
        '<meta name="description" content="How a complaint is answered">'
        '<link rel="canonical" href="https://handbook.example.com/policies/complaints/">'
        '<a href="../../standards/">Standards</a>'
        '<ul><li class="md-nav__item md-nav__item--active">'
        '<a href="../../policies/complaints/" class="md-nav__link md-nav__link--active" aria-current="page">'
        "Complaints</a>"
        '<li class="md-nav__item"><a href="../../policies/phone/" class="md-nav__link">Phone</a></ul>'
        '<nav class="md-nav md-nav--secondary" aria-label="Table of contents"></nav>'
        "<article><h1>Complaints</h1></article>"
        '<footer>As of <time datetime="2026-11-22">22 November 2026</time></footer>'
    )


@pytest.mark.parametrize(
    ("address", "base"), [("", "./"), ("standards/", "../"), ("policies/complaints/2.0/changes/", "../../../../")]
)
def test_one_shell_serves_every_depth(address: str, base: str) -> None:
    assert f'<a href="{base}standards/">' in _assembled(replace(POLICY, address=address))


def test_base_can_be_given_where_the_address_does_not_tell() -> None:
    assert b'<a href="/handbook/standards/">' in _assembler().assemble(
        replace(POLICY, address="404.html"), base="/handbook/"
    )


def test_title_and_description_are_escaped() -> None:
    html = _assembled(replace(POLICY, title=HOSTILE, description=HOSTILE))
    assert f"<title>{SAFE} · Handbook</title>" in html
    assert f'content="{SAFE}"' in html
    assert HOSTILE not in html


def test_titles_of_entries_are_escaped() -> None:
    entry = Entry(title=HOSTILE, address="policies/phone/")
    assert _lines(_assembled(assembler=_assembler((entry,)))) == [("../../policies/phone/", SAFE, False)]
    current = _assembled(replace(POLICY, entry=entry.address), _assembler((entry,)))
    assert _lines(current) == [("../../policies/phone/", SAFE, True)]


def test_headings_become_the_table_of_contents_escaped_and_nested() -> None:
    inner = Heading(anchor="step-1", title="Log it")
    html = _assembled(replace(POLICY, headings=(Heading(anchor='a"b', title=HOSTILE, children=(inner,)),)))
    contents = (
        '<ul class="md-nav__list" data-md-component="toc" data-md-scrollfix>'
        '<li class="md-nav__item"><a href="#a&quot;b" class="md-nav__link">'
        f"{SAFE}</a>"
        f'<nav class="md-nav" aria-label="{SAFE}"><ul class="md-nav__list">'
        '<li class="md-nav__item"><a href="#step-1" class="md-nav__link">'
        "Log it</a></ul></nav></ul>"
    )
    assert html.count(contents) == 1


def test_body_that_holds_a_mark_is_left_as_it_is() -> None:
    assert f"<article>{token(Slot.TITLE)}</article>" in _assembled(replace(POLICY, body=token(Slot.TITLE)))


def test_version_that_a_page_shows_stands_in_the_footer() -> None:
    page = replace(POLICY, cited=f"{HOSTILE}: policy complaints, version 2.0")
    assert f"<footer>{SAFE}: policy complaints, version 2.0As of" in _assembled(page)


def test_version_marks_its_policys_entry() -> None:
    html = _assembled(replace(POLICY, address="policies/complaints/2.0/"))
    assert _lines(html)[0] == ("../../../policies/complaints/", "Complaints", True)
    assert 'aria-current="true"' in html


def test_many_entries_leave_the_current_one_and_a_link_to_all() -> None:
    entries = tuple(
        Entry(title=f"Policy {number}", address=f"policies/p{number}/") for number in range(MAX_ENTRIES + 1)
    )
    html = _assembled(replace(POLICY, address="policies/p7/", entry="policies/p7/"), _assembler(entries))
    assert _lines(html) == [
        ("../../policies/p7/", "Policy 7", True),
        ("../../categories/contact/", "All in Reaching us", False),
    ]


def test_entries_of_other_places_are_listed_while_they_are_few() -> None:
    html = PAGE.replace(ENTRIES, ENTRIES + ENTRIES.replace("policy/contact", "policy/money"))
    bill = Entry(title="Bills", address="policies/bills/")
    lines = _lines(_assembled(assembler=_assembler(html=html, policy_money=(bill,))))
    assert lines[-1] == ("../../policies/bills/", "Bills", False)


def test_entries_of_other_places_are_left_out_when_they_are_many() -> None:
    html = PAGE.replace(ENTRIES, ENTRIES + ENTRIES.replace("policy/contact", "policy/money"))
    bills = tuple(Entry(title=f"Bill {number}", address=f"policies/b{number}/") for number in range(MAX_ENTRIES))
    lines = _lines(_assembled(assembler=_assembler(html=html, policy_money=bills)))
    assert [title for _, title, _ in lines] == ["Complaints", "Phone"]


def test_place_without_entries_is_a_link_that_unfolds_nothing() -> None:
    nested = f"""<li class="md-nav__item md-nav__item--section md-nav__item--nested">
<input class="md-nav__toggle md-toggle " type="checkbox" id="__nav_2_2">
<div class="md-nav__link md-nav__container">
<a href="{token(Slot.BASE)}categories/money/" class="md-nav__link ">Money</a>
<label class="md-nav__link " for="__nav_2_2" id="__nav_2_2_label"><span class="md-nav__icon md-icon"></span></label>
</div>
<nav class="md-nav" data-md-level="2" aria-label="Money"><label class="md-nav__title" for="__nav_2_2">Money</label>
<ul class="md-nav__list" data-md-scrollfix>{ENTRIES.replace("policy/contact", "policy/money")}</ul></nav></li>"""
    html = PAGE.replace(f"<ul>{ENTRIES}</ul>", f"<ul>{ENTRIES}{nested}</ul>")
    assert (
        '<li class="md-nav__item md-nav__item--section"><div class="md-nav__link md-nav__container">'
        '<a href="../../categories/money/" class="md-nav__link ">Money</a></div></ul>'
    ) in _assembled(assembler=_assembler(html=html))
    bill = Entry(title="Bills", address="policies/bills/")
    assert "md-nav__item--nested" in _assembled(assembler=_assembler(html=html, policy_money=(bill,)))


def test_seal_stands_behind_the_day() -> None:
    assert '</time> · <span class="handbook-seal">Seal 7:ab12</span></footer>' in _assembled(
        assembler=_assembler(seal="7:ab12")
    )


def test_page_of_a_place_without_shell_is_an_error() -> None:
    with pytest.raises(BuildError, match=r"^the page /x/ asks for a place that does not exist: moon$"):
        _assembler().assemble(replace(POLICY, address="x/", place="moon"))


def test_pages_beside_an_entry_that_moves_to_the_next_place_are_made_of_something_else() -> None:
    html = PAGE.replace(ENTRIES, ENTRIES + ENTRIES.replace("policy/contact", "policy/money"))
    before, after = _assembler(html=html), _assembler(LINES[:1], html=html, policy_money=LINES[1:])
    assert before.made_of["policy/contact"] != after.made_of["policy/contact"]


def test_assembler_is_of_the_very_shells_and_entries_that_it_was_made_with() -> None:
    shells = {"policy/contact": compile_shell("policy/contact", PAGE, canonical=True, many=True)}
    entries, imprint = {"policy/contact": LINES}, Imprint(as_of=date(2026, 11, 22))
    assembler = Assembler(shells, Sidebar(entries=entries, indexes={}), imprint)
    assert assembler.is_of(shells, Sidebar(entries=entries, indexes={}), replace(imprint))
    assert not assembler.is_of(dict(shells), Sidebar(entries=entries, indexes={}), imprint)
    assert not assembler.is_of(shells, Sidebar(entries=dict(entries), indexes={}), imprint)
    assert not assembler.is_of(shells, Sidebar(entries=entries, indexes={"policy/contact": INDEX}), imprint)
    assert not assembler.is_of(shells, Sidebar(entries=entries, indexes={}), replace(imprint, seal="1:ab"))
