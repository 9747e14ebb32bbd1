"""What a site says of its own files: the hash of each, by path. And how a folder is known to be a site, and whole.

No time, no machine, no order of work: the same files give the same manifest.
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
SCHEME = "policy-handbook-site-1"

_BEGINNING = 100
_OURS = re.compile(rb'\s*\{\s*"scheme":\s*"' + re.escape(SCHEME.encode()) + rb'"')


def manifest_lines(written: Iterable[Written]) -> str:
    """What the manifest says of some files, in order of path."""
    ordered = sorted((file.path, file.sha256) for file in written)
    return ",\n".join(f'  {json.dumps(path, ensure_ascii=False)}: "{sha256}"' for path, sha256 in ordered)


def manifest(parts: Iterable[str]) -> bytes:
    """The hash of every file but the manifest itself, as `manifest_lines` tells them; no time, no machine."""
    files = ",\n".join(part for part in parts if part)
    return f'{{\n "scheme": "{SCHEME}",\n "files": {{\n{files}\n }}\n}}\n'.encode()


def is_site(folder: Path) -> bool:
    """Whether a build made this folder: its manifest begins so. An OSError where that cannot be read."""
    try:
        with (folder / MANIFEST).open("rb") as file:
            return _OURS.match(file.read(_BEGINNING)) is not None
    except FileNotFoundError:
        return False


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
