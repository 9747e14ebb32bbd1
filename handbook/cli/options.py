"""The options that commands share -> what they come to: which handbook, for which date.

The only place that reads the clock. `--data` and `--config` name the handbook, so that one installation serves many.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate
from zoneinfo import ZoneInfo

import click

if TYPE_CHECKING:
    from handbook.history.edition import Edition
    from handbook.load.loaded import Loaded
    from handbook.machine.store import Store
    from handbook.model.handbook import Handbook

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


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """The handbook and the date that the options name; `as_of` None means today in the handbook's time zone."""

    data: Path
    config: Path
    as_of: date | None

    @property
    def root(self) -> Path:
        """The folder that sources in diagnostics are relative to."""
        return self.data.parent

    def settle(self) -> None:
        """Finish or take back what an interrupted command left, and say so; where that cannot be, warn and go on.

        Whatever reads the data comes through here first, except what only compares them with files beside them. A
        folder that is only for reading is read as it is.
        """
        self.refuse_without_data()
        from handbook.ledger.transaction import UnknownJournal, recover

        try:
            done = recover(self.data)
        except OSError as problem:
            left = "an interrupted command left its work half done, and it cannot be finished here"
            click.echo(f"warning: {left} ({problem}); the data are read as they are", err=True)
        except UnknownJournal as problem:
            click.echo(f"warning: {problem}; look at it, then delete it; the data are read as they are", err=True)
        else:
            if done:
                click.echo(f"an interrupted command was {done}", err=True)

    def load(self) -> "Loaded":
        """Read the data folder, settled; a usage error where there is none."""
        self.settle()
        return self.load_as_it_lies()

    def load_as_it_lies(self) -> "Loaded":
        """Read the data folder and finish nothing before: what an interrupted command left may be a stranger's."""
        self.refuse_without_data()
        from handbook.load.loader import load
        from handbook.machine.workers import cores

        return load(self.data, self.store, cores())

    def refuse_without_data(self) -> None:
        """A usage error where there is no data folder."""
        if not self.data.is_dir():
            hint = "name it with --data, or create a handbook with `handbook init`"
            raise Unusable(f"there is no data folder {self.data}; {hint}")

    def refuse_without_config(self) -> None:
        """A usage error where there is no configuration of a site."""
        if not self.config.is_file():
            hint = "name it with --config, or create a handbook with `handbook init`"
            raise Unusable(f"there is no {self.config}; {hint}")

    def readable(self, loaded: "Loaded") -> "Handbook":
        """What can be read of the handbook; a usage error where it cannot be read at all."""
        if loaded.handbook is None:
            raise Unusable(f"{self.data / 'handbook.yml'} cannot be read; `handbook check` says why")
        return loaded.handbook

    @cached_property
    def key(self) -> bytes:
        """This user's key, with which entries of the store are tagged."""
        from handbook.machine.store import read_key

        return read_key(Path(click.get_app_dir("policy-handbook")) / "key")

    @cached_property
    def store(self) -> "Store":
        """What earlier runs made, kept beside the data."""
        from handbook.machine.store import Store

        return Store(self.root / ".handbook" / "kept.sqlite", self.key, time.time_ns())

    def day(self, handbook: "Handbook") -> date:
        """The chosen date, today where none was chosen."""
        return self.as_of or today(handbook.organisation.time_zone)

    def edition(self, handbook: "Handbook") -> "Edition":
        """The handbook for the chosen date."""
        from handbook.history.edition import Edition

        return Edition(handbook, self.day(handbook))


class Unusable(click.ClickException):
    """The command cannot run here: wrong usage or environment."""

    exit_code = EXIT_USAGE


def today(time_zone: str) -> date:
    """The current day in a time zone."""
    return datetime.now(ZoneInfo(time_zone)).date()


def tell_more(codes: Iterable[str]) -> None:
    """Say once, beside a report, where its codes are explained; nothing where it names none."""
    named = set(codes)
    if named:
        click.echo(f"more about a code: handbook explain {named.pop() if len(named) == 1 else 'CODE'}", err=True)


day_option = click.option(
    "--as-of", type=Day(), metavar="DATE", help="Compute everything as of this day; default: today."
)
"""Gives a command of `handbook_options` the day for which it computes; one without it computes nothing for a day."""


def handbook_options(command: Callable[Concatenate[Chosen, ...], None]) -> Callable[..., None]:
    """Give a command `--data` and `--config`; it is called with what they and the day come to, before all else."""

    @wraps(command)
    def called(*, data: Path | None, config: Path | None, as_of: date | None = None, **others: Any) -> None:
        command(chosen(data, config, as_of), **others)

    for option in (
        click.option(
            "--config", type=click.Path(path_type=Path), help="The site's configuration; default: mkdocs.yml."
        ),
        click.option("--data", type=click.Path(path_type=Path), help="The data folder; default: policy_data."),
    ):
        option(called)
    return called


def hand_down(context: click.Context, given: Mapping[str, Any]) -> None:
    """Make options before a command's name its own, unless it has them behind it; refuse those that it lacks."""
    group, name = context.command, str(context.invoked_subcommand)
    command = group.get_command(context, name) if isinstance(group, click.Group) else None
    if command is not None and not isinstance(command, click.Group):
        taken = {item.name for item in command.params}
        lacking = ", ".join(f"--{option.replace('_', '-')}" for option in given if option not in taken)
        if lacking:
            raise click.UsageError(f"`{context.command_path} {name}` takes no {lacking}", context)
    context.default_map = {name: given}


def chosen(data: Path | None, config: Path | None, as_of: date | None) -> Chosen:
    """What the options mean: the data folder stands beside the configuration unless it is named."""
    config = config or (data.absolute().parent / "mkdocs.yml" if data else Path("mkdocs.yml"))
    data = data or config.absolute().parent / "policy_data"
    return Chosen(data=data.absolute(), config=config.absolute(), as_of=as_of)


def loaded_edition(choice: Chosen) -> "Edition":
    """The edition of whatever can be read."""
    return choice.edition(choice.readable(choice.load()))
