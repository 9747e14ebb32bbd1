"""The second layer of verification: the frozen files against git's history along the first parents of a branch.

Of records that the ledger does not hold (reviews, checks, exceptions and others) git alone knows what they were.

Runs the git program, which reads history far faster than libraries do. Replacement refs are ignored and shallow clones
refused, since either would show another history than the one that was written. Writes nothing.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from subprocess import CalledProcessError
from typing import NamedTuple

from handbook.ledger.finding import Finding, Layer
from handbook.ledger.frozen import FROZEN
from handbook.ledger.records import EventKind
from handbook.ledger.repository import Repository
from handbook.load.modeline import MARK

_ENTRY = re.compile(rb":(\d{6}) (\d{6}) ([0-9a-f]+) ([0-9a-f]+) ([A-Z])")
_PLACES = "|".join(
    (*(f"policies/[^/]+/{place}/[^/]+" for place in FROZEN.values()), "ledger/[^/]+/[^/]+", "seals/[^/]+")
)
_FROZEN = re.compile(_PLACES)
_EVIDENCE = re.compile(r"policies/[^/]+/records/(?!withdrawals/|renames/)[^/]+/[^/]+\.yml")
"""Records of a policy that the ledger does not hold."""
_EDITORS = re.compile(rb"^%b.*\n" % re.escape(MARK.encode()), re.MULTILINE)
"""Lines for editors, which say nothing."""


class _Entry(NamedTuple):
    """What a commit does to one file: the blobs before and after, and git's letter for it."""

    path: str
    before: str
    after: str
    change: str


def verify_git(data: Path, branch: str = "HEAD") -> tuple[Finding, ...]:
    """Every frozen file that git once had otherwise than it is now, with the commit that changed it, sorted.

    A frozen file may be added, never changed or removed; a rename of a policy moves its files with their content.
    Files that no commit of the branch has yet are not judged: they are being proposed.

    And, as notes, each record beside the ledger that was changed or removed after it was first committed: that may have
    been right, as when an exception is closed.

    Codes: no-git, shallow-clone, history-altered, differs-from-git; notes: nothing-committed, evidence-changed.
    """
    git = _Git(data)
    refusal = git.refusal(branch)
    if refusal:
        return (refusal,)
    try:
        return tuple(sorted(set(_departures(git, data, branch))))
    except CalledProcessError as failure:
        reason = failure.stderr.decode("utf-8", "replace").strip()
        return (_refusal("no-git", f"git cannot read the history: {reason}"),)


def _departures(git: "_Git", data: Path, branch: str) -> Iterator[Finding]:
    past, evidence = _Past(), _Evidence()
    for commit, entries in git.history(branch):
        frozen = [entry for entry in entries if _FROZEN.fullmatch(entry.path)]
        yield from past.departures(commit, frozen)
        past.add(commit, frozen)
        evidence.add(commit, [entry for entry in entries if _EVIDENCE.fullmatch(entry.path)])
    yield from evidence.notes(git, data)
    for path, (blob, commit) in past.frozen.items():
        file = data / path
        now = git.blob_of(file.read_bytes()) if file.is_file() and not file.is_symlink() else ""
        if now != blob:
            message = f"the file is not what commit {commit[:12]} holds" if now else "the file is missing"
            yield _finding("differs-from-git", path, message, blob, now)


class _Past:
    """What the commits read so far have frozen, by path: the blob and the commit that froze it.

    Records and seals are frozen when they are added, a policy's file once there is a record of it: before, the handbook
    kept no ledger.
    """

    def __init__(self) -> None:
        self.frozen: dict[str, tuple[str, str]] = {}
        self._there: dict[str, str] = {}

    def departures(self, commit: str, entries: "list[_Entry]") -> Iterator[Finding]:
        """What a commit does to files that were frozen before it; a renamed policy takes its files along."""
        moved = _moved(entries)
        for entry in entries:
            kept, _ = self.frozen.get(entry.path, (entry.after, ""))
            if entry.path in moved:
                self.frozen.pop(entry.path, None)
            elif entry.path in self.frozen and entry.after != kept:
                verb = {"D": "removed", "A": "added again with other content"}.get(entry.change, "changed")
                message = f"commit {commit[:12]} {verb} a frozen file"
                yield _finding("history-altered", entry.path, message, kept, entry.after.strip("0"))

    def add(self, commit: str, entries: "list[_Entry]") -> None:
        """Take note of a commit."""
        for entry in entries:
            if entry.change == "D":
                self._there.pop(entry.path, None)
            else:
                self._there[entry.path] = entry.after
        for entry in entries:
            pair = (entry.path, _other_of_pair(entry.path))
            if all(path in self._there for path in pair):
                for path in pair:
                    self.frozen.setdefault(path, (self._there[path], commit))


class _Evidence:
    """Records that the ledger does not hold: by path what the commits read so far left, and what they changed."""

    def __init__(self) -> None:
        self._there: dict[str, tuple[str, str]] = {}
        self._changes: list[tuple[str, str, str, str]] = []

    def add(self, commit: str, entries: "list[_Entry]") -> None:
        """Take note of a commit; a renamed policy takes its records along."""
        moved = _moved(entries)
        for entry in entries:
            is_gone = entry.change == "D"
            if entry.change != "A" and entry.path not in moved:
                message = f"commit {commit[:12]} {'removed' if is_gone else 'changed'} this record"
                message += " after it was first committed"
                self._changes.append((entry.path, message, entry.before, "" if is_gone else entry.after))
            if is_gone:
                self._there.pop(entry.path, None)
            else:
                self._there[entry.path] = (entry.after, commit)

    def notes(self, git: "_Git", data: Path) -> Iterator[Finding]:
        """The records that were changed or removed, on disk too, but for what says nothing."""
        on_disk = dict[str, bytes]()
        changes = [*self._changes, *self._uncommitted(git, data, on_disk)]
        ids = sorted({blob for _, _, *blobs in changes for blob in blobs if blob and blob not in on_disk})
        try:
            texts = {**on_disk, **dict(zip(ids, git.blobs(ids), strict=True))}
        except LookupError:
            texts = {}
        told = {blob: _EDITORS.sub(b"", text.replace(b"\r\n", b"\n")) for blob, text in texts.items()}
        for path, message, before, after in changes:
            if not after or told.get(before, before) != told.get(after, after):
                yield _finding("evidence-changed", path, message)

    def _uncommitted(self, git: "_Git", data: Path, on_disk: dict[str, bytes]) -> Iterator[tuple[str, str, str, str]]:
        """What differs on disk from what the last commit has; the contents are put into `on_disk` by their ids."""
        for path, (blob, commit) in self._there.items():
            file = data / path
            if file.is_symlink() or not file.is_file():
                yield path, f"this record of commit {commit[:12]} is missing", blob, ""
                continue
            content = file.read_bytes()
            now = git.blob_of(content)
            if now != blob:
                on_disk[now] = content
                yield path, f"this record is not what commit {commit[:12]} holds", blob, now


def _other_of_pair(path: str) -> str:
    """The file that a record is of, or the record of a file; a seal stands alone."""
    top, _, below = path.partition("/")
    policy, _, name = below.partition("/")
    if top == "seals":
        return path
    for kind, place in FROZEN.items():
        prefix = "" if kind is EventKind.VERSION else f"{kind}-"
        if top == "policies" and name.startswith(f"{place}/"):
            return f"ledger/{policy}/{prefix}{name.removeprefix(f'{place}/').removesuffix('.yml')}.json"
        if top == "ledger" and prefix and name.startswith(prefix):
            return f"policies/{policy}/{place}/{name.removeprefix(prefix).removesuffix('.json')}.yml"
    return f"policies/{policy}/{FROZEN[EventKind.VERSION]}/{name.removesuffix('.json')}.yml"


def _moved(entries: "list[_Entry]") -> set[str]:
    """The files that a commit removed and added again, the same, under another policy: that was renamed."""
    added = {(entry.after, _below_policy(entry.path)) for entry in entries if entry.change == "A"}
    gone = (entry for entry in entries if entry.change == "D")
    return {entry.path for entry in gone if (entry.before, _below_policy(entry.path)) in added}


def _below_policy(path: str) -> str:
    """The path without the policy's id, so that a file that moved with a rename is recognised."""
    parts = path.split("/")
    return "/".join((parts[0], *parts[2:])) if len(parts) > 2 else path


def _finding(code: str, path: str, message: str, expected: str = "", found: str = "") -> Finding:
    parts = path.split("/")
    return Finding(
        layer=Layer.GIT,
        code=code,
        policy=parts[1] if len(parts) > 2 else "",
        version=Path(path).stem,
        file=path,
        message=message,
        expected=expected,
        found=found,
    )


class _Git(Repository):
    """The history of the repository that holds the data folder."""

    def refusal(self, branch: str) -> Finding | None:
        """Why the repository cannot be held as evidence, if so."""
        try:
            inside = self.ask("rev-parse", "--is-inside-work-tree")
        except OSError as problem:
            return _refusal("no-git", f"the program git cannot be run: {problem.strerror}")
        if inside != "true":
            return _refusal("no-git", "the data folder is not in a git repository, or git refuses to read it")
        if self.is_shallow:
            return _refusal("shallow-clone", "the clone is shallow: its history is cut off; fetch all of it first")
        if not self.commit(branch):
            if not self.ask("rev-list", "--all", "--max-count=1"):
                message = "the repository has no commit yet, so git has nothing to hold the files against"
                return _refusal("nothing-committed", message)
            return _refusal("no-git", f"the repository has no commit {branch}")
        return None

    def history(self, branch: str) -> Iterator[tuple[str, list[_Entry]]]:
        """For each commit that touches frozen files or records, oldest first: its id and what it does to them."""
        log = self.run(
            "log", "--first-parent", "-m", "--reverse", "--raw", "-z", "--no-abbrev", "--no-renames", "--root",
            "--no-show-signature", "--relative", "--format=commit %H", "--end-of-options", branch, "--", ".",
        )  # fmt: skip
        commit, entries = "", list[_Entry]()
        parts = iter(log.split(b"\0"))
        for part in parts:
            text = part.strip(b"\n")
            if text.startswith(b"commit "):
                if entries:
                    yield commit, entries
                commit, entries = text[7:47].decode("ascii"), []
                text = text[47:].strip(b"\n")
            match = _ENTRY.fullmatch(text)
            if match:
                path = next(parts).decode("utf-8", "surrogateescape")
                if _FROZEN.fullmatch(path) or _EVIDENCE.fullmatch(path):
                    before, after, change = (match[place].decode("ascii") for place in (3, 4, 5))
                    entries.append(_Entry(path, before, after, change))
        if entries:
            yield commit, entries


def _refusal(code: str, message: str) -> Finding:
    return Finding(layer=Layer.GIT, code=code, message=message)
