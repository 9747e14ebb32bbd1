"""What feeds and calendars have in common: addresses, ids that outlive a rename, text that no format refuses.

Readers' programs keep what they were given, so an id made here never changes for the same thing.
"""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from msgspec import Struct

from handbook.model.handbook import Policy

Plain = Callable[[str], str]
"""CommonMark -> the words alone."""

_HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*", re.ASCII)
_REFUSED = re.compile(r"[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_HOST = "handbook"
_SCHEME_YEAR = 2026
"""RFC 4151 wants a date in every tag: the year in which this way of making ids was settled."""


class Place(Struct, frozen=True):
    """Where a file is published: the site's address, empty or ending in a slash, and the file's address within it."""

    site_url: str
    address: str

    @property
    def root(self) -> str:
        """How a link to another address of the site begins: with the site's where it is known, else with `../`."""
        return self.site_url or "../" * self.address.count("/")

    def url(self, address: str) -> str:
        """Another address of the site: full where the site's is known, else the way to it from this file."""
        return self.root + address or "./"


def site_root(site_url: str) -> str:
    """The site's address with one slash at its end; empty where it is not known."""
    return f"{site_url.rstrip('/')}/" if site_url else ""


def host(site_url: str) -> str:
    """The host that ids are made under; `handbook` where the site has none that a tag can hold."""
    name = urlsplit(site_url).hostname or ""
    return name if _HOST.fullmatch(name) else _NO_HOST


def tag(site_url: str, name: str) -> str:
    """A tag URI for a thing that the site names. Source: RFC 4151, section 2."""
    return f"tag:{host(site_url)},{_SCHEME_YEAR}:{name}"


def first_id(policy: Policy) -> str:
    """The id under which the policy began: a rename makes no new thing of it."""
    renames = sorted(policy.records.renames, key=lambda item: (item.renamed, item.id))
    return renames[0].former if renames else policy.id


def permitted(text: str) -> str:
    """The text with a replacement character for all that XML 1.0 or iCalendar refuse."""
    return _REFUSED.sub("\N{REPLACEMENT CHARACTER}", text)
