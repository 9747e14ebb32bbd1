"""The site that stands in the output folder and the spare one -> the tree of the next, and how both were left.

The next site is made over the spare one, which is linked up to the one that stands; what differs between them is known,
so no file need be looked at. Who built both knows them; another run tells by the marks of their folders.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from handbook.load.packing import pack, unpack
from handbook.machine.signature import Marks, mark
from handbook.machine.store import NO_STORE, Store
from handbook.site.errors import BuildError
from handbook.site.inventory import Inventory
from handbook.site.standing import Built, Left, Spare, Standing
from handbook.site.swap import Workshop, spare_of, workshop
from handbook.site.tree import Tree

_SITE, _SPARE = "site", "spare"


class Damaged(Exception):
    """A part of what was kept is gone though the rest is there, so everything must be made anew."""


@dataclass(slots=True)
class Sites:
    """Both sites; `stamp` tells what all that is known of them was made of beside what each was."""

    store: Store = NO_STORE
    output: Path = Path()
    stamp: str = ""
    _left: Left | None = None
    _standing: tuple[str, Built] | None = None

    def standing(self, made_of: str) -> Built | None:
        """What was told of the site that stands, if it is made of this and each folder and file is as it was left.

        Who built it knows that without a look at any.
        """
        if self._standing is not None:
            known, built = self._standing
            return built if known and known == made_of else None
        found = self._read_site()
        if found is None or found.made_of != made_of:
            return None
        with workshop(self.output):
            return found.built if found.holds(self.output) else None

    def tree(self, place: Workshop, inventory: Inventory) -> Tree:
        """The tree in which the new site is made, with all that can be taken over of the old one.

        Made over the spare site where that is as it was left, so that only what it lacks must be linked.

        Raises:
            Damaged: a file cannot be linked.
        """
        there = inventory.owners
        left = self._left = self._left or self._read_left(place.spare, inventory)
        place.begin()
        if left.spare is None:
            tree, lacking = Tree.emptied(place.site), set(there)
        else:
            tree, lacking = Tree(place.site, left.spare), there.keys() & left.lacking
        try:
            tree.link(self.output, sorted(lacking))
        except OSError as failure:
            raise Damaged from failure
        return tree

    def _read_left(self, spare: Path, inventory: Inventory) -> Left:
        standing, other = self._read_site(), self._read_spare()
        if standing is None:
            return Left()
        strangers = frozenset(standing.files.by_path().keys() - inventory.owners.keys())
        if other is None or not other.folders.hold(spare):
            return Left(folders=standing.folders.by_path(), strangers=strangers)
        return Left(
            folders=standing.folders.by_path(),
            strangers=strangers,
            spare=other.folders.by_path(),
            more=frozenset(other.more),
            lacking=frozenset(other.lacking),
        )

    def settle(self, tree: Tree, inventory: Inventory) -> None:
        """Take every file out of the new site that none of its units holds; the units are those that stand, now."""
        left = self._left or Left()
        gone = frozenset(inventory.settle())
        owners = inventory.owners
        more = gone | {path for path in left.strangers if path not in owners}
        tree.remove(path for path in more | left.more if path not in owners)
        self._left = Left(folders=tree.folders(), spare=left.folders, more=more, lacking=frozenset(tree.made))

    def note(self, made_of: str, built: Built) -> None:
        """Tell of the new site, which stands in the output folder now, what it is made of, empty where nobody can."""
        self._standing = made_of, built

    def rest(self, inventory: Inventory) -> None:
        """Keep how each folder and file of both sites was left, so that another run can tell."""
        left, (made_of, built) = self._left, self._standing or ("", None)
        if left is None or left.folders is None or built is None:
            return
        files = {file.path: file.mark for file in inventory.files()}
        site = Standing(made_of=made_of, built=built, folders=Marks.of(left.folders), files=Marks.of(files))
        self.store.write(_SITE, "", self.stamp, pack(site))
        if left.spare is None:
            self.store.forget(_SPARE, ("",))
        else:
            more, lacking = (tuple(sorted(paths)) for paths in (left.more, left.lacking))
            spare = Spare(folders=Marks.of(left.spare), more=more, lacking=lacking)
            self.store.write(_SPARE, "", self.stamp, pack(spare))

    def are_as_left(self) -> bool:
        """Whether each folder and each file of the site that stands is as it was left, by what was kept."""
        found = self._read_site()
        return found is not None and found.holds(self.output)

    def make_spare(self, inventory: Inventory) -> None:
        """Make the second site where there is none, so that the first change need not wait for it.

        Where it cannot be made now, the next build does: the file system has no links, or somebody else is building.
        """
        left = self._left = self._left or self._read_left(spare_of(self.output), inventory)
        if left.spare is not None or left.folders is None:
            return
        with suppress(OSError, BuildError), workshop(self.output) as place:
            place.begin()
            tree = Tree.emptied(place.site)
            tree.link(self.output, sorted(inventory.owners))
            tree.remove(())
            folders = tree.folders()
            place.lay_by()
            self._left = replace(left, spare=folders, more=frozenset(), lacking=frozenset())

    def are_ours(self) -> bool:
        """Whether what is known of the site that stands is in memory, and nobody else built another one since."""
        return self._left is not None and mark(str(self.output)) == (self._left.folders or {}).get("")

    def _read_site(self) -> Standing | None:
        content = self.store.read(_SITE, "", self.stamp)
        return unpack(content, Standing) if content else None

    def _read_spare(self) -> Spare | None:
        content = self.store.read(_SPARE, "", self.stamp)
        return unpack(content, Spare) if content else None
