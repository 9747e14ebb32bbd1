"""Texts of policies -> the roles that they name, by the marks of the model and by what decision tables give.

Whoever tells what concerns a role needs no other policy than those that name it. Finds names; judges none.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import Any, TypeAlias, cast

from handbook.model.field import Target
from handbook.model.policy import PolicyText
from handbook.model.schema import FieldSchema, schema
from handbook.report.authority import deciding_roles

_Finder: TypeAlias = Callable[[Sequence[Any]], set[str | None]]


def roles_named(texts: Iterable[PolicyText]) -> tuple[str, ...]:
    """The ids of all roles that some texts name anywhere, sorted; total."""
    listed = tuple(texts)
    tables = [table for text in listed for table in text.authority]
    decided = (role for table in tables for rule in table.rules for role in deciding_roles(table, rule))
    return tuple(sorted(filter(None, {*_finder(cast("Hashable", PolicyText))(listed), *decided})))


@cache
def _finder(record: Any) -> _Finder:
    """What finds the roles that records of a type name, and those below them."""
    fields = schema(record)
    naming = [item for item in fields if item.refers and item.refers.to is Target.ROLE]
    single = tuple(attrgetter(item.name) for item in naming if not item.many)
    lists = tuple(attrgetter(item.name) for item in naming if item.many)
    below = tuple((attrgetter(item.name), item.many, _finder(item.record)) for item in fields if _leads_on(item))

    def find(records: Sequence[Any]) -> set[str | None]:
        found: set[str | None] = set()
        for get in single:
            found.update(map(get, records))
        for get in lists:
            found.update(chain.from_iterable(map(get, records)))
        for get, many, find_below in below:
            inner = list(chain.from_iterable(map(get, records)) if many else filter(None, map(get, records)))
            found |= find_below(inner) if inner else set()
        return found

    return find


def _leads_on(item: FieldSchema) -> bool:
    """Whether records that a field holds name any role."""
    return item.record is not None and any(
        (inner.refers and inner.refers.to is Target.ROLE) or _leads_on(inner) for inner in schema(item.record)
    )
