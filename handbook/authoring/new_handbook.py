"""Answers and a day -> every file of a new handbook, with what is published in it from its first day.

What is published goes the way of everything else: through the gates, into a frozen version with its ledger record.
Works in a folder of the system for temporary files; writes nothing where the handbook will be.
"""

import tempfile
from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path

from handbook.authoring import codeowners
from handbook.authoring.ci import Settings, ci_files
from handbook.authoring.codeowners import Host
from handbook.authoring.json_schema import schema_files
from handbook.authoring.starter import APPROVER, DATA, READY, Answers, starter_files
from handbook.check.rules import check
from handbook.history.edition import Edition
from handbook.ledger.publish import Decision, prepare
from handbook.load.loader import load
from handbook.model.handbook import Handbook
from handbook.model.version import Approval, Reason, ReasonKind

_REASON = "first written down, from the text that comes with the program"


def new_handbook(answers: Answers, program: str, day: date) -> dict[str, bytes]:
    """The content of each file by its path from the top of the new folder.

    Args:
        answers: what is known of the organisation.
        program: what pip installs as the program.
        day: on which what is published is approved, and from which it binds.
    """
    files = {path: text.encode() for path, text in starter_files(answers).items()}
    files["requirements.txt"] = f"{program}\n".encode()
    with tempfile.TemporaryDirectory() as aside:
        data = Path(aside).resolve() / DATA
        _write(data.parent, files)
        handbook = _read(data)
        if answers.published:
            for policy in READY:
                files |= {f"{DATA}/{path}": content for path, content in _first_version(data, handbook, policy, day)}
    beside = {f"{DATA}/{path}": text for path, text in schema_files(handbook).items()} | _of_host(answers, handbook)
    return files | {path: text.encode() for path, text in beside.items()}


def _first_version(data: Path, handbook: Handbook, policy: str, day: date) -> list[tuple[str, bytes]]:
    edition = Edition(handbook, day)
    decision = Decision(
        effective=day,
        published=day,
        approval=Approval(role=APPROVER, approved=day),
        reasons=(Reason(kind=ReasonKind.FIRST_ISSUE, note=_REASON),),
    )
    prepared = prepare(data, edition, edition.policies[policy], decision, partial(check))
    if prepared.gates:
        raise AssertionError(f"the starter's {policy} cannot be published: {prepared.gates[0].message}")
    return [(path, content) for path, content in prepared.contents.items() if content is not None]


def _of_host(answers: Answers, handbook: Handbook) -> dict[str, str]:
    """Workflows, issue forms and CODEOWNERS of the git host, if it is one that we know."""
    if answers.host not in set(Host):
        return {}
    host = Host(answers.host)
    owners = codeowners.merged("", codeowners.lines(handbook, host, DATA))
    return ci_files(host, Settings(data=DATA, time_zone=answers.time_zone)) | {codeowners.path(host): owners}


def _read(data: Path) -> Handbook:
    loaded = load(data)
    if loaded.handbook is None or loaded.diagnostics:
        raise AssertionError(f"the starter cannot be read: {loaded.diagnostics[:1]}")
    return loaded.handbook


def _write(top: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
