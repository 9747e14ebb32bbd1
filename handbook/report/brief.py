"""A policy -> what pages about all policies tell of it; the rest would fill the memory in a large handbook.

Registers of clauses need `brief` ones. Lists of versions, feeds and calendars need no more than their heads: who keeps
them, whom they bind, what was decided. Nothing is left out that they say: a test compares both.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Protocol, TypeVar

from handbook.history.clauses import clause_title
from handbook.history.in_force import State, known, state
from handbook.model.handbook import Policy
from handbook.model.policy import PolicyText
from handbook.model.version import Version


class _Named(Protocol):
    @property
    def id(self) -> str: ...


Clause = TypeVar("Clause", bound=_Named)


def head(policy: Policy) -> Policy:
    """The policy without its working text and without any clause."""
    versions = (replace(item, text=_without_clauses(item.text)) for item in policy.versions)
    return replace(policy, working=None, versions=tuple(versions))


def brief(policy: Policy, as_of: date) -> Policy:
    """The policy without its working text, its free text, and more of versions that are superseded."""
    records = policy.records
    if records.corrections or records.feedback or records.checks:  # they name clauses of their versions
        return replace(policy, working=None)
    last = known(policy, as_of)[-1:]
    versions = (_brief(policy, item, as_of, is_last=(item,) == last) for item in policy.versions)
    return replace(policy, working=None, versions=tuple(versions))


def _brief(policy: Policy, version: Version, as_of: date, *, is_last: bool) -> Version:
    told = is_last or (
        version.release.published <= as_of and state(policy, version, as_of) in {State.IN_FORCE, State.PROSPECTIVE}
    )
    text = version.text
    measured = {item.standard for item in policy.records.measurements}
    named = {id_ for pilot in text.pilots for finding in pilot.findings for id_ in finding.changed}
    shorter = _without_free_text(text, named) if told else _evidence(text, named, measured)
    same = all(clause_title(shorter, id_) == clause_title(text, id_) for id_ in named)
    return replace(version, text=shorter) if same else version


def _without_free_text(text: PolicyText, named: Collection[str]) -> PolicyText:
    """A text without what only its own page tells; clauses that are named stay."""
    return replace(
        text,
        references=(),
        services=_those(text.services, named),
        examples=_those(text.examples, named),
        sections=_those(text.sections, named),
        procedures=tuple(replace(item, guidance=_those(item.guidance, named)) for item in text.procedures),
    )


def _evidence(text: PolicyText, named: Collection[str], measured: Collection[str]) -> PolicyText:
    """The head of a text, the standards against which measurements of its time are held, and its pilots."""
    shorter = _without_free_text(text, named)
    standing = {*named, *measured}
    procedures = (
        replace(item, steps=_those(item.steps, named), standards=_those(item.standards, standing))
        for item in shorter.procedures
    )
    return replace(
        shorter,
        related=(),
        duties=_those(text.duties, named),
        goals=_those(text.goals, named),
        procedures=tuple(item for item in procedures if item.steps or item.guidance or item.standards),
        authority=_those(text.authority, named),
        escalation=_those(text.escalation, named),
        briefings=(),
    )


def _without_clauses(text: PolicyText) -> PolicyText:
    return replace(
        text,
        related=(),
        references=(),
        duties=(),
        goals=(),
        services=(),
        procedures=(),
        authority=(),
        examples=(),
        escalation=(),
        sections=(),
        pilots=(),
        briefings=(),
    )


def _those(items: tuple[Clause, ...], named: Collection[str]) -> tuple[Clause, ...]:
    return tuple(item for item in items if item.id in named)
