"""`handbook explain`: what a code means, in plain words. Needs no handbook."""

import click

from handbook.cli.options import Unusable

_MORE = "`handbook explain CODE` says what happened, why it matters and how to fix it."


@click.command()
@click.argument("code", required=False)
@click.option(
    "--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text", help="Output format."
)
def explain(code: str | None, form: str) -> None:
    """Explain what CODE means and how to fix it.

    Without CODE, all codes are listed by theme. Every problem shows its code in square brackets: `error[date-order]`.
    """
    from handbook.check.catalogue import CATALOGUE
    from handbook.model.diagnostic import did_you_mean
    from handbook.report import explanations

    if code is None:
        lists = {
            "text": lambda: f"{explanations.list_as_text()}\n\n{_MORE}",
            "markdown": explanations.list_as_markdown,
            "json": explanations.list_as_json,
        }
        click.echo(lists[form]())
        return
    bare = code.strip().lower().removeprefix("error[").removeprefix("warning[").removeprefix("note[").strip("[]")
    if bare not in CATALOGUE:
        near = did_you_mean(bare, CATALOGUE) or "`handbook explain` lists all of them"
        raise Unusable(f"there is no code {code}; {near}")
    forms = {"text": explanations.as_text, "markdown": explanations.as_markdown, "json": explanations.as_json}
    click.echo(forms[form](CATALOGUE[bare]))
