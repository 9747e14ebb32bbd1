"""Two readings of a file side by side: which problems are gone, which values are the same. Changes nothing."""

from collections.abc import Iterator

from handbook.load.nodes import Mapping, Node, Scalar, Sequence
from handbook.mend.reading import Path, Reading
from handbook.model.diagnostic import Diagnostic, key_of


def problems_gone(before: Reading, after: Reading) -> tuple[Diagnostic, ...]:
    """The problems of the first reading that the second has no more."""
    left = set(map(key_of, after.problems))
    return tuple(problem for problem in before.problems if key_of(problem) not in left)


def outcome(reading: Reading) -> str:
    """What a text comes to, to compare two ways of mending it: its values, or why it cannot be read."""
    return repr(reading.values if reading.top else [(item.code, item.line, item.message) for item in reading.problems])


def values_elsewhere(reading: Reading, path: Path) -> dict[Path, str]:
    """The values that are neither at a path nor below it."""
    return {at: text for at, text in reading.values.items() if at[: len(path)] != path}


def values_ended(reading: Reading) -> dict[Path, str]:
    """The values without line breaks at their end, which no field keeps."""
    return {path: text.rstrip("\n") for path, text in reading.values.items()}


def moved(at: Path, path: Path, new: Path) -> Path:
    """A path as it is after the key at the end of another was renamed."""
    return (*new, *at[len(path) :]) if at[: len(path)] == path else at


def scalars(node: Node | None, path: Path) -> Iterator[tuple[Scalar, Path]]:
    """Every value below a node, with its path."""
    if isinstance(node, Scalar):
        yield node, path
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from scalars(item, (*path, index))
    elif isinstance(node, Mapping):
        for name, (_, value) in node.entries.items():
            yield from scalars(value, (*path, name))
