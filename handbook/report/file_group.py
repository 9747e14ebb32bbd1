"""Files of the site that are no pages, told before they are made: feeds, calendars."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FileGroup:
    """Files that are made together; `make` gives each with its address from the site's root.

    `made_of` is a stamp of all that they say, empty where nobody knows.
    """

    name: str
    made_of: str
    make: Callable[[], Iterable[tuple[str, bytes]]]
