"""What the render floor hands to the site floor: a page's body with all that its shell must be told."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """An entry of the page's table of contents; `title` is plain text."""

    anchor: str
    title: str
    children: tuple["Heading", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of the site.

    `address` is relative to the site's root, without a leading slash, ending in a slash or empty for home. `place`
    names the shell that the body is stamped into. `entry` is the address of the sidebar's entry to mark as current
    (a version's page marks its policy). `body` is finished HTML whose links are relative to the page. `title`,
    `description` are plain text, not escaped. `facts` are the facets for search; only `searchable` pages are indexed.
    """

    address: str
    place: str
    title: str
    description: str
    body: str
    entry: str = ""
    headings: tuple[Heading, ...] = ()
    searchable: bool = False
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the sidebar that is stamped, not rendered by the site engine; `title` is plain text."""

    title: str
    address: str


def base_of(address: str) -> str:
    """The way from a page up to the site's root: `../` for each folder, so that a site works under any prefix."""
    return "../" * address.count("/") or "./"
