"""`handbook build`: check the data, then build the site and put it in place."""

from datetime import date
from pathlib import Path

import click

from handbook.cli.options import Unusable, chosen, handbook_options, sound
from handbook.cli.progress import Progress


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
        edition = sound(choice)

        from handbook.ledger.chain import read_ledger
        from handbook.render.pages import handbook_pages, policy_pages, sidebar
        from handbook.render.press import make_press
        from handbook.render.prose import plain_text
        from handbook.report.calendar import calendars
        from handbook.report.feeds import feeds
        from handbook.site.build import Contents, Target
        from handbook.site.build import build as build_site
        from handbook.site.errors import BuildError

        press = make_press(edition)
        contents = Contents(
            sidebar=lambda: sidebar(edition),
            handbook_pages=lambda: handbook_pages(edition, press),
            policy_pages=lambda policy: policy_pages(edition, policy, press),
            files=lambda site_url: (
                *feeds(edition, site_url, plain_text),
                *calendars(edition, site_url, plain_text),
            ),
        )
        seals = read_ledger(choice.data).seals
        seal = f"{seals[-1].number}:{seals[-1].hash[:12]}" if seals else ""
        target = Target(data=choice.data, config=choice.config, output=target_folder)
        try:
            built = build_site(edition, contents, target, progress, seal)
        except BuildError as failure:
            raise Unusable(str(failure)) from None
    for warning in built.warnings:
        click.echo(f"warning: {warning}", err=True)
    policies = len(edition.handbook.policies)
    click.echo(
        f"built {built.pages:,} pages of {policies:,} policies as of {edition.as_of} in {progress.seconds:.1f} s: "
        f"{target_folder}"
    )
