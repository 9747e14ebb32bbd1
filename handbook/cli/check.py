"""`handbook check`: every problem in the data at once, in the form that its reader needs."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from handbook.cli.options import EXIT_PROBLEMS, checked, chosen, handbook_options


@click.command()
@handbook_options
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="How to print problems."
)
@click.option("--strict", is_flag=True, help="Let warnings fail too.")
def check(data: Path | None, config: Path | None, as_of: date | None, form: str, strict: bool) -> None:
    """Report every problem in the data, with file, line and column.

    The exit code is 1 where there is an error, with --strict also where there is a warning.
    """
    from handbook.load.locate import source_line
    from handbook.model.diagnostic import Diagnostic, Severity
    from handbook.report import diagnostics as formats

    choice = chosen(data, config, as_of)
    edition, found = checked(choice)

    def line_of(item: Diagnostic) -> str:
        return source_line(choice.root, item)

    renderers: dict[str, Callable[[], str]] = {
        "text": lambda: formats.as_text(found, line_of),
        "json": lambda: formats.as_json(found, edition.as_of if edition else None),
        "github": lambda: formats.as_github(found),
    }
    text = renderers[form]()
    if text:
        click.echo(text)
    if form != "json":
        click.echo(formats.verdict(found), err=True)
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    if any(item.severity in failing for item in found):
        raise click.exceptions.Exit(EXIT_PROBLEMS)
