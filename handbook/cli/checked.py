"""A chosen handbook -> what was read of it, with every problem in its place; errors are shown and end a command."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import click

from handbook.cli.options import EXIT_PROBLEMS, Chosen, tell_more

if TYPE_CHECKING:
    from handbook.check.kept import Known
    from handbook.history.edition import Edition
    from handbook.load.loaded import Loaded
    from handbook.model.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was read, the day for which it was checked, and every problem with its position.

    `as_of` is None where nothing can be read. `known` is what the last check leaves to one that goes on with it.
    """

    loaded: "Loaded"
    as_of: date | None
    problems: "tuple[Diagnostic, ...]"
    known: "Known | None" = None

    @property
    def edition(self) -> "Edition":
        """The whole handbook for that day."""
        from handbook.history.edition import Edition

        assert self.loaded.handbook is not None
        assert self.as_of is not None
        return Edition(self.loaded.handbook, self.as_of)


def checked(choice: Chosen, last: Checked | None = None, *, goes_on: bool = False) -> Checked:
    """Read and check the handbook.

    Args:
        choice: the handbook and the day.
        last: what was found in it before, if that is still there.
        goes_on: whether `checked_again` follows; what editors leave beside an open file is then no problem.
    """
    from handbook.authoring.schema_folder import stale_schemas
    from handbook.check.kept import check_kept
    from handbook.load.locate import locate
    from handbook.machine.workers import cores
    from handbook.render.places import addresses, places
    from handbook.site.written import read_written

    loaded = choice.load()
    if goes_on:
        from handbook.site.watching import without_leavings

        loaded = without_leavings(loaded)
    if loaded.shared is None:
        return Checked(loaded=loaded, as_of=None, problems=locate(loaded.diagnostics, choice.root))
    as_of = choice.day(loaded.shared)
    known = check_kept(loaded, as_of, choice.root, choice.store, cores(), last.known if last else None)
    pages = read_written(choice.data / "pages", addresses(places(loaded.shared.organisation)))
    beside = (*pages.problems, *stale_schemas(choice.data, loaded))
    found = dict.fromkeys((*known.problems, *locate(beside, choice.root)))  # two may see the same link
    problems = tuple(sorted(found, key=lambda item: item.order))
    return Checked(loaded=loaded, as_of=as_of, problems=problems, known=known if goes_on else None)


def checked_again(choice: Chosen, last: Checked, changed: Collection[str]) -> Checked:
    """The same after some policies were changed, and nothing else; their problems only while one cannot be read.

    Args:
        choice: the handbook and the day.
        last: what was read before.
        changed: their ids.
    """
    from handbook.check.kept import check_kept
    from handbook.load.loader import read_again
    from handbook.load.locate import locate
    from handbook.machine.workers import cores
    from handbook.site.watching import without_leavings

    choice.settle()
    loaded = without_leavings(read_again(last.loaded, choice.data, changed))
    if last.as_of is None or loaded.diagnostics:
        return replace(last, loaded=loaded, problems=locate(loaded.diagnostics, choice.root))
    known = check_kept(loaded, last.as_of, choice.root, choice.store, cores(), last.known)
    return replace(last, loaded=loaded, problems=known.problems, known=known)


def sound(choice: Chosen) -> Checked:
    """What was read of a handbook without errors; otherwise the errors are shown and the command ends with 1."""
    found = checked(choice)
    refuse_errors(choice, found)
    return found


def refuse_errors(choice: Chosen, found: Checked) -> None:
    """Show the errors of a handbook that has any, and end the command with 1."""
    from handbook.load.locate import source_line
    from handbook.model.diagnostic import Severity
    from handbook.report.diagnostics import as_text

    errors = [item for item in found.problems if item.severity is Severity.ERROR]
    if errors or found.as_of is None:
        click.echo(as_text(errors, lambda item: source_line(choice.root, item)), err=True)
        tell_more(item.code for item in errors)
        raise click.exceptions.Exit(EXIT_PROBLEMS)
