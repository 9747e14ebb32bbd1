"""Diagnostics -> fingerprints by which a host knows a problem again in the next run.

Made from the code, the file, the keys that lead to the value and the message, never from a line or a place in a list:
lines that are added above change nothing.
"""

from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

from handbook.model.diagnostic import Diagnostic


def fingerprints(diagnostics: Iterable[Diagnostic]) -> tuple[str, ...]:
    """One for each, in their order; problems that are alike are told apart by their order. 64 hexadecimal digits."""
    seen: Counter[tuple[str, ...]] = Counter()
    found = []
    for item in diagnostics:
        keys = tuple(key for key in item.source.path if isinstance(key, str))
        alike = (item.code, item.source.file, *keys, item.message)
        seen[alike] += 1
        text = "\0".join((*alike, str(seen[alike])))
        found.append(sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
    return tuple(found)
