"""An edition -> what happened to its policies, newest first: versions, withdrawals, renames and corrections.

Only what is known on the edition's date is told. A policy of which no version is known has no entries at all, so a
working text leaves no trace here.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from operator import attrgetter

from msgspec import Struct

from handbook.history.edition import Edition, once
from handbook.history.in_force import State, states
from handbook.model.handbook import Policy
from handbook.model.record import Correction, Rename, Withdrawal
from handbook.model.version import Approval, ChangeKind, Reason, Version
from handbook.model.version_number import VersionNumber


class EntryKind(StrEnum):
    """What an entry tells of; declared in the order in which entries of one day and policy stand."""

    WITHDRAWAL = "withdrawal"
    RENAME = "rename"
    CORRECTION = "correction"
    VERSION = "version"


_KINDS = {kind: place for place, kind in enumerate(EntryKind)}


class Entry(Struct, frozen=True, kw_only=True):
    """One line of the changelog.

    Every entry has the first six fields: `title` is the policy's, in the version that the entry is about or else in
    the newest known; `published` is the day on which it became public; `summary` is CommonMark where `prose`, else
    one line of plain text; it may be empty for a correction. The others are filled as their kinds say:

    - version: `version`, `previous` (None for the first), `change`, `effective`, `state` on the edition's date,
      `reasons`, `approval`
    - withdrawal, rename, correction: `record`, the record itself
    - withdrawal: `effective`, the day it stops to bind
    - correction: `version`, the version that holds the mistake
    """

    kind: EntryKind
    policy_id: str
    title: str
    published: date
    summary: str
    prose: bool
    version: VersionNumber | None = None
    previous: VersionNumber | None = None
    change: ChangeKind | None = None
    effective: date | None = None
    state: State | None = None
    reasons: tuple[Reason, ...] = ()
    approval: Approval | None = None
    record: Withdrawal | Rename | Correction | None = None


@once
def changelog(edition: Edition) -> tuple[Entry, ...]:
    """The entries of all policies, newest first, those of one day by policy; total."""
    entries = [entry for policy in edition.handbook.policies for entry in policy_changelog(policy, edition.as_of)]
    by_policy = sorted(entries, key=attrgetter("policy_id"))
    return tuple(sorted(by_policy, key=attrgetter("published"), reverse=True))


def policy_changelog(policy: Policy, as_of: date) -> tuple[Entry, ...]:
    """The entries of one policy, newest first, those of one day as `EntryKind` orders them; total."""
    by_kind = sorted(_entries(policy, as_of), key=lambda entry: _KINDS[entry.kind])
    return tuple(sorted(by_kind, key=attrgetter("published"), reverse=True))


def _entries(policy: Policy, as_of: date) -> Iterator[Entry]:
    """Versions by descending number, then records, those that the date does not know left out."""
    versions = states(policy, as_of)
    titles = {version.number: version.text.title for version, _ in versions}
    for place in reversed(range(len(versions))):
        yield _version_entry(policy, *versions[place], versions[place - 1][0] if place else None)
    if not versions:
        return
    newest = versions[-1][0].text.title
    for withdrawal in reversed(policy.records.withdrawals):
        if withdrawal.published <= as_of:
            yield _withdrawal_entry(policy, withdrawal, newest)
    for rename in reversed(policy.records.renames):
        if rename.renamed <= as_of:
            yield _rename_entry(policy, rename, newest)
    for correction in reversed(policy.records.corrections):
        if correction.corrected <= as_of and correction.version in titles:
            yield _correction_entry(policy, correction, titles[correction.version])


def _version_entry(policy: Policy, version: Version, state: State, previous: Version | None) -> Entry:
    release = version.release
    return Entry(
        kind=EntryKind.VERSION,
        policy_id=policy.id,
        title=version.text.title,
        published=release.published,
        summary=release.summary,
        prose=True,
        version=version.number,
        previous=previous.number if previous else None,
        change=release.change,
        effective=release.effective,
        state=state,
        reasons=release.reasons,
        approval=release.approval,
    )


def _withdrawal_entry(policy: Policy, withdrawal: Withdrawal, title: str) -> Entry:
    return Entry(
        kind=EntryKind.WITHDRAWAL,
        policy_id=policy.id,
        title=title,
        published=withdrawal.published,
        summary=withdrawal.reason,
        prose=True,
        effective=withdrawal.effective,
        record=withdrawal,
    )


def _rename_entry(policy: Policy, rename: Rename, title: str) -> Entry:
    return Entry(
        kind=EntryKind.RENAME,
        policy_id=policy.id,
        title=title,
        published=rename.renamed,
        summary=rename.reason,
        prose=False,
        record=rename,
    )


def _correction_entry(policy: Policy, correction: Correction, title: str) -> Entry:
    return Entry(
        kind=EntryKind.CORRECTION,
        policy_id=policy.id,
        title=title,
        published=correction.corrected,
        summary=correction.note,
        prose=False,
        version=correction.version,
        record=correction,
    )
