"""`handbook check`: every problem in the data at once, in the form that its reader needs, mended if asked."""

import os
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING

import click

from handbook.cli.checked import Checked, checked
from handbook.cli.options import (
    EXIT_PROBLEMS,
    Chosen,
    Unusable,
    day_option,
    handbook_options,
    tell_more,
)

if TYPE_CHECKING:
    from handbook.mend.mend import Mended
    from handbook.model.diagnostic import Diagnostic

FORMATS = ("text", "json", "github", "gitlab", "sarif")


@click.command()
@handbook_options
@day_option
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="Output format.")
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings as well.")
@click.option("--fix", is_flag=True, help="Fix what can only be meant one way, and show the difference.")
@click.option("--dry-run", is_flag=True, help="With --fix: show the difference, but write nothing.")
@click.option(
    "--changed",
    type=click.File("rb"),
    metavar="FILE",
    help="Names of the files that a change touches, as `git diff --name-only -z` prints them; with --format github, "
    "their problems come first. - reads standard input.",
)
@click.option(
    "--summary",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="With --format github: append a table of all problems to FILE, and print only the ten of each kind that "
    "GitHub shows.",
)
def check(
    choice: Chosen,
    form: str,
    strict: bool,
    fix: bool,
    dry_run: bool,
    changed: IO[bytes] | None,
    summary: Path | None,
) -> None:
    """Report every problem in the data.

    Each has its file, line and column. --fix corrects what is certain (a date such as 31/12/2026, a misspelt key,
    missing quotes, tabs, trailing spaces) and leaves comments, formatting and everything that was published as they
    are. The exit code is 1 if there is an error or, with --strict, a warning.
    """
    from handbook.model.diagnostic import Severity

    if dry_run and not fix:
        raise Unusable("--dry-run requires --fix")
    done = checked(choice)
    mends = _mends(choice, done)
    if fix and _fixed(choice, done, mends, form, dry_run):
        done = checked(choice)
        mends = _mends(choice, done)
    mend_of = _mend_of(mends)
    shown = tuple(item for item in done.problems if not mend_of(item)) if dry_run else done.problems
    touched = _touched(changed.read()) if changed else frozenset()
    text = _rendered(form, choice, done.as_of, shown, mend_of, touched, summary is not None)
    if text:
        click.echo(text)
    if summary and form == "github":
        _append_summary(summary, shown, touched)
    if form != "json":
        _conclude(shown, mend_of, only_left=dry_run)
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    if any(item.severity in failing for item in done.problems):
        raise click.exceptions.Exit(EXIT_PROBLEMS)


def _mends(choice: Chosen, done: Checked) -> "tuple[Mended, ...]":
    """What could be mended; nothing is looked at where there is no problem."""
    if not done.problems:
        return ()
    from handbook.cli.mending import mendable

    return mendable(choice, done)


def _fixed(choice: Chosen, done: Checked, mends: "tuple[Mended, ...]", form: str, dry_run: bool) -> bool:
    """Show what is mended, and write it unless only the difference was asked for; whether anything was written."""
    from handbook.cli.mending import show, untidy, write_mended
    from handbook.history.wording import counted

    mended = tuple(sorted((*mends, *untidy(choice, done, mends)), key=lambda item: item.file))
    show(mended, to_errors=form != "text")
    count = sum(len(item.mends) for item in mended)
    places = f"{counted(count, 'place')} in {counted(len(mended), 'file')}"
    if dry_run:
        click.echo(f"{places} would be fixed; nothing was written", err=True)
        return False
    write_mended(choice, mended)
    click.echo(f"fixed {places}" if count else "nothing to fix", err=True)
    return bool(mended)


def _mend_of(mends: "tuple[Mended, ...]") -> "Callable[[Diagnostic], str]":
    """What `--fix` would do about a problem, in words; empty where it can do nothing."""
    if not mends:
        return lambda _: ""
    from handbook.model.diagnostic import key_of
    from handbook.report.mends import mend_of

    known = mend_of(mends)
    return lambda item: known.get(key_of(item), "")


def _touched(listed: bytes) -> frozenset[str]:
    """The files that are listed, each ended by NUL, and the folders that they lie in."""
    names = [PurePosixPath(os.fsdecode(name)) for name in listed.split(b"\0") if name]
    return frozenset(str(path) for name in names for path in (name, *name.parents))


def _rendered(
    form: str,
    choice: Chosen,
    as_of: date | None,
    found: "Sequence[Diagnostic]",
    mend_of: "Callable[[Diagnostic], str]",
    touched: frozenset[str],
    summarised: bool,
) -> str:
    """The problems in one of the formats; a format's module is read only when it is asked for."""
    from handbook.cli.colours import painted
    from handbook.load.locate import source_line
    from handbook.report import diagnostics as formats

    if form == "github":
        from handbook.report.annotations import SHOWN, as_github

        return as_github(found, touched, SHOWN if summarised else None)
    if form == "gitlab":
        from handbook.report.code_quality import as_gitlab

        return as_gitlab(found)
    if form == "sarif":
        from importlib.metadata import version

        from handbook.report.sarif import as_sarif

        return as_sarif(found, version("policy-handbook"))
    if form == "json":
        return formats.as_json(found, as_of, mend_of)
    return formats.as_text(found, lambda item: source_line(choice.root, item), mend_of, painted)


def _conclude(found: "Sequence[Diagnostic]", mend_of: "Callable[[Diagnostic], str]", *, only_left: bool) -> None:
    """How many problems there are, and what to do next."""
    from handbook.report.diagnostics import verdict

    click.echo(("remaining: " if only_left else "") + verdict(found), err=True)
    mended = sum(1 for item in found if mend_of(item))
    if mended:
        click.echo(f"{mended} of these can be fixed automatically: handbook check --fix", err=True)
    tell_more(item.code for item in found)


def _append_summary(path: Path, found: "Sequence[Diagnostic]", touched: frozenset[str]) -> None:
    from handbook.report.annotations import as_summary

    try:
        with path.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(as_summary(found, touched))
    except OSError as problem:
        raise Unusable(f"the summary cannot be written: {problem}") from None
