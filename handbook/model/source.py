"""Where a record stands: a file and the path of keys inside it.

Positions are not carried through the model. A diagnostic names a path, and `load.locate` finds its line and
column by reading the file once more, only when there is something to report.
"""

from typing import Any, Final


class Source:
    """One value in one file: `path` is the keys and 0-based indices that lead to it.

    A handbook holds hundreds of thousands of them; as no dataclass they can be left out where policies are stored.
    """

    __slots__ = ("file", "path")

    def __init__(self, file: str, path: tuple[str | int, ...] = ()) -> None:
        self.file: Final = file
        self.path: Final = path

    def of(self, *keys: str | int) -> "Source":
        """The source of a value below this one, such as `procedure.source.of("steps", 2, "actor")`."""
        return Source(self.file, self.path + keys)

    def __eq__(self, other: Any) -> bool:
        """Whether it is the same place."""
        return isinstance(other, Source) and (self.file, self.path) == (other.file, other.path)

    def __hash__(self) -> int:
        return hash((self.file, self.path))

    def __str__(self) -> str:
        """The file and the dotted path, as JSON output shows it."""
        return f"{self.file}:{'.'.join(map(str, self.path))}" if self.path else self.file

    def __repr__(self) -> str:
        return f"Source({self.file!r}, {self.path!r})"


NOWHERE = Source("")


def policy_of(file: str) -> str:
    """The id of the policy that a file or folder belongs to, by its name in diagnostics; empty where it is none's."""
    parts = file.split("/")
    return parts[2] if len(parts) > 2 and parts[1] == "policies" else ""
