from dataclasses import replace

import pytest

from handbook.render.page import Heading, Page
from handbook.render.press import Press, Sheet, make_press
from handbook.render.registers.cells import Line
from handbook.render.registers.printing import register_pages, section_pages
from handbook.render.registers.register import Chapters, Facet, Group, Register, Row, Section, on_every_page
from tests.builders import edition
from tests.render.registers.reading import items, links, rows, tags, words


def groups(listed: tuple[int, ...], sheet: Sheet) -> tuple[Group, ...]:
    row = [Row(cells=((Line(text=f"number {item}"),), (Line(links=(sheet.role("adviser"),)),))) for item in listed]
    return (Group(rows=tuple(row)),)


def section(id_: str, *listed: int, **fields: object) -> Section[int]:
    made = Section(id=id_, title=f"Section {id_}", items=listed, columns=("Number", "Role"), groups=groups)
    return replace(made, **fields)  # type: ignore[arg-type]


def register(*sections: Section[int], **fields: object) -> Register:
    made = Register(
        place="numbers",
        address="numbers/",
        title="Numbers",
        description="All numbers",
        noun="number",
        sections=sections,
        empty="There is no number.",
    )
    return replace(made, **fields)  # type: ignore[arg-type]


@pytest.fixture
def press() -> Press:
    return make_press(edition())


def test_short_register_is_one_page(press: Press) -> None:
    (page,) = register_pages(register(section("odd", 1, 3), section("even", 2)), press)

    assert replace(page, body="") == Page(
        address="numbers/",
        place="numbers",
        title="Numbers",
        description="All numbers",
        body="",
        entry="numbers/",
        headings=(Heading(anchor="_odd", title="Section odd"), Heading(anchor="_even", title="Section even")),
        searchable=True,
        listing=True,
    )
    assert rows(page.body) == [
        ["Number", "Role"],
        ["number 1", "Adviser"],
        ["number 3", "Adviser"],
        ["Number", "Role"],
        ["number 2", "Adviser"],
    ]


def test_cell_repeats_the_heading_of_its_column_for_narrow_screens(press: Press) -> None:
    (page,) = register_pages(register(section("odd", 1)), press)

    assert [attributes.get("data-label") for tag, attributes in tags(page.body) if tag == "td"] == ["Role"]


def test_section_without_items_is_left_out_unless_it_says_so(press: Press) -> None:
    (page,) = register_pages(register(section("a"), section("b", empty="None today."), section("c", 1)), press)

    assert [heading.anchor for heading in page.headings] == ["_b", "_c"]
    assert "None today." in words(page.body)


def test_empty_register_says_so(press: Press) -> None:
    (page,) = register_pages(register(section("odd"), section("even")), press)

    assert words(page.body) == "Numbers All numbers There is no number."


def test_long_register_has_a_page_for_each_part_and_lists_them(press: Press) -> None:
    pages = tuple(register_pages(register(section("odd", 1, 3, 5), section("even", 2), page_items=2), press))

    assert [(page.address, page.title, page.entry) for page in pages] == [
        ("numbers/", "Numbers", "numbers/"),
        ("numbers/odd/", "Numbers: Section odd, part 1 of 2", "numbers/"),
        ("numbers/odd/2/", "Numbers: Section odd, part 2 of 2", "numbers/"),
        ("numbers/even/", "Numbers: Section even", "numbers/"),
    ]
    assert items(pages[0].body) == [
        "Section odd, part 1 of 2 2 numbers",
        "Section odd, part 2 of 2 1 number",
        "Section even 1 number",
    ]
    assert rows(pages[2].body) == [["Number", "Role"], ["number 5", "Adviser"]]


def test_links_are_relative_to_the_part_on_which_they_stand(press: Press) -> None:
    pages = tuple(register_pages(register(section("odd", 1, 3, 5), page_items=2), press))

    assert links(pages[0].body)[1:3] == [
        ("Section odd, part 1 of 2", "../numbers/odd/"),
        ("Section odd, part 2 of 2", "../numbers/odd/2/"),
    ]
    assert links(pages[2].body) == [
        ("All of Numbers", "../../../numbers/"),
        ("¶", "#_odd-2"),
        ("Adviser", "../../../roles/adviser/"),
    ]


def test_list_of_parts_keeps_the_anchors_of_the_sections(press: Press) -> None:
    pages = tuple(register_pages(register(section("odd", 1, 3, 5, anchor="odd-numbers"), page_items=2), press))

    assert [attributes["id"] for _, attributes in tags(pages[0].body) if "id" in attributes] == [
        "_parts",
        "odd-numbers",
        "_odd-2",
    ]


def test_register_that_addresses_lead_into_stays_on_one_page(press: Press) -> None:
    assert len(tuple(register_pages(register(section("odd", 1, 3, 5), page_items=2, parted=False), press))) == 1


TENS: Chapters[int] = Chapters(title=lambda item: f"{item // 10 * 10} and more", newest_first=True)


def _chapters(*listed: int, chapters: Chapters[int] = TENS) -> Register:
    return register(section("all", *listed, chapters=chapters), section("even", 2), page_items=2)


def test_section_in_chapters_is_numbered_from_the_end_at_which_nothing_is_added(press: Press) -> None:
    before, after = (
        {page.address: page for page in register_pages(_chapters(*listed), press)}
        for listed in [(22, 21, 12, 11, 10), (23, 22, 21, 12, 11, 10)]
    )

    assert [(page.address, page.title) for page in before.values()] == [
        ("numbers/", "Numbers"),
        ("numbers/all/", "Numbers: Section all"),
        ("numbers/all/3/", "Numbers: Section all, 20 and more"),
        ("numbers/all/2/", "Numbers: Section all, 10 and more (2 of 2)"),
        ("numbers/all/1/", "Numbers: Section all, 10 and more (1 of 2)"),
        ("numbers/even/", "Numbers: Section even"),
    ]
    assert rows(before["numbers/all/1/"].body) == [
        ["Number", "Role"],
        ["number 11", "Adviser"],
        ["number 10", "Adviser"],
    ]
    assert [address for address, page in after.items() if before.get(address) != page] == [
        *("numbers/", "numbers/all/", "numbers/all/4/", "numbers/all/3/"),
    ]


def test_chapters_of_a_list_without_a_newest_end_are_numbered_as_they_stand(press: Press) -> None:
    by_tens: Chapters[int] = Chapters(title=TENS.title)
    pages = tuple(register_pages(_chapters(1, 2, 11, chapters=by_tens), press))

    assert [page.address for page in pages][1:4] == ["numbers/all/", "numbers/all/1/", "numbers/all/2/"]


def test_list_of_parts_leads_to_each_chapter_and_to_the_list_of_them(press: Press) -> None:
    first, second, *_ = register_pages(_chapters(22, 21, 12), press)

    assert items(first.body) == [
        "Section all 3 numbers 20 and more, 10 and more",
        "Section even 1 number",
    ]
    assert items(second.body) == ["Section all, 20 and more 2 numbers", "Section all, 10 and more 1 number"]
    assert [heading.anchor for heading in second.headings] == ["_all"]
    assert [address for _, address in links(first.body) if "numbers" in address] == [
        *("../numbers/all/", "../numbers/all/2/", "../numbers/all/1/", "../numbers/even/"),
    ]


def test_section_in_chapters_that_fits_a_page_is_one_page(press: Press) -> None:
    pages = register_pages(replace(_chapters(22, 12), page_items=2), press)

    assert [page.address for page in pages] == ["numbers/", "numbers/all/", "numbers/even/"]


def test_one_section_is_printed_for_itself_and_left_out_of_the_others(press: Press) -> None:
    whole = tuple(register_pages(_chapters(22, 21, 12), press))
    own = tuple(section_pages(_chapters(22, 21, 12), press, "all"))
    others = tuple(register_pages(_chapters(22, 21, 12), press, ("all",)))

    assert own == whole[1:4]
    assert others == (whole[0], whole[4])
    assert tuple(section_pages(_chapters(22), press, "none")) == ()


def test_filter_offers_what_stands_on_the_page(press: Press) -> None:
    def numbers(listed: tuple[int, ...]) -> tuple[Facet, ...]:
        return (Facet(name="number", label="Number", choices=tuple((str(item), str(item)) for item in listed)),)

    pages = tuple(register_pages(register(section("odd", 1, 3, 5), facets=numbers, page_items=2), press))
    offered = [[given["value"] for tag, given in tags(page.body) if tag == "option"] for page in pages]

    assert offered == [[], ["", "1", "3"], []]


def test_filter_offers_the_choices_and_is_hidden_until_a_script_shows_it(press: Press) -> None:
    facet = Facet(name="size", label="Size", choices=(("large", "Large <b>"),))
    (page,) = register_pages(register(section("odd", 1, 3), facets=on_every_page(facet)), press)
    found = tags(page.body)

    assert [attributes for tag, attributes in found if tag == "form"] == [
        {
            "class": "register-filter",
            "role": "search",
            "aria-label": "Narrow the list",
            "data-filter": "",
            "hidden": "",
        }
    ]
    assert [attributes for tag, attributes in found if tag in {"option", "output"}] == [
        {"value": ""},
        {"value": "large"},
        {"aria-live": "polite", "data-one": "number", "data-many": "numbers"},
    ]
    assert "Large &lt;b&gt;" in page.body


def test_register_of_one_row_has_no_filter(press: Press) -> None:
    facet = Facet(name="size", label="Size", choices=(("large", "Large"),))
    (page,) = register_pages(register(section("odd", 1), facets=on_every_page(facet)), press)

    assert "<form" not in page.body


def test_facets_reach_their_row_escaped(press: Press) -> None:
    def marked(listed: tuple[int, ...], sheet: Sheet) -> tuple[Group, ...]:
        return (Group(rows=(Row(cells=(), anchor="here", facets=(("size", '"><script>'),)),)),)

    (page,) = register_pages(register(section("odd", 1, groups=marked)), press)

    assert '<tr role="row" id="here" data-row data-size="&#34;&gt;&lt;script&gt;">' in page.body
