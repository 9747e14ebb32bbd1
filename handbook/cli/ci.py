"""`handbook ci`: the workflows and issue forms of a git host, which check, show and publish."""

import json
from typing import TYPE_CHECKING

import click

from handbook.cli.host_files import HOSTS, handbook_of, read_text, renew
from handbook.cli.options import Chosen, Unusable, handbook_options

if TYPE_CHECKING:
    from handbook.authoring.ci import Settings
    from handbook.model.handbook import Handbook


@click.command()
@click.argument("host", type=HOSTS)
@handbook_options
@click.option("--branch", default="main", show_default=True, help="The branch that is published.")
@click.option(
    "--program",
    metavar="REQUIREMENT",
    help="What pip installs as the program, such as policy-handbook==1.2; default: what is installed here. "
    "Use . if this repository holds the program.",
)
@click.option(
    "--check", "only_check", is_flag=True, help="Write nothing; show what differs, and exit with 1 if anything does."
)
def ci(
    choice: Chosen,
    host: str,
    branch: str,
    program: str | None,
    only_check: bool,
) -> None:
    """Write workflows and issue forms for a git host.

    They check, compare, preview, publish and release a handbook. Run this again to update them. A file that this
    command did not write is not replaced. requirements.txt, which names the program, is written only if there is none.
    """
    from handbook.authoring.ci import ci_files, is_ours
    from handbook.authoring.codeowners import Host, path

    settings = _settings(choice, handbook_of(choice, only_check=only_check), branch, own_program=program == ".")
    files = ci_files(Host(host), settings)
    foreign = [name for name in files if not is_ours(read_text(choice.root, name) or files[name])]
    if foreign:
        raise Unusable(f"{', '.join(foreign)}: not written by `handbook ci`, so not replaced; move it away first")
    if program != "." and read_text(choice.root, settings.requirements) is None:
        files[settings.requirements] = f"{program or installed_as()}\n"
        click.echo(
            f"lock {settings.requirements} with hashes, and make sure that it names the program you mean", err=True
        )
    renew(choice, files, only_check)
    if read_text(choice.root, path(Host(host))) is None:
        click.echo("next: run `handbook codeowners` to write who must approve a change", err=True)


def _settings(choice: Chosen, handbook: "Handbook", branch: str, *, own_program: bool) -> "Settings":
    from handbook.authoring.ci import Settings

    if choice.config.parent != choice.root:
        raise Unusable(f"{choice.config} must be beside {choice.data}, at the top of the repository")
    try:
        return Settings(
            data=choice.data.name,
            config=choice.config.name,
            branch=branch,
            time_zone=handbook.organisation.time_zone,
            requirements="requirements.lock" if own_program else "requirements.txt",
            own_program=own_program,
        )
    except ValueError as problem:
        raise Unusable(str(problem)) from None


def installed_as() -> str:
    """The requirement that brings this very program: the commit it was installed from, else its version."""
    from importlib.metadata import distribution, version

    described = distribution("policy-handbook").read_text("direct_url.json")
    origin = json.loads(described) if described else {}
    commit = origin.get("vcs_info", {}).get("commit_id")
    if commit:
        return f"policy-handbook @ {origin['vcs_info']['vcs']}+{origin['url']}@{commit}"
    return f"policy-handbook=={version('policy-handbook')}"
