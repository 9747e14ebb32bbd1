"""What happens to a policy beside its versions -> the files that record it: a review, a withdrawal, a new id.

Prepares only: contents by path below the data folder, for `ledger.transaction` to write together, and what stands in
the way. A withdrawal and a rename continue the policy's chain; a review is not part of it, and touches no text.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from handbook.history.changes import changes
from handbook.history.edition import Edition
from handbook.ledger.chain import read_ledger
from handbook.ledger.gates import Check, placed, shut_by_checks, shut_by_ledger, with_policy
from handbook.ledger.records import EventKind
from handbook.ledger.seal import next_record
from handbook.ledger.yaml_text import yaml_text
from handbook.load.modeline import SCHEMAS, modeline
from handbook.load.nodes import compose
from handbook.load.records import read_record
from handbook.model.diagnostic import Diagnostic, error, has_errors
from handbook.model.handbook import Policy
from handbook.model.record import RECORD_KINDS
from handbook.model.source import NOWHERE, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedEvent:
    """An event that could be recorded: nothing is written yet, and it must not be while a gate is shut.

    `policy` is as it would be afterwards. None in `contents` deletes a file; all others are new.
    """

    policy: Policy
    gates: tuple[Diagnostic, ...]
    contents: dict[str, bytes | None]


def prepare_review(
    data: Path, edition: Edition, policy: Policy, values: Mapping[str, Any], check: Check
) -> PreparedEvent:
    """A review of a policy; `values` are the fields of its record."""
    name = free_name(f"{values['reviewed']}-{values['outcome']}", (item.id for item in policy.records.reviews))
    has_schemas = (data / SCHEMAS).is_dir()
    made = _Made(data.name, policy.id, "reviews", name, values, has_schemas=has_schemas)
    after = made.beside(policy)
    gates = made.problems or made.shut(edition, policy.id, after, check)
    return PreparedEvent(policy=after, gates=gates, contents={made.path: made.content})


def prepare_withdrawal(
    data: Path, edition: Edition, policy: Policy, values: Mapping[str, Any], check: Check
) -> PreparedEvent:
    """The end of a policy: its working text goes, its versions stay.

    Codes: nothing-published, withdrawn-twice, unpublished-changes, wrong-approver, no-record, broken-chain.
    """
    made = _Made(data.name, policy.id, "withdrawals", str(values["published"]), values)
    ledger = read_ledger(data)
    record = next_record(ledger, policy.id, EventKind.WITHDRAWAL, made.name, made.content)
    after = made.beside(replace(policy, working=None))
    gates = (*_shut_to_withdrawal(policy, values["by"]), *shut_by_ledger(data, ledger, policy.id), *made.problems)
    contents: dict[str, bytes | None] = {
        made.path: made.content,
        f"ledger/{policy.id}/{record.file_name}": record.to_bytes(),
    }
    if policy.working:
        contents[f"policies/{policy.id}/policy.yml"] = None
    gates = gates or made.shut(edition, policy.id, after, check)
    return PreparedEvent(policy=after, gates=gates, contents=contents)


def prepare_rename(
    data: Path, edition: Edition, policy: Policy, new_id: str, renamed: date, reason: str, check: Check
) -> PreparedEvent:
    """A new id for a policy: its folders move, and where it was published a record leads from the old id to the new.

    The gates are also the places that name the old id and must name the new one. Codes: no-record, broken-chain.
    """
    contents = dict(_moved(data, policy.id, new_id))
    values = {"former": policy.id, "renamed": renamed, "reason": reason}
    made = _Made(
        data.name, new_id, "renames", free_name(str(renamed), (item.id for item in policy.records.renames)), values
    )
    after = replace(policy, id=new_id)
    if not policy.versions:
        gates = made.shut(edition, policy.id, after, check)
        return PreparedEvent(policy=after, gates=gates, contents=contents)
    after, ledger = made.beside(after), read_ledger(data)
    record = next_record(ledger, policy.id, EventKind.RENAME, made.name, made.content)
    record = replace(record, policy=new_id, former=policy.id)
    gates = (*shut_by_ledger(data, ledger, policy.id), *made.problems)
    gates = gates or made.shut(edition, policy.id, after, check)
    contents |= {made.path: made.content, f"ledger/{new_id}/{record.file_name}": record.to_bytes()}
    return PreparedEvent(policy=after, gates=gates, contents=contents)


class _Made:
    """A record's file as it would be written, and what the reader makes of it."""

    def __init__(
        self, folder: str, policy: str, kind: str, name: str, values: Mapping[str, Any], *, has_schemas: bool = False
    ) -> None:
        self.kind, self.name = kind, name
        self.path = f"policies/{policy}/records/{kind}/{name}.yml"
        self.file = f"{folder}/{self.path}"
        line = modeline(self.path) if has_schemas else ""
        self.content = line.encode() + yaml_text({key: value for key, value in values.items() if value})
        top, found = compose(self.content, self.file)
        self.record = read_record(RECORD_KINDS[kind].record, top, Source(self.file), found, id=name) if top else None
        self.problems = tuple(placed(item, self.file) for item in found if has_errors((item,)))

    def beside(self, policy: Policy) -> Policy:
        """The policy with the record."""
        day = RECORD_KINDS[self.kind].day
        records = [*getattr(policy.records, self.kind), *([self.record] if self.record else [])]
        records.sort(key=lambda item: (getattr(item, day), item.id))
        return replace(policy, records=replace(policy.records, **{self.kind: tuple(records)}))

    def shut(self, now: Edition, former: str, after: Policy, check: Check) -> tuple[Diagnostic, ...]:
        """The errors that the handbook would have with the policy as it is afterwards."""
        return shut_by_checks(now, check(with_policy(now, former, after)), check, self.file)


def free_name(name: str, taken: Iterable[str]) -> str:
    """The name, with a count behind it where it is taken."""
    used = set(taken)
    return next(
        free for count in range(1, len(used) + 2) if (free := f"{name}-{count}" if count > 1 else name) not in used
    )


def _shut_to_withdrawal(policy: Policy, by: str) -> Iterator[Diagnostic]:
    if policy.records.withdrawals:
        day = policy.records.withdrawals[0].effective
        yield error("withdrawn-twice", NOWHERE, f"the policy is withdrawn already, from {day}", "nothing is left to do")
    if not policy.versions:
        hint = "delete its folder, nobody was ever bound by it"
        yield error("nothing-published", NOWHERE, "the policy was never published", hint)
        return
    newest = policy.versions[-1]
    if by != newest.text.approver:
        message = f"`{by}` approved the withdrawal, but the text names `{newest.text.approver}` as its approver"
        yield error("wrong-approver", NOWHERE, message, "let the role approve that the text names")
    if policy.working and changes(newest.text, policy.working.text):
        message = f"the working text says what was never published: it differs from version {newest.number}"
        yield error("unpublished-changes", policy.working.source, message, "take the changes back; the text would go")


def _moved(data: Path, former: str, new_id: str) -> Iterator[tuple[str, bytes | None]]:
    """The files of a policy and its records, at the new place and no longer at the old one."""
    for part in ("policies", "ledger"):
        folder = data / part / former
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            below = file.relative_to(folder).as_posix()
            yield f"{part}/{new_id}/{below}", file.read_bytes()
            yield f"{part}/{former}/{below}", None
