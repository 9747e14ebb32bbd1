"""`handbook check --fix`: which files are mended, what is shown of it, and that they are written together."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook.cli.checked import Checked
from handbook.cli.options import Chosen

if TYPE_CHECKING:
    from handbook.mend.mend import Mended
    from handbook.mend.values import Ids


def mendable(choice: Chosen, done: Checked) -> "tuple[Mended, ...]":
    """What could be mended in the files that have problems of such a kind, sorted by file."""
    from handbook.mend.mend import MENDED_CODES

    files = sorted({item.source.file for item in done.problems if item.code in MENDED_CODES})
    prefix = f"{choice.data.name}/"
    paths = [file.removeprefix(prefix) for file in files if file.startswith(prefix)]
    return _mended(choice, done, paths)


def untidy(choice: Chosen, done: Checked, seen: "Iterable[Mended]") -> "tuple[Mended, ...]":
    """What can be tidied up in all other files: those that a quick look finds something in."""
    from handbook.mend.mend import is_tidy

    known = {item.file for item in seen}
    paths = [path for path in _files(choice.data) if f"{choice.data.name}/{path}" not in known]
    return _mended(choice, done, [path for path in paths if not is_tidy((choice.data / path).read_bytes())])


def write_mended(choice: Chosen, mended: "tuple[Mended, ...]") -> None:
    """Write all files or none; a file that somebody changed meanwhile ends the command before anything is written."""
    from handbook.cli.options import Unusable
    from handbook.cli.writing import write

    contents: dict[str, bytes | None] = {}
    for item in mended:
        path = item.file.removeprefix(f"{choice.data.name}/")
        if (choice.data / path).read_bytes() != item.before:
            raise Unusable(f"{item.file} was changed in the meantime; nothing was written; run the command again")
        contents[path] = item.after
    if contents:
        write(choice.data, contents, tuple(contents))


def show(mended: "tuple[Mended, ...]", *, to_errors: bool) -> None:
    """The difference, then what was done."""
    from handbook.cli.colours import painted
    from handbook.report.mends import as_list, as_patch

    for text in (as_patch(mended, painted), as_list(mended)):
        if text:
            click.echo(text, err=to_errors)


def _mended(choice: Chosen, done: Checked, paths: "Iterable[str]") -> "tuple[Mended, ...]":
    from handbook.mend.mend import mend

    ids = _ids(done)
    looked_at = (
        mend((choice.data / path).read_bytes(), f"{choice.data.name}/{path}", path, ids)
        for path in paths
        if _is_ours(choice.data, path)
    )
    return tuple(item for item in looked_at if item.mends)


def _is_ours(data: Path, path: str) -> bool:
    """Whether it is a file that owners edit, of a size that is read, reached without a link."""
    from handbook.load.nodes import MAX_BYTES
    from handbook.mend.reading import kind_of

    if kind_of(path) is None:
        return False
    steps = [data / path, *(data / folder for folder in Path(path).parents)]
    return (
        not any(step.is_symlink() for step in steps[:-1])
        and steps[0].is_file()
        and steps[0].stat().st_size <= MAX_BYTES
    )


def _files(data: Path) -> Iterator[str]:
    """Everything that owners edit below the data folder, sorted."""
    patterns = ("*.yml", "policies/*/policy.yml", "policies/*/records/*/*.yml")
    paths = sorted(path.relative_to(data).as_posix() for pattern in patterns for path in data.glob(pattern))
    return (path for path in paths if _is_ours(data, path))


def _ids(done: Checked) -> "Ids":
    """What a value may name, as far as it is the same for all policies."""
    from handbook.model.field import Target
    from handbook.model.handbook import shared_records

    if done.loaded.shared is None:
        return {}
    named = {**shared_records(done.loaded.shared), Target.POLICY: tuple(done.loaded.policies.values())}
    return {target: tuple(item.id for item in items) for target, items in named.items()}
