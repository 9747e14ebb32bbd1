"""A data folder and a git revision -> the difference, reading no more of the handbook than that needs.

The older copy is laid out in a folder that the caller makes and throws away. Which of its policies are read follows
from the files that differ (`copies`).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from handbook.history.changes import ChangeType, FieldChange
from handbook.ledger.repository import Repository
from handbook.ledger.revision import Revision, changed_paths, lay_out
from handbook.load.nodes import MAX_BYTES
from handbook.model.handbook import Policy
from handbook.model.source import policy_of
from handbook.report.difference.copies import Copy, Means, Unreadable, read_copy
from handbook.report.difference.facts import Difference, FileChange
from handbook.report.difference.impact import surroundings
from handbook.report.difference.policies import Compared, Paths, concerned, policy_differences
from handbook.report.difference.problems import problems_against
from handbook.report.difference.shared import shared_changes

_SHARED = frozenset({"handbook.yml", "roles.yml", "benchmarks.yml", "glossary.yml"})
_MOST = 0.25
"""The part of all policies from which on reading them all costs no more than looking for those that are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Older:
    """The revision to compare with, where its files are read, and an empty folder to lay them out in."""

    revision: Revision
    repository: Repository
    scratch: Path


def against_revision(data: Path, name: str, older: Older, means: Means, only: str = "") -> Difference:
    """The files of a data folder, which is called `name`, against those of a revision; `only` one policy if named.

    Raises:
        Unreadable: the `handbook.yml` of one of the two cannot be read.
        RevisionError: the repository lacks files of the revision.
    """
    found = changed_paths(older.repository, older.revision.files, data)
    paths = {path: item for path, item in found.items() if not only or path.startswith(f"policies/{only}/")}
    ids = concerned(paths)
    copy = read_copy(name, data, _to_read(data, ids, paths), means)
    old = _older_copy(older, copy, ids, means)
    renames = [(item.former, policy.id) for policy in copy.policies for item in policy.records.renames]
    given = Compared(
        old=old.edition if old else None,
        new=copy.edition,
        paths=paths,
        unread=copy.unread | (old.unread if old else frozenset()),
        folder=data.name,
        old_name=old.name if old else "",
        around=surroundings(copy.edition),
        outlooks=copy.outlooks,
    )
    shared = shared_changes(old.edition, copy.edition) if old and _SHARED & paths.keys() else ()
    ledger = {path: item for path, item in paths.items() if path.startswith(("ledger/", "seals/"))}
    problems = old.problems(means) if old else ()
    return Difference(
        old=old.name if old else f"{_called(older.revision)}, which had no handbook",
        new=name,
        as_of=copy.edition.as_of,
        policies=policy_differences(given),
        shared=tuple(item for item in shared if item.file not in given.unread),
        pages=tuple(_pages(paths, older.scratch / data.name, data)),
        sealed=sum(not was for was, _ in ledger.values()),
        altered=tuple(_file_change(path, item) for path, item in ledger.items() if item[0]),
        problems=problems_against(copy.problems(means), problems, moved=dict(renames)),
    )


def _to_read(data: Path, ids: Collection[str], paths: Paths) -> Collection[str] | None:
    """The policies to read; None for all of them."""
    folder = data / "policies"
    count = sum(1 for _ in folder.iterdir()) if folder.is_dir() else 0
    return None if _SHARED & paths.keys() or len(ids) > count * _MOST else ids


def _older_copy(older: Older, newer: Copy, ids: Collection[str], means: Means) -> Copy | None:
    """The older handbook: policies that differ as they were, all others as they are; None where there was none."""
    files = older.revision.files
    if "handbook.yml" not in files:
        return None
    below = ("pages/", *(f"policies/{id_}/" for id_ in ids))
    folder = older.scratch / newer.data.name
    wanted = {path: file for path, file in files.items() if path in _SHARED or path.startswith(below)}
    lay_out(older.repository, wanted, folder)
    name, loaded = _called(older.revision), means.load(folder, None)
    if loaded.handbook is None:
        raise Unreadable(name, loaded.diagnostics)
    same = {policy.id: policy for policy in newer.policies if policy.id not in ids}
    handbook = replace(loaded.handbook, policies=_by_id(*loaded.handbook.policies, *same.values()))
    diagnostics = [item for item in newer.diagnostics if policy_of(item.source.file) in same]
    incomplete = {file for file in newer.incomplete if policy_of(file) in same}
    return Copy(
        name=name,
        data=folder,
        edition=means.edition(handbook),
        diagnostics=(*loaded.diagnostics, *diagnostics),
        incomplete=loaded.incomplete | incomplete,
    )


def _by_id(*policies: Policy) -> tuple[Policy, ...]:
    return tuple(sorted(policies, key=lambda policy: policy.id))


def _called(revision: Revision) -> str:
    short = revision.commit[:12]
    if revision.merge_base:
        return f"the commit where this parted from {revision.name} (merge base {short})"
    return f"{revision.name} ({short})"


def _pages(paths: Paths, old: Path, new: Path) -> Iterable[FileChange]:
    for path, item in paths.items():
        if path.startswith("pages/"):
            found = _file_change(path, item)
            before, after = _page_text(old / path), _page_text(new / path)
            fields = FieldChange(name="text", before=before, after=after, prose=True)
            yield replace(found, fields=(fields,)) if path.endswith(".md") and before != after else found


def _page_text(path: Path) -> str:
    if path.is_symlink() or not path.is_file() or path.stat().st_size > MAX_BYTES:
        return ""
    return path.read_bytes().decode("utf-8", "replace")


def _file_change(path: str, item: tuple[bool, bool]) -> FileChange:
    was, is_there = item
    type_ = ChangeType.CHANGED if was and is_there else ChangeType.REMOVED if was else ChangeType.ADDED
    return FileChange(type=type_, path=path)
