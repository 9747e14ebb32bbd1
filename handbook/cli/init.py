"""`handbook init`: a whole new handbook in an empty folder, with at most four questions.

Asks only somebody at a terminal. What it publishes, whoever runs it approves, and is told so.
"""

import os
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook.cli.ci import installed_as
from handbook.cli.options import Unusable, today
from handbook.load.scalars import Refused, read_language, read_line, read_time_zone, read_url

if TYPE_CHECKING:
    from handbook.authoring.starter import Answers

_HOSTS = click.Choice(["github", "gitlab", "none"])
_DEFAULT_NAME = "Our organisation"
_WHERE = "Address of its repository, such as https://github.com/example/handbook (press Enter if there is none yet)"
_APPROVE = (
    "Publish two of its three policies now, as version 1.0? They are short: how a policy is made, and who takes over. "
    "If you say yes, you approve them"
)


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--organisation", metavar="NAME", help="The organisation whose handbook it is.")
@click.option(
    "--time-zone", metavar="ZONE", help="The time zone of all dates, such as Europe/Riga; default: this machine's."
)
@click.option("--language", metavar="TAG", default="en", show_default=True, help="The language you will write in.")
@click.option("--repository", metavar="URL", help="Where the repository will be; pages link to it.")
@click.option("--site-url", metavar="URL", default="", help="Where the site will be published.")
@click.option("--host", type=_HOSTS, help="The git host to write workflows for; default: that of --repository.")
@click.option(
    "--publish/--no-publish",
    default=None,
    help="Publish two of the three policies now, as version 1.0; in doing so you approve them.",
)
@click.option(
    "--program", metavar="REQUIREMENT", help="What pip installs as the program; default: what is installed here."
)
@click.option("--yes", is_flag=True, help="Ask nothing; accept the defaults, and --publish.")
def init(
    folder: Path,
    organisation: str | None,
    time_zone: str | None,
    language: str,
    repository: str | None,
    site_url: str,
    host: str | None,
    publish: bool | None,
    program: str | None,
    yes: bool,
) -> None:
    """Create a new handbook in DIR.

    It has three policies to start with, the site's configuration, workflows and a README. DIR must be new or empty; an
    empty git repository will do. Either all files are written or none.
    """
    from handbook.authoring.new_folder import NotEmpty, fill, refuse_filled
    from handbook.authoring.new_handbook import new_handbook
    from handbook.authoring.starter import Answers, host_of

    folder = folder.absolute()
    try:
        refuse_filled(folder)
        if sys.stdin.isatty() and not yes:
            organisation = organisation or click.prompt("Whose handbook is it? Name of the organisation")
            time_zone = time_zone or click.prompt("Time zone for its dates", _local_time_zone())
            repository = repository if repository is not None else click.prompt(_WHERE, "", show_default=False)
            publish = click.confirm(_APPROVE, default=True) if publish is None else publish
        answers = Answers(
            organisation=_read("--organisation", read_line, organisation or _DEFAULT_NAME),
            time_zone=_read("--time-zone", read_time_zone, time_zone or _local_time_zone()),
            language=_read("--language", read_language, language),
            repository=_read("--repository", read_url, repository or ""),
            site_url=_read("--site-url", read_url, site_url),
            host=host or host_of(repository or ""),
            published=yes if publish is None else publish,
        )
        fill(folder, new_handbook(answers, program or installed_as(), today(answers.time_zone)))
    except NotEmpty as problem:
        raise Unusable(f"{folder} cannot be used: {problem}; name a new or empty folder") from None
    except OSError as problem:
        raise Unusable(f"the handbook cannot be written: {problem}") from None
    _tell_what_next(folder, answers)


def _read(option: str, read: Callable[[str], str], text: str) -> str:
    """The answer, where it is one; an empty one says that there is none yet."""
    try:
        return read(text) if text else ""
    except Refused as refused:
        raise Unusable(f"{option}: {refused}{f'; {refused.hint}' if refused.hint else ''}") from None


def _local_time_zone() -> str:
    """The time zone of this machine by its name in the IANA database; UTC where it does not say."""
    place = os.environ.get("TZ", "").removeprefix(":") or os.path.realpath("/etc/localtime").partition("zoneinfo/")[2]
    try:
        return read_time_zone(place.removeprefix("posix/"))
    except Refused:
        return "UTC"


def _tell_what_next(folder: Path, answers: "Answers") -> None:
    from handbook.authoring.starter import APPROVER, READY
    from handbook.load.scalars import printable

    here = os.path.relpath(folder)
    click.echo(f"created a new handbook in {printable(here)}")
    if answers.published:
        click.echo(f"published as version 1.0, approved by whoever ran this, as `{APPROVER}`: {', '.join(READY)}")
    else:
        click.echo("nothing is published yet: the three policies are working texts, so none of them is on the site")
        click.echo(f"once approved: `handbook publish {READY[0]} --effective DATE --approved-by {APPROVER}`")
    if answers.language.partition("-")[0] != "en":
        click.echo(f"the texts are in English: rewrite them in your language ({answers.language})")
    if answers.host == "none":
        click.echo("no workflows were written; to add them later, run `handbook ci github` or `handbook ci gitlab`")
    click.echo("next:", err=True)
    for line in (*([] if here == "." else [f"cd {shlex.quote(here)}"]), "handbook build", "handbook check --strict"):
        click.echo(f"  {line}", err=True)
    click.echo(
        "then read README.md, which explains how to put the handbook into git and how to change a policy", err=True
    )
