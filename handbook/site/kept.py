"""What the last build made of the same -> files of the old site that stand in the new one as they are.

A unit is a page of the handbook, all pages of a policy, or some other files. It is taken over while what it is made of,
the names that it looked up, the shells that it stands in and its files in the old site are the same; else it is made
anew. Files are linked, not copied: what costs nothing to make costs nothing to keep.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from handbook.load.packing import pack, unpack
from handbook.machine.store import NO_STORE, Store, stamp
from handbook.render.watch import Answers, Watch
from handbook.site.shells import Rendered
from handbook.site.tree import Tree, Written
from handbook.site.written import WrittenPages

_UNIT, _DOCUMENTS, _SHELLS, _SITE = "unit", "documents", "shells", "site"
_SAVED_TOGETHER = 500

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
class _Standing:
    """Which folders the site and the spare one are: device, inode, time of the last new entry.

    `site_folders` and `spare_folders` are those within, with these times; `left` are files of the spare one alone.
    `folders` tell for each folder of the site's root of what its pages about all policies were made, and the names of
    their units.
    """

    site: tuple[int, int, int]
    spare: tuple[int, int, int]
    site_folders: dict[str, int]
    spare_folders: dict[str, int]
    left: tuple[str, ...]
    folders: dict[str, tuple[str, tuple[str, ...]]]
    faces: dict[str, Face]


@dataclass(slots=True)
class Kept:
    """The units of the site that stands in the output folder, and those of the one that is being made.

    `stamp` tells what every unit is made of beside its own: the generator, the configuration, the day, the shared
    files. `stamps` tell by policy all that is published of it. `is_there` says whether a file can be taken over.
    """

    store: Store = NO_STORE
    output: Path = Path()
    stamp: str = ""
    stamps: Mapping[str, str] = field(default_factory=dict)
    watch: Watch = field(default_factory=Watch)
    places: Mapping[str, str] = field(default_factory=dict)
    is_there: Callable[[Written], bool] = lambda _: False
    _old: dict[str, Unit] | None = None
    _new: set[str] = field(default_factory=set)
    _stands: tuple[_Standing | None] | None = None
    _noted: int = 0
    _is_ours: bool = False

    def unit(self, name: str) -> Unit | None:
        """What was made under a name, if anything was."""
        return self._units().get(name)

    def files(self, name: str) -> dict[str, Written]:
        """The files of a unit by path; none where there is no such unit."""
        unit = self.unit(name)
        return {file.path: file for file in unit.files} if unit else {}

    def fits(self, name: str, made_of: str) -> bool:
        """Whether a unit is made of the same, wherever its files are."""
        unit = self.unit(name)
        return unit is not None and bool(made_of) and unit.made_of == made_of and self._is_in_place(unit)

    def has(self, name: str, made_of: str) -> bool:
        """Whether a unit can be taken over as it is."""
        return self.fits(name, made_of) and self.can_stay(name)

    def can_stay(self, name: str) -> bool:
        """Whether a unit that is made of the same can be taken over: its files, its shells, what it looked up."""
        unit = self.unit(name)
        return unit is not None and self._is_in_place(unit) and all(map(self.is_there, unit.files))

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

    def rendered(self, made_of: str) -> Rendered | None:
        """What MkDocs made of the same; None where it must run."""
        content = self.store.read(_SHELLS, "", f"{self.stamp} {made_of}") if self.has(THEME, made_of) else None
        return unpack(content, Rendered) if content else None

    def note_rendered(self, made_of: str, rendered: Rendered) -> None:
        """Keep what MkDocs made, where it would make the same again."""
        if self.store.file and rendered.repeatable:
            self.store.write(_SHELLS, "", f"{self.stamp} {made_of}", pack(rendered))

    def tree(self, root: Path) -> Tree:
        """The tree over a folder: where it is the spare site as we left it, there is no need to list what it holds."""
        standing = self._standing()
        self._is_ours = standing is not None and standing.site == _identity(self.output)
        is_spare = standing is not None and self._is_ours and standing.spare == _identity(root)
        known = Tree.known(root, standing.left, standing.spare_folders) if standing and is_spare else None
        return known or Tree.over(root)

    @property
    def faces(self) -> Mapping[str, Face]:
        """What policies looked like in the old site."""
        standing = self._standing()
        return standing.faces if standing else {}

    def folder(self, folder: str, made_of: str) -> tuple[str, ...]:
        """The names of all units about all policies in a folder of the root; none where one must be made anew."""
        standing = self._standing()
        before, names = standing.folders.get(folder, ("", ())) if standing else ("", ())
        return names if made_of and before == made_of and all(map(self.can_stay, names)) else ()

    def save(
        self,
        tree: Tree,
        spare: Path,
        site_folders: Mapping[str, int],
        folders: Mapping[str, tuple[str, tuple[str, ...]]],
        faces: Mapping[str, Face],
    ) -> None:
        """Keep what was noted, and drop what is in the new site no more.

        Args:
            tree: the new site, which stands in the output folder now.
            spare: the site before, put by.
            site_folders: the folders of the new site, each with the time of its last new entry.
            folders: for each folder of the site's root what its pages were made of, and the names of their units.
            faces: what policies look like.
        """
        now = {file.path for file in tree.written}
        before = (file.path for unit in self._units().values() for file in unit.files)
        standing = self._standing()
        following = _Standing(
            site=_identity(self.output),
            spare=_identity(spare) if self._is_ours else _NO_FOLDER,
            site_folders=dict(site_folders),
            spare_folders=standing.site_folders if standing else {},
            left=tuple(sorted({path for path in before if path not in now})),
            folders=dict(folders),
            faces=dict(faces),
        )
        self.store.write(_SITE, "", self.stamp, pack(following))
        for kind in (_UNIT, _DOCUMENTS):
            self.store.forget(kind, self.store.names(kind) - self._new)
        self.store.save()

    def drop(self) -> None:
        """Take over nothing."""
        self._old, self._new, self._stands = {}, set(), (None,)

    def _standing(self) -> _Standing | None:
        if self._stands is None:
            content = self.store.read(_SITE, "", self.stamp)
            self._stands = (unpack(content, _Standing) if content else None,)
        return self._stands[0]

    def _units(self) -> dict[str, Unit]:
        if self._old is None:
            found = self.store.read_all(_UNIT, self.stamp)
            units = {name: unpack(content, Unit) for name, content in found.items()}
            self._old = {name: unit for name, unit in units.items() if unit}
        return self._old


_NO_FOLDER = (0, 0, 0)


def _identity(folder: Path) -> tuple[int, int, int]:
    try:
        found = folder.stat()
    except OSError:
        return _NO_FOLDER
    return found.st_dev, found.st_ino, found.st_mtime_ns
