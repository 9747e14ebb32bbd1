"""Names that are looked up while a page is printed -> what the page depends on beside what it is about.

A page that names another policy must be printed anew when that policy gets another title, and only then.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TypeAlias

from msgspec.msgpack import encode

from handbook.machine.store import stamp

Answers: TypeAlias = tuple[tuple[str, str, str], ...]
"""What was looked up: the table, the name, and what stood there, empty where nothing did."""


class Watch:
    """Notes every look-up in the tables that are made with `over`, until it is asked what was looked up."""

    def __init__(self) -> None:
        self._tables: dict[str, Mapping[str, str]] = {}
        self._seen: set[tuple[str, str]] = set()

    def over(self, table: str, values: Mapping[str, str]) -> Mapping[str, str]:
        """The same values; each look-up is noted."""
        self._tables[table] = values
        self.__dict__.pop("stamp", None)
        return _Watched(table, values, self)

    @cached_property
    def stamp(self) -> str:
        """The stamp of all that can be looked up."""
        return stamp(*(part for name in sorted(self._tables) for part in (name, encode(self._tables[name]))))

    def note(self, table: str, name: str) -> None:
        """Note a look-up."""
        self._seen.add((table, name))

    def taken(self) -> Answers:
        """What was looked up since this was last asked, in order of name."""
        seen, self._seen = sorted(self._seen), set()
        return tuple((table, name, self.answer(table, name)) for table, name in seen)

    def holds(self, answers: Answers) -> bool:
        """Whether all that was looked up is as it was."""
        return all(self.answer(table, name) == value for table, name, value in answers)

    def answer(self, table: str, name: str) -> str:
        """What stands under a name today."""
        return self._tables.get(table, {}).get(name, "")


class _Watched(Mapping[str, str]):
    def __init__(self, table: str, values: Mapping[str, str], watch: Watch) -> None:
        self._table, self._values, self._watch = table, values, watch

    def __getitem__(self, name: str) -> str:
        self._watch.note(self._table, name)
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)
