"""`handbook build`: check the data, then build the site and put it in place; once, or whenever something is saved."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook.cli.checked import Checked, checked, checked_again, refuse_errors
from handbook.cli.options import Chosen, Unusable, day_option, handbook_options
from handbook.cli.progress import Progress

if TYPE_CHECKING:
    from handbook.render.editing import Editing
    from handbook.site.build import Progress as Told
    from handbook.site.contents import Names
    from handbook.site.kept import Kept
    from handbook.site.standing import Built


@click.command()
@handbook_options
@day_option
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="DIR", help="Where to write the site; default: site."
)
@click.option("--watch", is_flag=True, help="Keep running and rebuild on every save; press Ctrl+C to stop.")
def build(choice: Chosen, output: Path | None, watch: bool) -> None:
    """Build the site. Errors in the data stop the build; the old site stays in place until the new one is complete."""
    run_build(choice, output, watch=watch)


def run_build(choice: Chosen, output: Path | None = None, *, watch: bool = False) -> None:
    """What `build` does, and what the program does without a command."""
    choice.refuse_without_config()
    builds = Builds(choice, (output or choice.config.parent / "site").absolute(), goes_on=watch)
    if watch:
        from handbook.cli.watch import build_on_saves

        build_on_saves(builds)
    else:
        builds.build_all()
        builds.keep()


class Builds:
    """Builds of one site, one after another: each goes on with what the one before knew.

    Args:
        choice: the handbook and the day.
        output: the folder that the site takes.
        goes_on: whether there will be more than one; what editors leave beside a file is then no error.
    """

    def __init__(self, choice: Chosen, output: Path, *, goes_on: bool = False) -> None:
        self.choice, self.output, self._goes_on = choice, output, goes_on
        self._found: Checked | None = None
        self._published: Checked | None = None
        self._kept: Kept | None = None
        self._names: Names | None = None
        self._repository: Editing | None = None
        self._seal = ""
        self._search_is_old = False

    def build_all(self) -> None:
        """Read everything, check it and build the site; what was made of the same is taken over."""
        with Progress() as progress:
            progress("reading and checking", 0, 0)
            self._kept = self._names = None
            self._found = checked(self.choice, self._found, goes_on=self._goes_on)
            built = self._build(self._found, progress)
        self._found = self._published
        self._tell(built, progress.seconds)

    def build_again(self, changed: Collection[str]) -> None:
        """Build the site after some policies were changed, and nothing else; what the search finds may be old then."""
        assert self._found is not None
        with Progress() as progress:
            progress("reading and checking", 0, 0)
            self._found = checked_again(self.choice, self._found, changed)
            built = self._build(self._found, progress, search_later=True)
        self._found = self._published
        self._tell(built, progress.seconds)

    def catch_up(self) -> None:
        """Bring the search up to date with the pages, if it is not."""
        if self._published is not None and self._search_is_old:
            self._search_is_old = False
            with Progress() as progress:
                self._build(self._published, progress)
            click.echo(f"the search is up to date after {progress.seconds:.1f} s more")

    def can_build_again(self, changed: Collection[str]) -> bool:
        """Whether it is enough to look at these policies."""
        from handbook.ledger.chain import newest_seal

        found, data = self._found, self.choice.data
        if found is None or found.loaded.shared is None or newest_seal(data) != self._seal:
            return False
        return not any((data / "policies" / id_).is_symlink() for id_ in changed)

    def is_of_another_day(self) -> bool:
        """Whether a new day has begun since the last build."""
        found = self._found
        return bool(found and found.loaded.shared and self.choice.day(found.loaded.shared) != found.as_of)

    def keep(self) -> None:
        """Keep how the site was left, for the next run."""
        if self._kept:
            self._kept.rest()

    def get_ready(self) -> bool:
        """Keep how the site was left, and take up what the next build needs; whether it still is as it was left."""
        from handbook.machine.collector import collect
        from handbook.render.templates import compile_all
        from handbook.site.contents import contents_of

        found, kept = self._published, self._kept
        if found is None or found.as_of is None or kept is None:
            return True
        kept.rest()
        if not kept.sites.are_as_left():
            return False
        if self._names is None:
            self._names = contents_of(found.loaded, found.as_of, self.choice.store, kept, self._repository).names
        if self._names:
            compile_all(self._names.press.templates)
        kept.sites.make_spare(kept.inventory)
        collect()
        return True

    def _build(self, found: Checked, progress: Progress, *, search_later: bool = False) -> "Built":
        """Build the site of what was read.

        Raises:
            Exit: the data have errors, which were shown.
            Unusable: the site cannot be built; the message says why.
        """
        refuse_errors(self.choice, found)
        from handbook.load.kept import forget_previous
        from handbook.machine.collector import collector_paused
        from handbook.machine.workers import WorkFailed

        try:
            with collector_paused():
                built = self._made(found, progress, search_later=search_later)
        except WorkFailed as failure:
            self._kept = self._names = None
            raise Unusable(str(failure)) from None
        self._search_is_old = built.search_is_old
        self._published = replace(found, loaded=forget_previous(found.loaded, self.choice.store))
        return built

    def _made(self, found: Checked, progress: "Told", *, search_later: bool) -> "Built":
        from handbook.cli.editing import editing
        from handbook.site.still import as_it_stands

        choice, kept, last = self.choice, self._kept, self._names
        if kept is None:
            self._repository = editing(choice)
            kept = self._kept = self._kept_pages(found, self._repository.stamp if self._repository else "")
        else:
            kept.again(found.loaded.published)
        built = as_it_stands(found.loaded, choice.data, kept)
        if built is None:
            from handbook.site.build import Target
            from handbook.site.build import build as build_site
            from handbook.site.contents import contents_of

            assert found.as_of is not None
            target = Target(data=choice.data, config=choice.config, output=self.output)
            contents = contents_of(found.loaded, found.as_of, choice.store, kept, self._repository, last)
            built = build_site(contents, target, progress, self._seal, kept, search_later=search_later)
            self._names = contents.names
        return built

    def _kept_pages(self, found: Checked, repository: str) -> "Kept":
        """What the last build into the folder made, as far as it was made of the same."""
        from handbook.ledger.chain import newest_seal
        from handbook.machine.generator import generator
        from handbook.machine.store import stamp
        from handbook.site.kept import Kept

        self._seal = newest_seal(self.choice.data)
        made_of = (generator(), found.loaded.shared_stamp, str(found.as_of), self._seal, repository, str(self.output))
        return Kept(
            store=self.choice.store,
            output=self.output,
            stamp=stamp(*made_of, self.choice.config.read_bytes()),
            stamps=found.loaded.published,
        )

    def _tell(self, built: "Built", seconds: float) -> None:
        from handbook.history.wording import counted

        assert self._found is not None
        for warning in built.warnings:
            click.echo(f"warning: {warning}", err=True)
        policies = counted(len(self._found.loaded.policies), "policy", "policies")
        click.echo(
            f"built {counted(built.pages, 'page')} of {policies} as of {self._found.as_of} in {seconds:.1f} s"
            f"{f', {built.reused:,} of them unchanged' if built.reused else ''}: {self.output}"
        )
