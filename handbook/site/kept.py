"""What the last build made of the same -> files of the old site that stand in the new one as they are.

A unit is a page of the handbook, or all pages of a policy. It is taken over while what it is made of, the names that it
looked up, the shells that it stands in and its files in the old site are the same; else it is made anew. Files are
linked, not copied: what costs nothing to make costs nothing to keep.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from handbook.load.packing import pack, unpack
from handbook.machine.store import NO_STORE, Store, stamp
from handbook.render.watch import Answers, Watch
from handbook.site.shells import Rendered
from handbook.site.tree import Written
from handbook.site.written import WrittenPages

_KIND, _SHELLS = "unit", "shells"

THEME = "the theme"
"""What the theme's files and the pictures of hand-written pages are kept as; no address has this form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What was made: `looked_up` are names with what stood there, `places` shells with their stamps.

    `documents` are what the search finds, by address.
    """

    made_of: str
    looked_up: Answers = ()
    places: tuple[tuple[str, str], ...] = ()
    files: tuple[Written, ...] = ()
    addresses: tuple[str, ...] = ()
    documents: tuple[tuple[str, bytes], ...] = ()


@dataclass(slots=True)
class Kept:
    """The units of the site that stands in the output folder, and those of the one that is being made.

    `stamp` tells what every unit is made of beside its own: the generator, the configuration, the day, the shared
    files. `stamps` tell by policy all that is published of it.
    """

    store: Store = NO_STORE
    output: Path = Path()
    stamp: str = ""
    stamps: Mapping[str, str] = field(default_factory=dict)
    watch: Watch = field(default_factory=Watch)
    places: Mapping[str, str] = field(default_factory=dict)
    _old: dict[str, Unit] | None = None
    _new: set[str] = field(default_factory=set)

    @property
    def is_empty(self) -> bool:
        """Whether nothing can be taken over."""
        return not self._units()

    def has(self, name: str, made_of: str) -> bool:
        """Whether a unit can be taken over as it is."""
        unit = self._units().get(name)
        return (
            unit is not None
            and unit.made_of == made_of
            and all(self.places.get(place) == stamp for place, stamp in unit.places)
            and self.watch.holds(unit.looked_up)
            and all(file.is_in(self.output) for file in unit.files)
        )

    def take(self, name: str) -> Unit:
        """A unit that can be taken over."""
        self._new.add(name)
        return self._units()[name]

    def note(self, name: str, unit: Unit) -> None:
        """Keep a unit that was made for the next build."""
        if self.store.file and unit.made_of:
            self._new.add(name)
            self.store.write(_KIND, name, self.stamp, pack(unit))

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

    def save(self) -> None:
        """Keep what was noted, and drop what is in the new site no more."""
        self.store.forget(_KIND, self._units().keys() - self._new)
        self.store.save()

    def _units(self) -> dict[str, Unit]:
        if self._old is None:
            found = self.store.read_all(_KIND, self.stamp)
            units = {name: unpack(content, Unit) for name, content in found.items()}
            self._old = {name: unit for name, unit in units.items() if unit}
        return self._old
