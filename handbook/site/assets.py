"""Our stylesheets and scripts -> files of the site, with addresses that change when they change.

Files directly in `templates/assets` are on every page: stylesheets as one file and scripts as another, each in the
order of their names, so that a page names and a reader asks for two files. The scripts are a deferred classic one,
which also runs from a disk, where modules do not; the failure of one does not stop the others. Modules, in the folder
`search`, are loaded when first used; they name one another by relative addresses, so the folder bears the mark of all
that it holds; one more script there holds them all, for pages opened from a disk. Other files in folders are only
copied.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from handbook.site.modules import classic_script

FOLDER = "assets/handbook/"
TOGETHER = "handbook"
_SCRIPT = "try {{\n{}}} catch (failure) {{\n  reportError(failure);\n}}"
MODULES = "search/"
FROM_DISK = "from-disk.js"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """One file: `name` from the assets' folder, its bytes, whether every page names it, its folder's mark if any."""

    name: str
    data: bytes
    everywhere: bool
    folder_mark: str = ""

    @property
    def path(self) -> str:
        """Where it lies in the site."""
        if not self.folder_mark:
            return FOLDER + self.name
        folder, _, name = self.name.partition("/")
        return f"{FOLDER}{folder}-{self.folder_mark}/{name}"

    @property
    def address(self) -> str:
        """The path with a mark of its content, so that no browser keeps an old one."""
        return self.path if self.folder_mark else f"{self.path}?v={sha256(self.data).hexdigest()[:8]}"


def read_assets(folder: Path) -> tuple[Asset, ...]:
    """What the site holds of the folder's files: what every page names, then all in folders, in order of name.

    Hidden files are left out.
    """
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    assets = (
        *_together([path for path in paths if path.parent == folder]),
        *(
            Asset(name=path.relative_to(folder).as_posix(), data=path.read_bytes(), everywhere=False)
            for path in paths
            if path.parent != folder
        ),
    )
    modules = {asset.name.removeprefix(MODULES): asset for asset in assets if _is_module(asset)}
    if modules:
        script = classic_script({name: asset.data.decode() for name, asset in modules.items()})
        assets += (Asset(name=MODULES + FROM_DISK, data=script.encode(), everywhere=False),)
    mark = _mark(asset for asset in assets if asset.name.startswith(MODULES))
    return tuple(replace(asset, folder_mark=mark) if asset.name.startswith(MODULES) else asset for asset in assets)


def _together(paths: Iterable[Path]) -> Iterator[Asset]:
    """All stylesheets as one, all scripts as another."""
    texts = [(path.suffix, path.read_text(encoding="utf-8")) for path in paths]
    styles = "\n".join(text for suffix, text in texts if suffix == ".css")
    scripts = "\n".join(_SCRIPT.format(text) for suffix, text in texts if suffix == ".js")
    if styles:
        yield Asset(name=f"{TOGETHER}.css", data=styles.encode(), everywhere=True)
    if scripts:
        yield Asset(name=f"{TOGETHER}.js", data=f'"use strict";\n{scripts}\n'.encode(), everywhere=True)


def modules_folder(assets: Iterable[Asset]) -> str:
    """Where the modules lie in the site, with a slash at its end; empty where there are none."""
    paths = (asset.path.removesuffix(asset.name.partition("/")[2]) for asset in assets if asset.folder_mark)
    return next(paths, "")


def _is_module(asset: Asset) -> bool:
    return asset.name.startswith(MODULES) and asset.name.endswith(".js")


def _mark(modules: Iterable[Asset]) -> str:
    """A mark of the modules' names and contents."""
    lines = (f"{sha256(module.data).hexdigest()}  {module.name}\n" for module in modules)
    return sha256("".join(lines).encode()).hexdigest()[:8]
