"""How commands write: several files or none, one file in one step, and what was written is listed."""

from collections.abc import Mapping
from pathlib import Path

import click

from handbook.cli.options import Unusable


def write(data: Path, contents: Mapping[str, bytes | None], replaced: tuple[str, ...] = ()) -> None:
    """Write the files together; those not named in `replaced` must be new, or nothing is written."""
    from handbook.ledger.transaction import UnknownJournal, write_together

    try:
        write_together(data, contents, replaced)
    except FileExistsError as problem:
        name = problem.filename
        raise Unusable(
            f"{name} already exists, written by another command in the meantime; nothing was written"
        ) from None
    except UnknownJournal as problem:
        raise Unusable(f"{problem}; look at it, then delete it; nothing was written") from None
    except OSError as problem:
        raise Unusable(f"the files cannot be written: {problem}; the next command finishes or undoes this") from None


def tell_written(data: Path, contents: Mapping[str, bytes | None]) -> None:
    """List the files that were written."""
    for path, content in sorted(contents.items()):
        click.echo(f"{'deleted' if content is None else 'written'} {data.name}/{path}")


def write_text(path: Path, text: str) -> None:
    """Write one file in one step, as an editor may be reading it; no link is followed."""
    if path.parent.is_symlink():
        raise Unusable(f"{path.parent} is a symbolic link; it is not followed")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f"{path.name}.new")
        new.write_text(text, encoding="utf-8", newline="\n")
        new.replace(path)
    except OSError as problem:
        raise Unusable(f"{path} cannot be written: {problem.strerror}") from None
