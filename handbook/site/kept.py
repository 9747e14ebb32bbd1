"""What the last build made of the same -> units of the old site that stand in the new one as they are.

A unit is taken over while what it is made of, the names that it looked up, the shells that it stands in and its files
in the old site are the same; else it is made anew. What is known is taken from the store once; who builds again and
again goes on with it as `save` leaves it. Files are linked, not copied.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from handbook.load.packing import pack, unpack
from handbook.machine.following import differing
from handbook.machine.store import NO_STORE, Store, stamp
from handbook.render.watch import Watch
from handbook.site.inventory import Inventory, Unit
from handbook.site.shells import Rendered
from handbook.site.sites import Damaged, Sites
from handbook.site.standing import AboutAll, Built, Face
from handbook.site.tree import Written
from handbook.site.written import WrittenPages

if TYPE_CHECKING:
    from handbook.site.assembly import Assembler

_UNIT, _DOCUMENTS, _SHELLS, _ABOUT_ALL = "unit", "documents", "shells", "about all"
_SAVED_TOGETHER = 500

Value = TypeVar("Value")

THEME = "the theme"
"""What the theme's files and the pictures of hand-written pages are kept as; no address has this form."""


@cache
def of_policy(id_: str) -> str:
    """What the pages of a policy are kept as; no address has this form."""
    return f"policy {id_}"


Documents = tuple[tuple[str, bytes], ...]
"""What the search finds in a unit, by address."""


@dataclass(slots=True)
class Kept:
    """The units of the site that stands in the output folder, and those of the one that is being made.

    `stamp` tells what every unit is made of beside its own: the generator, the configuration, the day, the shared
    files. `stamps` tell by policy all that is published of it. A unit of which a file was altered is none.
    """

    store: Store = NO_STORE
    output: Path = Path()
    stamp: str = ""
    stamps: Mapping[str, str] = field(default_factory=dict)
    watch: Watch = field(default_factory=Watch)
    places: Mapping[str, str] = field(default_factory=dict)
    assembler: "Assembler | None" = None
    _inventory: Inventory | None = None
    _all: AboutAll | None = None
    _sites: Sites | None = None
    _rendered: Rendered | None = None
    _same: bool | None = None
    _built: Mapping[str, str] | None = None
    _noted: int = 0
    _policies: str = ""

    # --- what there is -------------------------------------------------------------------------------------------

    @property
    def inventory(self) -> Inventory:
        """The units of the site that stands, and what becomes of them."""
        if self._inventory is None:
            found = self.store.read_all(_UNIT, self.stamp)
            units = {name: unit for name, content in found.items() if (unit := unpack(content, Unit))}
            site = str(self.output)
            whole = {name: unit for name, unit in units.items() if all(file.is_in(site) for file in unit.files)}
            self._inventory = Inventory(whole)
        return self._inventory

    @property
    def sites(self) -> Sites:
        """The site that stands and the spare one."""
        if self._sites is None:
            self._sites = Sites(self.store, self.output, self.stamp)
        return self._sites

    def unit(self, name: str) -> Unit | None:
        """What was made under a name, if anything was."""
        return self.inventory.standing.get(name)

    def files(self, name: str) -> dict[str, Written]:
        """The files of a unit by path; none where there is no such unit."""
        unit = self.unit(name)
        return {file.path: file for file in unit.files} if unit else {}

    def those(self, made_of: Mapping[str, str]) -> set[str]:
        """Those of the units, by name, that are made of the same, so that they can be taken over as they are."""
        unit_of = self.inventory.standing.get
        in_place = self._surroundings_are_same()
        return {
            name
            for name, stamp in made_of.items()
            if stamp
            and (unit := unit_of(name)) is not None
            and unit.made_of == stamp
            and (in_place or self._is_in_place(unit))
        }

    def changed(self, policies: Collection[str]) -> list[str]:
        """The policies, by id, whose pages must be made anew; who built the others knows them without a look."""
        unsure: Iterable[str] = policies
        if self._built is not None and self._surroundings_are_same():
            unsure = (id_ for id_ in differing(self.stamps, self._built) if id_ in policies)
        made_of = {of_policy(id_): id_ for id_ in unsure}
        there = self.those({name: self.stamps.get(id_, "") for name, id_ in made_of.items()})
        return [id_ for name, id_ in made_of.items() if name not in there]

    @property
    def is_outdated(self) -> bool:
        """Whether the site that stands was built just now, of policies of which others are published."""
        return self._built is not None and any(differing(self.stamps, self._built))

    def has(self, name: str, made_of: str) -> bool:
        """Whether a unit is made of the same, so that it can be taken over as it is."""
        return name in self.those({name: made_of})

    @property
    def faces(self) -> Mapping[str, Face]:
        """What policies looked like in the old site."""
        return self._about_all.faces

    def folder(self, folder: str, made_of: str) -> tuple[str, ...] | None:
        """The names of all units about all policies in a folder; None where one of them must be made anew."""
        before, names = self._about_all.folders.get(folder, ("", ()))
        if not made_of or before != made_of:
            return None
        return names if self._surroundings_are_same() or all(map(self._can_stay, names)) else None

    def rendered(self, made_of: str) -> Rendered | None:
        """What MkDocs made of the same; None where it must run."""
        if not self.has(THEME, made_of):
            return None
        if self._rendered is None:
            content = self.store.read(_SHELLS, "", f"{self.stamp} {made_of}")
            self._rendered = unpack(content, Rendered) if content else None
        return self._rendered

    def documents_of(self, name: str, made_of: str) -> Documents:
        """What the search finds in a unit, by its stamp.

        Raises:
            Damaged: that is no longer known.
        """
        content = self.store.read(_DOCUMENTS, name, made_of)
        found = unpack(content, Documents) if content else None
        if found is None:
            raise Damaged
        return found

    def _can_stay(self, name: str) -> bool:
        return self._is_in_place(self.inventory.standing[name])

    def _is_in_place(self, unit: Unit) -> bool:
        """Whether the shells of a unit and what it looked up are the same."""
        if self._surroundings_are_same():
            return True
        shells = all(self.places.get(place) == stamp for place, stamp in unit.places)
        return shells and self.watch.holds(unit.looked_up)

    def _surroundings_are_same(self) -> bool:
        """Whether all names and all shells are as they were, which mostly spares a look at each that a page has."""
        if self._same is None:
            before = self._about_all
            self._same = before.names == self.watch.stamp and before.places == self.places
        return self._same

    # --- what things are made of ---------------------------------------------------------------------------------

    def look_up_in(self, watch: Watch) -> None:
        """Tell where names are looked up from now on."""
        self.watch, self._same = watch, None

    def stand_in(self, assembler: "Assembler") -> None:
        """Tell what pages are assembled with from now on."""
        self.assembler, self.places, self._same = assembler, (assembler.made_of if self.store.file else {}), None

    def made_of(self, written: WrittenPages) -> str:
        """The stamp of what MkDocs makes: shells and hand-written pages."""
        folder = written.folder or Path()
        media = (part for path in written.media for part in (path, (folder / path).read_bytes()))
        return stamp(repr(written.pages), *media)

    def made_of_all(self, written: str) -> str:
        """The stamp of all that the site is made of.

        Args:
            written: the stamp of what MkDocs makes.
        """
        self._policies = self._policies or stamp("\n".join(chain.from_iterable(self.stamps.items())))
        return stamp(self.stamp, written, self._policies)

    def shells_of(self, places: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """The shells of some pages with their stamps, as a unit keeps them."""
        return tuple((place, self.places[place]) for place in sorted(set(places)) if place in self.places)

    # --- the new site --------------------------------------------------------------------------------------------

    def note(self, name: str, unit: Unit, documents: Documents = ()) -> None:
        """Keep a unit that was made for the next build."""
        if self.store.file:
            self.store.write(_UNIT, name, self.stamp, pack(unit))
            if documents:
                self.store.write(_DOCUMENTS, name, unit.documents, pack(documents))
            self._noted += 1
            if not self._noted % _SAVED_TOGETHER:
                self.store.save()

    def note_rendered(self, made_of: str, rendered: Rendered) -> None:
        """Keep what MkDocs made, where it would make the same again."""
        self._rendered = rendered
        if self.store.file and rendered.repeatable:
            self.store.write(_SHELLS, "", f"{self.stamp} {made_of}", pack(rendered))

    def save(self, made_of: str, built: Built, about_all: AboutAll) -> None:
        """Keep what was noted, and drop what is in the new site no more; the new site stands in the output folder now.

        What is known of all policies is kept when it comes to `rest`: until then another run knows nothing of it.

        Args:
            made_of: a stamp of all that it is made of, empty where nobody can tell.
            built: what is told of it.
            about_all: what is known of pages about all policies.
        """
        self._all, self._built = about_all, self.stamps if self.store.file else None
        self.sites.note(made_of, built)
        self.store.forget(_ABOUT_ALL, ("",))
        for kind in (_UNIT, _DOCUMENTS):
            self.store.forget(kind, self.inventory.gone)
        self.store.save()

    def rest(self) -> None:
        """Keep how both sites were left, so that another run can tell, and drop what earlier runs left.

        Where the site stands as it did, there is nothing to keep, and no unit was even taken up.
        """
        if self._inventory is None:
            return
        for kind in (_UNIT, _DOCUMENTS):
            self.store.forget(kind, self.store.names(kind) - self.inventory.standing.keys())
        self.sites.rest(self.inventory)
        self.store.write(_ABOUT_ALL, "", self.stamp, pack(self._about_all))
        self.store.save()

    def again(self, stamps: Mapping[str, str]) -> None:
        """Begin the next build, with what the last one left; what others built since is taken up anew.

        Args:
            stamps: tell by policy all that is published of it.
        """
        self.stamps, self._policies = stamps, ""
        if not self.sites.are_ours():
            self.forget()

    def forget(self) -> None:
        """Know nothing but what is in the store."""
        self._inventory = self._all = self._sites = self._same = self._rendered = self._built = None

    def drop(self) -> None:
        """Take over nothing."""
        self.forget()
        self._inventory, self._all = Inventory(), AboutAll()

    @property
    def _about_all(self) -> AboutAll:
        if self._all is None:
            read, there = self._read(_ABOUT_ALL, AboutAll) or AboutAll(), self.inventory.standing.keys()
            whole = {folder: made for folder, made in read.folders.items() if there >= set(made[1])}
            self._all = replace(read, folders=whole)
        return self._all

    def _read(self, kind: str, type_: type[Value]) -> Value | None:
        content = self.store.read(kind, "", self.stamp)
        return unpack(content, type_) if content else None
