"""What is in force and the archive -> the index that the preview's search asks, made in a process beside.

It is made anew where any of that has changed, without haste; until it is done the old one is served. Working texts are
not in it.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from itertools import chain
from pathlib import Path

from handbook.history.edition import Edition
from handbook.load.loaded import Loaded
from handbook.machine.store import stamp
from handbook.render.headline import headline
from handbook.render.page import Page
from handbook.render.pages import policy_printing
from handbook.render.press import press_of
from handbook.site.preview.background import Helper, Later, Told, files_within, when_done
from handbook.site.preview.subject import Inputs
from handbook.site.search.documents import restored, saved, search_document
from handbook.site.search.facets import Facet
from handbook.site.search.index import index_files, text_file
from handbook.site.search.stem import stemmer
from handbook.site.shells import Rendered
from handbook.site.tree import Tree


class Search:
    """The newest index: `files` by path in the site.

    Args:
        scratch: where indexes are made.
        helper: in which process.
        later: gives a result its turn.
        tell: told when an index is ready, or why there is none.
    """

    def __init__(self, scratch: Path, helper: Helper, later: Later, tell: Told) -> None:
        self.files: Mapping[str, Path] = {}
        self._scratch, self._helper, self._later, self._tell = scratch, helper, later, tell
        self._indexed, self._asked = "", 0

    def renew(self, inputs: Inputs, loaded: Loaded, rendered: Rendered) -> None:
        """Ask for an index of what was loaded and of the hand-written pages, unless that is indexed."""
        found = searched(loaded, inputs, rendered.pages)
        if found == self._indexed:
            return
        self._indexed = found
        self._asked += 1
        folder = self._scratch / f"search-{self._asked}"
        task = self._helper.submit(make_search, inputs, rendered.pages, rendered.facets, folder)
        when_done(task, self._later, partial(self._take, found, folder), partial(self._fail, found))

    def _take(self, asked: str, folder: Path, found: str) -> None:
        """Serve the new index; one that was made of other files than it was asked for is asked for again later."""
        if self._indexed == asked:
            self._indexed = found
        old, self.files = self.files, files_within(folder)
        for path in old.values():
            with suppress(OSError):
                path.unlink()
        self._tell("search is ready", 0, 0)

    def _fail(self, asked: str, failure: str) -> None:
        self._tell(failure, 0, 0)
        if self._indexed == asked:
            self._indexed = ""


def searched(loaded: Loaded, inputs: Inputs, written: Iterable[Page]) -> str:
    """Tells all that can be found: the hand-written pages, what is in force and the archive."""
    return stamp(loaded.shared_stamp, str(inputs.as_of), *loaded.published.values(), *(page.body for page in written))


def make_search(inputs: Inputs, written: tuple[Page, ...], facets: tuple[Facet, ...], folder: Path) -> str:
    """Index all that can be found into the folder; what `searched` tells of it, as the files were when it was read.

    Registers are left out: they repeat what policies say, and would have to be printed whole.
    """
    loaded, handbook, store = inputs.load()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    tree, stem = Tree(folder), stemmer(handbook.organisation.language)
    shared = Edition(handbook, inputs.as_of)
    documents = []
    for page in chain(written, _policy_pages(loaded, shared)):
        document = search_document(page, facets, stem)
        if document is not None:
            tree.write(*text_file(document))
            documents.append(restored(saved(document)))
    store.close()
    for path, data in index_files(documents, facets, shared):
        tree.write(path, data)
    return searched(loaded, inputs, written)


def _policy_pages(loaded: Loaded, shared: Edition) -> Iterator[Page]:
    """The pages of policies and of their versions, one at a time."""
    press = press_of(shared, (headline(item.read(False), shared.as_of) for item in loaded.policies.values()))
    for item in loaded.policies.values():
        policy = item.read(False)
        texts = {f"policies/{item.id}/", *(f"policies/{item.id}/{version.number}/" for version in policy.versions)}
        printing = policy_printing(shared, policy, press)
        yield from (print_page() for address, print_page in printing.items() if address in texts)
