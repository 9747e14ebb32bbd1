"""Our stylesheets and scripts -> files of the site, with addresses that change when they change.

Files directly in `templates/assets` are on every page: `.css` in the order of their names, `.js` as deferred classic
scripts (they also run from a disk, where modules do not). Files in folders below are only copied.
"""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

FOLDER = "assets/handbook/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """One file: `name` from the assets' folder, its bytes, whether every page names it."""

    name: str
    data: bytes
    everywhere: bool

    @property
    def path(self) -> str:
        """Where it lies in the site."""
        return FOLDER + self.name

    @property
    def address(self) -> str:
        """The path with a mark of its content, so that no browser keeps an old one."""
        return f"{self.path}?v={sha256(self.data).hexdigest()[:8]}"


def read_assets(folder: Path) -> tuple[Asset, ...]:
    """Every file of the folder, in order of name; hidden files are left out."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return tuple(
        Asset(name=path.relative_to(folder).as_posix(), data=path.read_bytes(), everywhere=path.parent == folder)
        for path in paths
    )
