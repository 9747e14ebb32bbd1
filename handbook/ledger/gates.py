"""What stands in the way of a change that is about to be written: gates, each with what opens it.

A gate is an error of the handbook as it would be afterwards, or of the ledger as it is. Its source is a value of a file
as it lies on disk now; without a file it is about what the command was told. Decides nothing and writes nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from handbook.history.changes import ClauseChange
from handbook.history.edition import Edition
from handbook.history.materiality import MaterialChange
from handbook.ledger.chain import Ledger
from handbook.ledger.verify import verify_policy
from handbook.model.diagnostic import Diagnostic, Severity, error, key_of
from handbook.model.handbook import Policy
from handbook.model.source import NOWHERE, Source
from handbook.model.version import Approval, ChangeKind, Reason, Version

Check = Callable[[Edition], tuple[Diagnostic, ...]]
"""The checks that a handbook must pass; given by the caller, so that this floor need not know the rules."""

_NOT_TO_BE_FROZEN = frozenset({"comment-cuts-text", "undecided-case", "unreachable-rule"})
"""Warnings of a text that shut its gate: once it is frozen nobody can mend it any more."""

_APPROVE = "name the role that approved the text with --approved-by, and the day with --approved-on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A version about to be published, as far as gates judge it.

    `sha256` is of the text to approve, `found` what changed since the version `before`, `material` what of it makes the
    change substantive.
    """

    before: Version | None
    change: ChangeKind
    found: tuple[ClauseChange, ...]
    material: tuple[MaterialChange, ...]
    summary: str
    reasons: tuple[Reason, ...]
    approval: Approval | None
    overruled: str
    sha256: str


def shut_by_plan(draft: Draft) -> Iterator[Diagnostic]:
    """It is said what changed and why, and something did. Codes: nothing-changed, missing-summary, missing-reason."""
    if draft.before and not draft.found:
        message = f"the working text is identical to version {draft.before.number}"
        hint = "edit policy.yml first; a review that changes nothing is recorded with `handbook review`"
        yield error("nothing-changed", NOWHERE, message, hint)
        return
    if not draft.summary:
        hint = "--summary TEXT, or `summary` under `next` in policy.yml"
        yield error("missing-summary", NOWHERE, "it is not said what changed, for people who must act on it", hint)
    if not draft.reasons:
        hint = "--reason KIND:NOTE, or `reasons` under `next` in policy.yml"
        yield error("missing-reason", NOWHERE, "it is not said why the version was made", hint)


def shut_by_materiality(draft: Draft) -> Iterator[Diagnostic]:
    """A change is what it is called. Codes: not-editorial, nothing-to-overrule.

    A first version is substantive, and nothing can overrule that: it would need no pilot, approval or briefing. That
    an overruling was approved is for the checks of the version.
    """
    if draft.before is None and draft.change is ChangeKind.EDITORIAL:
        message = "the first version is called editorial, but all of it is new"
        yield error("not-editorial", NOWHERE, message, "call it substantive, under `next` or with --change")
        return
    is_disputed = draft.change is ChangeKind.EDITORIAL and bool(draft.material)
    if draft.overruled and not is_disputed:
        message = f"there is nothing to overrule: the change is {draft.change}"
        yield error("nothing-to-overrule", NOWHERE, message, "leave out --overrule, or call it --change editorial")
    if not is_disputed:
        return
    if not draft.overruled:
        hint = "publish it as substantive, or overrule with --overrule REASON and an approval; both are recorded"
        for item in draft.material:
            message = f"the change is called editorial, but in `{item.clause_id or 'the head'}` {item.reason}"
            yield error("not-editorial", NOWHERE, message, hint)


def shut_by_approval(draft: Draft) -> Iterator[Diagnostic]:
    """The approval is of this text. Codes: approval-of-other-text."""
    if draft.approval and draft.approval.sha256 not in {"", draft.sha256}:
        message = f"the text has changed since it was approved: it is {draft.sha256}, not {draft.approval.sha256}"
        yield error("approval-of-other-text", NOWHERE, message, "ask for approval of the text as it is now")


def shut_by_ledger(data: Path, ledger: Ledger, policy: str) -> Iterator[Diagnostic]:
    """The policy's chain is whole. Codes: no-record, broken-chain."""
    for finding in verify_policy(data, ledger, policy):
        source = Source(f"{data.name}/{finding.file}")
        if finding.code == "file-without-record":
            hint = "`handbook seal --adopt` records what was published before there was a ledger"
            yield error("no-record", source, "this was published, but the ledger has no record of it", hint)
        else:
            yield error("broken-chain", source, finding.message, "`handbook verify` says more")


def shut_by_checks(
    now: Edition, found: Iterable[Diagnostic], check: Check, new_file: str, text_file: str = ""
) -> tuple[Diagnostic, ...]:
    """The errors that the handbook would have afterwards and does not have now, and all of those in the new file.

    In the new file warnings of what must not be frozen count too. What is wrong in its text is placed in `text_file`,
    from which that text is taken; all else in the new file has no place yet.

    Args:
        now: the handbook as it is.
        found: what the reader and the checks would say afterwards.
        check: the checks.
        new_file: the file that is about to be written.
        text_file: the working text.
    """
    grave = [item for item in found if _shuts(item, new_file)]
    if any(item.source.file != new_file for item in grave):
        known = set(map(key_of, check(now)))
        grave = [item for item in grave if key_of(item) not in known]
    return tuple(placed(item, new_file, text_file) for item in grave)


def warned_of(found: Iterable[Diagnostic], new_file: str, text_file: str) -> tuple[Diagnostic, ...]:
    """The warnings about the new file's text that shut no gate, placed in the working text."""
    warnings = (item for item in found if item.source.file == new_file and item.severity is Severity.WARNING)
    return tuple(placed(item, new_file, text_file) for item in warnings if not _shuts(item, new_file))


def _shuts(item: Diagnostic, new_file: str) -> bool:
    return item.severity is Severity.ERROR or (item.source.file == new_file and item.code in _NOT_TO_BE_FROZEN)


def with_policy(edition: Edition, former: str, policy: Policy) -> Edition:
    """The edition with a policy in place of the one that has the former id."""
    policies = [policy if item.id == former else item for item in edition.handbook.policies]
    handbook = replace(edition.handbook, policies=tuple(sorted(policies, key=lambda item: item.id)))
    return Edition(handbook, edition.as_of)


def placed(item: Diagnostic, new_file: str, text_file: str = "") -> Diagnostic:
    """The error where it can be mended: in a file that is there, or by another option."""
    if item.source.file != new_file:
        return item
    if text_file and item.source.path[:1] not in {(), ("release",)}:
        return replace(item, source=Source(text_file, item.source.path), line=0, column=0)
    hint = _APPROVE if item.code == "missing-approval" else item.hint
    return replace(item, source=NOWHERE, hint=hint, line=0, column=0)
