from dataclasses import replace

import pytest

from handbook.render.page import Heading, Page
from handbook.render.press import Press, Sheet, make_press
from handbook.render.registers.cells import Line
from handbook.render.registers.register import Facet, Group, Register, Row, Section, register_pages
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
    assert len(tuple(register_pages(register(section("odd", 1, 3, 5), page_items=2, paged=False), press))) == 1


def test_filter_offers_the_choices_and_is_hidden_until_a_script_shows_it(press: Press) -> None:
    facet = Facet(name="size", label="Size", choices=(("large", "Large <b>"),))
    (page,) = register_pages(register(section("odd", 1, 3), facets=(facet,)), press)
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
    (page,) = register_pages(register(section("odd", 1), facets=(facet,)), press)

    assert "<form" not in page.body


def test_facets_reach_their_row_escaped(press: Press) -> None:
    def marked(listed: tuple[int, ...], sheet: Sheet) -> tuple[Group, ...]:
        return (Group(rows=(Row(cells=(), anchor="here", facets=(("size", '"><script>'),)),)),)

    (page,) = register_pages(register(section("odd", 1, groups=marked)), press)

    assert '<tr role="row" id="here" data-row data-size="&#34;&gt;&lt;script&gt;">' in page.body
