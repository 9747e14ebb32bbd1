"""A policy -> what the findings in other policies, and in the handbook, can depend on in it.

As long as the outlines of what it links to are the same, a policy's own findings stay as they are. Nothing is judged.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from handbook.history.in_force import in_force, prospective
from handbook.machine.store import stamp
from handbook.model.handbook import Policy
from handbook.model.policy import PolicyText

if TYPE_CHECKING:
    from handbook.check.survey import Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """`former` are the ids that the policy had; `pillars` and `cases` what its living texts serve and cover.

    `clauses` is a stamp of the clauses that a link may lead to.
    """

    former: tuple[str, ...]
    pillars: tuple[str, ...]
    cases: tuple[str, ...]
    clauses: str


def outline(policy: Policy, texts: "Iterable[Expression]", as_of: date) -> Outline:
    """The outline of a policy whose texts these are, by ascending number and the working text last."""
    alive = tuple(living(policy, as_of))
    return Outline(
        former=tuple(rename.former for rename in policy.records.renames),
        pillars=tuple(sorted({link.pillar for text in alive for goal in text.goals for link in goal.mission})),
        cases=tuple(sorted({case for text in alive for level in text.escalation for case in level.cases})),
        clauses=stamp("\n".join(chain.from_iterable(map(_clauses, texts)))),
    )


def _clauses(text: "Expression") -> Iterable[str]:
    """What a link to a clause of the text depends on, a line each."""
    return str(text.settled), *text.types, "|", *sorted(text.twice)


def living(policy: Policy, as_of: date) -> Iterator[PolicyText]:
    """The texts of a policy that bind, will bind or are being written on a date."""
    version = in_force(policy, as_of)
    if version:
        yield version.text
    for coming in prospective(policy, as_of):
        yield coming.text
    if policy.working:
        yield policy.working.text
