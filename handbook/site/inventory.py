"""The units of the site that stands -> those of the new one: each is kept as it is, or put anew, or gone.

A unit is a page of the handbook, all pages of a policy, or some other files. What costs nothing to make costs nothing
to keep: a unit that is kept is one look-up, whatever it holds. No two units hold the same path. Touches no file.
"""

from collections.abc import Iterator

import msgspec

from handbook.render.watch import Answers
from handbook.site.errors import BuildError
from handbook.site.tree import Written, taken


class Unit(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What was made: `looked_up` are names with what stood there, `places` shells with their stamps.

    `listed` is what the manifest says of the files; `documents` a stamp of what the search finds in the pages, empty
    for nothing.
    """

    made_of: str = ""
    looked_up: Answers = ()
    places: tuple[tuple[str, str], ...] = ()
    files: tuple[Written, ...] = ()
    addresses: tuple[str, ...] = ()
    listed: str = ""
    documents: str = ""


class Inventory:
    """What stands and what will; `standing` are the units of the site that stands, by name.

    After `settle` the new site is the one that stands, `gone` are the units that it has no more, and the next one can
    begin.
    """

    def __init__(self, standing: dict[str, Unit] | None = None) -> None:
        self.standing = standing or {}
        self.gone: set[str] = set()
        self._owners: dict[str, str] | None = None
        self._begin()

    def _begin(self) -> None:
        self._kept: set[str] = set()
        self._new: dict[str, Unit] = {}
        self._robbed: dict[str, str] = {}

    def keep(self, name: str) -> Unit:
        """Let a unit of the site that stands be one of the new site.

        Raises:
            BuildError: another unit has taken one of its paths.
        """
        if name in self._robbed:
            raise BuildError(taken(self._robbed[name]))
        self._kept.add(name)
        return self.standing[name]

    def put(self, name: str, unit: Unit) -> None:
        """Put a unit that was made into the new site.

        Raises:
            BuildError: another unit of the new site, or this one, holds one of its paths already.
        """
        owners = self.owners
        for file in unit.files:
            owner = owners.get(file.path, name)
            if owner != name:
                if owner in self._kept or owner in self._new:
                    raise BuildError(taken(file.path))
                self._robbed[owner] = file.path
            owners[file.path] = name
        if name in self._kept or name in self._new or len({file.path for file in unit.files}) < len(unit.files):
            raise BuildError(taken(unit.files[0].path if unit.files else name))
        self._new[name] = unit

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
        return sum(len(self.standing[name].addresses) for name in self._kept)

    def units(self) -> Iterator[tuple[str, Unit]]:
        """The units of the new site by name, in order of name."""
        kept, new = self._kept, self._new
        for name in sorted((*(name for name in self.standing if name in kept), *new)):  # mostly in order already
            yield name, new[name] if name in new else self.standing[name]

    def settle(self) -> set[str]:
        """The paths that the new site has no more; from now on it is the one that stands."""
        self.gone = self.standing.keys() - self._kept - self._new.keys()
        site = dict(self.units())
        before = (file.path for name, unit in self.standing.items() if name not in self._kept for file in unit.files)
        now = {file.path for unit in self._new.values() for file in unit.files}
        gone = {path for path in before if path not in now}
        for path in gone:
            self.owners.pop(path, None)
        self.standing = site
        self._begin()
        return gone
