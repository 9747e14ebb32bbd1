import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import product
from pathlib import Path

import pytest

from handbook.machine.store import Store, stamp
from handbook.machine.workers import spread

KEY = b"k" * 32


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(tmp_path / "kept.sqlite", KEY)) as opened:
        opened.write("policy", "phone", "1", b"Say your name")
        opened.save()
        yield opened


def _change(store: Store, statement: str) -> None:
    assert store.file
    with closing(sqlite3.connect(store.file)) as database, database:
        assert database.execute(statement).rowcount == 1


def test_entry_is_found_under_its_stamp_alone(store: Store) -> None:
    assert [store.read("policy", "phone", made_of) for made_of in ("1", "2")] == [b"Say your name", None]


def test_entry_is_found_before_it_is_saved(store: Store) -> None:
    store.write("policy", "phone", "2", b"Say who you are")
    assert [store.read("policy", "phone", made_of) for made_of in ("1", "2")] == [None, b"Say who you are"]


def test_names_are_of_one_kind_whatever_they_are_made_of(store: Store) -> None:
    store.write("policy", "chat", "2", b"")
    store.write("unit", "home", "1", b"")
    store.save()
    assert store.names("policy") == {"phone", "chat"}


def test_entry_that_is_forgotten_is_gone_when_saved(store: Store) -> None:
    store.forget("policy", ["phone", "nobody"])
    store.save()
    assert store.names("policy") == set()


@pytest.mark.parametrize(
    "statement",
    [
        "update entries set content = cast('Say my name!' as blob)",
        "update entries set seal = zeroblob(16)",
        "update entries set name = 'chat'",
        "update entries set kind = 'unit'",
        "update entries set stamp = '2'",
    ],
)
def test_altered_entry_is_absent(store: Store, statement: str) -> None:
    _change(store, statement)
    named = product(("policy", "unit"), ("phone", "chat"), ("1", "2"))
    assert [store.read(*entry) for entry in named] == [None] * 8
    assert store.read_all("policy", "1") == {}


def test_entry_of_another_user_is_absent(store: Store) -> None:
    assert store.file
    with closing(Store(store.file, b"x" * 32)) as other:
        assert other.read("policy", "phone", "1") is None


def test_store_is_read_on_the_other_side_of_a_fork(store: Store) -> None:
    found = spread([1, 2, 3], lambda _: [store.read("policy", "phone", "1")], 2)
    assert list(found) == [b"Say your name"] * 3
    store.write("policy", "phone", "2", b"Say who you are")
    store.save()
    assert store.read("policy", "phone", "2") == b"Say who you are"


def test_store_that_is_no_database_is_an_empty_one_and_begun_anew(tmp_path: Path) -> None:
    file = tmp_path / "kept.sqlite"
    file.write_bytes(b"foreign" * 1000)
    with closing(Store(file, KEY)) as damaged:
        assert damaged.read("policy", "phone", "1") is None
    with closing(Store(file, KEY)) as begun:
        begun.write("policy", "phone", "1", b"Say your name")
        begun.save()
        assert begun.read("policy", "phone", "1") == b"Say your name"


def test_stamp_tells_parts_apart() -> None:
    assert len({stamp("ab", "c"), stamp("a", "bc"), stamp("abc"), stamp("c", "ab"), stamp("ab", b"c", "")}) == 5
