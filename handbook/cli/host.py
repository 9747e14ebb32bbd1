"""`handbook codeowners` and `handbook ci`: the files by which a git host asks, checks and publishes."""

import json
from collections.abc import Mapping
from datetime import date
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook.cli.options import EXIT_PROBLEMS, Chosen, Unusable, chosen, handbook_options

if TYPE_CHECKING:
    from handbook.authoring.ci import Settings
    from handbook.authoring.codeowners import Host
    from handbook.model.handbook import Handbook

_LARGEST = 1_000_000
_HOSTS = click.Choice(["github", "gitlab"])


@click.command()
@handbook_options
@click.option("--host", type=_HOSTS, help="The git host; default gitlab where there is a .gitlab-ci.yml, else github.")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; say what differs, and end with 1 if it does.")
def codeowners(data: Path | None, config: Path | None, as_of: date | None, host: str | None, only_check: bool) -> None:
    """Write who must agree to a change: owners and approvers of policies, auditors for what is published.

    The file is .github/CODEOWNERS or .gitlab/CODEOWNERS beside the data folder. Handles come from roles.yml, the
    auditors' role from handbook.yml (`auditors`). Lines of your own outside our marks are left as they are.
    """
    from handbook.authoring import codeowners as owners

    choice = chosen(data, config, as_of)
    handbook = _handbook(choice, only_check=only_check, whole=True)
    at = _host(choice, host)
    name = owners.path(at)
    _safe(choice.data.name)
    existing = _read(choice.root, name)
    try:
        wanted = owners.merged(existing or "", owners.lines(handbook, at, choice.data.name))
    except owners.BrokenMarks as problem:
        raise Unusable(f"{name}: {problem}") from None
    for role in owners.without_handle(handbook, at, choice.data.name):
        click.echo(f"the role {role} has no `handle` in roles.yml, so nobody is asked in its name", err=True)
    if not handbook.organisation.auditors:
        click.echo("handbook.yml names no `auditors`, so nobody guards what is published", err=True)
    _settle(choice, {name: wanted}, only_check)


@click.command()
@click.argument("host", type=_HOSTS)
@handbook_options
@click.option("--branch", default="main", show_default=True, help="The branch that is published.")
@click.option(
    "--program",
    metavar="REQUIREMENT",
    help="What pip installs as the program, such as policy-handbook==1.2; default: as it is installed here. "
    "A dot: this repository holds it.",
)
@click.option("--check", "only_check", is_flag=True, help="Write nothing; say what differs, and end with 1 if it does.")
def ci(
    host: str,
    data: Path | None,
    config: Path | None,
    as_of: date | None,
    branch: str,
    program: str | None,
    only_check: bool,
) -> None:
    """Write the workflows and issue forms of a git host: check, difference, preview, publication, release.

    Run it again to renew them. A file that was not made by this command is not replaced. requirements.txt, which names
    the program, is written where there is none.
    """
    from handbook.authoring.ci import ci_files, is_ours
    from handbook.authoring.codeowners import Host, path

    choice = chosen(data, config, as_of)
    settings = _settings(choice, _handbook(choice, only_check=only_check), branch, own_program=program == ".")
    files = ci_files(Host(host), settings)
    foreign = [name for name in files if not is_ours(_read(choice.root, name) or files[name])]
    if foreign:
        raise Unusable(f"{', '.join(foreign)}: not made by `handbook ci`, so not replaced; move it away first")
    if program != "." and _read(choice.root, settings.requirements) is None:
        files[settings.requirements] = f"{program or installed_as()}\n"
        click.echo(f"lock {settings.requirements} by hashes; make sure that what it names is yours", err=True)
    _settle(choice, files, only_check)
    if _read(choice.root, path(Host(host))) is None:
        click.echo("next: `handbook codeowners` writes who must agree to a change", err=True)


def _handbook(choice: Chosen, *, only_check: bool, whole: bool = False) -> "Handbook":
    """The handbook; a command that only checks may be run on a stranger's, so it finishes nothing that was interrupted.

    `whole`: refuse one of which something cannot be read.
    """
    from handbook.model.diagnostic import has_errors

    loaded = choice.load_as_it_lies() if only_check else choice.load()
    if loaded.handbook is None or (whole and has_errors(loaded.diagnostics)):
        raise Unusable(f"there are errors in {choice.data}; `handbook check` shows them")
    return loaded.handbook


def _settings(choice: Chosen, handbook: "Handbook", branch: str, *, own_program: bool) -> "Settings":
    from handbook.authoring.ci import Settings

    if choice.config.parent != choice.root:
        raise Unusable(f"{choice.config} must lie beside {choice.data}, at the top of the repository")
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


def _read(root: Path, name: str) -> str | None:
    """The text of a file below the root; None where there is none. No link is followed."""
    path = root / name
    if any(part.is_symlink() for part in (path, *path.parents) if part != root and part.is_relative_to(root)):
        raise Unusable(f"{name} is a symbolic link, or lies behind one; it is not followed")
    try:
        if not path.exists():
            return None
        if path.stat().st_size > _LARGEST:
            raise Unusable(f"{name} is too large")
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise Unusable(f"{name} cannot be read: {problem}") from None


def _settle(choice: Chosen, files: Mapping[str, str], only_check: bool) -> None:
    """Write the files that differ; or say how they differ, and end with 1 where one does."""
    differing = {name: text for name, text in files.items() if _read(choice.root, name) != text}
    for name, text in differing.items():
        if only_check:
            _show_difference(name, _read(choice.root, name) or "", text)
        else:
            _write(choice.root / name, text)
            click.echo(f"written {name}")
    if not differing:
        click.echo("nothing to do: all is up to date")
    elif only_check:
        raise click.exceptions.Exit(EXIT_PROBLEMS)


def _show_difference(name: str, found: str, wanted: str) -> None:
    from handbook.report.diagnostics import printable

    click.echo(f"{name} is not up to date:" if found else f"{name} is missing:")
    for line in list(unified_diff(found.splitlines(), wanted.splitlines(), lineterm="", n=0))[2:]:
        if not line.startswith("@@"):
            click.echo(f"  {printable(line)}")


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    except OSError as problem:
        raise Unusable(f"{path} cannot be written: {problem}") from None
