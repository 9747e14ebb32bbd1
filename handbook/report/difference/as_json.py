"""A difference -> a JSON document for programs. Its shape is stable: fields are added, never renamed or taken away."""

import json
from typing import Any

from handbook.history.changes import ClauseChange, FieldChange
from handbook.model.diagnostic import Diagnostic
from handbook.report.difference.facts import (
    Comparison,
    Difference,
    FileChange,
    Impact,
    Level,
    Plan,
    PolicyDifference,
    RecordChange,
    Side,
)
from handbook.report.difference.words import marked

FORMAT = 1
"""Raised only if the meaning of a field changes."""


def as_json(difference: Difference) -> str:
    """The whole difference.

    On top: `format`; `old` and `new`, sentences that name the two copies; the day `as_of`; `policies`, the most
    important first; `shared` (records of the files that all policies share), `pages`, `altered` (ledger files that were
    changed or removed), `sealed` (how many were added); `problems` with `new` (as `check --format json` gives them),
    `old`, `gone` and `compared`.

    A policy: `id`, `title`, `owner`, `status` (new, removed, renamed, changed), `former` (its id before, or empty),
    `kind` (substantive, editorial, or null where no rule differs), `comparisons`, `plan` or null, `records`, `altered`
    (published files that are not what they were), `unread` (files that could not be compared).

    A comparison: `old` and `new` (each `label`, `version`, `state` and `since`, null or empty where they do not apply),
    `kind`, `called` and `overruled` (of a published version), `disputed`, `material` (each `clause`, `kind`, `title`,
    `reason`), `changes` and `evidence`, `kept` (how many clauses of the rule are the same), `impact`.

    A change of a clause: `type` (added, removed, changed, moved), `moved`, `id`, `former` (its id before), `kind`,
    `title`, `from` and `to` (each null, or `parent` and the 0-based `position`), `fields`. A field: `name`, `before`,
    `after`, and `words`, pairs of `same`, `deleted` or `inserted` and a text.

    An impact: lists `roles`, `procedures`, `targets`, `limits`, `cases`, `lapses`, `suspects`, `pages`, each item with
    the fields of its type in `facts` but `told`; numbers and tests are strings, as they were written.
    """
    listed = {
        "format": FORMAT,
        "old": difference.old,
        "new": difference.new,
        "as_of": difference.as_of.isoformat(),
        "policies": [_policy(item) for item in difference.policies],
        "shared": [_record(item) for item in difference.shared],
        "pages": [_file(item) for item in difference.pages],
        "altered": [_file(item) for item in difference.altered],
        "sealed": difference.sealed,
        "problems": {
            "new": [_diagnostic(item) for item in difference.problems.new],
            "old": difference.problems.old,
            "gone": difference.problems.gone,
            "compared": difference.problems.compared,
        },
    }
    return json.dumps(listed, indent=2)


def _policy(item: PolicyDifference) -> dict[str, Any]:
    return {
        "id": item.id,
        "title": item.title,
        "owner": item.owner,
        "status": item.status.value,
        "former": item.former,
        "kind": item.kind.value if item.kind else None,
        "comparisons": [_comparison(found) for found in item.comparisons],
        "plan": _plan(item.plan) if item.plan else None,
        "records": [_record(found) for found in item.records],
        "altered": [_file(found) for found in item.altered],
        "unread": list(item.unread),
    }


def _comparison(item: Comparison) -> dict[str, Any]:
    return {
        "old": _side(item.old),
        "new": _side(item.new),
        "kind": item.kind.value if item.kind else None,
        "called": item.called.value if item.called else None,
        "overruled": item.overruled,
        "disputed": item.disputed,
        "material": [
            {"clause": found.clause_id, "kind": found.kind, "title": found.title, "reason": found.reason}
            for found in item.material
        ],
        "changes": [_change(found) for found in item.changes],
        "evidence": [_change(found) for found in item.evidence],
        "kept": item.kept,
        "impact": _impact(item.impact),
    }


def _side(side: Side) -> dict[str, Any]:
    return {
        "label": side.label,
        "version": str(side.version.number) if side.version else None,
        "state": side.state,
        "since": side.since.isoformat() if side.since else None,
    }


def _change(item: ClauseChange) -> dict[str, Any]:
    before, after = item.before, item.after
    return {
        "type": item.type.value,
        "moved": item.moved,
        "id": item.id,
        "former": before.id if before and before.id != item.id else "",
        "kind": item.kind,
        "title": item.title,
        "from": {"parent": before.parent, "position": before.position} if before else None,
        "to": {"parent": after.parent, "position": after.position} if after else None,
        "fields": [_field(field) for field in item.fields],
    }


def _field(field: FieldChange) -> dict[str, Any]:
    words = [[span.type.value, span.text] for span in marked(field)]
    return {"name": field.name, "before": field.before, "after": field.after, "words": words}


def _impact(item: Impact) -> dict[str, Any]:
    return {
        "roles": [{"id": it.id, "title": it.title, "clauses": list(it.clauses)} for it in item.roles],
        "procedures": [{"id": it.id, "title": it.title, "clauses": list(it.clauses)} for it in item.procedures],
        "targets": [
            {
                "clause": it.clause,
                "kind": it.kind,
                "metric": it.metric,
                "old": _level(it.old),
                "new": _level(it.new),
                "sense": it.sense.value,
            }
            for it in item.targets
        ],
        "limits": [
            {
                "clause": it.clause,
                "title": it.title,
                "what": it.what,
                "roles": list(it.roles),
                "old": it.old,
                "new": it.new,
                "sense": it.sense.value,
            }
            for it in item.limits
        ],
        "cases": [
            {"id": it.id, "title": it.title, "table": it.table, "old": dict(it.old), "new": dict(it.new)}
            for it in item.cases
        ],
        "lapses": [
            {
                "briefing": it.briefing,
                "held": it.held.isoformat(),
                "roles": list(it.roles),
                "attended": it.attended,
                "uncovered": list(it.uncovered),
            }
            for it in item.lapses
        ],
        "suspects": [
            {
                "kind": it.kind,
                "policy": it.policy,
                "place": it.place,
                "target": it.target,
                "clause": it.clause,
                "gone": it.gone,
                "reviewed": it.reviewed.isoformat() if it.reviewed else None,
            }
            for it in item.suspects
        ],
        "pages": list(item.pages),
    }


def _level(level: Level | None) -> dict[str, str] | None:
    return {"better": level.better.value, "target": format(level.target, "f"), "unit": level.unit} if level else None


def _plan(plan: Plan) -> dict[str, Any]:
    return {
        "before": str(plan.before) if plan.before else None,
        "number": str(plan.number),
        "called": plan.called.value if plan.called else None,
        "kind": plan.kind.value,
        "disputed": plan.disputed,
        "summary": plan.summary,
        "reasons": [{"kind": it.kind.value, "note": it.note, "ref": it.ref} for it in plan.reasons],
        "gates": [_diagnostic(gate) for gate in plan.gates],
    }


def _record(item: RecordChange) -> dict[str, Any]:
    return {
        "type": item.type.value,
        "kind": item.kind,
        "id": item.id,
        "title": item.title,
        "file": item.file,
        "fields": [_field(field) for field in item.fields],
        "policies": list(item.policies),
    }


def _file(item: FileChange) -> dict[str, Any]:
    return {"type": item.type.value, "path": item.path, "fields": [_field(field) for field in item.fields]}


def _diagnostic(item: Diagnostic) -> dict[str, Any]:
    return {
        "code": item.code,
        "severity": item.severity.value,
        "file": item.source.file,
        "line": item.line,
        "column": item.column,
        "path": list(item.source.path),
        "message": item.message,
        "hint": item.hint,
    }
