"""Work that a preview does beside itself: shells by MkDocs, the check of everything, the search index.

Each task is a function of plain values, run in a process that was started for it and ends with the preview. Nothing
here keeps anything between two tasks.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, CancelledError, Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from traceback import format_exception
from typing import TypeVar

from handbook.check.kept import check_kept, kept_outlines
from handbook.check.outline import Outline
from handbook.check.survey import Survey as Surveyed
from handbook.history.edition import Edition
from handbook.load.loader import Loaded, load
from handbook.machine.store import Store, stamp
from handbook.machine.workers import WorkFailed, end_with
from handbook.model.diagnostic import Diagnostic
from handbook.model.handbook import Handbook, Organisation
from handbook.render.headline import headline
from handbook.render.page import Page
from handbook.render.pages import policy_printing
from handbook.render.press import press_of
from handbook.site.assets import Asset
from handbook.site.errors import plainly
from handbook.site.search.documents import restored, saved, search_document
from handbook.site.search.facets import Facet
from handbook.site.search.index import index_files, text_file
from handbook.site.search.stem import stemmer
from handbook.site.shells import Rendered, frame_of, render_shells
from handbook.site.tree import Tree
from handbook.site.written import WrittenPages

Result = TypeVar("Result")

_NICE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """From where a process reads the handbook: its data folder, the store's file and key, the day."""

    data: Path
    store: Path | None
    key: bytes
    opened: int
    as_of: date

    def load(self) -> tuple[Loaded, Handbook, Store]:
        """What was read, its shared files, and the store that what is unchanged was taken from.

        Raises:
            WorkFailed: the shared files cannot be read.
        """
        store = Store(self.store, self.key, self.opened)
        loaded = load(self.data, store)
        if loaded.shared is None:
            raise WorkFailed("check and search wait for shared files that can be read")
        return loaded, loaded.shared, store


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What a check of everything found: all problems with their positions, and the outlines of all policies."""

    problems: tuple[Diagnostic, ...]
    outlines: dict[str, Outline]


class Helper:
    """One process for one task at a time; `quiet` leaves the processor to others."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._pool = self._begun()

    def submit(self, task: Callable[..., Result], *values: object) -> Future[Result]:
        """Begin a task after those before it, in a new process where the last one came to an end.

        Call from a thread that lives as long as the preview.
        """
        try:
            return self._pool.submit(task, *values)
        except BrokenExecutor:
            self._pool = self._begun()
            return self._pool.submit(task, *values)

    def close(self) -> None:
        """End the process, whatever it is doing."""
        processes = list((self._pool._processes or {}).values())
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()

    def _begun(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            max_workers=1, mp_context=get_context("spawn"), initializer=_begin, initargs=(os.getpid(), self._quiet)
        )


def result_of(done: Future[Result]) -> Result:
    """What a task came to.

    Raises:
        WorkFailed: it failed, or its process came to an end. Files may hold anything while they are written, so that
            no failure of a task ends the preview.
    """
    try:
        return done.result()
    except WorkFailed:
        raise
    except (BrokenExecutor, CancelledError):
        raise WorkFailed("a process beside the preview ended early; is the memory enough?") from None
    except Exception as failure:
        raise WorkFailed("".join(format_exception(failure)).rstrip()) from failure


def make_ready() -> None:
    """Import MkDocs, which takes most of a second, before it is needed."""
    import mkdocs.commands.build
    import mkdocs.config  # noqa: F401

    import handbook.site.plugin  # noqa: F401


def make_shells(
    organisation: Organisation, written: WrittenPages, assets: tuple[Asset, ...], config: Path, folder: Path
) -> Rendered:
    """Render the shells; the theme's files land in the folder, which is emptied first."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with plainly():
        return render_shells(frame_of(organisation, written, assets), config, folder)


def survey(reading: Reading) -> Survey:
    """Check everything, looking anew only at what changed since the last check."""
    loaded, _, store = reading.load()
    root = reading.data.parent
    problems = check_kept(loaded, reading.as_of, root, store).problems
    outlines: Mapping[str, Outline] = kept_outlines(loaded, reading.as_of, root, store)
    if len(outlines) < len(loaded.policies) and loaded.handbook is not None:
        outlines = Surveyed(Edition(loaded.handbook, reading.as_of)).outlines.of
    store.close()
    return Survey(problems=problems, outlines=dict(outlines))


def searched(loaded: Loaded, as_of: date, written: Iterable[Page]) -> str:
    """Tells all that can be found: the hand-written pages, what is in force and the archive."""
    return stamp(loaded.shared_stamp, str(as_of), *loaded.published.values(), *(page.body for page in written))


def make_search(reading: Reading, written: tuple[Page, ...], facets: tuple[Facet, ...], folder: Path) -> str:
    """Index all that can be found into the folder; what `searched` tells of it, as the files were when it was read.

    Registers are left out: they repeat what policies say, and would have to be printed whole.
    """
    loaded, handbook, store = reading.load()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    tree, stem = Tree(folder), stemmer(handbook.organisation.language)
    shared = Edition(handbook, reading.as_of)
    documents = []
    for page in chain(written, _policy_pages(loaded, shared)):
        document = search_document(page, facets, stem)
        if document is not None:
            tree.write(*text_file(document))
            documents.append(restored(saved(document)))
    store.close()
    for path, data in index_files(documents, facets, shared):
        tree.write(path, data)
    return searched(loaded, reading.as_of, written)


def _policy_pages(loaded: Loaded, shared: Edition) -> Iterator[Page]:
    """The pages of policies and of their versions, one at a time."""
    press = press_of(shared, (headline(item.read(False), shared.as_of) for item in loaded.policies.values()))
    for item in loaded.policies.values():
        policy = item.read(False)
        texts = {f"policies/{item.id}/", *(f"policies/{item.id}/{version.number}/" for version in policy.versions)}
        printing = policy_printing(shared, policy, press)
        yield from (print_page() for address, print_page in printing.items() if address in texts)


def _begin(parent: int, quiet: bool) -> None:
    end_with(parent)
    if quiet:
        os.nice(_NICE)
