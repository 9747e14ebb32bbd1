"""`handbook schema`: what editors need to explain fields, complete ids and show mistakes while somebody types."""

from pathlib import Path

import click

from handbook.cli.options import EXIT_PROBLEMS, Chosen, handbook_options
from handbook.cli.writing import write_text


@click.command()
@handbook_options
@click.option("--output", type=click.Path(path_type=Path), help="Write below this folder; default: the data folder.")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit with 1 if a schema is missing or stale.")
def schema(choice: Chosen, output: Path | None, only_check: bool) -> None:
    """Write JSON Schemas for editors.

    There is one for each kind of handbook file, in `.schema/`. Each YAML file names its schema in its first line. Run
    this again when roles, categories or policies are added.
    """
    from handbook.authoring.json_schema import schema_files
    from handbook.authoring.schema_folder import stale

    loaded = choice.load_as_it_lies() if only_check else choice.load()
    handbook = choice.readable(loaded)
    folder = (output or choice.data).absolute()
    expected = schema_files(handbook)
    found = stale(folder, expected)
    if only_check:
        for name in found:
            click.echo(f"stale {folder.name}/{name}")
        click.echo(f"stale: {len(found)} of {len(expected)} schemas", err=True)
        if found:
            click.echo("run `handbook schema` and commit what it writes", err=True)
            raise click.exceptions.Exit(EXIT_PROBLEMS)
        return
    for name, text in found.items():
        write_text(folder / name, text)
        click.echo(f"written {folder.name}/{name}")
    click.echo(f"already up to date: {len(expected) - len(found)} of {len(expected)} schemas", err=True)


def refresh(choice: Chosen) -> None:
    """Write anew what a command made stale, where the handbook has schemas; an unreadable one keeps what it has."""
    from handbook.authoring.json_schema import schema_files
    from handbook.authoring.schema_folder import stale
    from handbook.load.modeline import SCHEMAS

    loaded = choice.load() if (choice.data / SCHEMAS).is_dir() else None
    if loaded and loaded.handbook:
        for name, text in stale(choice.data, schema_files(loaded.handbook)).items():
            write_text(choice.data / name, text)
            click.echo(f"written {choice.data.name}/{name}")
