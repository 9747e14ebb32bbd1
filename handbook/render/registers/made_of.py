"""What a page of a register is made of -> a stamp, without printing it.

A policy is told by the stamp of all that is published of it, so a stamp costs far less than the page. What the rows
say beside their items follows from those policies, from what all policies share and from the day, which belong to every
stamp already; names of other policies are watched while the page is printed.
"""

from collections.abc import Hashable
from dataclasses import fields
from functools import cache
from typing import Any, cast

import msgspec

from handbook.machine.store import stamp
from handbook.model.source import Source
from handbook.render.press import Press
from handbook.report.current import Current


class _Unknown(Exception):
    """A value of which no stamp can be made."""


def made_of(press: Press, *parts: Any) -> str:
    """The stamp of values of reports and of the model; empty where the policies have no stamps, or a value has none."""
    if not press.stamps:
        return ""

    def told(value: Any) -> Any:
        if isinstance(value, Current):
            return [value.id, press.stamps[value.id], value.version.sha256]
        if isinstance(value, Source):
            return None
        raise _Unknown(value)

    try:
        return stamp(*(msgspec.msgpack.encode(part, enc_hook=told) for part in parts))
    except _Unknown:
        return ""


def brief(item: object) -> object:
    """A line about one policy as that policy and the ids of what it is about; any other as it is.

    All that such a line says follows from its policy and the day, so there is no need to spell it out.
    """
    current = getattr(item, "current", None)
    if not isinstance(current, Current):
        return item
    values = (getattr(item, name) for name in _names(cast("Hashable", type(item))))
    told = (value if isinstance(value, _PLAIN) else getattr(value, "id", None) for value in values)
    return type(item).__name__, current, *told


_PLAIN = (str, int)


@cache
def _names(type_: Any) -> tuple[str, ...]:
    """The fields of a line beside its policy."""
    return tuple(field.name for field in fields(type_) if field.name != "current")
