"""What the last build made of the same -> files of the old site that stand in the new one as they are.

A unit is a page of the handbook, all pages of a policy, or some other files. It is taken over while what it is made of,
the names that it looked up, the shells that it stands in and its files in the old site are the same; else it is made
anew. Files are linked, not copied: what costs nothing to make costs nothing to keep.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import msgspec

from handbook.load.packing import pack, unpack
from handbook.machine.signature import Mark, Marks
from handbook.machine.store import NO_STORE, Store, stamp
from handbook.render.watch import Answers, Watch
from handbook.site.shells import Rendered
from handbook.site.standing import Built, Spare, Standing
from handbook.site.swap import Workshop
from handbook.site.tree import Tree, Written
from handbook.site.written import WrittenPages

_UNIT, _DOCUMENTS, _SHELLS = "unit", "documents", "shells"
_SITE, _SPARE, _ABOUT_ALL = "site", "spare", "about all"
_SAVED_TOGETHER = 500

Value = TypeVar("Value")

THEME = "the theme"
"""What the theme's files and the pictures of hand-written pages are kept as; no address has this form."""

Documents = tuple[tuple[str, bytes], ...]
"""What the search finds in a unit, by address."""


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


class Damaged(Exception):
    """A part of what was kept is gone though the rest is there, so everything must be made anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What a policy looks like beside its own pages; the same stamp stands for the same look.

    `published` tells what it was made of. `base` is the stamp in each folder of the site's root that is not in
    `changed`.
    """

    published: str
    base: str
    changed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _AboutAll:
    """For each folder of the site's root of what its pages about all policies were made, and the names of their units.

    `faces` tell what policies looked like there.
    """

    folders: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    faces: Mapping[str, Face] = field(default_factory=dict)


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
    _old: dict[str, Unit] | None = None
    _new: set[str] = field(default_factory=set)
    _all: _AboutAll | None = None
    _noted: int = 0

    def unit(self, name: str) -> Unit | None:
        """What was made under a name, if anything was."""
        return self._units().get(name)

    def files(self, name: str) -> dict[str, Written]:
        """The files of a unit by path; none where there is no such unit."""
        unit = self.unit(name)
        return {file.path: file for file in unit.files} if unit else {}

    def has(self, name: str, made_of: str) -> bool:
        """Whether a unit is made of the same, so that it can be taken over as it is."""
        unit = self.unit(name)
        return unit is not None and bool(made_of) and unit.made_of == made_of and self._is_in_place(unit)

    def can_stay(self, name: str) -> bool:
        """Whether a unit that is made of the same can be taken over: its shells and what it looked up are the same."""
        unit = self.unit(name)
        return unit is not None and self._is_in_place(unit)

    def _is_in_place(self, unit: Unit) -> bool:
        shells = all(self.places.get(place) == stamp for place, stamp in unit.places)
        return shells and self.watch.holds(unit.looked_up)

    def take(self, name: str) -> None:
        """A unit is taken over."""
        self._new.add(name)

    def note(self, name: str, unit: Unit, documents: Documents = ()) -> None:
        """Keep a unit that was made for the next build."""
        self._new.add(name)
        if self.store.file:
            self.store.write(_UNIT, name, self.stamp, pack(unit))
            if documents:
                self.store.write(_DOCUMENTS, name, unit.documents, pack(documents))
            self._noted += 1
            if not self._noted % _SAVED_TOGETHER:
                self.store.save()

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

    def shells_of(self, places: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """The shells of some pages with their stamps, as a unit keeps them."""
        return tuple((place, self.places[place]) for place in sorted(set(places)) if place in self.places)

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
        return stamp(self.stamp, written, *(part for pair in self.stamps.items() for part in pair))

    def rendered(self, made_of: str) -> Rendered | None:
        """What MkDocs made of the same; None where it must run."""
        content = self.store.read(_SHELLS, "", f"{self.stamp} {made_of}") if self.has(THEME, made_of) else None
        return unpack(content, Rendered) if content else None

    def note_rendered(self, made_of: str, rendered: Rendered) -> None:
        """Keep what MkDocs made, where it would make the same again."""
        if self.store.file and rendered.repeatable:
            self.store.write(_SHELLS, "", f"{self.stamp} {made_of}", pack(rendered))

    def standing(self) -> Standing | None:
        """The site as the last build left it."""
        return self._read(_SITE, Standing)

    def tree(self, place: Workshop) -> Tree:
        """The tree in which the new site is made, with all that can be taken over of the old one.

        Made over the spare site where that is as it was left, so that only what it lacks must be linked.

        Raises:
            Damaged: a file cannot be linked.
        """
        there = {file.path for unit in self._units().values() for file in unit.files}
        standing, spare = self.standing(), self._read(_SPARE, Spare)
        is_known = standing and spare and spare.folders.hold(place.spare)
        place.begin()
        if standing and spare and is_known:
            tree = Tree(place.site, spare.folders.by_path())
            lacking, left = there.intersection(spare.lacking), {*standing.files.by_path(), *spare.more}
        else:
            tree, lacking, left = Tree.emptied(place.site), there, there
        try:
            tree.stand_on(self.output, sorted(lacking), left)
        except OSError as failure:
            raise Damaged from failure
        return tree

    @property
    def faces(self) -> Mapping[str, Face]:
        """What policies looked like in the old site."""
        return self._about_all().faces

    def folder(self, folder: str, made_of: str) -> tuple[str, ...]:
        """The names of all units about all policies in a folder of the root; none where one must be made anew."""
        before, names = self._about_all().folders.get(folder, ("", ()))
        return names if made_of and before == made_of and all(map(self.can_stay, names)) else ()

    def save(
        self,
        tree: Tree,
        site_folders: Mapping[str, Mark],
        made_of: str,
        built: Built,
        folders: Mapping[str, tuple[str, tuple[str, ...]]],
        faces: Mapping[str, Face],
    ) -> None:
        """Keep what was noted, and drop what is in the new site no more.

        Args:
            tree: the new site, which stands in the output folder now; the one before is the spare.
            site_folders: the folders of the new site.
            made_of: a stamp of all that it is made of, empty where nobody can tell.
            built: what is told of it.
            folders: for each folder of the site's root what its pages were made of, and the names of their units.
            faces: what policies look like.
        """
        before = self.standing()
        now = {file.path: file.mark for file in tree.written}
        standing = Standing(made_of=made_of, built=built, folders=Marks.of(site_folders), files=Marks.of(now))
        self._write(_SITE, standing)
        self._write(_ABOUT_ALL, _AboutAll(folders=folders, faces=faces))
        if before is None:
            self.store.forget(_SPARE, ("",))
        else:
            more = before.files.by_path().keys() - now.keys()
            spare = Spare(folders=before.folders, more=tuple(sorted(more)), lacking=tuple(sorted(tree.made)))
            self._write(_SPARE, spare)
        for kind in (_UNIT, _DOCUMENTS):
            self.store.forget(kind, self.store.names(kind) - self._new)
        self.store.save()

    def drop(self) -> None:
        """Take over nothing."""
        self._old, self._new, self._all = {}, set(), _AboutAll()

    def _about_all(self) -> _AboutAll:
        if self._all is None:
            self._all = self._read(_ABOUT_ALL, _AboutAll) or _AboutAll()
        return self._all

    def _units(self) -> dict[str, Unit]:
        if self._old is None:
            found = self.store.read_all(_UNIT, self.stamp)
            units = {name: unit for name, content in found.items() if (unit := unpack(content, Unit))}
            site = str(self.output)
            self._old = {name: unit for name, unit in units.items() if all(file.is_in(site) for file in unit.files)}
        return self._old

    def _read(self, kind: str, type_: type[Value]) -> Value | None:
        content = self.store.read(kind, "", self.stamp)
        return unpack(content, type_) if content else None

    def _write(self, kind: str, value: object) -> None:
        self.store.write(kind, "", self.stamp, pack(value))
