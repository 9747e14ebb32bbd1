"""Pages that belong to the site, not to the handbook: the search, the one for an address that is none, the welcome."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from handbook.render.page import Page
from handbook.render.places import Place

if TYPE_CHECKING:
    from jinja2 import Environment

SEARCH = Place(id="search", title="Search", address="search/")
NOT_FOUND = Place(id="not-found", title="Page not found", address="404/")

HIDDEN = (SEARCH, NOT_FOUND)
"""Places that have a shell and do not stand in the navigation."""

_TITLE = re.compile(r"<h1[ >].*?</h1>", re.DOTALL)


def search_page(templates: "Environment") -> Page:
    """`/search/?q=…`; without scripts it says where to browse."""
    return Page(
        address=SEARCH.address,
        place=SEARCH.id,
        title=SEARCH.title,
        description="Search what is in force",
        body=templates.get_template("site/search.html").render(),
    )


def not_found_page(templates: "Environment", base: str) -> Page:
    """The page that a host shows for an unknown address; `base` is the site's root, for it is shown at any depth."""
    return Page(
        address="404.html",
        place=NOT_FOUND.id,
        title=NOT_FOUND.title,
        description="",
        body=templates.get_template("site/not-found.html").render(base=base),
    )


def with_welcome(pages: Iterable[Page], written: tuple[Page, ...]) -> Iterator[Page]:
    """The same pages; what is hand-written for the home page, `index.md`, stands on it below its head."""
    welcome = next((page for page in written if page.address == ""), None)
    for page in pages:
        yield replace(page, body=_welcomed(page.body, welcome.body)) if welcome and page.address == "" else page


def _welcomed(body: str, welcome: str) -> str:
    """The home page has its title in its head, so the one of the hand-written text goes."""
    head, end, rest = body.partition("</header>")
    text = f'<div class="home-welcome">{_TITLE.sub("", welcome, count=1)}</div>'
    return f"{head}{end}{text}{rest}" if end else f"{text}{body}"
