"""The files of a policy that never change once they are published, held against the records of them.

Works on raw bytes, so that `sha256sum` comes to the same: a file is read, hashed and compared, never understood but for
the hash that its approval names. Writes nothing.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from handbook.ledger.chain import Kept
from handbook.ledger.finding import Finding, Layer
from handbook.ledger.records import EventKind, sha256_of
from handbook.ledger.working_text import approved_hashes, text_of
from handbook.model.record import RECORD_KINDS

FROZEN = {
    EventKind.VERSION: "versions",
    **{EventKind(kind.name): f"records/{kind.folder}" for kind in RECORD_KINDS.values() if kind.frozen},
}
"""The folder of a policy that holds the files of each kind of event."""


def path_of(kind: EventKind, name: str) -> str:
    """The file of an event, relative to the policy's folder."""
    return f"{FROZEN[kind]}/{name}.yml"


def frozen_files(policy: Path) -> dict[str, Path]:
    """What lies in a policy's frozen folders, by path relative to the policy's folder; nothing is followed."""
    if policy.is_symlink():
        return {}
    return {
        f"{place}/{file.name}": file
        for place in FROZEN.values()
        if (policy / place).is_dir() and not _is_linked(policy, place)
        for file in sorted((policy / place).iterdir())
    }


def verify_files(data: Path, policy: str, kept: Sequence[Kept]) -> Iterator[Finding]:
    """Each record has its file with the recorded bytes, and each frozen file has its record."""
    there = frozen_files(data / "policies" / policy)
    for item in kept:
        path = item.record.path
        file = there.pop(path, None) if path == path_of(item.record.kind, item.record.name) else None
        name = f"policies/{policy}/{path}"
        if file is None or file.is_symlink() or not file.is_file():
            message = "the file that was published is missing"
            yield item.finding(policy, "file-missing", message, expected=item.record.sha256, file=name)
        else:
            yield from _verify_file(file.read_bytes(), item, policy, name)
    for path, file in there.items():
        yield Finding(
            layer=Layer.LEDGER,
            code="file-without-record",
            policy=policy,
            version=file.name.removesuffix(".yml"),
            file=f"policies/{policy}/{path}",
            message="the ledger has no record of this file",
        )


def _verify_file(content: bytes, item: Kept, policy: str, name: str) -> Iterator[Finding]:
    expected, found = item.record.sha256, sha256_of(content)
    if found != expected:
        message = "the file is not what was published"
        if sha256_of(content.replace(b"\r\n", b"\n")) == expected:
            message += ": its line ends were changed, which git does without `-text` in .gitattributes"
        yield item.finding(policy, "file-altered", message, expected=expected, found=found, file=name)
        return
    approved, text = approved_hashes(content), sha256_of(text_of(content))
    if approved and text not in approved:
        message = "the text is not the one whose hash was approved"
        yield item.finding(policy, "approval-of-other-text", message, expected=approved[0], found=text, file=name)


def _is_linked(policy: Path, place: str) -> bool:
    """Whether a folder on the way is a link."""
    folder = policy / place
    return folder.is_symlink() or folder.parent.is_symlink()
