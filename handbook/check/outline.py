"""A policy -> what the findings in other policies, and in the handbook, can depend on in it.

As long as the outlines of what it names are the same, a policy's own findings stay as they are. Nothing is judged.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING

from handbook.history.in_force import in_force, prospective
from handbook.machine.following import differing, followed
from handbook.machine.store import stamp
from handbook.model.handbook import Policy
from handbook.model.policy import PolicyText

if TYPE_CHECKING:
    from handbook.check.survey import Expression


ANY = ""
"""What stands for an id that no policy has or had: the finding that says so may propose any other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """`former` are the ids that the policy had; `pillars` and `cases` what its living texts serve and cover.

    `clauses` is a stamp of the clauses that a link may lead to.
    """

    former: tuple[str, ...]
    pillars: tuple[str, ...]
    cases: tuple[str, ...]
    clauses: str


@dataclass(frozen=True)
class Outlines:
    """The outlines of all policies, by id in order of id, and what follows from all of them together."""

    of: Mapping[str, Outline]

    def after(self, ids: Set[str], made: Mapping[str, Outline]) -> "Outlines":
        """Those of the policies with these ids: of some of them made anew; the same value where all are as they were.

        Args:
            ids: of all policies, in order.
            made: by id; of every policy that has none here, and of others that perhaps changed.
        """
        anew = {id_: item for id_, item in made.items() if item != self.of.get(id_)}
        outlines = followed(self.of, ids, anew)
        return self if outlines is self.of else Outlines(outlines)

    @cached_property
    def owners(self) -> Mapping[str, tuple[str, ...]]:
        """By id that policies had before the policies that had it, in order of id; rightly one."""
        return owners_of((id_, item.former) for id_, item in self.of.items() if item.former)

    @cached_property
    def pillars(self) -> frozenset[str]:
        """What the living texts of any policy serve."""
        return frozenset(chain.from_iterable(map(attrgetter("pillars"), self.of.values())))

    @cached_property
    def cases(self) -> frozenset[str]:
        """What the living texts of any policy cover."""
        return frozenset(chain.from_iterable(map(attrgetter("cases"), self.of.values())))

    @cached_property
    def ids(self) -> str:
        """A stamp of the ids of today."""
        return stamp("\n".join(self.of))

    def today(self, id_: str) -> str:
        """The id of today of the policy that has this one, or had it; empty where there is none."""
        return today_of(id_, self.of, self.owners)

    def outside(self, named: Iterable[str], linked: Iterable[str]) -> str:
        """A stamp of all in other policies that the findings of one can depend on.

        Args:
            named: the ids that it names, and those that it had.
            linked: those among them whose clauses it names.
        """
        clauses = (self.of[id_].clauses if id_ else "" for id_ in map(self.today, linked))
        return stamp(*chain.from_iterable(map(self._found, named)), *clauses)

    def _found(self, id_: str) -> tuple[str, ...]:
        """What is found under an id; where nothing is, any id may be what was meant."""
        return id_, str(id_ in self.of), " ".join(self.owners.get(id_, ())), "" if self.today(id_) else self.ids

    def differing(self, before: "Outlines") -> frozenset[str]:
        """The ids under which something else is found than before; among them `ANY` where there are other ids."""
        ids = tuple(differing(self.of, before.of))
        found = (outlines.of[id_] for outlines in (self, before) for id_ in ids if id_ in outlines.of)
        any_ = () if self.of.keys() == before.of.keys() else (ANY,)
        return frozenset((*ids, *any_, *chain.from_iterable(item.former for item in found)))


def owners_of(former: Iterable[tuple[str, Iterable[str]]]) -> Mapping[str, tuple[str, ...]]:
    """Policies, each with the ids that it had -> by such an id the policies that had it, in the order given."""
    owners: dict[str, tuple[str, ...]] = {}
    for id_, ids in former:
        for before in dict.fromkeys(ids):
            owners[before] = (*owners.get(before, ()), id_)
    return owners


def today_of(id_: str, ids: Container[str], owners: Mapping[str, Sequence[str]]) -> str:
    """The id of today of the policy that has an id, or had it; empty where there is none."""
    return id_ if id_ in ids else owners.get(id_, ("",))[-1]


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
