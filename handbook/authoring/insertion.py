"""A working text's bytes and the lines of an item -> the bytes with the item in its list; every other line stays.

Works on whole lines of the file. Writes nothing.
"""

from collections.abc import Sequence

from handbook.ledger.working_text import extents, readable
from handbook.load import nodes


def with_item(working: bytes, key: str, item: Sequence[str]) -> bytes | None:
    """The working text with one more item at the end of a list on its top level; None where that is no plain list.

    Args:
        working: a text that can be frozen (see `unfit`).
        key: the list's key; where it is missing, the list is begun at the end of the file.
        item: the item's lines, without indentation.
    """
    top = readable(working)
    lines = working.splitlines(keepends=True)
    end_of_line = b"\r\n" if lines[0].endswith(b"\r\n") else b"\n"
    lines[-1] = lines[-1].rstrip(b"\r\n") + end_of_line
    place, indent = len(lines), "  "
    new = [f"{key}:"] if key not in top.entries else []
    if key in top.entries:
        found = _dash_of(top.entries[key][1], lines)
        if found is None:
            return None
        indent = " " * found
        place = next(end for name, _, end in extents(top, lines) if name == key)
    new += [indent + line for line in item]
    lines[place:place] = [line.encode() + end_of_line for line in new]
    return b"".join(lines)


def _dash_of(node: nodes.Node, lines: Sequence[bytes]) -> int | None:
    """How far the items of a list are indented; None unless each begins with a dash on its own line."""
    if not isinstance(node, nodes.Sequence) or not node.items:
        return None
    first = node.items[0]
    before = lines[first.line - 1][: first.column - 1]
    return before.index(b"-") if before.strip() == b"-" else None
