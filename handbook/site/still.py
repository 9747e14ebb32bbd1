"""A handbook of which nothing published was changed -> the site that stands, where it is the one that would be made.

A site is made of the generator, the configuration, the day, the shared files, the hand-written pages and all that is
published of each policy. Where all of these are as they were, and each file and folder too, there is nothing to make.
Changes nothing.
"""

from dataclasses import replace
from pathlib import Path

from handbook.load.loaded import Loaded
from handbook.render.places import addresses, places
from handbook.site.errors import plainly
from handbook.site.kept import Kept
from handbook.site.standing import Built
from handbook.site.written import read_written


def as_it_stands(loaded: Loaded, data: Path, kept: Kept) -> Built | None:
    """The site in the output folder; None where one must be made.

    Args:
        loaded: what was read, without errors.
        data: the data folder.
        kept: what the last build made.

    Raises:
        BuildError: another build of this folder is running, or the folder holds something that no build made.
    """
    assert loaded.shared is not None
    if kept.is_outdated:
        return None
    with plainly():
        written = read_written(data / "pages", addresses(places(loaded.shared.organisation)))
        built = kept.sites.standing(kept.made_of_all(kept.made_of(written)))
        return replace(built, reused=built.pages) if built else None
