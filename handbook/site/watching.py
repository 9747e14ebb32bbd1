"""What was saved on disk -> which parts of a handbook it belongs to.

Watches folders by the system's own notices. Reads nothing but names; what editors leave beside a file is no change.
"""

import re
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from handbook.load.loaded import Loaded
from handbook.load.scalars import Refused, read_id

_TICK = 200
"""Milliseconds after which somebody who waits is let go to look around."""

_QUIET, _LONGEST = 10, 60
"""A change is told when nothing else changed for this many milliseconds, and after that many at the latest."""

_LEFT_BY_EDITORS = re.compile(r"\..*|#.*#|.*~|.*\.(?:swp|swx|tmp|bak|orig)|4913")


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """What is watched: the data folder, mkdocs.yml, the folder of templates."""

    data: Path
    config: Path
    templates: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What was saved: policies by id; `shared` is any other file that is read as data.

    `frame` is what the shells are made of, `templates` any template, `seals` the newest seal.
    """

    policies: frozenset[str] = frozenset()
    shared: bool = False
    frame: bool = False
    templates: bool = False
    seals: bool = False

    def __bool__(self) -> bool:
        """Whether anything was."""
        return bool(self.policies or self.shared or self.frame or self.templates or self.seals)

    def __or__(self, other: "Saved") -> "Saved":
        """Both together."""
        return Saved(
            policies=self.policies | other.policies,
            shared=self.shared or other.shared,
            frame=self.frame or other.frame,
            templates=self.templates or other.templates,
            seals=self.seals or other.seals,
        )


def saved(paths: Iterable[str], places: Places) -> Saved:
    """What these files belong to."""
    policies: set[str] = set()
    kinds: set[str] = set()
    for path in map(Path, paths):
        if path == places.config:
            kinds.add("frame")
        elif is_left_by_editor(path.name):
            continue
        elif path.is_relative_to(places.data):
            kind, id_ = _of_data(path.relative_to(places.data).parts)
            policies |= {id_} - {""}
            kinds |= {kind} - {""}
        elif path.is_relative_to(places.templates):
            part = path.relative_to(places.templates).parts[:1]
            kinds |= {"templates", "frame"} if part in {("overrides",), ("assets",)} else {"templates"}
    return Saved(policies=frozenset(policies), **dict.fromkeys(kinds, True))


def is_left_by_editor(name: str) -> bool:
    """Whether a name is of a lock, a backup or a file that is about to be renamed."""
    return _LEFT_BY_EDITORS.fullmatch(name) is not None


def without_leavings(loaded: Loaded) -> Loaded:
    """Without what editors leave beside a file while it is open: only `check` speaks of that."""
    return replace(
        loaded,
        diagnostics=tuple(item for item in loaded.diagnostics if not is_leaving(item.source.file)),
        incomplete=frozenset(name for name in loaded.incomplete if not is_leaving(name)),
    )


def is_leaving(path: str) -> bool:
    """Whether a file, as diagnostics name it, was left by an editor."""
    return is_left_by_editor(path.rpartition("/")[2])


def watched(places: Places, stop: threading.Event, ready: Callable[[], None]) -> Iterator[Saved]:
    """What is saved, as it is saved; now and then nothing. Ends when `stop` is set.

    `ready` is called once, when nothing that is saved from then on is missed.
    """
    from watchfiles import watch  # not needed by who asks only what belongs to whom

    told, before = False, _signature(places.config)
    for changes in watch(
        places.data,
        places.templates,
        watch_filter=None,
        debounce=_LONGEST,
        step=_QUIET,
        stop_event=stop,
        rust_timeout=_TICK,
        yield_on_timeout=True,
        raise_interrupt=False,
        ignore_permission_denied=True,
    ):
        if not told:
            told = True
            ready()
        paths = [path for _, path in changes]
        now = _signature(places.config)
        if now != before:
            paths.append(str(places.config))
        before = now
        yield saved(paths, places)


def _signature(file: Path) -> tuple[int, int, int] | None:
    """What differs after a save. One file is looked at instead of watching all that lies in its folder."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _of_data(parts: tuple[str, ...]) -> tuple[str, str]:
    """The kind of a path below the data folder, and the policy that it belongs to."""
    match parts:
        case ("policies" | "ledger", id_, *_) if _is_id(id_):
            return "", id_
        case ("pages", *_):
            return "frame", ""
        case ("seals", *_):
            return "seals", ""
    return "shared", ""


def _is_id(name: str) -> bool:
    try:
        read_id(name)
    except Refused:
        return False
    return True
