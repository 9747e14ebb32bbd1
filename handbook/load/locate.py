"""Diagnostics that name a path -> diagnostics with line and column, and the lines to show beside them.

A file is read again only if something is reported in it. A path that leads nowhere (a key that is missing) is
placed at the nearest value above it.
"""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from handbook.load.nodes import MAX_BYTES, Mapping, Node, Sequence, compose
from handbook.model.diagnostic import Diagnostic


def locate(diagnostics: Iterable[Diagnostic], root: Path) -> tuple[Diagnostic, ...]:
    """The diagnostics with their positions, sorted by file, line and column; sources are relative to `root`."""
    by_file: dict[str, list[Diagnostic]] = defaultdict(list)
    for diagnostic in diagnostics:
        by_file[diagnostic.source.file].append(diagnostic)
    located: list[Diagnostic] = []
    for file, found in by_file.items():
        pending = any(not diagnostic.line for diagnostic in found)
        top = compose(_bytes(root / file), file)[0] if pending else None
        located += [item if item.line else item.at(*_position(top, item.source.path)) for item in found]
    return tuple(sorted(dict.fromkeys(located), key=lambda item: item.order))


def source_line(root: Path, diagnostic: Diagnostic) -> str:
    """The line that the diagnostic stands on, or nothing where the file cannot be read as text."""
    lines = _bytes(root / diagnostic.source.file).decode("utf-8", errors="replace").replace("\r\n", "\n").split("\n")
    return lines[diagnostic.line - 1] if 0 < diagnostic.line <= len(lines) else ""


def _bytes(path: Path) -> bytes:
    """The file's content; nothing where it is no plain file, too large, or cannot be read."""
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > MAX_BYTES:
            return b""
        return path.read_bytes()
    except OSError:
        return b""


def _position(top: Node | None, path: tuple[str | int, ...]) -> tuple[int, int]:
    """The 1-based position of the value that the path leads to, or of the last one on the way."""
    if top is None:
        return 1, 1
    node = top
    for key in path:
        if isinstance(node, Mapping) and isinstance(key, str) and key in node.entries:
            node = node.entries[key][1]
        elif isinstance(node, Sequence) and isinstance(key, int) and key < len(node.items):
            node = node.items[key]
        else:
            break
    return node.line, node.column
