"""`handbook due`: what owners have to do soon."""

import json

import click

from handbook.cli.options import Chosen, Unusable, day_option, handbook_options, loaded_edition


@click.command()
@handbook_options
@day_option
@click.option("--owner", metavar="ROLE", help="List only what this role has to do.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Output format.")
def due(choice: Chosen, owner: str | None, form: str) -> None:
    """List what is overdue or due within 90 days.

    These are reviews, versions that take effect and exceptions that lapse.
    """
    from handbook.history.wording import counted
    from handbook.load.scalars import printable
    from handbook.model.diagnostic import did_you_mean
    from handbook.model.period import Duration
    from handbook.report.due import due_lines
    from handbook.report.reviews import DAYS_AHEAD

    edition = loaded_edition(choice)
    if owner is not None and owner not in edition.roles:
        raise Unusable(f"there is no role `{owner}`; {did_you_mean(owner, edition.roles)}".rstrip("; "))
    lines = [line for line in due_lines(edition) if owner in {None, line.owner}]
    if form == "json":
        listed = [
            {
                "day": line.day.isoformat(),
                "owner": line.owner,
                "policy": line.policy_id,
                "task": line.task.value,
                "window": line.window.value,
                "note": line.note,
            }
            for line in lines
        ]
        click.echo(json.dumps({"as_of": edition.as_of.isoformat(), "due": listed}, indent=2, ensure_ascii=False))
        return
    previous = None
    for line in lines:
        if line.owner != previous:
            role = edition.roles.get(line.owner)
            click.echo(f"{printable(role.title) if role else line.owner} ({line.owner})")
            previous = line.owner
        late = "OVERDUE " if line.window.value == "overdue" else ""
        click.echo(
            f"  {line.day}  {late}{line.task.value.replace('-', ' ')}: {line.policy_id} ({printable(line.note)})"
        )
    click.echo(f"{counted(len(lines), 'item')} due by {Duration(days=DAYS_AHEAD).after(edition.as_of)}", err=True)
