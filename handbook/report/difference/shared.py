"""Two handbooks -> what differs in the files that all policies share, and which policies name it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handbook.check.uses import Known, find_uses
from handbook.history.changes import ChangeType
from handbook.history.edition import Edition
from handbook.model.field import Target
from handbook.model.handbook import Handbook, shared_records
from handbook.report.difference.facts import RecordChange
from handbook.report.difference.records import field_changes, record_changes

_NESTED = ("mission", "categories", "principles", "channels", "branches", "cases")
_ORDERED = frozenset({Target.CATEGORY})
_NOBODY: frozenset[str | None] = frozenset({None, ""})


def shared_changes(old: Edition, new: Edition) -> tuple[RecordChange, ...]:
    """What came, went or changed in `handbook.yml`, `roles.yml`, `benchmarks.yml` and `glossary.yml`.

    A change of the organisation's own fields has the id of the handbook's file.
    """
    found = [*_organisation(old.handbook, new.handbook)]
    before, after = shared_records(old.handbook), shared_records(new.handbook)
    for target in after:
        if target is not Target.POLICY:
            found += record_changes(target.value, before[target], after[target], ordered=target in _ORDERED)
    found += record_changes("term", old.handbook.terms, new.handbook.terms)
    naming = _naming(new) if any(item.kind in _REFERRED for item in found) else {}
    return tuple(replace(item, policies=tuple(naming.get((item.kind, item.id), ()))) for item in found)


_REFERRED = frozenset(target.value for target in Target)


def _organisation(old: Handbook, new: Handbook) -> list[RecordChange]:
    before, after = old.organisation, new.organisation
    fields = field_changes(before, after, leave_out=_NESTED)
    fields += field_changes(before.mission, after.mission, leave_out=("pillars",))
    if not fields:
        return []
    file = after.source.file
    return [
        RecordChange(
            type=ChangeType.CHANGED,
            kind="handbook",
            id="handbook",
            title=after.title,
            file=file,
            fields=fields,
            told=fields,
        )
    ]


def _naming(edition: Edition) -> Mapping[tuple[str, str], list[str]]:
    """By kind and id of a shared thing the policies whose texts of today name it."""
    known: Known = dict.fromkeys(shared_records(edition.handbook), _NOBODY)
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for policy in edition.handbook.policies:
        texts: list[Any] = [version.text for version in policy.versions[-1:]]
        texts += [policy.working.text] if policy.working else []
        uses = [use for text in texts for use in find_uses([text], known)[0]]
        for place in sorted({(use.target.value, use.id) for use in uses}):
            found[place].append(policy.id)
    return found
