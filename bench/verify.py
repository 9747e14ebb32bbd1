"""How long verification takes: `python -m bench.verify --policies N --versions V`.

Makes a sealed ledger in a temporary folder and a git repository around it, with one commit for each version of all
policies, and times the two layers that grow with the number of versions. Prints one line for each.
"""

import argparse
import os
import subprocess
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from handbook.ledger.finding import Finding
from handbook.ledger.frozen import path_of
from handbook.ledger.git import verify_git
from handbook.ledger.records import EventKind, Record, sha256_of
from handbook.ledger.seal import next_seal
from handbook.ledger.verify import verify_ledger

SIZE = 6_000
"""Bytes of a version: about what a policy of two printed pages takes."""


def make(data: Path, policies: int, versions: int, commits: int) -> None:
    """A data folder of so many policies and versions, in a git repository with so many commits, and one seal."""
    _git(data.parent, "init", "--quiet")
    heads = dict.fromkeys((f"policy-{number:05d}" for number in range(policies)), "")
    batch = max(1, policies * versions // commits)
    written = 0
    for version in range(1, versions + 1):
        for policy, prev in heads.items():
            heads[policy] = _add_version(data, policy, f"{version}.0", prev)
            written += 1
            if written % batch == 0:
                _commit(data.parent)
    seal = next_seal(data, date(2026, 1, 31))
    (data / "seals").mkdir()
    (data / "seals" / seal.file_name).write_bytes(seal.to_bytes())
    _commit(data.parent)


def _add_version(data: Path, policy: str, name: str, prev: str) -> str:
    """Write one version and its record; the record's hash."""
    content = f"title: {policy} {name}\n".encode() * (SIZE // 25)
    path = path_of(EventKind.VERSION, name)
    record = Record(policy=policy, kind=EventKind.VERSION, name=name, path=path, sha256=sha256_of(content), prev=prev)
    for file, written in (
        (data / "policies" / policy / path, content),
        (data / "ledger" / policy / record.file_name, record.to_bytes()),
    ):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(written)
    return sha256_of(record.to_bytes())


def _commit(folder: Path) -> None:
    _git(folder, "add", "--all")
    _git(folder, "commit", "--quiet", "--allow-empty", "-m", "publish")


def _git(folder: Path, *arguments: str) -> None:
    settings = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", "-c", "gc.auto=0")
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", *settings, *arguments], cwd=folder, env=environment, check=True)


def seconds(verify: Callable[[Path], tuple[Finding, ...]], data: Path, runs: int) -> float:
    """The shortest of several runs, which must find nothing."""
    found = []
    for _ in range(runs):
        began = time.perf_counter()
        findings = verify(data)
        found.append(time.perf_counter() - began)
        assert findings == (), findings[:3]
    return min(found)


def main() -> None:
    """Make the ledger, time the layers, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--policies", type=int, default=1_000)
    parser.add_argument("--versions", type=int, default=10, help="of each policy")
    parser.add_argument("--commits", type=int, default=100)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "policy_data"
        data.mkdir()
        make(data, given.policies, given.versions, given.commits)
        records = given.policies * given.versions
        print(f"{records:,} versions of {given.policies:,} policies, {given.commits:,} commits")
        print(f"ledger  {seconds(verify_ledger, data, given.runs):6.2f} s")
        print(f"git     {seconds(verify_git, data, given.runs):6.2f} s")


if __name__ == "__main__":
    main()
