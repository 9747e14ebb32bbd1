"""Units of the new site: taken over from the old one as they are, or assembled, written and noted for the next build.

Counts what the finished site has to list: its pages, its files for the manifest, what the search finds. Knows nothing
of what pages say, nor of the order in which a site is built.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

from handbook.machine.collector import collect_much
from handbook.machine.store import stamp
from handbook.render.page import Page
from handbook.render.watch import Answers
from handbook.site.assembly import Assembler
from handbook.site.inventory import Unit
from handbook.site.kept import Documents, Kept, of_policy
from handbook.site.manifest import MANIFEST, manifest, manifest_lines
from handbook.site.search.documents import Document, restored, saved, search_document
from handbook.site.search.facets import Facet
from handbook.site.search.index import text_file
from handbook.site.search.stem import Stemmer
from handbook.site.tree import Tree, Written


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A unit, None where it is as it was, with what the search finds in it.

    `folder` is that of the site's root which a unit about all policies stands in.
    """

    name: str
    unit: Unit | None = None
    documents: Documents = ()
    folder: str | None = None


@dataclass(frozen=True, kw_only=True)
class Finish:
    """What pages are finished with: the shells that they are filled into, and how the search reads them."""

    assembler: Assembler
    facets: tuple[Facet, ...]
    stemmer: Stemmer


class Units:
    """Makes the units of a site, or takes them over; the inventory of `kept` tells which there are.

    Args:
        tree: the new site.
        kept: what the last build made.
    """

    def __init__(self, tree: Tree, kept: Kept) -> None:
        self.tree, self.kept, self.inventory = tree, kept, kept.inventory
        self.folders: dict[str, list[str]] = {}
        self._documents: dict[str, Documents] = {}

    def make(
        self,
        name: str,
        pages: Sequence[Page],
        finish: Finish,
        made_of: str,
        looked_up: Answers,
        others: Iterable[tuple[str, bytes]] = (),
        listed_in: str = "",
    ) -> Made:
        """Assemble and write pages, and make what the search needs of them; may run in another process.

        `others` are files that are no pages. `listed_in` is the folder that has a manifest of all these files; without
        it the site's own lists them.
        """
        collect_much()
        found = [search_document(page, finish.facets, finish.stemmer) for page in pages]
        documents = [document for document in found if document is not None]
        files = (
            *(self.tree.write(f"{page.address}index.html", finish.assembler.assemble(page)) for page in pages),
            *(self.tree.write(*text_file(document)) for document in documents),
            *(self.tree.write(*file) for file in others),
        )
        kept = tuple((document.address, saved(document)) for document in documents)
        unit = self._unit(
            files,
            listed_in if files else "",
            made_of=made_of,
            looked_up=looked_up,
            places=self.kept.shells_of(page.place for page in pages),
            addresses=tuple(page.address for page in pages),
            documents=stamp(*(part for pair in kept for part in pair)) if kept else "",
        )
        return Made(name=name, unit=unit, documents=kept)

    def make_files(self, name: str, files: Iterable[tuple[str, bytes]], made_of: str) -> Made:
        """Write files that are no pages; may run in another process."""
        return Made(name=name, unit=self._unit(tuple(self.tree.write(*file) for file in files), made_of=made_of))

    def take_in(self, made: Made) -> None:
        """Note a unit that some process made, or found as it was."""
        if made.folder is not None:
            self.folders.setdefault(made.folder, []).append(made.name)
        if made.unit is None:
            self.inventory.keep((made.name,))
            return
        self.tree.note(made.unit.files)
        self._put(made.name, made.unit, made.documents)

    def keep(self, made_of: Mapping[str, str]) -> set[str]:
        """Take over the units, by name, that are made of the same; their names."""
        kept = self.kept.those(made_of)
        self.inventory.keep(kept)
        return kept

    def keep_policies(self, ids: Set[str]) -> list[str]:
        """Take over all pages of the policies for which they are made of the same; the others."""
        changed = self.kept.changed(ids)
        self.inventory.keep(map(of_policy, ids - {*changed}))
        return changed

    def keep_folders(self, made_of: Mapping[str, str]) -> list[str]:
        """Take over the units about all policies of each folder where all are made of the same; the other folders."""
        kept = {folder: self.kept.folder(folder, stamp) for folder, stamp in made_of.items()}
        there = {folder: names for folder, names in kept.items() if names is not None}
        self.inventory.keep(chain.from_iterable(there.values()))
        self.folders |= {folder: [*names] for folder, names in there.items()}
        return [folder for folder in kept if folder not in there]

    def add_files(self, name: str, files: Iterable[tuple[str, bytes]], made_of: str = "") -> None:
        """Add files that are no pages; those that say the same in the old site stay as they are."""
        before = self.kept.files(name)
        self._put(name, self._unit(tuple(self._added(path, data, before) for path, data in files), made_of=made_of))

    def _added(self, path: str, data: bytes, before: Mapping[str, Written]) -> Written:
        old = before.get(path)
        if old and old.sha256 == sha256(data).hexdigest():
            return old
        written = self.tree.write(path, data)
        self.tree.note((written,))
        return written

    def take_files(self, name: str, folder: Path, made_of: str) -> None:
        """Move all files of a folder into the site."""
        files = self.tree.take_all(folder)
        self.tree.note(files)
        self._put(name, self._unit(files, made_of=made_of))

    def add_manifest(self) -> None:
        """The last file: it lists all others."""
        content = manifest(self.inventory.texts(_listed), self.inventory.texts(_part))
        written = self.tree.write(MANIFEST, content)
        self.tree.note((written,))
        self._put(MANIFEST, Unit(files=(written,)))

    @property
    def addresses(self) -> list[str]:
        """Those of all pages, in no order that counts."""
        return [address for _, unit in self.inventory.units() for address in unit.addresses]

    def documents(self) -> Iterator[Document]:
        """What the search finds, unit by unit."""
        for name, unit in self.inventory.units():
            if unit.documents:
                for _, data in self._documents.get(name) or self.kept.documents_of(name, unit.documents):
                    yield restored(data)

    def _put(self, name: str, unit: Unit, documents: Documents = ()) -> None:
        self.inventory.put(name, unit)
        self.kept.note(name, unit, documents)
        if not self.kept.store.file:
            self._documents[name] = documents

    def _unit(self, files: tuple[Written, ...], listed_in: str = "", **values: Any) -> Unit:
        lines = manifest_lines(files)
        if not listed_in:
            return Unit(files=files, listed=lines, **values)
        part = self.tree.write(f"{listed_in}{MANIFEST}", manifest((lines,)))
        return Unit(files=(*files, part), part=manifest_lines((part,)), **values)


def _listed(unit: Unit) -> tuple[str, ...]:
    return (unit.listed,) if unit.listed else ()


def _part(unit: Unit) -> tuple[str, ...]:
    return (unit.part,) if unit.part else ()
