"""What the render floor hands to the site floor: a page's body with all that its shell must be told."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from msgspec import Struct

from handbook.model.policy import PolicyText
from handbook.render.watch import Answers


class Heading(Struct, frozen=True, kw_only=True):
    """An entry of the page's table of contents; `title` is plain text."""

    anchor: str
    title: str
    children: tuple["Heading", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of the site.

    `address` is relative to the site's root, without a leading slash, ending in a slash or empty for home. `place`
    names the shell that the body is filled into. `entry` is the address of the sidebar's entry to mark as current
    (a version's page marks its policy). `body` is finished HTML whose links are relative to the page. `title`,
    `description` are plain text, not escaped.

    Only `searchable` pages are found, and `archived` ones where a reader asks for former versions. A `listing` repeats
    what stands on other pages, so it is found by title and description alone. `facts` are what a search can be narrowed
    by, as ids, beside what `text`, the version that is printed, says; `keywords` are words by which the page is to be
    found though it may not hold them.
    `cited` is the version that the page shows, in one line: every printed sheet says it.

    `made_of` is a stamp of what the page was made of, empty where nobody knows, with `looked_up`, what it named beside;
    a page that is `kept` was made earlier of the same and has no body now.
    """

    address: str
    place: str
    title: str
    description: str
    body: str
    entry: str = ""
    headings: tuple[Heading, ...] = ()
    searchable: bool = False
    archived: bool = False
    listing: bool = False
    text: PolicyText | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    keywords: tuple[str, ...] = ()
    cited: str = ""
    made_of: str = ""
    looked_up: Answers = ()
    kept: bool = False


class Entry(Struct, frozen=True, kw_only=True):
    """A line of the sidebar that is filled in, not rendered by the site engine; `title` is plain text."""

    title: str
    address: str


def base_of(address: str) -> str:
    """The way from a page up to the site's root: `../` for each folder, so that a site works under any prefix."""
    return "../" * address.count("/") or "./"
