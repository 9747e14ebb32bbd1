"""Ids of policies -> the other policies whose newest texts or records name them, found without parsing.

Items of lists and `policy:` links are looked for in the bytes, so more may be found than truly refer; an id that is
written with YAML's escapes is missed. This takes a fraction of the time that reading all policies takes.
"""

import os
import re
from collections.abc import Iterator, Set
from pathlib import Path

from handbook.model.version_number import VersionNumber

_NAMED = re.compile(rb"""(?:policy:|-\s+|[\[,]\s*)["']?([a-z0-9][a-z0-9-]*)(?=["']?\s*[\],\n#)]|[^\s\w-])""")


def naming(data: Path, ids: Set[str]) -> frozenset[str]:
    """The ids of the policies below a data folder that name one of the ids; those themselves are left out."""
    wanted = {id_.encode(errors="surrogateescape") for id_ in ids}
    return frozenset(
        folder.name
        for folder in _folders(data / "policies")
        if folder.name not in ids
        and any(not wanted.isdisjoint(_NAMED.findall(file.read_bytes())) for file in _living(Path(folder.path)))
    )


def _living(policy: Path) -> Iterator[Path]:
    """The files of a policy that still speak: its working text, its newest version, its records."""
    working = policy / "policy.yml"
    if _is_plain(working):
        yield working
    numbered = [(VersionNumber.parse(entry.name.removesuffix(".yml")), entry) for entry in _files(policy / "versions")]
    newest = max(((number, entry.path) for number, entry in numbered if number), default=None)
    if newest:
        yield Path(newest[1])
    for kind in _folders(policy / "records"):
        for entry in _files(Path(kind.path)):
            yield Path(entry.path)


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _folders(folder: Path) -> "list[os.DirEntry[str]]":
    return [entry for entry in _entries(folder) if entry.is_dir(follow_symlinks=False)]


def _files(folder: Path) -> "list[os.DirEntry[str]]":
    return [entry for entry in _entries(folder) if entry.is_file(follow_symlinks=False)]


def _entries(folder: Path) -> "list[os.DirEntry[str]]":
    """What the folder holds, by name; nothing where it is not there or a link."""
    if folder.is_symlink() or not folder.is_dir():
        return []
    with os.scandir(folder) as found:
        return sorted(found, key=lambda entry: entry.name)
