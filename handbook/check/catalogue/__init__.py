"""Every diagnostic code of the project -> its explanation: what happened, why it matters, a wrong and a right example.

A test holds this list and the codes in the source together, and runs every example.
"""

from collections.abc import Mapping

from handbook.check.catalogue import (
    authority,
    chain,
    dates,
    files,
    gates,
    identity,
    publishing,
    references,
    revision,
)
from handbook.check.catalogue.explanation import Explanation

CATALOGUE: Mapping[str, Explanation] = {
    item.code: item
    for room in (files, references, identity, dates, chain, authority, gates, revision, publishing)
    for item in room.EXPLANATIONS
}
"""The explanations by code, in the order in which an owner meets their subjects."""

__all__ = ["CATALOGUE", "Explanation"]
