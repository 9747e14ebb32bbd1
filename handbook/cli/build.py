"""`handbook build`: check the data, then build the site and put it in place."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook.cli.options import Checked, Chosen, Unusable, chosen, handbook_options, sound
from handbook.cli.progress import Progress

if TYPE_CHECKING:
    from handbook.site.kept import Kept


@click.command()
@handbook_options
@click.option("--output", type=click.Path(path_type=Path), metavar="DIR", help="Where the site goes; default site.")
def build(data: Path | None, config: Path | None, as_of: date | None, output: Path | None) -> None:
    """Build the site. Errors in the data stop it; the old site stays until the new one is whole."""
    run_build(data, config, as_of, output)


def run_build(data: Path | None, config: Path | None, as_of: date | None, output: Path | None) -> None:
    """What `build` does, and what the program does without a command."""
    choice = chosen(data, config, as_of)
    if not choice.config.is_file():
        raise Unusable(f"there is no {choice.config}; name it with --config, or make a handbook with `handbook init`")
    target_folder = (output or choice.config.parent / "site").absolute()
    with Progress() as progress:
        progress("reading and checking", 0, 0)
        found = sound(choice)

        from handbook.cli.editing import editing
        from handbook.ledger.chain import read_ledger
        from handbook.load.loader import forget_previous
        from handbook.machine.collector import collector_paused
        from handbook.machine.workers import WorkFailed
        from handbook.site.still import as_it_stands

        assert found.as_of is not None
        seals = read_ledger(choice.data).seals
        seal = f"{seals[-1].number}:{seals[-1].hash[:12]}" if seals else ""
        repository = editing(choice)
        kept = kept_pages(choice, found, target_folder, seal, repository.stamp if repository else "")
        try:
            with collector_paused():
                built = as_it_stands(found.loaded, choice.data, kept)
                if built is None:
                    from handbook.site.build import Target
                    from handbook.site.build import build as build_site
                    from handbook.site.contents import contents_of

                    target = Target(data=choice.data, config=choice.config, output=target_folder)
                    contents = contents_of(found.loaded, found.as_of, choice.store, kept, repository)
                    built = build_site(contents, target, progress, seal, kept)
            forget_previous(found.loaded, choice.store)
        except WorkFailed as failure:
            raise Unusable(str(failure)) from None
    for warning in built.warnings:
        click.echo(f"warning: {warning}", err=True)
    policies = len(found.loaded.policies)
    click.echo(
        f"built {built.pages:,} pages of {policies:,} policies as of {found.as_of} in {progress.seconds:.1f} s"
        f"{f', {built.reused:,} of them as they were' if built.reused else ''}: {target_folder}"
    )


def kept_pages(choice: Chosen, found: Checked, output: Path, seal: str, repository: str) -> "Kept":
    """What the last build into a folder made, as far as it was made of the same."""
    from handbook.machine.generator import generator
    from handbook.machine.store import stamp
    from handbook.site.kept import Kept

    return Kept(
        store=choice.store,
        output=output,
        stamp=stamp(
            generator(),
            found.loaded.shared_stamp,
            str(found.as_of),
            seal,
            repository,
            str(output),
            choice.config.read_bytes(),
        ),
        stamps={policy.id: policy.published for policy in found.loaded.policies},
    )
