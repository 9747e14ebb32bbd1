"""The tree of places that the site's navigation shows; each place is one shell.

A place with an `address` is one page. A place that is `many` stands for any number of pages (the policies of a
category, the roles), which share its shell and are listed in the sidebar as entries of their own.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from handbook.model.handbook import Organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A node of the navigation. `title` is plain text. A section's first child with `index` is its own page."""

    id: str
    title: str
    address: str = ""
    many: bool = False
    children: tuple["Place", ...] = ()


def places(organisation: Organisation) -> tuple[Place, ...]:
    """The navigation, top level first. A section has no page of its own: its first child is its index page."""
    categories = tuple(
        Place(
            id=f"section/{category.id}",
            title=category.title,
            children=(
                Place(id=f"category/{category.id}", title=category.title, address=f"categories/{category.id}/"),
                Place(id=f"policy/{category.id}", title=category.title, many=True),
            ),
        )
        for category in organisation.categories
    )
    return (
        Place(id="home", title="Home"),
        Place(id="section/policies", title="Policies", children=(_page("policies", "All policies"), *categories)),
        Place(
            id="section/changes",
            title="Changes",
            children=(
                _page("changelog", "Changelog"),
                _page("in-force", "In force on a date"),
                _page("corrections", "Corrections"),
            ),
        ),
        Place(
            id="section/registers",
            title="Registers",
            children=(
                _page("registers", "Registers"),
                _page("mission", "Mission map"),
                _page("standards", "Standards"),
                _page("authority", "Who may decide"),
                _page("escalation", "Escalation"),
                _page("pilots", "Pilots and findings"),
                _page("reviews", "Reviews"),
                _page("benchmarks", "Benchmarks"),
                _page("feedback", "Feedback and checks"),
                _page("exceptions", "Exceptions"),
            ),
        ),
        Place(
            id="section/roles",
            title="Roles",
            children=(_page("roles", "Roles"), Place(id="role", title="Roles", many=True)),
        ),
        Place(
            id="section/reference",
            title="Reference",
            children=(
                _page("a-to-z", "A to Z"),
                _page("glossary", "Glossary"),
                _page("fields", "Fields of a policy"),
                _page("problems", "Problems explained"),
                _page("audit", "For auditors"),
            ),
        ),
    )


def walked(tree: tuple[Place, ...]) -> Iterator[Place]:
    """Each place, then those below it."""
    for place in tree:
        yield place
        yield from walked(place.children)


def addresses(tree: tuple[Place, ...]) -> frozenset[str]:
    """The addresses of all places that are one page, at any depth."""
    return frozenset(place.address for place in walked(tree) if place.address)


def _page(name: str, title: str) -> Place:
    return Place(id=name, title=title, address=f"{name}/")
