"""What an earlier run made -> the same again without the work, as long as all that it was made of is the same.

An entry has a kind, a name and a stamp that says what it was made of; under another stamp it is as good as absent.
Nothing that is read is trusted: each entry has a tag made with a key of this user on this machine, so one cut off,
altered, put in another's place or brought from elsewhere is absent too. A store that cannot be used is an empty one.
"""

import hashlib
import os
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

_KEY_BYTES = 32
_HASH_BYTES = 16
_PATIENCE = 5.0
"""Seconds to wait for another run that is writing."""
_TABLE = """create table if not exists entries
(kind text, name text, stamp text, seal blob, content blob, primary key (kind, name))"""
"""An entry's tag stands under `seal`, as in the stores that there are."""


class Store:
    """Entries in one file. Total: where the file is damaged, locked or cannot be written, nothing is kept.

    Any thread and any forked process may read; `write`, `forget`, `save` and `close` belong to one thread.

    Args:
        file: the database; None keeps nothing.
        key: what entries are tagged with, at least 16 bytes.
        opened: nanoseconds since the epoch when this run began, by which `signature` knows what is too fresh to trust.
    """

    def __init__(self, file: Path | None, key: bytes = b"", opened: int = 0) -> None:
        self.file, self.opened = file, opened
        self._key = key
        self._pending: dict[tuple[str, str], tuple[str, bytes]] = {}
        self._gone: set[tuple[str, str]] = set()
        self._process, self._parents = os.getpid(), None  # type: int, sqlite3.Connection | None
        self._database = self._open() if file else None

    def read(self, kind: str, name: str, stamp: str) -> bytes | None:
        """The content of an entry that was made of just this; None where there is none."""
        if (kind, name) in self._pending:
            written, content = self._pending[kind, name]
            return content if written == stamp else None
        rows = self._ask("select stamp, seal, content from entries where kind = ? and name = ?", (kind, name))
        for found, tag, content in rows:
            if found == stamp and tag == self._tag(kind, name, stamp, content):
                return bytes(content)
        return None

    def read_all(self, kind: str, stamp: str) -> dict[str, bytes]:
        """The contents of all entries of a kind that were made of just this, by name."""
        rows = self._ask("select name, seal, content from entries where kind = ? and stamp = ?", (kind, stamp))
        return {name: content for name, tag, content in rows if tag == self._tag(kind, name, stamp, content)}

    def names(self, kind: str) -> set[str]:
        """The names of all entries of a kind that were saved, whatever they were made of; looks at no entry itself."""
        return {name for name, _, _ in self._ask("select name, '', '' from entries where kind = ?", (kind,))}

    def write(self, kind: str, name: str, stamp: str, content: bytes) -> None:
        """Keep an entry in place of the one of this name; another run sees it from `save` on."""
        self._pending[kind, name] = (stamp, content)

    def forget(self, kind: str, names: Iterable[str]) -> None:
        """Drop entries, from `save` on."""
        self._gone |= {(kind, name) for name in names}

    def save(self) -> None:
        """Write what is to be kept, all of it or nothing."""
        rows = [
            (kind, name, stamp, self._tag(kind, name, stamp, content), content)
            for (kind, name), (stamp, content) in self._pending.items()
        ]
        if self._database is not None and (rows or self._gone):
            try:
                with self._database:
                    self._database.executemany("delete from entries where kind = ? and name = ?", sorted(self._gone))
                    self._database.executemany("insert or replace into entries values (?, ?, ?, ?, ?)", rows)
            except sqlite3.Error as failure:
                self._give_up(failure)
        self._pending.clear()
        self._gone.clear()

    def close(self) -> None:
        """Let go of the file; what was not saved is not kept."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def _open(self) -> sqlite3.Connection | None:
        assert self.file is not None
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            ignored = self.file.parent / ".gitignore"
            if not ignored.exists():
                ignored.write_text("*\n")
            database = sqlite3.connect(self.file, timeout=_PATIENCE, check_same_thread=False)
            database.execute("pragma synchronous = off")
            database.execute(_TABLE)
        except (sqlite3.Error, OSError) as failure:
            if isinstance(failure, sqlite3.DatabaseError) and not isinstance(failure, sqlite3.OperationalError):
                _remove(self.file)
            return None
        return database

    def _ask(self, question: str, values: tuple[str, ...]) -> Iterator[tuple[str, bytes, bytes]]:
        if self._database is None:
            return
        if self._process != os.getpid():  # a connection must not be used on the other side of a fork
            self._parents = self._database  # and must not be closed there
            self._process, self._database = os.getpid(), self._open()
            yield from self._ask(question, values)
            return
        try:
            yield from self._database.execute(question, values).fetchall()
        except sqlite3.Error as failure:
            self._give_up(failure)

    def _give_up(self, failure: sqlite3.Error) -> None:
        """Go on without the store; a damaged file is deleted, so that the next run begins a new one."""
        self.close()
        if self.file and not isinstance(failure, sqlite3.OperationalError):
            _remove(self.file)

    def _tag(self, kind: str, name: str, stamp: str, content: bytes) -> bytes:
        """What nobody can make for an entry without the key: an authentication tag."""
        told = b"\0".join((kind.encode(), name.encode(), stamp.encode(), content))
        return hashlib.blake2b(told, digest_size=_HASH_BYTES, key=self._key).digest()


NO_STORE = Store(None)
"""Keeps nothing."""


def stamp(*parts: str | bytes) -> str:
    """A short name for what something is made of: another part, another order, another stamp."""
    total = hashlib.blake2b(digest_size=_HASH_BYTES)
    for part in parts:
        data = part.encode(errors="surrogatepass") if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big") + data)
    return total.hexdigest()


def stamp_of(values: Mapping[str, str]) -> str:
    """The stamp of named values, whatever their order."""
    return stamp(*(part for name in sorted(values) for part in (name, values[name])))


def read_key(file: Path) -> bytes:
    """The key of this user, made when it is first asked for; one that nobody knows where it cannot be kept."""
    try:
        key = file.read_bytes()
        if len(key) == _KEY_BYTES:
            return key
        file.unlink()
    except OSError:
        pass
    key = secrets.token_bytes(_KEY_BYTES)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as writer:
            writer.write(key)
    except OSError:
        return key
    return key


def _remove(file: Path) -> None:
    for name in (file, file.with_name(f"{file.name}-journal")):
        name.unlink(missing_ok=True)
