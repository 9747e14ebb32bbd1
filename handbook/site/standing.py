"""What a build left: the site that stands in the output folder, and the spare one, as the next build can tell them.

Only values; `kept.py` takes them from the store and puts them there.
"""

from dataclasses import dataclass
from pathlib import Path

from handbook.machine.signature import Marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What was made: how many pages and files; `reused` are pages of the last build that stand as they were.

    `warnings` are MkDocs' about the hand-written pages.
    """

    pages: int
    files: int
    reused: int
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The site as a build left it; `made_of` is a stamp of all that it was made of, empty where nobody can tell."""

    made_of: str
    built: Built
    folders: Marks
    files: Marks

    def holds(self, output: Path) -> bool:
        """Whether each folder and each file is as it was left."""
        return self.folders.hold(output) and self.files.hold(output)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spare:
    """The site before as a build left it: its folders, the files that only it has, those that it lacks or has older."""

    folders: Marks
    more: tuple[str, ...]
    lacking: tuple[str, ...]
