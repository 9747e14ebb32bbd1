"""The ledger as it lies on disk, and whether its records and seals still hang together.

A chain is a policy's records, each naming the one before by its hash; a seal names the newest of every policy. Shows
what was removed, inserted, moved or reordered since the newest seal. Reads the ledger alone, and writes nothing.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from handbook.ledger.finding import Finding, Layer
from handbook.ledger.records import EventKind, Record, Seal, sha256_of
from handbook.model.version_number import VersionNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A record as it lies in the ledger: `file` is relative to the data folder, `sha256` of the record's own file."""

    record: Record
    file: str
    sha256: str

    def finding(self, policy: str, code: str, message: str, **values: str) -> Finding:
        """What is wrong with the record, which lies under the policy's id; `values` are other fields of the finding."""
        about = {"file": self.file, "version": self.record.name, **values}
        return Finding(layer=Layer.LEDGER, code=code, policy=policy, message=message, **about)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All records by policy, and the seals by number, as far as they can be read.

    `chains` holds of each policy the records in the order of their links, as far as they are linked.
    """

    kept: dict[str, tuple[Kept, ...]]
    seals: tuple[Seal, ...]
    findings: tuple[Finding, ...]
    chains: dict[str, tuple[Kept, ...]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "chains", {policy: _chain(kept) for policy, kept in self.kept.items()})

    def chain(self, policy: str) -> tuple[Kept, ...]:
        """The policy's records in the order of their links; none where it has none."""
        return self.chains.get(policy, ())


def read_ledger(data: Path) -> Ledger:
    """Read `ledger/` and `seals/` of a data folder; files that are not canonical become findings."""
    findings: list[Finding] = []
    kept = {folder.name: tuple(_read_records(folder, data, findings)) for folder in folders(data / "ledger")}
    seals = sorted(_read_seals(data, findings), key=lambda seal: seal.number)
    return Ledger(kept=kept, seals=tuple(seals), findings=tuple(findings))


def newest_seal(data: Path) -> str:
    """The short form of the newest seal of a data folder, as footers show it; empty where there is none."""
    seals = sorted(_read_seals(data, []), key=lambda seal: seal.number)
    return f"{seals[-1].number}:{seals[-1].hash[:12]}" if seals else ""


def verify_links(ledger: Ledger, policy: str) -> Iterator[Finding]:
    """Each record but the first names the one before, versions ascend, and ids follow the renames."""
    chain = ledger.chain(policy)
    linked = {item.file for item in chain}
    for item in ledger.kept.get(policy, ()):
        if item.file not in linked:
            message = "no chain of records leads to this one: a record before it was removed, inserted or altered"
            yield item.finding(policy, "record-unlinked", message, expected=item.record.prev)
    yield from _moved(chain, policy)
    versions = [item for item in chain if item.record.kind is EventKind.VERSION]
    for before, item in itertools.pairwise(versions):
        earlier, later = VersionNumber.parse(before.record.name), VersionNumber.parse(item.record.name)
        if earlier is None or later is None or later <= earlier:
            message = f"the versions of the chain do not ascend: this one follows {before.record.name}"
            yield item.finding(policy, "order", message, found=item.record.name)


def verify_seals(ledger: Ledger) -> Iterator[Finding]:
    """Seals count from 1, each names the one before, and every sealed record is still in a chain."""
    chained = {item.sha256 for chain in ledger.chains.values() for item in chain}
    prev = ""
    for place, seal in enumerate(ledger.seals, start=1):
        name = f"seals/{seal.file_name}"
        if seal.number != place or seal.prev != prev:
            message = "the seal before this one was removed, inserted or altered"
            yield Finding(
                layer=Layer.LEDGER,
                code="seal-unlinked",
                file=name,
                message=message,
                expected=seal.prev,
                found=prev,
            )
            return
        prev = seal.hash
        for policy, head in seal.heads.items():
            if head.sha256 not in chained:
                message = f"seal {seal.number} holds this record, and the ledger no longer does"
                yield Finding(
                    layer=Layer.LEDGER,
                    code="sealed-record-missing",
                    policy=policy,
                    version=head.record.removesuffix(".json"),
                    file=f"ledger/{policy}/{head.record}",
                    message=message,
                    expected=head.sha256,
                )


def folders(parent: Path) -> list[Path]:
    """The folders in a folder, sorted; links are none."""
    if not parent.is_dir() or parent.is_symlink():
        return []
    return sorted(path for path in parent.iterdir() if path.is_dir() and not path.is_symlink())


def _chain(kept: tuple[Kept, ...]) -> tuple[Kept, ...]:
    after = {item.record.prev: item for item in kept}
    chain: list[Kept] = []
    link = ""
    while link in after and len(chain) < len(after):
        chain.append(after[link])
        link = after[link].sha256
    return tuple(chain)


def _moved(chain: tuple[Kept, ...], policy: str) -> Iterator[Finding]:
    """The newest record that names another policy than the renames lead to."""
    expected = policy
    for item in reversed(chain):
        if item.record.policy != expected:
            message = "the record belongs to another policy"
            yield item.finding(policy, "record-moved", message, expected=expected, found=item.record.policy)
            return
        if item.record.kind is EventKind.RENAME:
            expected = item.record.former


def _read_records(folder: Path, data: Path, findings: list[Finding]) -> Iterator[Kept]:
    for path in sorted(folder.iterdir()):
        content = plain_bytes(path)
        record = Record.from_bytes(content)
        name = path.relative_to(data).as_posix()
        if record is not None and record.file_name == path.name:
            yield Kept(record=record, file=name, sha256=sha256_of(content))
            continue
        message = "this is not a ledger record as it was written, or it is kept under another name"
        version = path.name.removesuffix(".json")
        findings.append(
            Finding(
                layer=Layer.LEDGER,
                code="record-altered",
                policy=folder.name,
                version=version,
                file=name,
                message=message,
            )
        )


def _read_seals(data: Path, findings: list[Finding]) -> Iterator[Seal]:
    folder = data / "seals"
    for path in sorted(folder.iterdir()) if folder.is_dir() and not folder.is_symlink() else ():
        seal = Seal.from_bytes(plain_bytes(path))
        if seal is not None and seal.file_name == path.name:
            yield seal
            continue
        message = "this is not a seal as it was written, or it is kept under another number"
        name = path.relative_to(data).as_posix()
        findings.append(Finding(layer=Layer.LEDGER, code="seal-altered", file=name, message=message))


def plain_bytes(path: Path) -> bytes:
    """A plain file's content; nothing for anything else."""
    return path.read_bytes() if path.is_file() and not path.is_symlink() else b""
