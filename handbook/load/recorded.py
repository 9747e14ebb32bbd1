"""What the ledger recorded of a policy's frozen files, for the reader to hold the files against.

Looks at one hash in each record, so that a file which was changed never passes for the one that was published. Whether
the records are whole and hang together is for the ledger; a file without a record is held against nothing here.
"""

import json
from pathlib import Path

from handbook.load.folder import Folder
from handbook.model.record import RECORD_KINDS

_PREFIXES = {
    "versions": "",
    **{f"records/{kind.folder}": f"{kind.name}-" for kind in RECORD_KINDS.values() if kind.frozen},
}
"""The folders of a policy in which files are frozen, and how the names of their records begin."""

_HINT = "restore it: `git log -- FILE` shows who changed it; another wording is published as a new version"


def report_altered(folder: Folder, policy: Path) -> None:
    """Report each frozen file of a policy, among those that were read, that has another hash than its record.

    Codes: file-altered.
    """
    records = folder.top / "ledger" / policy.name
    for name, sha256 in folder.hashes.items():
        place, _, file = name.removeprefix(f"{folder.name(policy)}/").rpartition("/")
        if place not in _PREFIXES:
            continue
        record = records / f"{_PREFIXES[place]}{file.removesuffix('.yml')}.json"
        if folder.has(record) and _recorded(record) != sha256:
            message = f"its SHA-256 is not the one in {record.relative_to(folder.top).as_posix()}"
            folder.report("file-altered", policy / place / file, f"this is not what was published: {message}", _HINT)


def _recorded(record: Path) -> str:
    """The hash that a record holds; empty where it cannot be read as one."""
    if record.is_symlink() or not record.is_file():
        return ""
    try:
        values = json.loads(record.read_bytes())
    except (OSError, ValueError, RecursionError):
        return ""
    return str(values.get("sha256", "")) if isinstance(values, dict) else ""
