"""Every code has its own anchor on one page, with its words escaped and its examples line by line."""

import re

from handbook.check.catalogue import CATALOGUE, THEMES
from handbook.render.press import make_press
from handbook.render.registers.problems import problems_pages
from tests.builders import edition

PAGES = tuple(problems_pages(make_press(edition())))
BODY = PAGES[0].body


def test_all_codes_stand_on_one_page() -> None:
    assert [page.address for page in PAGES] == ["problems/"]


def test_every_code_has_an_anchor() -> None:
    assert re.findall(r'<li class="register-entry" id="([^"]+)"', BODY) == list(CATALOGUE)


def test_no_anchor_is_given_twice() -> None:
    ids = re.findall(r'\bid="([^"]+)"', BODY)
    assert sorted(ids) == sorted(set(ids))


def test_themes_are_the_table_of_contents() -> None:
    assert [heading.title for heading in PAGES[0].headings] == [theme.title for theme in THEMES]


def test_an_example_keeps_its_lines_and_is_escaped() -> None:
    wrong = CATALOGUE["unreadable-test"].right
    assert "&#34;&lt;= 50&#34;" in BODY
    assert "\n    title: Who may grant a refund?\n" in BODY
    assert '"<= 50"' in wrong
    assert '"<= 50"' not in BODY


def test_backquotes_become_code() -> None:
    assert "or add the role to <code>roles.yml</code>." in BODY
