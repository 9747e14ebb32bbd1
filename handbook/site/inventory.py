"""The units of the site that stands -> those of the new one: each is kept as it is, or put anew, or gone.

A unit is a page of the handbook, all pages of a policy, or some other files. What costs nothing to make costs nothing
to keep: a unit that is kept is one look-up, whatever it holds. No two units hold the same path. Touches no file.
"""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

import msgspec

from handbook.machine.store import stamp
from handbook.render.watch import Answers
from handbook.site.errors import BuildError
from handbook.site.tree import Written, taken


class Unit(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What was made: `looked_up` are names with what stood there, `places` shells with their stamps.

    `listed` is what the site's manifest says of the files; of those of a unit with a manifest of its own it says only
    `part`. `documents` is a stamp of what the search finds in the pages, empty for nothing.
    """

    made_of: str = ""
    looked_up: Answers = ()
    places: tuple[tuple[str, str], ...] = ()
    files: tuple[Written, ...] = ()
    addresses: tuple[str, ...] = ()
    listed: str = ""
    part: str = ""
    documents: str = ""


Tell: TypeAlias = Callable[[Unit], tuple[str, ...]]
"""What is asked of a unit; the same function for the same question."""


class Inventory:
    """What stands and what will; `standing` are the units of the site that stands, by name.

    `pages` and `size` count its pages and its files. After `settle` the new site is the one that stands, `gone` are the
    units that it has no more, and the next one can begin.
    """

    def __init__(self, standing: dict[str, Unit] | None = None) -> None:
        self.standing = standing or {}
        self.pages, self.size = _counted(self.standing.values())
        self.gone: set[str] = set()
        self._owners: dict[str, str] | None = None
        self._told: dict[Tell, str] = {}
        self._texts: dict[Tell, list[str]] = {}
        self._begin()

    def _begin(self) -> None:
        self._left = set(self.standing)
        self._new: dict[str, Unit] = {}
        self._robbed: dict[str, str] = {}
        self._stamped: set[Tell] = set()

    def keep(self, names: Iterable[str]) -> None:
        """Let units of the site that stands be those of the new site.

        Raises:
            BuildError: another unit has taken one of their paths.
        """
        self._left.difference_update(names)
        for name in self._robbed.keys() - self._left:
            raise BuildError(taken(self._robbed[name]))

    def put(self, name: str, unit: Unit) -> None:
        """Put a unit that was made into the new site.

        Raises:
            BuildError: another unit of the new site, or this one, holds one of its paths already.
        """
        owners = self.owners
        for file in unit.files:
            owner = owners.get(file.path, name)
            if owner != name:
                if self._is_in(owner):
                    raise BuildError(taken(file.path))
                self._robbed[owner] = file.path
            owners[file.path] = name
        if self._is_in(name) or len({file.path for file in unit.files}) < len(unit.files):
            raise BuildError(taken(unit.files[0].path if unit.files else name))
        self._new[name] = unit

    def _is_in(self, name: str) -> bool:
        """Whether the new site has a unit already."""
        return name in self._new or (name in self.standing and name not in self._left)

    @property
    def owners(self) -> dict[str, str]:
        """The unit that holds a path, of the new site where it is known already."""
        if self._owners is None:
            self._owners = {file.path: name for name, unit in self.standing.items() for file in unit.files}
        return self._owners

    def files(self) -> Iterator[Written]:
        """All files of the site that stands."""
        return (file for unit in self.standing.values() for file in unit.files)

    @property
    def reused(self) -> int:
        """How many pages are kept."""
        return self.pages - _counted(self.standing[name] for name in self._left)[0]

    def units(self) -> Iterator[tuple[str, Unit]]:
        """The units of the new site by name, in no order that counts."""
        left = self._left
        yield from (pair for pair in self.standing.items() if pair[0] not in left)
        yield from self._new.items()

    def differs(self, tell: Tell) -> bool:
        """Whether the units of the new site tell something that those of the site that stands do not."""
        before, now = self.standing, self._new
        return any(_told(now.get(name), tell) != _told(before.get(name), tell) for name in self._left | now.keys())

    def stamp(self, tell: Tell) -> str:
        """A stamp of what the units of the new site tell; worked out anew only where that differs."""
        if tell not in self._told or self.differs(tell):
            found = sorted((name, told) for name, unit in self.units() if (told := tell(unit)))
            self._told[tell] = stamp(*(part for name, told in found for part in (name, *told)))
            self._stamped.add(tell)
        return self._told[tell]

    def texts(self, tell: Tell) -> list[str]:
        """All that the units of the new site tell, in order; what the last site told is gone on with."""
        known = self._texts.setdefault(tell, [])
        if not known:
            return sorted(text for _, unit in self.units() for text in tell(unit))
        found = [*known]
        for text in (text for name in self._left for text in tell(self.standing[name])):
            del found[bisect_left(found, text)]
        for text in (text for unit in self._new.values() for text in tell(unit)):
            insort(found, text)
        return found

    def settle(self) -> set[str]:
        """The paths that the new site has no more; from now on it is the one that stands."""
        self._told = {tell: it for tell, it in self._told.items() if tell in self._stamped or not self.differs(tell)}
        self._texts = {tell: self.texts(tell) for tell in self._texts}
        self.gone = self._left - self._new.keys()
        before = [self.standing.pop(name) for name in {*self.gone, *self._new} if name in self.standing]
        now = {file.path for unit in self._new.values() for file in unit.files}
        gone = {file.path for unit in before for file in unit.files if file.path not in now}
        for path in gone:
            self.owners.pop(path, None)
        (fewer_pages, fewer), (pages, more) = _counted(before), _counted(self._new.values())
        self.pages, self.size = self.pages - fewer_pages + pages, self.size - fewer + more
        self.standing |= self._new
        self._begin()
        return gone


def _told(unit: Unit | None, tell: Tell) -> tuple[str, ...]:
    return tell(unit) if unit else ()


def _counted(units: Iterable[Unit]) -> tuple[int, int]:
    """How many pages, and how many files, some units hold."""
    held = [(len(unit.addresses), len(unit.files)) for unit in units]
    return sum(pages for pages, _ in held), sum(files for _, files in held)
