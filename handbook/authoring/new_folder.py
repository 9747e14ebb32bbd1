"""Files that become the content of an empty folder: all of them, or none.

They are written aside inside the folder and moved to their places when all are there. A run that was interrupted is
finished, or taken back, by the next one. Knows nothing of what the files say.
"""

import shutil
from collections.abc import Mapping
from pathlib import Path

_ASIDE = Path(".handbook") / "new"
_DECIDED = "all-written"
_KEPT = frozenset({".git", ".handbook"})


class NotEmpty(Exception):
    """The folder holds something already; the message names some of it."""


def fill(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files into a folder that is new, empty, or holds a git repository without files.

    Raises:
        NotEmpty: something is there; nothing was written.
        OSError: the folder cannot be written; nothing of it is left, or the next call takes it back.
    """
    aside = folder / _ASIDE
    if not (aside / _DECIDED).exists():
        shutil.rmtree(aside, ignore_errors=True)
        refuse_filled(folder)
        is_new = not folder.exists()
        try:
            _write(aside, files)
        except OSError:
            shutil.rmtree(folder if is_new else aside, ignore_errors=True)
            raise
    for path in sorted((aside / "files").iterdir()):
        path.replace(folder / path.name)
    shutil.rmtree(folder / ".handbook")


def refuse_filled(folder: Path) -> None:
    """Raise NotEmpty where the folder holds more than an empty git repository."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise NotEmpty("it is a file or a link")
    if not folder.exists() or (folder / _ASIDE / _DECIDED).exists():
        return
    found = sorted(path.name for path in folder.iterdir() if path.name not in _KEPT)
    own = folder / ".handbook"
    found += [".handbook"] if own.exists() and any(path.name != _ASIDE.name for path in own.iterdir()) else []
    if found:
        more = f" and {len(found) - 3} more" if len(found) > 3 else ""
        raise NotEmpty(f"it holds {', '.join(found[:3])}{more}")


def _write(aside: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        path = aside / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (aside / _DECIDED).touch()
