"""`handbook due`: what owners have to do soon."""

import json

import click

from handbook.cli.options import Chosen, day_option, handbook_options, loaded_edition


@click.command()
@handbook_options
@day_option
@click.option("--owner", metavar="ROLE", help="Only what this role has to do.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
def due(choice: Chosen, owner: str | None, form: str) -> None:
    """List reviews, versions that take effect and exceptions that lapse in the next 90 days, and what is overdue."""
    from handbook.report.diagnostics import printable
    from handbook.report.due import due_lines

    edition = loaded_edition(choice)
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
    click.echo(f"{len(lines)} due until 90 days after {edition.as_of}", err=True)
