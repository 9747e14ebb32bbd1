"""Which unit of a site holds each file, from one site to the next."""

import pytest

from handbook.site.errors import BuildError
from handbook.site.inventory import Inventory, Unit
from handbook.site.tree import Written


def _unit(*paths: str, addresses: tuple[str, ...] = ()) -> Unit:
    return Unit(files=tuple(Written(path=path, sha256="", size=0) for path in paths), addresses=addresses)


def test_settle_tells_the_paths_that_are_gone() -> None:
    inventory = Inventory({"a": _unit("a/1", "a/2"), "b": _unit("b"), "c": _unit("c")})
    inventory.keep(("c",))
    inventory.put("a", _unit("a/2", "a/3"))
    assert inventory.settle() == {"a/1", "b"}
    assert inventory.standing.keys() == {"a", "c"}
    assert inventory.owners == {"a/2": "a", "a/3": "a", "c": "c"}


def test_a_site_follows_the_one_that_was_settled() -> None:
    inventory = Inventory()
    inventory.put("a", _unit("a"))
    assert inventory.settle() == set()
    inventory.keep(("a",))
    assert inventory.settle() == set()


def test_a_path_may_go_from_a_unit_that_is_gone_to_another() -> None:
    inventory = Inventory({"old": _unit("x", "y")})
    inventory.put("new", _unit("x"))
    assert inventory.settle() == {"y"}
    assert inventory.owners == {"x": "new"}


@pytest.mark.parametrize("first", ["kept", "put"])
def test_two_units_cannot_hold_one_path(first: str) -> None:
    inventory = Inventory({"a": _unit("a/index.html")})
    if first == "kept":
        inventory.keep(("a",))
    else:
        inventory.put("a", _unit("a/index.html"))
    with pytest.raises(BuildError, match=r"^two pages want the same address: /a/$"):
        inventory.put("b", _unit("a/index.html"))


def test_a_unit_that_lost_a_path_cannot_be_kept() -> None:
    inventory = Inventory({"a": _unit("a/index.html")})
    inventory.put("b", _unit("a/index.html"))
    with pytest.raises(BuildError, match=r"^two pages want the same address: /a/$"):
        inventory.keep(("a",))


@pytest.mark.parametrize("paths", [("a/index.html", "a/index.html"), ("b/index.html",)])
def test_a_unit_comes_once_and_holds_a_path_once(paths: tuple[str, ...]) -> None:
    inventory = Inventory()
    if len(paths) == 1:
        inventory.put("a", _unit("a/index.html"))
    with pytest.raises(BuildError, match=r"^two pages want the same address: /[ab]/$"):
        inventory.put("a", _unit(*paths))


def test_units_are_those_of_the_new_site_and_kept_pages_are_counted() -> None:
    inventory = Inventory({"c": _unit(addresses=("c/", "d/")), "gone": _unit(addresses=("e/",))})
    inventory.keep(("c",))
    inventory.put("a", _unit(addresses=("a/",)))
    assert {name for name, _ in inventory.units()} == {"a", "c"}
    assert inventory.reused == 2
    assert inventory.settle() == set()
    assert (inventory.pages, inventory.size) == (3, 0)


def _addresses(unit: Unit) -> tuple[str, ...]:
    return unit.addresses


def test_what_units_tell_differs_where_one_is_new_or_gone_or_tells_something_else() -> None:
    def differs(kept: tuple[str, ...], new: dict[str, Unit]) -> bool:
        inventory = Inventory({"a": _unit(addresses=("a/",)), "b": _unit("b")})
        inventory.keep(kept)
        for name, unit in new.items():
            inventory.put(name, unit)
        return inventory.differs(_addresses)

    assert not differs(("a", "b"), {})
    assert not differs(("a",), {"b": _unit("other")})
    assert not differs((), {"a": _unit("x", addresses=("a/",))})
    assert differs(("a",), {"b": _unit("b", addresses=("b/",))})
    assert differs(("b",), {})
    assert differs(("a", "b"), {"c": _unit(addresses=("c/",))})


def test_a_stamp_is_that_of_the_new_site_whatever_was_asked_before() -> None:
    def fresh(units: dict[str, Unit]) -> str:
        inventory = Inventory()
        for name, unit in units.items():
            inventory.put(name, unit)
        return inventory.stamp(_addresses)

    first, second = {"a": _unit(addresses=("a/",))}, {"b": _unit(addresses=("b/",))}
    inventory = Inventory(dict(first))
    inventory.keep(("a",))
    assert inventory.stamp(_addresses) == fresh(first)
    inventory.put("b", second["b"])
    assert inventory.stamp(_addresses) == fresh(first | second)
    inventory.settle()
    inventory.keep(("b",))
    inventory.settle()  # nobody asked
    inventory.keep(("b",))
    assert inventory.stamp(_addresses) == fresh(second)


def test_texts_are_those_of_the_new_site_in_order_whatever_came_and_went() -> None:
    inventory = Inventory({name: _unit(addresses=(f"{name}/",)) for name in ("c", "a", "e")})
    inventory.keep(("a", "e"))
    inventory.put("b", _unit(addresses=("b/",)))
    assert inventory.texts(_addresses) == ["a/", "b/", "e/"]
    inventory.put("d", _unit(addresses=("z/", "d/")))  # after somebody asked
    inventory.settle()
    inventory.keep(("b", "d"))
    inventory.put("a", _unit(addresses=("aa/",)))
    assert inventory.texts(_addresses) == ["aa/", "b/", "d/", "z/"]
    inventory.settle()
    inventory.keep(("b",))
    inventory.settle()  # nobody asked
    inventory.keep(("b",))
    assert inventory.texts(_addresses) == ["b/"]
