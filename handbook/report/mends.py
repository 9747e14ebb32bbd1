"""Mended files -> the difference as a patch, what was done in words, and what can be done about one problem."""

from collections.abc import Iterable, Iterator
from difflib import unified_diff

from handbook.load.scalars import printable
from handbook.mend.mend import Mended
from handbook.model.diagnostic import Key, key_of
from handbook.report.diagnostics import Paint, plain

_ALONG = "`handbook check --fix` does it together with another problem of this file"
_UNENDED = "\\ No newline at end of file"


def as_patch(mended: Iterable[Mended], paint: Paint = plain) -> str:
    """A unified difference of all files, with control characters shown as escapes; empty where nothing is changed.

    A byte order mark and other line ends are not in it: they are told by `as_list`.
    """
    return "\n".join(paint(*line) for item in mended for line in _patch(item))


def as_list(mended: Iterable[Mended]) -> str:
    """What was done, a line each: `file:line: done`."""
    return "\n".join(printable(f"{item.file}:{mend.line}: {mend.done}") for item in mended for mend in item.mends)


def mend_of(mended: Iterable[Mended]) -> dict[Key, str]:
    """What `check --fix` would do about each problem that it mends, by `key_of`."""
    found: dict[Key, str] = {}
    for item in mended:
        found |= {key_of(problem): _ALONG for problem in item.gone}
        done = {key_of(mend.problem): mend.done for mend in item.mends if mend.problem}
        found |= {key: f"`handbook check --fix` does it: {words}" for key, words in done.items() if key in found}
    return found


def _patch(item: Mended) -> Iterator[tuple[str, str]]:
    """The lines of a patch, each with the part of it that it is: `head`, `added`, `removed` or `context`."""
    before, after = _lines(item.before), _lines(item.after)
    for number, line in enumerate(unified_diff(before, after, f"a/{item.file}", f"b/{item.file}", lineterm="", n=1)):
        part = {"@": "head", "+": "added", "-": "removed"}.get(line[0], "context") if number > 1 else "head"
        yield from ((part, printable(words)) for words in line.split("\n"))


def _lines(content: bytes) -> list[str]:
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    *lines, last = content.decode(encoding).replace("\r\n", "\n").split("\n")
    return [*lines, f"{last}\n{_UNENDED}"] if last else lines
