"""`handbook in-force`: what binds on a day, for the whole handbook, as known that day or on another."""

import json
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from handbook.cli.checked import sound
from handbook.cli.options import Chosen, Day, day_option, handbook_options

if TYPE_CHECKING:
    from handbook.history.edition import Edition
    from handbook.model.record import Correction
    from handbook.model.version import Release, Version
    from handbook.report.in_force import InForceRow


@click.command("in-force")
@handbook_options
@day_option
@click.option("--known-on", type=Day(), metavar="DATE", help="As known on this day; default: the day of --as-of.")
@click.option("--why", is_flag=True, help="Show who approved each version, and why it was made.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Output format.")
def in_force(choice: Chosen, known_on: date | None, why: bool, form: str) -> None:
    """List the versions in force on a day.

    The day is that of --as-of; with each version stand the corrections made to it.

    With --known-on, only what was published, withdrawn or corrected by that day counts: what was in force on one day,
    as it was known on another.
    """
    from handbook.history.wording import counted
    from handbook.report.in_force import in_force_rows

    edition = sound(choice).edition
    known = known_on or edition.as_of
    rows = in_force_rows(edition, known)
    if form == "json":
        listed = [_as_json(row, _version(edition, row)) for row in rows]
        days = {"as_of": edition.as_of.isoformat(), "known_on": known.isoformat()}
        click.echo(json.dumps({**days, "in_force": listed}, indent=2, ensure_ascii=False))
        return
    widest = max((len(row.policy_id) for row in rows), default=0)
    for row in rows:
        click.echo("\n".join(_lines(row, _version(edition, row).release, widest, why)))
    known_text = f", as known on {known}" if known_on else ""
    click.echo(f"{counted(len(rows), 'policy', 'policies')} in force on {edition.as_of}{known_text}", err=True)


def _as_json(row: "InForceRow", version: "Version") -> dict[str, Any]:
    """The stable shape of one item of `in_force`; beside it stand the days `as_of` and `known_on`.

    Strings `policy`, `version`, `title`, `change`, `summary`, `sha256` (of the version's file); days `published`,
    `effective` and `until` (null while no end is known); `approval` with `role` and `approved`, or null; `reasons` with
    `kind`, `note` and `ref`; `corrections` with `clause`, `wrong`, `right` and the days `since` and `corrected`.
    """
    release = version.release
    approval = release.approval
    return {
        "policy": row.policy_id,
        "version": str(row.version),
        "title": row.title,
        "change": release.change.value,
        "summary": release.summary,
        "published": release.published.isoformat(),
        "effective": row.effective.isoformat(),
        "until": row.until.isoformat() if row.until else None,
        "approval": {"role": approval.role, "approved": approval.approved.isoformat()} if approval else None,
        "reasons": [{"kind": item.kind.value, "note": item.note, "ref": item.ref} for item in release.reasons],
        "corrections": [_correction_as_json(item) for item in row.corrections],
        "sha256": version.sha256,
    }


def _correction_as_json(item: "Correction") -> dict[str, str]:
    return {
        "clause": item.clause,
        "wrong": item.wrong,
        "right": item.right,
        "since": item.since.isoformat(),
        "corrected": item.corrected.isoformat(),
    }


def _lines(row: "InForceRow", release: "Release", widest: int, why: bool) -> Iterator[str]:
    from handbook.load.scalars import printable

    until = f", until {row.until}" if row.until else ""
    yield f"{row.policy_id:<{widest}}  {row.version!s:>5}  since {row.effective}{until}  {printable(row.title)}"
    if why:
        approval = release.approval
        by = f"approved by {approval.role} on {approval.approved}" if approval else "no approval recorded"
        yield f"    published {release.published}, {release.change}, {by}"
        for reason in release.reasons:
            yield f"    {reason.kind}: {printable(reason.note)}"
    for item in row.corrections:
        words = f"`{printable(item.wrong)}` must read `{printable(item.right)}`"
        yield f"    corrected {item.corrected} in {item.clause}: {words}, wrong since {item.since}"


def _version(edition: "Edition", row: "InForceRow") -> "Version":
    return next(item for item in edition.policies[row.policy_id].versions if item.number == row.version)
