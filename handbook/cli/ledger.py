"""`handbook seal` and `handbook verify`: fix what is published at a release, and prove that it is as it was."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from handbook.cli.options import (
    EXIT_PROBLEMS,
    Chosen,
    Unusable,
    day_option,
    handbook_options,
    loaded_edition,
    tell_more,
)
from handbook.cli.writing import write

if TYPE_CHECKING:
    from handbook.ledger.chain import Ledger
    from handbook.ledger.finding import Finding
    from handbook.ledger.verify import Anchor, Evidence

_HASH = re.compile("[0-9a-f]{64}")
_ADOPT = "`handbook seal --adopt` records what was published before there was a ledger"


class SealAnchor(click.ParamType["Anchor"]):
    """What an auditor noted down of a seal, written N:HASH."""

    name = "anchor"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> "Anchor":
        """The anchor, or a usage error."""
        from handbook.ledger.verify import Anchor

        shape = "an anchor is a seal's number, a colon and its hash, whole or at least its first 12 digits"
        return Anchor.parse(str(value)) or self.fail(f"{value!r} is no anchor: {shape}", param, ctx)


def _read_hash(ctx: click.Context, param: click.Parameter, value: str | None) -> str:
    """A SHA-256 as programs print it, or a usage error; empty where none is given."""
    given = (value or "").strip().lower()
    if value is not None and not _HASH.fullmatch(given):
        raise click.BadParameter(f"{value!r} is no SHA-256 of 64 hexadecimal digits", ctx, param)
    return given


@click.command()
@handbook_options
@day_option
@click.option("--adopt", is_flag=True, help="First record the versions that were published before there was a ledger.")
def seal(choice: Chosen, adopt: bool) -> None:
    """Seal the newest record of every policy. Run it at a release, on the main branch.

    Prints the seal's number and hash, which auditors note down as an anchor. Nothing is sealed unless it all verifies.
    """
    from handbook.history.wording import counted
    from handbook.ledger.seal import missing_records, next_seal
    from handbook.ledger.verify import verify_ledger

    edition = loaded_edition(choice)
    if adopt:
        records = missing_records(choice.data, edition.handbook)
        write(choice.data, records)
        click.echo(f"adopted {counted(len(records), 'record')}")
    findings = verify_ledger(choice.data)
    if findings:
        _print(findings)
        raise click.exceptions.Exit(EXIT_PROBLEMS)
    made = next_seal(choice.data, edition.as_of)
    write(choice.data, {f"seals/{made.file_name}": made.to_bytes()})
    click.echo(f"seal {made.number} of {edition.as_of} over {counted(len(made.heads), 'policy', 'policies')}")
    click.echo(f"anchor: {made.number}:{made.hash}")


@click.command()
@handbook_options
@click.option("--git/--no-git", "with_git", default=None, help="Compare with git's history; default: if there is one.")
@click.option("--branch", default="HEAD", help="The branch whose first-parent history is compared; default: HEAD.")
@click.option(
    "--anchor",
    "anchors",
    multiple=True,
    type=SealAnchor(),
    metavar="N:HASH",
    help="A seal's number and hash that you noted down, at least 12 digits of it; may be repeated.",
)
@click.option("--site", type=click.Path(path_type=Path, exists=True), metavar="DIR", help="A built site to compare.")
@click.option(
    "--manifest",
    callback=_read_hash,
    metavar="SHA256",
    help="With --site: the SHA-256 that its manifest.json must have, noted down or taken from a site built again.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Output format.")
def verify(
    choice: Chosen,
    with_git: bool | None,
    branch: str,
    anchors: "tuple[Anchor, ...]",
    site: Path | None,
    manifest: str,
    form: str,
) -> None:
    """Prove that what was published is unchanged.

    It is compared with the ledger, git, your anchors and a built site. Each finding names policy, version and file. The
    exit code is 1 if there is a finding. A note names a record beside the ledger, such as a review, that was changed
    after it was first committed; it does not affect the exit code. JSON holds `layers`, `policies`, `records`, `seal`,
    `site`, `findings` and `notes`.
    """
    if manifest and site is None:
        raise Unusable("--manifest goes with --site")
    from handbook.ledger.chain import read_ledger
    from handbook.ledger.verify import Evidence, verify_all

    choice.settle()
    evidence = Evidence(
        git=_has_git(choice) if with_git is None else with_git,
        branch=branch,
        anchors=anchors,
        site=site,
        manifest=manifest,
    )
    try:
        ledger = read_ledger(choice.data)
        found = verify_all(choice.data, ledger, evidence)
    except OSError as problem:
        raise Unusable(f"a file cannot be read: {problem}") from None
    if form == "json":
        click.echo(json.dumps(_as_json(ledger, evidence, found), indent=2))
    else:
        _print(found)
        click.echo(_verdict(ledger, evidence, found))
        tell_more(item.code for item in found)
    if any(not item.is_note for item in found):
        raise click.exceptions.Exit(EXIT_PROBLEMS)


def _as_json(ledger: "Ledger", evidence: "Evidence", found: "Sequence[Finding]") -> dict[str, Any]:
    """The stable shape of `verify --format json`.

    `layers`: the layers that were verified, of ledger, git, anchor, site. `policies`, `records`: how many the ledger
    holds. `seal`: number and hash of the newest, or null. `site`: null, or `manifest`, the hash of the site's manifest,
    and `expected`, the one that was given, empty where none was. `findings`: objects of the strings `layer`, `code`,
    `policy`, `version`, `file` (below the data folder, in the layer `site` below the site), `message`, `expected`,
    `found`; each is empty where it does not apply. There is no finding where all is as it was. `notes`: objects of the
    same form, of what may be right although it changed.
    """
    newest = ledger.seals[-1] if ledger.seals else None
    return {
        "layers": _layers(evidence, found),
        "policies": len(ledger.kept),
        "records": _count(ledger),
        "seal": {"number": newest.number, "hash": newest.hash} if newest else None,
        "site": _site_as_json(evidence),
        "findings": [asdict(item) for item in found if not item.is_note],
        "notes": [asdict(item) for item in found if item.is_note],
    }


def _verdict(ledger: "Ledger", evidence: "Evidence", found: "Sequence[Finding]") -> str:
    from handbook.history.wording import counted

    layers = ", ".join(_layers(evidence, found))
    count = sum(item.is_note for item in found)
    notes = f", {counted(count, 'note')}" if count else ""
    if len(found) > count:
        return f"not verified: {counted(len(found) - count, 'finding')}{notes} ({layers})"
    newest = f"newest seal {ledger.seals[-1].number}:{ledger.seals[-1].hash}" if ledger.seals else "no seal yet"
    records = counted(_count(ledger), "record")
    verified = f"verified: {records} of {counted(len(ledger.kept), 'policy', 'policies')} ({layers}){notes}; {newest}"
    return "\n".join((verified, *_held_against(evidence)))


def _held_against(evidence: "Evidence") -> "Iterator[str]":
    """What it is worth that a site has no finding."""
    from handbook.ledger.site import manifest_hash

    if evidence.manifest:
        yield f"the site was compared with the manifest with the SHA-256 {evidence.manifest}"
    elif evidence.site:
        yield (
            f"the site was compared with its own manifest, SHA-256 {manifest_hash(evidence.site)}: whoever rewrites a "
            "page can rewrite that too; build the site again elsewhere, and pass --manifest with the SHA-256 of the "
            "manifest that this gives"
        )


def _site_as_json(evidence: "Evidence") -> dict[str, str] | None:
    from handbook.ledger.site import manifest_hash

    return {"manifest": manifest_hash(evidence.site), "expected": evidence.manifest} if evidence.site else None


def _layers(evidence: "Evidence", found: "Sequence[Finding]") -> list[str]:
    has_history = evidence.git and all(item.code != "nothing-committed" for item in found)
    asked = {"ledger": True, "git": has_history, "anchor": bool(evidence.anchors), "site": bool(evidence.site)}
    return [layer for layer, is_asked in asked.items() if is_asked]


def _count(ledger: "Ledger") -> int:
    return sum(len(kept) for kept in ledger.kept.values())


def _has_git(choice: Chosen) -> bool:
    return any((folder / ".git").exists() for folder in (choice.data, *choice.data.parents))


def _print(findings: "Iterable[Finding]") -> None:
    from handbook.load.scalars import printable

    codes = set()
    for item in findings:
        about = "".join(f" {part}" for part in (item.policy, item.version) if part)
        place = f" {item.file}:" if item.file else ""
        click.echo(
            printable(
                f"{'note: ' if item.is_note else ''}{item.layer.value}[{item.code}]{about}:{place} {item.message}"
            )
        )
        for label, value in (("expected", item.expected), ("found", item.found)):
            if value:
                click.echo(f"  {label:8} {printable(value)}")
        codes.add(item.code)
    if "file-without-record" in codes:
        click.echo(_ADOPT)
