"""The options that every command shares, and what they come to: which handbook, for which date.

The only place that reads the clock. `--data` and `--config` name the handbook, so that one installation serves many.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

import click

if TYPE_CHECKING:
    from handbook.history.edition import Edition
    from handbook.load.loader import Loaded
    from handbook.model.diagnostic import Diagnostic
    from handbook.model.handbook import Handbook

Command = TypeVar("Command", bound=Callable[..., Any])

EXIT_PROBLEMS = 1
EXIT_USAGE = 2


class Day(click.ParamType[date]):
    """A date written YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date, or a usage error."""
        if isinstance(value, date):
            return value
        from handbook.load.scalars import Refused, read_day

        try:
            return read_day(str(value))
        except Refused as refused:
            self.fail(f"{refused}; {refused.hint or 'write a day of the calendar'}", param, ctx)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The handbook and the date that the options name; `as_of` None means today in the handbook's time zone."""

    data: Path
    config: Path
    as_of: date | None

    @property
    def root(self) -> Path:
        """The folder that sources in diagnostics are relative to."""
        return self.data.parent

    def load(self) -> "Loaded":
        """Read the data folder; a usage error where there is none."""
        if not self.data.is_dir():
            hint = "name it with --data, or make a handbook with `handbook init`"
            raise Unusable(f"there is no data folder {self.data}; {hint}")
        from handbook.load.loader import load

        return load(self.data)

    def edition(self, handbook: "Handbook") -> "Edition":
        """The handbook for the chosen date."""
        from handbook.history.edition import Edition

        return Edition(handbook, self.as_of or today(handbook.organisation.time_zone))


class Unusable(click.ClickException):
    """The command cannot run here: wrong usage or environment."""

    exit_code = EXIT_USAGE


def today(time_zone: str) -> date:
    """The current day in a time zone."""
    return datetime.now(ZoneInfo(time_zone)).date()


def handbook_options(command: Command) -> Command:
    """Give a command `--data`, `--config` and `--as-of`; it is called with them as given."""
    for option in (
        click.option("--as-of", type=Day(), metavar="DATE", help="Compute everything for this day; default today."),
        click.option("--config", type=click.Path(path_type=Path), help="The site's configuration; default mkdocs.yml."),
        click.option("--data", type=click.Path(path_type=Path), help="The data folder; default policy_data."),
    ):
        command = option(command)
    return command


def chosen(data: Path | None, config: Path | None, as_of: date | None) -> Chosen:
    """What the options mean: the data folder stands beside the configuration unless it is named."""
    config = config or (data.absolute().parent / "mkdocs.yml" if data else Path("mkdocs.yml"))
    data = data or config.absolute().parent / "policy_data"
    return Chosen(data=data.absolute(), config=config.absolute(), as_of=as_of)


def loaded_edition(choice: Chosen) -> "Edition":
    """The edition of whatever can be read, first finishing what an interrupted command left."""
    from handbook.ledger.transaction import recover

    if recover(choice.data):
        click.echo("an interrupted command was finished or undone", err=True)
    loaded = choice.load()
    if loaded.handbook is None:
        raise Unusable(f"{choice.data / 'handbook.yml'} cannot be read; `handbook check` says why")
    return choice.edition(loaded.handbook)


def checked(choice: Chosen) -> "tuple[Edition | None, tuple[Diagnostic, ...]]":
    """The edition, and every problem of the data with its position; no edition where nothing can be read."""
    from handbook.check.rules import check
    from handbook.load.locate import locate
    from handbook.render.places import addresses, places
    from handbook.site.written import read_written

    loaded = choice.load()
    if loaded.handbook is None:
        return None, locate(loaded.diagnostics, choice.root)
    edition = choice.edition(loaded.handbook)
    found = check(edition, loaded.diagnostics, loaded.incomplete)
    pages = read_written(choice.data / "pages", addresses(places(loaded.handbook.organisation)))
    return edition, locate((*loaded.diagnostics, *found, *pages.problems), choice.root)


def sound(choice: Chosen) -> "Edition":
    """The edition of a handbook without errors; otherwise the errors are shown and the command ends with 1."""
    from handbook.load.locate import source_line
    from handbook.model.diagnostic import Severity
    from handbook.report.diagnostics import as_text

    edition, diagnostics = checked(choice)
    errors = [item for item in diagnostics if item.severity is Severity.ERROR]
    if errors or edition is None:
        click.echo(as_text(errors, lambda item: source_line(choice.root, item)), err=True)
        raise click.exceptions.Exit(EXIT_PROBLEMS)
    return edition
