"""Working texts -> the gates that each would still meet if all were published today, as their owners plan it.

The same gates as `ledger.publish`, asked for many policies with one run of the checks. A version begins to bind on the
first day that its briefings allow, as nobody has said yet when it shall. Prepares nothing to be written.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from handbook.history.edition import Edition
from handbook.history.materiality import MaterialChange
from handbook.ledger.chain import Ledger, read_ledger
from handbook.ledger.gates import Check, Draft, placed, shut_by_ledger, shut_by_materiality, shut_by_plan
from handbook.ledger.publish import Decision, draft_of, next_number, planned
from handbook.model.diagnostic import Diagnostic, Severity, key_of
from handbook.model.handbook import Policy
from handbook.model.period import Duration
from handbook.model.source import Source
from handbook.model.version import ChangeKind, Release, Version
from handbook.model.version_number import VersionNumber

_DAY = Duration(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What would be published next: its number, what the comparison with the version before calls it, and why."""

    policy: str
    before: VersionNumber | None
    number: VersionNumber
    kind: ChangeKind
    material: tuple[MaterialChange, ...]
    gates: tuple[Diagnostic, ...]


def outlooks(data: Path, edition: Edition, policies: Iterable[Policy], check: Check) -> dict[str, Outlook]:
    """The outlook of each policy whose working text says something else than its newest version; by id.

    Gates have the places where they can be mended, lines and columns not yet found.
    """
    ledger = read_ledger(data)
    today = Decision(effective=edition.as_of, published=edition.as_of)
    language = edition.handbook.organisation.language
    drafts = {item.id: (item, draft_of(item, planned(item, today), language)) for item in policies if item.working}
    drafts = {id_: (policy, draft) for id_, (policy, draft) in drafts.items() if draft.found or draft.before is None}
    coming = {id_: _version(policy, draft, edition.as_of) for id_, (policy, draft) in drafts.items()}
    found = _new_errors(edition, coming, check)
    return {
        id_: Outlook(
            policy=id_,
            before=draft.before.number if draft.before else None,
            number=coming[id_].number,
            kind=ChangeKind.SUBSTANTIVE if draft.material or draft.before is None else ChangeKind.EDITORIAL,
            material=draft.material,
            gates=(*_own_gates(data, ledger, policy, draft), *found.get(id_, ())),
        )
        for id_, (policy, draft) in drafts.items()
    }


def _version(policy: Policy, draft: Draft, as_of: date) -> Version:
    """The version as it would be if it were published today; it stands where its working text does."""
    assert policy.working is not None
    text = policy.working.text
    earliest = [as_of, *(_DAY.after(briefing.held) for briefing in text.briefings)]
    earliest += [_DAY.after(draft.before.release.effective)] if draft.before else []
    release = Release(
        version=next_number(draft.before, draft.change),
        change=draft.change,
        summary=draft.summary,
        published=as_of,
        effective=max(earliest),
        reasons=draft.reasons,
        source=_place(policy).of("release"),
    )
    return Version(release=release, text=text, sha256="", source=_place(policy))


def _own_gates(data: Path, ledger: Ledger, policy: Policy, draft: Draft) -> tuple[Diagnostic, ...]:
    return (*shut_by_plan(draft), *shut_by_materiality(draft), *shut_by_ledger(data, ledger, policy.id))


def _new_errors(edition: Edition, coming: Mapping[str, Version], check: Check) -> dict[str, tuple[Diagnostic, ...]]:
    """What the checks would say of the versions to come, by policy; nothing of what they say of the handbook now."""
    if not coming:
        return {}
    policies = tuple(
        replace(item, versions=(*item.versions, coming[item.id]), working=None) if item.id in coming else item
        for item in edition.handbook.policies
    )
    after = Edition(replace(edition.handbook, policies=policies), edition.as_of)
    known = set(map(key_of, check(edition)))
    files = {_file(version): id_ for id_, version in coming.items()}
    found: dict[str, list[Diagnostic]] = {}
    for item in check(after):
        id_ = files.get(item.source.file)
        if id_ and key_of(item) not in known and item.severity is Severity.ERROR:
            found.setdefault(id_, []).append(placed(item, _file(coming[id_]), _file(coming[id_])))
    return {id_: tuple(items) for id_, items in found.items()}


def _place(policy: Policy) -> Source:
    assert policy.working is not None
    return policy.working.source


def _file(version: Version) -> str:
    return version.source.file
