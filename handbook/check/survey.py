"""An edition as the rules look at it: its texts, their clauses and references, each gathered once for all rules.

A frozen file is never changed, so a fault that only a change of it could mend must not stop every build for ever:
in a version that a later one follows it is a warning, in the newest version and the working text an error.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from handbook.check.outline import Outlines, outline, owners_of, today_of
from handbook.check.uses import Link, Use, find_uses
from handbook.history.clauses import clause_records
from handbook.history.edition import Edition
from handbook.model.diagnostic import Diagnostic, error, warning
from handbook.model.field import Target
from handbook.model.handbook import Handbook, Policy, shared_records
from handbook.model.policy import PolicyText
from handbook.model.source import Source
from handbook.model.version import Version

IN_POLICY = frozenset({Target.GOAL, Target.STANDARD, Target.CLAUSE})
"""Kinds of thing that are declared in one policy; all others in lists that the whole handbook shares."""

_ALL_NAMED = IN_POLICY | {Target.POLICY}
"""Kinds of thing that are told each time they are named; all others where it is not plain what is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """One text of a policy; `version` None is the working text.

    `clauses` are its records that are clauses, in reading order, without the head; `types` gives by id the type of the
    first that has it. `settled`: the text can be mended no more.
    """

    policy: Policy
    text: PolicyText
    version: Version | None
    settled: bool
    clauses: tuple[Any, ...]
    types: Mapping[str, type]

    def problem(self, code: str, source: Source, message: str, hint: str = "") -> Diagnostic:
        """An error, or a warning where the text is settled."""
        return (warning if self.settled else error)(code, source, message, hint)

    @property
    def twice(self) -> frozenset[str]:
        """The clause ids that stand more than once."""
        if len(self.types) == len(self.clauses):
            return frozenset()
        counts = Counter(record.id for record in self.clauses)
        return frozenset(id_ for id_ in counts if counts[id_] > 1)

    @property
    def name(self) -> str:
        """What the text is called in a message."""
        return f"version {self.version.number}" if self.version else "the working text"


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """What some records refer to: those of a text, those beside a policy's texts, or those that all policies share.

    `uses` name another policy, something of the policy, or what the whole handbook does not declare once.
    """

    policy: Policy | None
    expression: Expression | None
    uses: list[Use]
    links: list[Link]

    def problem(self, code: str, source: Source, message: str, hint: str = "") -> Diagnostic:
        """An error, or a warning where the text is settled; whatever stands beside a text can be mended."""
        return (self.expression.problem if self.expression else error)(code, source, message, hint)


@dataclass(frozen=True)
class Survey:
    """Everything is gathered when it is first asked for; policies in the edition's order.

    The edition holds the policies that are looked at. Where these are not all, `known` has the outlines of all, and
    `read` gives one of the others, which is asked only for those whose clauses are named.
    """

    edition: Edition
    known: Outlines | None = None
    read: Callable[[str], Policy] | None = None

    @property
    def handbook(self) -> Handbook:
        """The handbook with the policies that are looked at, whatever the date."""
        return self.edition.handbook

    @property
    def as_of(self) -> date:
        """The edition's date."""
        return self.edition.as_of

    @cached_property
    def texts(self) -> Mapping[str, tuple[Expression, ...]]:
        """By policy that is looked at its versions by ascending number, then its working text."""
        return {policy.id: tuple(_expressions(policy)) for policy in self.handbook.policies}

    def texts_of(self, id_: str) -> tuple[Expression, ...]:
        """The texts of whatever policy has this id, or had it; none where there is no such policy."""
        today = today_of(id_, self.ids, self.owners)
        if today in self.texts or not today:
            return self.texts.get(today, ())
        if today not in self._beside:
            assert self.read is not None
            self._beside[today] = tuple(_expressions(self.read(today)))
        return self._beside[today]

    @cached_property
    def _beside(self) -> dict[str, tuple[Expression, ...]]:
        """The texts of the others that were asked for."""
        return {}

    @cached_property
    def expressions(self) -> tuple[Expression, ...]:
        """The texts of all policies that are looked at."""
        return tuple(expression for policy in self.handbook.policies for expression in self.texts[policy.id])

    @property
    def working(self) -> Iterator[Expression]:
        """The texts that can still be mended."""
        return (expression for expression in self.expressions if expression.version is None)

    @cached_property
    def outlines(self) -> Outlines:
        """The outlines of all policies."""
        return self.known or Outlines(
            {policy.id: outline(policy, self.texts[policy.id], self.as_of) for policy in self.handbook.policies}
        )

    @cached_property
    def ids(self) -> Collection[str]:
        """The ids of all policies."""
        return (self.known.of if self.known else self.edition.policies).keys()

    @cached_property
    def owners(self) -> Mapping[str, tuple[str, ...]]:
        """By id that policies had before the policies that had it, in order of id; rightly one."""
        policies = self.handbook.policies
        return (
            self.known.owners
            if self.known
            else owners_of((item.id, [rename.former for rename in item.records.renames]) for item in policies)
        )

    @cached_property
    def declared(self) -> Mapping[Target, Counter[str]]:
        """The ids that the handbook declares, by kind of thing, with how often it does."""
        lists = {target: [record.id for record in records] for target, records in shared_records(self.handbook).items()}
        return {target: Counter(ids) for target, ids in {**lists, Target.POLICY: self.ids}.items()}

    @cached_property
    def references(self) -> tuple[References, ...]:
        """What all records refer to."""
        known = {
            target: _once({} if target in _ALL_NAMED else self.declared[target])
            for target in (*self.declared, *IN_POLICY)
        }
        return tuple(
            References(policy=policy, expression=expression, uses=uses, links=links)
            for policy, expression, records in self.records()
            for uses, links in [find_uses(records, known)]
            if uses or links
        )

    def records(self) -> Iterator[tuple[Policy | None, Expression | None, list[Any]]]:
        """What all policies share, then of each policy what stands beside its texts, and each text."""
        book = self.handbook
        yield None, None, [book.organisation, *book.roles, *book.competitors, *book.benchmarks, *book.terms]
        for policy in book.policies:
            yield policy, None, records_beside(policy)
            for expression in self.texts[policy.id]:
                beside = expression.version.release if expression.version else policy.working
                yield policy, expression, [beside, expression.text]


def _once(ids: Mapping[str, int]) -> frozenset[str | None]:
    """The ids that are declared once, and what stands for no id: an absent one, and one that was refused."""
    return frozenset({None, "", *(id_ for id_, count in ids.items() if count == 1)})


def records_beside(policy: Policy) -> list[Any]:
    """What accrued to a policy after publication, kind by kind."""
    kept = policy.records
    return [
        *(*kept.reviews, *kept.feedback, *kept.checks, *kept.exceptions),
        *(*kept.corrections, *kept.measurements, *kept.renames, *kept.withdrawals),
    ]


def _expressions(policy: Policy) -> Iterator[Expression]:
    withdrawn, newest = bool(policy.records.withdrawals), policy.versions[-1:]
    texts = [(version, version.text, withdrawn or (version,) != newest) for version in policy.versions]
    for version, text, settled in (*texts, *([(None, policy.working.text, False)] if policy.working else [])):
        clauses = clause_records(text)
        yield Expression(
            policy=policy,
            text=text,
            version=version,
            settled=settled,
            clauses=tuple(clauses),
            types={record.id: type(record) for record in reversed(clauses)},
        )
