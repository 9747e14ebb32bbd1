"""What is previewed, for whoever reads it: the preview's own thread, and the processes beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

from handbook.load.loaded import Loaded
from handbook.load.loader import load
from handbook.machine.store import Store
from handbook.machine.workers import WorkFailed
from handbook.model.handbook import Handbook
from handbook.render.editing import Editing

Today: TypeAlias = Callable[[Handbook], date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """From where a process beside reads the handbook: its data folder, the store's file and key, the day."""

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


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What is previewed: the handbook's files, the day, where parsed policies are kept, a folder for scratch.

    `editing` tells where readers can act on what they read.
    """

    data: Path
    config: Path
    today: Today
    store: Store
    key: bytes
    scratch: Path
    editing: Callable[[], Editing | None] = lambda: None

    @property
    def root(self) -> Path:
        """The folder that the files in diagnostics are named from."""
        return self.data.parent

    def inputs(self, as_of: date) -> Inputs:
        """The same for a process beside, on a day."""
        return Inputs(data=self.data, store=self.store.file, key=self.key, opened=self.store.opened, as_of=as_of)
