"""Where a record stands: a file and the path of keys inside it.

Positions are not carried through the model. A diagnostic names a path, and `load.locate` finds its line and
column by reading the file once more, only when there is something to report.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """One value in one file: `path` is the keys and 0-based indices that lead to it."""

    file: str
    path: tuple[str | int, ...] = ()

    def of(self, *keys: str | int) -> "Source":
        """The source of a value below this one, such as `procedure.source.of("steps", 2, "actor")`."""
        return Source(self.file, self.path + keys)

    def __str__(self) -> str:
        """The file and the dotted path, as JSON output shows it."""
        return f"{self.file}:{'.'.join(map(str, self.path))}" if self.path else self.file


NOWHERE = Source("")
