"""New ledger files: the record of an event, the records of what was published without any, the seal of a release.

Gives contents by path below the data folder; writing them is `ledger.transaction`'s. Existing files are only read.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from handbook.ledger.chain import Ledger, read_ledger
from handbook.ledger.frozen import path_of
from handbook.ledger.records import EventKind, Head, Record, Seal, sha256_of
from handbook.model.handbook import Handbook, Policy


def next_record(ledger: Ledger, policy: str, kind: EventKind, name: str, content: bytes) -> Record:
    """The record that continues a policy's chain with an event whose file holds `content`."""
    chain = ledger.chain(policy)
    prev = chain[-1].sha256 if chain else ""
    return Record(policy=policy, kind=kind, name=name, path=path_of(kind, name), sha256=sha256_of(content), prev=prev)


def missing_records(data: Path, handbook: Handbook) -> dict[str, bytes]:
    """Records of what was published and has none yet, continuing each chain in the order of the days.

    For a handbook whose versions were published before it kept a ledger. What is older than a record that is there
    already is left out: it could not be put before it.
    """
    ledger, contents = read_ledger(data), dict[str, bytes]()
    for policy in handbook.policies:
        chain = ledger.chain(policy.id)
        recorded = {kept.record.path for kept in ledger.kept.get(policy.id, ())}
        events = list(_events(policy))
        last = max((place for place, event in enumerate(events) if event.path in recorded), default=-1)
        prev = chain[-1].sha256 if chain else ""
        for event in events[last + 1 :]:
            content = (data / "policies" / policy.id / event.path).read_bytes()
            record = replace(event, sha256=sha256_of(content), prev=prev)
            contents[f"ledger/{policy.id}/{record.file_name}"] = record.to_bytes()
            prev = sha256_of(record.to_bytes())
    return contents


def next_seal(data: Path, sealed: date) -> Seal:
    """The seal over the newest record of every policy as the ledger stands now."""
    ledger = read_ledger(data)
    last = ledger.seals[-1] if ledger.seals else None
    return Seal(
        number=last.number + 1 if last else 1,
        sealed=sealed,
        prev=last.hash if last else "",
        heads={
            policy: Head(record=chain[-1].record.file_name, sha256=chain[-1].sha256)
            for policy, chain in sorted(ledger.chains.items())
            if chain
        },
    )


def _events(policy: Policy) -> Iterator[Record]:
    """What was published of a policy, oldest first, as records without hashes.

    A rename comes before what was published on the same day, as that has the new id already.
    """
    renames = list(policy.records.renames)
    ids = [*(rename.former for rename in renames), policy.id]

    def event(kind: EventKind, name: str, former: str = "") -> Record:
        return Record(policy=ids[0], kind=kind, name=name, path=path_of(kind, name), sha256="", former=former)

    def renamed(until: date) -> Iterator[Record]:
        while renames and renames[0].renamed <= until:
            yield event(EventKind.RENAME, renames.pop(0).id, former=ids.pop(0))

    for version in policy.versions:
        yield from renamed(version.release.published)
        yield event(EventKind.VERSION, str(version.number))
    yield from renamed(date.max)
    for withdrawal in policy.records.withdrawals:
        yield event(EventKind.WITHDRAWAL, withdrawal.id)
