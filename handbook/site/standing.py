"""What a build left: the site that stands in the output folder, and the spare one, as the next build can tell them.

Only values; `kept.py` takes them from the store and puts them there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from handbook.machine.signature import Mark, Marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What was made: how many pages and files; `reused` are pages of the last build that stand as they were.

    `warnings` are MkDocs' about the hand-written pages; with `search_is_old` the search finds what was said before.
    """

    pages: int
    files: int
    reused: int
    warnings: tuple[str, ...]
    search_is_old: bool = False


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """Both sites as who made them knows them: folders with their marks, and how their files differ.

    `folders` are of the site that stands, and `strangers` its files that belong to nobody. `spare` are the folders of
    the spare site, None where nobody knows; `more` are files that only that one has, `lacking` those that it lacks or
    has older.
    """

    folders: dict[str, Mark] | None = None
    strangers: frozenset[str] = frozenset()
    spare: dict[str, Mark] | None = None
    more: frozenset[str] = frozenset()
    lacking: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What a policy looks like beside its own pages; the same stamp stands for the same look.

    `published` tells what it was made of. `base` is the stamp in each folder of the site's root that is not in
    `changed`.
    """

    published: str
    base: str
    changed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutAll:
    """What pages about all policies were made of.

    `folders` has, for each folder of the site's root, a stamp of that and the names of its units. `faces` tell what
    policies looked like there, `names` is a stamp of all names that could be looked up, `places` has the stamps of the
    shells.
    """

    folders: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    faces: Mapping[str, Face] = field(default_factory=dict)
    names: str = ""
    places: Mapping[str, str] = field(default_factory=dict)
