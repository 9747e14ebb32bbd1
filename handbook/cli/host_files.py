"""Files beside the data folder that a git host reads -> read, compared with what they should be, shown or written.

A file may be a stranger's: no link is followed, and a large one is not read.
"""

from collections.abc import Mapping
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook.cli.options import EXIT_PROBLEMS, Chosen, Unusable
from handbook.cli.writing import write_text

if TYPE_CHECKING:
    from handbook.model.handbook import Handbook

HOSTS = click.Choice(["github", "gitlab"])
_LARGEST = 1_000_000


def handbook_of(choice: Chosen, *, only_check: bool, whole: bool = False) -> "Handbook":
    """The handbook; a command that only checks may be run on a stranger's, so it finishes nothing that was interrupted.

    `whole`: refuse one of which something cannot be read.
    """
    from handbook.model.diagnostic import has_errors

    loaded = choice.load_as_it_lies() if only_check else choice.load()
    if whole and has_errors(loaded.diagnostics):
        raise Unusable(f"there are errors in {choice.data}; `handbook check` shows them")
    return choice.readable(loaded)


def read_text(root: Path, name: str) -> str | None:
    """The text of a file below the root; None where there is none. No link is followed."""
    path = root / name
    if any(part.is_symlink() for part in (path, *path.parents) if part != root and part.is_relative_to(root)):
        raise Unusable(f"{name} is a symbolic link, or lies behind one; it is not followed")
    try:
        if not path.exists():
            return None
        if path.stat().st_size > _LARGEST:
            raise Unusable(f"{name} is too large")
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise Unusable(f"{name} cannot be read: {problem}") from None


def renew(choice: Chosen, files: Mapping[str, str], only_check: bool) -> None:
    """Write the files that differ; or say how they differ, and end with 1 where one does."""
    differing = {name: text for name, text in files.items() if read_text(choice.root, name) != text}
    for name, text in differing.items():
        if only_check:
            _show_difference(name, read_text(choice.root, name) or "", text)
        else:
            write_text(choice.root / name, text)
            click.echo(f"written {name}")
    if not differing:
        click.echo("nothing to do: everything is up to date")
    elif only_check:
        raise click.exceptions.Exit(EXIT_PROBLEMS)


def _show_difference(name: str, found: str, wanted: str) -> None:
    from handbook.load.scalars import printable

    click.echo(f"{name} is not up to date:" if found else f"{name} is missing:")
    for line in list(unified_diff(found.splitlines(), wanted.splitlines(), lineterm="", n=0))[2:]:
        if not line.startswith("@@"):
            click.echo(f"  {printable(line)}")
