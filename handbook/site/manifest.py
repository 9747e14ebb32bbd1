"""What a site says of its own files: the hash of each, by path. And how a folder is known to be a site, and whole.

A policy's files are listed in a manifest of its own, of which the site's manifest holds the hash: one hash stands for
all, a policy can be shown to be whole without the rest, and a change writes no list of everything. No time, no machine,
no order of work: the same files give the same manifests.
"""

import json
import os
import re
from collections.abc import Iterable
from pathlib import Path

from handbook.machine.signature import mark
from handbook.site.errors import BuildError
from handbook.site.tree import Tree, Written, walk

MANIFEST = "manifest.json"
SCHEME = "policy-handbook-site-2"

_BEGINNING = 100
_NOTHING = "{}"
_OURS = re.compile(rb'\s*\{\s*"scheme":\s*"policy-handbook-site-\d+"')


def manifest_lines(written: Iterable[Written]) -> str:
    """What the manifest says of some files, in order of path."""
    ordered = sorted((file.path, file.sha256) for file in written)
    return ",\n".join(f'  {json.dumps(path, ensure_ascii=False)}: "{sha256}"' for path, sha256 in ordered)


def manifest(files: Iterable[str], parts: Iterable[str] = ()) -> bytes:
    """A manifest, without itself.

    Args:
        files: what it lists, as `manifest_lines` tells it.
        parts: manifests that list other files, as `manifest_lines` tells them.
    """
    listed = f'{{\n "scheme": "{SCHEME}",\n "files": {_object(files)}'
    others = _object(parts)
    return f'{listed},\n "parts": {others}\n}}\n'.encode() if others != _NOTHING else f"{listed}\n}}\n".encode()


def _object(lines: Iterable[str]) -> str:
    filled = ",\n".join(sorted(filter(None, lines)))
    return f"{{\n{filled}\n }}" if filled else _NOTHING


def is_site(folder: Path) -> bool:
    """Whether a build made this folder: its manifest begins so. An OSError where that cannot be read."""
    if not (folder / MANIFEST).is_file():
        return False
    with (folder / MANIFEST).open("rb") as file:
        return _OURS.match(file.read(_BEGINNING)) is not None


def check(tree: Tree, files: Iterable[Written]) -> None:
    """A `BuildError` unless the folder holds what was written, each file with its size.

    In a new folder these are all its files, and there is no other. Of an earlier site's folder only what was written
    now is looked at; the rest was when it was kept.
    """
    wanted = {file.path: file.size for file in (files if tree.is_new else tree.made.values())}
    root = str(tree.root)
    found = _sizes(root) if tree.is_new else {path: mark(f"{root}/{path}")[0] for path in wanted}
    if wanted == found:
        return
    for path in sorted(wanted.keys() | found.keys()):
        if wanted.get(path) != found.get(path):
            raise BuildError(f"the finished site is not what was written: {path}; the old site was left as it was")


def _sizes(root: str) -> dict[str, int]:
    """The size of every file below a folder, by path."""
    start = len(root) + 1
    return {
        entry.path[start:].replace(os.sep, "/"): entry.stat(follow_symlinks=False).st_size
        for entry in walk(root)
        if not entry.is_dir(follow_symlinks=False)
    }
