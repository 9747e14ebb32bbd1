"""All layers of verification over one data folder: ledger, git, the auditor's anchors, a built site.

What each layer proves stands in the page for auditors: unchanged since the anchor, nothing removed, in this order. Who
approved, the true time, and honesty before the first anchor are beyond it. Writes nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from handbook.ledger.chain import Ledger, folders, read_ledger, verify_links, verify_seals
from handbook.ledger.finding import Finding, Layer
from handbook.ledger.frozen import verify_files
from handbook.ledger.git import verify_git
from handbook.ledger.site import verify_citations, verify_site

_ANCHOR = re.compile(r"([0-9]{1,9}):([0-9a-f]{12,64})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What an auditor noted down of a seal: its number, and its hash or the first 12 digits of it at least."""

    number: int
    hash: str

    @classmethod
    def parse(cls, text: str) -> "Anchor | None":
        """The anchor that is written `N:HASH`; None where it is none."""
        match = _ANCHOR.fullmatch(text.strip().lower())
        return cls(number=int(match[1]), hash=match[2]) if match else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the data are held against beside their own ledger; `manifest` is the hash that the site's must have."""

    git: bool = False
    branch: str = "HEAD"
    anchors: tuple[Anchor, ...] = ()
    site: Path | None = None
    manifest: str = ""


def verify_all(data: Path, ledger: Ledger, evidence: Evidence) -> tuple[Finding, ...]:
    """Every finding of every layer that was asked for, sorted; OSError where something cannot be read."""
    found = [*_departures(data, ledger), *verify_anchors(ledger, evidence.anchors)]
    if evidence.git:
        found += verify_git(data, evidence.branch)
    if evidence.site:
        found += verify_site(evidence.site, evidence.manifest)
        found += verify_citations(ledger, evidence.site)
    return tuple(sorted(set(found)))


def verify_ledger(data: Path) -> tuple[Finding, ...]:
    """Everything in which the data folder departs from its ledger, sorted."""
    return tuple(sorted(set(_departures(data, read_ledger(data)))))


def verify_policy(data: Path, ledger: Ledger, policy: str) -> tuple[Finding, ...]:
    """Everything in which one policy's files and records depart from each other, sorted."""
    files = verify_files(data, policy, ledger.kept.get(policy, ()))
    return tuple(sorted({*verify_links(ledger, policy), *files}))


def verify_anchors(ledger: Ledger, anchors: tuple[Anchor, ...]) -> Iterator[Finding]:
    """The seals that an auditor noted down are there, with the hashes that were noted."""
    seals = {seal.number: seal for seal in ledger.seals}
    for anchor in anchors:
        seal = seals.get(anchor.number)
        found = seal.hash if seal else ""
        if found.startswith(anchor.hash):
            continue
        name = f"seal {anchor.number}"
        message = f"{name} is not the one that was noted down" if seal else f"there is no {name}"
        file = f"seals/{seal.file_name}" if seal else "seals"
        yield Finding(layer=Layer.ANCHOR, code="anchor", file=file, message=message, expected=anchor.hash, found=found)


def _departures(data: Path, ledger: Ledger) -> Iterator[Finding]:
    policies = {folder.name for folder in folders(data / "policies")}
    yield from (*ledger.findings, *verify_seals(ledger))
    for policy in policies | set(ledger.kept):
        yield from verify_policy(data, ledger, policy)
