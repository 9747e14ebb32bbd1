"""A data folder -> the handbook as far as a comparison must read it, and what its working texts come to.

Read are the policies that are asked for and those that name them; of all others only the ids are known, and the checks
conclude nothing from them.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from handbook.check.rules import check
from handbook.history.edition import Edition
from handbook.ledger.outlook import Outlook, outlooks
from handbook.load.loaded import Loaded
from handbook.load.mentions import naming
from handbook.model.diagnostic import Diagnostic, Severity
from handbook.model.handbook import Handbook, Policy
from handbook.report.difference.compare import compare, rule_changes, working_side
from handbook.report.difference.facts import Difference, PolicyDifference, Problems, Side, Status
from handbook.report.difference.impact import Surroundings, surroundings
from handbook.report.difference.policies import by_importance, plan_of
from handbook.report.difference.sides import newest_side


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What a comparison is made with, from the floors above.

    `load` reads the policies of a data folder that are named, None for all; `edition` is a handbook for the day that
    was chosen; `page_problems` is what is wrong with the hand-written pages of a data folder.
    """

    load: Callable[[Path, Collection[str] | None], Loaded]
    edition: Callable[[Handbook], Edition]
    page_problems: Callable[[Path, Handbook], Iterable[Diagnostic]]


class Unreadable(Exception):
    """A copy cannot be compared because its `handbook.yml` cannot be read; the message names the copy."""

    def __init__(self, name: str, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(name)
        self.diagnostics = diagnostics


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A handbook in a folder, as far as it was read: `name` says in a sentence which, the rest what the reader said."""

    name: str
    data: Path
    edition: Edition
    diagnostics: tuple[Diagnostic, ...]
    incomplete: frozenset[str]

    @property
    def policies(self) -> tuple[Policy, ...]:
        """All policies; those that were not asked for hold nothing but their ids."""
        return self.edition.handbook.policies

    @property
    def unread(self) -> frozenset[str]:
        """The files of which the records do not say what stands there: they cannot be compared."""
        errors = (item for item in self.diagnostics if item.severity is Severity.ERROR)
        return self.incomplete | {item.source.file for item in errors}

    def problems(self, means: Means) -> tuple[Diagnostic, ...]:
        """Everything that is wrong with what was read."""
        found = check(self.edition, self.diagnostics, self.incomplete)
        return (*self.diagnostics, *found, *means.page_problems(self.data, self.edition.handbook))

    def outlooks(self, policies: Collection[Policy]) -> Mapping[str, Outlook]:
        """What would be published next of those policies whose working text can be read."""
        unread = self.unread
        readable = [item for item in policies if item.working and item.working.source.file not in unread]
        judge = partial(check, loaded_problems=self.diagnostics, incomplete=self.incomplete)
        return outlooks(self.data, self.edition, readable, judge)


def read_copy(name: str, data: Path, ids: Collection[str] | None, means: Means) -> Copy:
    """The handbook of a data folder: of the named policies, and of those that name them; None for all.

    Raises:
        Unreadable: its `handbook.yml` cannot be read.
    """
    wanted = ids and {*ids, *naming(data, _with_former(data, ids, means))}
    loaded = means.load(data, wanted)
    if loaded.handbook is None:
        raise Unreadable(name, loaded.diagnostics)
    edition = means.edition(loaded.handbook)
    return Copy(name=name, data=data, edition=edition, diagnostics=loaded.diagnostics, incomplete=loaded.incomplete)


def between_texts(copy: Copy, policy: Policy, old: Side, new: Side, means: Means) -> Difference:
    """Two texts of one policy; gates and problems only where the newer one is the working text."""
    is_working = new.version is None
    ahead = copy.outlooks([policy]) if is_working else {}
    found = _difference(policy, old, new, surroundings(copy.edition), ahead)
    own = f"{copy.data.name}/policies/{policy.id}/"
    problems = copy.problems(means) if is_working else ()
    return Difference(
        old=f"{policy.id}, {described(old)}",
        new=f"{policy.id}, {described(new)}",
        as_of=copy.edition.as_of,
        policies=(found,) if found.comparisons or found.plan else (),
        problems=Problems(new=tuple(item for item in problems if item.source.file.startswith(own)), compared=False),
    )


def working_texts(copy: Copy, means: Means) -> Difference:
    """All working texts that say something else than the newest versions of their policies."""
    unread, around = copy.unread, surroundings(copy.edition)
    coming = [item for item in copy.policies if item.working and not item.records.withdrawals]
    coming = [item for item in coming if _says_more(item, unread)]
    ahead = copy.outlooks(coming)
    found = [_difference(item, newest_side(item, copy.edition), working_side(item), around, ahead) for item in coming]
    return Difference(
        old="the newest versions",
        new="the working texts",
        as_of=copy.edition.as_of,
        policies=by_importance(found),
        problems=Problems(new=copy.problems(means), compared=False),
    )


def described(side: Side) -> str:
    """The side with what a version is on the day."""
    state = f", {side.state.replace('-', ' ')}" if side.state else ""
    return f"{side.label}{state}{f' (effective {side.since})' if side.since else ''}"


def _difference(
    policy: Policy, old: Side, new: Side, around: Surroundings, ahead: Mapping[str, Outlook]
) -> PolicyDifference:
    comparison = compare(policy.id, old, new, around)
    shown = new.text or old.text
    return PolicyDifference(
        id=policy.id,
        title=shown.title if shown else policy.id,
        owner=shown.owner if shown else "",
        status=Status.CHANGED if old.text else Status.NEW,
        comparisons=(comparison,) if comparison.changes or comparison.evidence else (),
        plan=plan_of(policy, ahead.get(policy.id)),
    )


def _with_former(data: Path, ids: Collection[str], means: Means) -> set[str]:
    """The ids with those that the same policies had before: links may still use them."""
    handbook = means.load(data, ()).handbook
    policies = handbook.policies if handbook else ()
    former = {item.former for policy in policies if policy.id in ids for item in policy.records.renames}
    return {*ids, *former}


def _says_more(policy: Policy, unread: frozenset[str]) -> bool:
    if policy.working is None or policy.working.source.file in unread:
        return False
    return not policy.versions or bool(rule_changes(policy.versions[-1].text, policy.working.text))
