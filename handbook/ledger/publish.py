"""A working text and what was decided about it -> the files of a new version, and the gates that are still shut.

Prepares only: contents by path below the data folder, for `ledger.transaction` to write together. The kind of change
is the owner's to say and the comparison's to dispute; comments and formatting of the text stay as they are.
"""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from handbook.history.changes import changes
from handbook.history.edition import Edition
from handbook.history.materiality import MaterialChange, material_changes
from handbook.ledger.chain import read_ledger
from handbook.ledger.gates import (
    Check,
    Draft,
    placed,
    shut_by_approval,
    shut_by_checks,
    shut_by_ledger,
    shut_by_materiality,
    shut_by_plan,
    warned_of,
    with_policy,
)
from handbook.ledger.records import EventKind, sha256_of
from handbook.ledger.seal import next_record
from handbook.ledger.working_text import TEXT_MARK, approved_text, remaining_text
from handbook.ledger.yaml_text import yaml_text
from handbook.load.policy_folder import read_version
from handbook.model.diagnostic import Diagnostic, has_errors
from handbook.model.handbook import Policy
from handbook.model.version import Approval, ChangeKind, Reason, ReasonKind, Version
from handbook.model.version_number import VersionNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided about a version; what is left empty is taken from the working text's plan.

    `change` None leaves the kind to the plan, else to the comparison. `overruled` is the recorded reason for calling
    editorial what the comparison calls substantive.
    """

    effective: date
    published: date
    approval: Approval | None = None
    change: ChangeKind | None = None
    summary: str = ""
    reasons: tuple[Reason, ...] = ()
    overruled: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A version that could be published: nothing is written yet, and it must not be while a gate is shut.

    `approved_sha256` is of the text to approve, `sha256` of the version's file. `warnings` are about the text and shut
    no gate. All of `contents` are new but those named in `replaced`.
    """

    number: VersionNumber
    change: ChangeKind
    approved_sha256: str
    sha256: str
    material: tuple[MaterialChange, ...]
    gates: tuple[Diagnostic, ...]
    warnings: tuple[Diagnostic, ...]
    contents: dict[str, bytes | None]
    replaced: tuple[str, ...]


def planned(policy: Policy, decision: Decision) -> Decision:
    """The decision with what the working text plans in place of what it leaves empty."""
    plan = policy.working.next if policy.working else None
    first = () if policy.versions else (Reason(kind=ReasonKind.FIRST_ISSUE, note="The first issue."),)
    return replace(
        decision,
        change=decision.change or (plan.change if plan else None),
        summary=decision.summary or (plan.summary if plan else ""),
        reasons=decision.reasons or (plan.reasons if plan else ()) or first,
    )


def prepare(data: Path, edition: Edition, policy: Policy, decision: Decision, check: Check) -> Prepared:
    """The next version of a policy whose working text can be frozen (see `working_text.unfit`), and its shut gates."""
    place = f"policies/{policy.id}"
    working = (data / place / "policy.yml").read_bytes()
    text = approved_text(working)
    decision = planned(policy, decision)
    draft = draft_of(policy, decision, edition.handbook.organisation.language, sha256_of(text))
    number = next_number(draft.before, draft.change)
    path = f"{place}/versions/{number}.yml"
    frozen = yaml_text({"release": _release(number, draft, decision)}) + TEXT_MARK + text
    ledger = read_ledger(data)
    record = next_record(ledger, policy.id, EventKind.VERSION, str(number), frozen)
    shut, warnings = _told_of_version(data.name, edition, policy, (number, frozen), check)
    gates = (
        *shut_by_plan(draft),
        *shut_by_materiality(draft),
        *shut_by_approval(draft),
        *shut_by_ledger(data, ledger, policy.id),
        *shut,
    )
    return Prepared(
        number=number,
        change=draft.change,
        approved_sha256=draft.sha256,
        sha256=sha256_of(frozen),
        material=draft.material,
        gates=gates,
        warnings=warnings,
        contents={
            path: frozen,
            f"ledger/{policy.id}/{record.file_name}": record.to_bytes(),
            f"{place}/policy.yml": remaining_text(working),
        },
        replaced=(f"{place}/policy.yml",),
    )


def next_number(before: Version | None, change: ChangeKind) -> VersionNumber:
    """The number after a version: MAJOR raised by a substantive change, MINOR by an editorial one; `1.0` first."""
    if before is None:
        return VersionNumber(1, 0)
    major, minor = before.number
    return VersionNumber(major + 1, 0) if change is ChangeKind.SUBSTANTIVE else VersionNumber(major, minor + 1)


def draft_of(policy: Policy, decision: Decision, language: str, sha256: str = "") -> Draft:
    """The next version as gates judge it; of a policy with a working text, whose approved text has the hash."""
    before, working = policy.versions[-1] if policy.versions else None, policy.working
    assert working is not None
    found = changes(before.text if before else None, working.text)
    material = material_changes(found, language, policy.records.corrections)
    return Draft(
        before=before,
        change=decision.change or (ChangeKind.SUBSTANTIVE if material else ChangeKind.EDITORIAL),
        found=found,
        material=material,
        summary=decision.summary,
        reasons=decision.reasons,
        approval=decision.approval,
        overruled=decision.overruled,
        sha256=sha256,
    )


def _release(number: VersionNumber, draft: Draft, decision: Decision) -> dict[str, object]:
    """The block that stands on top of a frozen file. What is not said yet shuts a gate, so it is never written."""
    release: dict[str, object] = {
        "version": str(number),
        "change": draft.change.value,
        "summary": draft.summary or "not said yet",
        "published": decision.published,
        "effective": decision.effective,
        "reasons": [
            {"kind": item.kind.value, "note": item.note, **({"ref": item.ref} if item.ref else {})}
            for item in draft.reasons
        ],
    }
    if draft.approval:
        approved = {"role": draft.approval.role, "approved": draft.approval.approved, "sha256": draft.sha256}
        release["approval"] = approved
    return {key: value for key, value in (release | {"overruled": draft.overruled}).items() if value}


def _told_of_version(
    folder: str, edition: Edition, policy: Policy, frozen: tuple[VersionNumber, bytes], check: Check
) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """What the reader and the checks would say of the handbook with the version in it: shut gates, and warnings.

    All but what `shut_by_materiality` has said clause by clause.
    """
    number, content = frozen
    place = f"{folder}/policies/{policy.id}"
    file, text_file = f"{place}/versions/{number}.yml", f"{place}/policy.yml"
    version, found = read_version(content, file, number)
    if version is None or has_errors(found):
        return tuple(placed(item, file, text_file) for item in found if has_errors((item,))), ()
    after = with_policy(edition, policy.id, replace(policy, versions=(*policy.versions, version)))
    found = tuple(item for item in (*found, *check(after)) if item.code != "not-editorial")
    return shut_by_checks(edition, found, check, file, text_file), warned_of(found, file, text_file)
