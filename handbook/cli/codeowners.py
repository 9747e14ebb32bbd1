"""`handbook codeowners`: whom a git host asks before a change is merged."""

from typing import TYPE_CHECKING

import click

from handbook.cli.host_files import HOSTS, handbook_of, read_text, renew
from handbook.cli.options import Chosen, Unusable, handbook_options

if TYPE_CHECKING:
    from handbook.authoring.codeowners import Host


@click.command()
@handbook_options
@click.option("--host", type=HOSTS, help="The git host; default: gitlab if there is a .gitlab-ci.yml, else github.")
@click.option(
    "--check", "only_check", is_flag=True, help="Write nothing; show what differs, and exit with 1 if anything does."
)
def codeowners(choice: Chosen, host: str | None, only_check: bool) -> None:
    """Write who must approve a change.

    These are owners and approvers of policies, and auditors for what is published. The file is .github/CODEOWNERS or
    .gitlab/CODEOWNERS beside the data folder. Handles come from roles.yml, the auditors' role from handbook.yml
    (`auditors`). Your own lines outside the marked block are left as they are.
    """
    from handbook.authoring import codeowners as owners

    handbook = handbook_of(choice, only_check=only_check, whole=True)
    at = _host(choice, host)
    name = owners.path(at)
    _safe(choice.data.name)
    existing = read_text(choice.root, name)
    try:
        wanted = owners.merged(existing or "", owners.lines(handbook, at, choice.data.name))
    except owners.BrokenMarks as problem:
        raise Unusable(f"{name}: {problem}") from None
    for role in owners.without_handle(handbook, at, choice.data.name):
        click.echo(f"the role {role} has no `handle` in roles.yml, so nobody is asked on its behalf", err=True)
    if not handbook.organisation.auditors:
        click.echo("handbook.yml names no `auditors`, so nobody guards what is published", err=True)
    renew(choice, {name: wanted}, only_check)


def _host(choice: Chosen, named: str | None) -> "Host":
    from handbook.authoring.codeowners import Host

    if named:
        return Host(named)
    return Host.GITLAB if (choice.root / ".gitlab-ci.yml").exists() else Host.GITHUB


def _safe(name: str) -> None:
    from handbook.authoring.ci import Settings

    try:
        Settings(data=name)
    except ValueError as problem:
        raise Unusable(str(problem)) from None
