"""The diagnostics of two copies -> which are new, how many were there before, how many are mended.

They are the same where code, file and message are: an item that comes before them in a list shifts their place.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from handbook.model.diagnostic import Diagnostic
from handbook.report.difference.facts import Problems

_Key = tuple[str, str, str]


def problems_against(
    new: Iterable[Diagnostic], old: Iterable[Diagnostic], moved: Mapping[str, str] | None = None
) -> Problems:
    """The problems of the newer copy told apart; `moved` gives for a renamed policy's former id the one of today."""
    before = Counter(_key(item, moved or {}) for item in old)
    total, fresh = sum(before.values()), []
    for item in new:
        key = _key(item, {})
        if before[key]:
            before[key] -= 1
        else:
            fresh.append(item)
    gone = sum(before.values())
    return Problems(new=tuple(fresh), old=total - gone, gone=gone)


def _key(item: Diagnostic, moved: Mapping[str, str]) -> _Key:
    parts = item.source.file.split("/")
    if len(parts) > 2 and parts[1] == "policies":
        parts[2] = moved.get(parts[2], parts[2])
    return item.code, "/".join(parts), item.message
