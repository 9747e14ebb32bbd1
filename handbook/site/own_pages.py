"""The pages that belong to the site, not to the handbook: the search page and the page for an address that is none."""

from jinja2 import Environment

from handbook.render.page import Page
from handbook.render.places import Place

SEARCH = Place(id="search", title="Search", address="search/")
NOT_FOUND = Place(id="not-found", title="Page not found", address="404/")

HIDDEN = (SEARCH, NOT_FOUND)
"""Places that have a shell and do not stand in the navigation."""


def search_page(templates: Environment) -> Page:
    """`/search/?q=…`; without scripts it says where to browse."""
    return Page(
        address=SEARCH.address,
        place=SEARCH.id,
        title=SEARCH.title,
        description="Search what is in force",
        body=templates.get_template("site/search.html").render(),
    )


def not_found_page(templates: Environment, base: str) -> Page:
    """The page that a host shows for an unknown address; `base` is the site's root, for it is shown at any depth."""
    return Page(
        address="404.html",
        place=NOT_FOUND.id,
        title=NOT_FOUND.title,
        description="",
        body=templates.get_template("site/not-found.html").render(base=base),
    )
