"""A small sealed handbook on disk, and a git repository around it. Its files need not be policies: bytes are sealed."""

import os
import subprocess
from datetime import date
from pathlib import Path

from handbook.ledger.frozen import path_of
from handbook.ledger.records import EventKind, Record, sha256_of
from handbook.ledger.seal import next_seal
from handbook.model.version_number import VersionNumber

CONTENTS = {
    "policies/refunds/versions/1.0.yml": b"title: Refunds\n",
    "policies/refunds/versions/1.1.yml": b"title: Refunds.\n",
    "policies/refunds/versions/2.0.yml": b"title: Refunds in five days\n",
    "policies/phone/versions/1.0.yml": b"title: Phone\n",
    "policies/phone/versions/2.0.yml": b"title: Phone until ten\n",
    "policies/phone/policy.yml": b"title: Phone\n",
}


def write(data: Path, contents: dict[str, bytes]) -> None:
    """Write files below the data folder."""
    for name, content in contents.items():
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (data / name).write_bytes(content)


def sealed(folder: Path) -> Path:
    """A data folder with two policies, their records and one seal."""
    data = folder / "policy_data"
    write(data, CONTENTS)
    write(data, records(data))
    add_seal(data)
    return data


def records(data: Path) -> dict[str, bytes]:
    """The ledger files of all versions as they lie there, as if nothing else had ever been published."""
    made: dict[str, bytes] = {}
    for policy in sorted(path.name for path in (data / "policies").iterdir()):
        prev = ""
        for file in sorted((data / "policies" / policy / "versions").iterdir(), key=_number):
            content = file.read_bytes()
            record = version_record(policy, file.stem, content, prev).to_bytes()
            made[f"ledger/{policy}/{file.stem}.json"] = record
            prev = sha256_of(record)
    return made


def version_record(policy: str, name: str, content: bytes, prev: str) -> Record:
    """The record of a version with this content."""
    path = path_of(EventKind.VERSION, name)
    return Record(policy=policy, kind=EventKind.VERSION, name=name, path=path, sha256=sha256_of(content), prev=prev)


def _number(file: Path) -> VersionNumber:
    number = VersionNumber.parse(file.stem)
    assert number is not None, file
    return number


def add_seal(data: Path) -> str:
    """Seal the ledger as it stands; the seal's hash."""
    seal = next_seal(data, date(2026, 1, 31))
    write(data, {f"seals/{seal.file_name}": seal.to_bytes()})
    return seal.hash


def recompute(data: Path) -> None:
    """What a forger does: make all records anew from the files as they are now, leaving the seals."""
    for file in (data / "ledger").rglob("*.json"):
        file.unlink()
    write(data, records(data))


def rename(data: Path, former: str, policy: str) -> None:
    """Rename a policy as the ledger asks for it: folders move, a record continues the chain."""
    last = max((data / "ledger" / former).iterdir(), key=lambda path: path.name)
    (data / "policies" / former).rename(data / "policies" / policy)
    (data / "ledger" / former).rename(data / "ledger" / policy)
    path, content = "records/renames/2026.yml", f"former: {former}\n".encode()
    record = Record(
        policy=policy,
        kind=EventKind.RENAME,
        name="2026",
        path=path,
        sha256=sha256_of(content),
        prev=sha256_of((data / "ledger" / policy / last.name).read_bytes()),
        former=former,
    )
    write(data, {f"policies/{policy}/{path}": content, f"ledger/{policy}/{record.file_name}": record.to_bytes()})


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder, with no configuration but its own."""
    environment = {
        **os.environ,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        **{f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in _NOBODY},
    }
    done = subprocess.run(["git", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


_NOBODY = (("NAME", "Nobody"), ("EMAIL", "nobody@example.org"), ("DATE", "2026-02-01T12:00:00Z"))


def committed(folder: Path) -> Path:
    """A sealed handbook in a git repository with one commit."""
    data = sealed(folder)
    git(folder, "init", "--quiet", "--initial-branch=main")
    (folder / ".gitattributes").write_text(
        "policy_data/policies/*/versions/*.yml -text\npolicy_data/ledger/** -text\npolicy_data/seals/** -text\n"
    )
    commit(folder, "seal")
    return data


def commit(folder: Path, message: str) -> str:
    """Commit everything; the commit's id."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", message)
    return git(folder, "rev-parse", "HEAD")
