"""The folders in which pages about all policies are printed and kept, each for itself; what each tells of.

A folder is a register, named like its folder of the site's root, or a part of one, `audit/contact`: the pages of a
category or of a role. A part tells only of the policies that name it, so a change of one policy asks for no more of the
others than its parts hold. Knows headlines; prints nothing.
"""

from collections.abc import Collection, Iterable, Mapping
from itertools import accumulate
from operator import attrgetter
from typing import Final

from handbook.render.headline import Headline

PAGE_ITEMS = 400
"""So many items of a register fill a page."""

CATEGORIES, ROLES = "categories", "roles"
"""The folders in which each category, and each role, has pages of its own, however few they are."""

_ITEMS: Final[Mapping[str, str]] = {"policies": "listed", "standards": "standards", "audit": "versions"}

BY_CATEGORY = tuple(_ITEMS)
"""The registers with a section for each category: each a folder of its own where they do not fit one page."""


def parted(headlines: Iterable[Headline]) -> frozenset[str]:
    """Those of `BY_CATEGORY` that fill more than a page in a handbook of policies with these headlines."""
    listed = tuple(headlines)
    return frozenset(
        register
        for register, items in _ITEMS.items()
        if any(total > PAGE_ITEMS for total in accumulate(map(attrgetter(items), listed)))
    )


def part(register: str, name: str) -> str:
    """The folder of a category's or of a role's pages."""
    return f"{register}/{name}"


def split(folder: str) -> tuple[str, str]:
    """The register, and the category or role whose pages a folder holds; empty where it holds all others."""
    register, _, name = folder.partition("/")
    return register, name


def is_part(folder: str) -> bool:
    """Whether a folder tells only of policies that name something."""
    return bool(split(folder)[1])


def parts_of(policy: Headline) -> tuple[str, ...]:
    """The parts, of whatever registers have parts, that tell of a policy; no other does."""
    return (
        *(part(ROLES, role) for role in policy.roles),
        *(part(register, category) for register in (CATEGORIES, *BY_CATEGORY) for category in policy.categories),
    )


def folder_of(address: str, folders: Collection[str]) -> str:
    """The one of the folders that an address lies in; empty for the home page."""
    register, _, rest = address.partition("/")
    name = part(register, rest.partition("/")[0])
    return name if name in folders else register
