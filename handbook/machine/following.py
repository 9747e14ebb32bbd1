"""A value for each of many things, then the same after a few of them changed -> which ones did, and what follows.

Who goes on with an earlier state keeps every value that was not made anew: the same object, not another of the same
content. So what changed is found without a look into any value, and what is derived of those that did not change can
stand. Of a mapping and the one that it followed even that is known without a look at any name. Changes no mapping that
it is given.
"""

from collections.abc import Callable, Iterator, Mapping, Set
from itertools import compress
from operator import is_not
from typing import TypeVar
from weakref import ref

Value = TypeVar("Value")


class _Followed(dict[str, Value]):
    """A mapping that knows which one it `followed`, and under which of the same `names` it has another value."""

    __slots__ = ("__weakref__", "followed", "names")

    def __init__(self, before: Mapping[str, Value], anew: Mapping[str, Value]) -> None:
        super().__init__(before)
        self.names = tuple(name for name, value in anew.items() if before[name] is not value)
        self.followed = ref(before) if isinstance(before, _Followed) else None
        self.update(anew)


def followed(before: Mapping[str, Value], names: Set[str], anew: Mapping[str, Value]) -> Mapping[str, Value]:
    """What is made anew, and all else as before; the same mapping where nothing is made anew, comes or goes.

    Args:
        before: the values before.
        names: those that there are now, in order; a view of keys.
        anew: at least for each name that was not there before.
    """
    if [*before] == [*names]:
        return _Followed(before, anew) if anew else before
    now = {**before, **anew}
    return _Followed({name: now[name] for name in names}, {})


def differing(now: Mapping[str, Value], before: Mapping[str, Value]) -> Iterator[str]:
    """The names under which another value stands than before, or one that was not there, then those that are gone."""
    if now is before:
        return
    if isinstance(now, _Followed) and now.followed and now.followed() is before:
        yield from now.names
        return
    names = [*now]
    if names == [*before]:  # as nearly always; then nothing has to be looked up
        yield from compress(names, map(is_not, now.values(), before.values()))
        return
    yield from [name for name in names if before.get(name) is not now[name]]
    yield from before.keys() - now.keys()


def are_same(now: Mapping[str, Value], before: Mapping[str, Value], told: Callable[[Value], object]) -> bool:
    """Whether the same is told of all values as before; asked only of those that differ."""
    return all(
        name in now and name in before and told(now[name]) == told(before[name]) for name in differing(now, before)
    )
