"""Units of the new site: taken over from the old one as they are, or stamped, written and noted for the next build.

Counts what the finished site has to list: its pages, its files for the manifest, what the search finds. Knows nothing
of what pages say, nor of the order in which a site is built.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from handbook.machine.collector import collect_much
from handbook.machine.store import stamp
from handbook.render.page import Page
from handbook.render.watch import Answers
from handbook.site.kept import Documents, Kept, Unit
from handbook.site.search.documents import Document, restored, saved, search_document
from handbook.site.search.facets import Facet
from handbook.site.search.index import text_file
from handbook.site.search.stem import Stemmer
from handbook.site.stamp import Stamper
from handbook.site.tree import MANIFEST, Tree, Written, manifest, manifest_lines


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
    """What pages are finished with: the shells that they are stamped into, and how the search reads them."""

    stamper: Stamper
    facets: tuple[Facet, ...]
    stemmer: Stemmer


class Units:
    """The units of a site that is being made; `addresses` are those of its pages, `reused` counts pages taken over.

    Args:
        tree: the new site.
        kept: what the last build made.
    """

    def __init__(self, tree: Tree, kept: Kept) -> None:
        self.tree, self.kept = tree, kept
        self.addresses: list[str] = []
        self.folders: dict[str, list[str]] = {}
        self.reused = 0
        self._listed: dict[str, str] = {}
        self._found: dict[str, str] = {}
        self._documents: dict[str, Documents] = {}

    def make(self, name: str, pages: Sequence[Page], finish: Finish, made_of: str, looked_up: Answers) -> Made:
        """Stamp and write pages, and make what the search needs of them; may run in another process."""
        collect_much()
        found = [search_document(page, finish.facets, finish.stemmer) for page in pages]
        documents = [document for document in found if document is not None]
        files = (
            *(self.tree.write(f"{page.address}index.html", finish.stamper.stamp(page)) for page in pages),
            *(self.tree.write(*text_file(document)) for document in documents),
        )
        kept = tuple((document.address, saved(document)) for document in documents)
        unit = _unit_of(
            files,
            made_of=made_of,
            looked_up=looked_up,
            places=self.kept.shells_of(page.place for page in pages),
            addresses=tuple(page.address for page in pages),
            documents=stamp(*(part for pair in kept for part in pair)) if kept else "",
        )
        return Made(name=name, unit=unit, documents=kept)

    def make_files(self, name: str, files: Iterable[tuple[str, bytes]], made_of: str) -> Made:
        """Write files that are no pages; may run in another process."""
        return Made(name=name, unit=_unit_of(tuple(self.tree.write(*file) for file in files), made_of=made_of))

    def take_in(self, made: Made) -> None:
        """Note a unit that some process made, or found as it was."""
        if made.folder is not None:
            self.folders.setdefault(made.folder, []).append(made.name)
        if made.unit is not None:
            self.tree.note(made.unit.files)
            self._add(made.name, made.unit, made.documents)
        else:
            self.take_over(made.name)

    def take_over(self, name: str) -> None:
        """Take over a unit; what it is made of was looked at before."""
        unit = self.kept.unit(name)
        assert unit is not None
        self.tree.keep(unit.files)
        self.kept.take(name)
        self._count(name, unit)
        self.reused += len(unit.addresses)

    def keep(self, name: str, made_of: str) -> bool:
        """Take over a unit that is made of the same."""
        if not self.kept.has(name, made_of):
            return False
        self.take_over(name)
        return True

    def keep_folder(self, folder: str, made_of: str) -> bool:
        """Take over every unit about all policies in a folder of the site's root, where all are made of the same."""
        names = self.kept.folder(folder, made_of)
        for name in names:
            self.take_in(Made(name=name, folder=folder))
        return bool(names)

    def add_files(self, name: str, files: Iterable[tuple[str, bytes]], made_of: str = "") -> None:
        """Add files that are no pages; those that say the same in the old site stay as they are."""
        before, first = self.kept.files(name), len(self.tree.written)
        for path, data in files:
            old = before.get(path)
            if old and old.sha256 == sha256(data).hexdigest():
                self.tree.keep((old,))
            else:
                self.tree.add(path, data)
        self._add(name, _unit_of(tuple(self.tree.written[first:]), made_of=made_of))

    def take_files(self, name: str, folder: Path, made_of: str) -> None:
        """Move all files of a folder into the site."""
        first = len(self.tree.written)
        self.tree.take_all(folder)
        self._add(name, _unit_of(tuple(self.tree.written[first:]), made_of=made_of))

    def add_manifest(self) -> None:
        """The last file: it lists all others."""
        self.tree.add(MANIFEST, manifest(self._listed[name] for name in sorted(self._listed)))
        self._add(MANIFEST, Unit(files=(self.tree.written[-1],)))

    @property
    def found(self) -> Mapping[str, str]:
        """The units in which the search finds something, each with a stamp of that."""
        return self._found

    def documents(self) -> Iterator[Document]:
        """What the search finds, unit by unit."""
        for name in sorted(self._found):
            for _, data in self._documents.get(name) or self.kept.documents_of(name, self._found[name]):
                yield restored(data)

    def _add(self, name: str, unit: Unit, documents: Documents = ()) -> None:
        self.kept.note(name, unit, documents)
        self._count(name, unit)
        if not self.kept.store.file:
            self._documents[name] = documents

    def _count(self, name: str, unit: Unit) -> None:
        self.addresses += unit.addresses
        self._listed[name] = unit.listed
        if unit.documents:
            self._found[name] = unit.documents


def _unit_of(files: tuple[Written, ...], **values: Any) -> Unit:
    return Unit(files=files, listed=manifest_lines(files), **values)
