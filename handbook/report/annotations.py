"""Diagnostics -> what GitHub shows of a run: annotations beside the lines of a pull request, and the job's summary.

GitHub shows ten annotations of each kind a step, so the files of the pull request come first and the summary lists all.
Whatever stands in the data is literal: it ends no command, starts none, and is no Markdown.
Source: GitHub, "Workflow commands for GitHub Actions"; actions/runner, ActionCommand.cs.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from handbook.history.wording import counted
from handbook.load.scalars import printable
from handbook.model.diagnostic import Diagnostic, Severity
from handbook.report.diagnostics import verdict

SHOWN = 10
"""How many annotations of each kind GitHub shows of one step."""

LARGEST_SUMMARY = 1_000_000
"""Bytes of one step's summary; GitHub refuses more than 1 MiB."""

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_ENTITIES = {ord(char): f"&#{ord(char)};" for char in "!#$&()*.:<>@[\\]_`{|}~"}
"""What Markdown could take for a mark, and what makes an address or a name into a link."""

_HEAD = "| place | problem | what to do |\n|---|---|---|\n"


def as_github(diagnostics: Iterable[Diagnostic], changed: Collection[str] = (), most: int | None = None) -> str:
    """One workflow command a problem: errors before warnings, and of each those in `changed` files first.

    Args:
        diagnostics: the problems with their positions.
        changed: the files of the pull request, named as in the diagnostics.
        most: how many of each kind; None for all.
    """
    printed: Counter[Severity] = Counter()
    lines = []
    for item in _ordered(diagnostics, changed):
        printed[item.severity] += 1
        if most is None or printed[item.severity] <= most:
            lines.append(_annotation(item))
    return "\n".join(lines)


def as_summary(diagnostics: Sequence[Diagnostic], changed: Collection[str] = ()) -> str:
    """The job's summary in Markdown: a table of all, those in `changed` files apart, cut at what GitHub takes."""
    parts = [f"### Problems in the handbook's data: {verdict(diagnostics)}\n"]
    ordered = _ordered(diagnostics, changed)
    mine = [item for item in ordered if item.source.file in changed]
    for title, found in (
        ("In the files of this change", mine),
        ("Elsewhere" if changed else "", [item for item in ordered if item.source.file not in changed]),
    ):
        if found:
            parts.append(f"\n#### {title}\n\n{_HEAD}" if title else f"\n{_HEAD}")
            parts += [_row(item) for item in found]
    return _within(parts)


def literal(text: str) -> str:
    """The text as Markdown that shows it and does nothing else: no link, no mention, no code, no tag."""
    return printable(text).translate(_ENTITIES)


def _ordered(diagnostics: Iterable[Diagnostic], changed: Collection[str]) -> list[Diagnostic]:
    gravity = list(Severity)
    return sorted(diagnostics, key=lambda item: (gravity.index(item.severity), item.source.file not in changed))


def _within(parts: Sequence[str]) -> str:
    """The parts up to the largest summary, and how many were left out."""
    size = 0
    kept: list[str] = []
    for part in parts:
        size += len(part.encode())
        if size > LARGEST_SUMMARY:
            return (
                "".join(kept) + f"\n{counted(len(parts) - len(kept), 'more line')}: run `handbook check` to see them.\n"
            )
        kept.append(part)
    return "".join(kept)


def _row(item: Diagnostic) -> str:
    place = f"{literal(item.source.file)}:{item.line}:{item.column}"
    return f"| {place} | **{item.severity}** `{item.code}` {literal(item.message)} | {literal(item.hint)} |\n"


def _annotation(item: Diagnostic) -> str:
    place = f"file={_property(item.source.file)},line={item.line},col={item.column},title={_property(item.code)}"
    message = f"{item.message}. {item.hint}" if item.hint else item.message
    return f"::{_COMMANDS[item.severity]} {place}::{_data(printable(message))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(printable(text)).replace(":", "%3A").replace(",", "%2C")
