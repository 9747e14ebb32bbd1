"""The bytes of a frozen file -> the line on which each of its clauses is declared.

A look at the text finds nearly all; where an id stands in two places that look alike, the file is composed once.
"""

import re
from collections.abc import Collection, Iterator

from handbook.load.nodes import Mapping, Node, Scalar, Sequence, compose

_ID = re.compile(rb"id(?<!\wid)[\"']? *: *[\"']?([a-z0-9][a-z0-9-]*)")
"""Begins with the letters, and looks behind only where they stand: in a third of the time of a `\\b` before them."""


def clause_lines(content: bytes, clauses: Collection[str]) -> dict[str, int]:
    """The 1-based line of each clause, by id and in order of lines; without those that the file does not declare."""
    seen = _seen(content)
    if all(len(seen.get(id_, ())) == 1 for id_ in clauses):
        found = {id_: seen[id_][0] for id_ in clauses}
    else:
        top, _ = compose(content, "")
        declared = dict(_declared(top)) if top else {}
        found = {id_: declared[id_] for id_ in clauses if id_ in declared}
    return dict(sorted(found.items(), key=lambda item: (item[1], item[0])))


def _seen(content: bytes) -> dict[str, list[int]]:
    """Every line on which an id seems to be declared."""
    found: dict[str, list[int]] = {}
    line, place = 1, 0
    for match in _ID.finditer(content):
        line += content.count(b"\n", place, match.start())
        place = match.start()
        found.setdefault(match[1].decode("ascii"), []).append(line)
    return found


def _declared(node: Node) -> Iterator[tuple[str, int]]:
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _declared(item)
    elif isinstance(node, Mapping):
        for key, (_, value) in node.entries.items():
            if key == "id" and isinstance(value, Scalar):
                yield value.text, value.line
            else:
                yield from _declared(value)
