"""The handbook as it is computed for one date: the look-ups that every later floor needs, made once.

`as_of` is read once, by the command line, and reaches everything through here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, wraps
from typing import Any, TypeVar

from handbook.model.handbook import (
    Benchmark,
    Branch,
    Case,
    Category,
    Channel,
    Competitor,
    Handbook,
    Pillar,
    Policy,
    Principle,
    Role,
)

Fact = TypeVar("Fact")


@dataclass(frozen=True)
class Edition:
    """A handbook and the date for which it is read. Look-ups raise KeyError for ids that the checks refuse."""

    handbook: Handbook
    as_of: date

    @cached_property
    def facts(self) -> dict[Callable[..., Any], Any]:
        """What functions marked `once` gave."""
        return {}

    @cached_property
    def policies(self) -> dict[str, Policy]:
        """Policies by id, in order of id."""
        return {policy.id: policy for policy in self.handbook.policies}

    @cached_property
    def roles(self) -> dict[str, Role]:
        """Roles by id, as declared."""
        return {role.id: role for role in self.handbook.roles}

    @cached_property
    def categories(self) -> dict[str, Category]:
        """Categories by id, as declared."""
        return {category.id: category for category in self.handbook.organisation.categories}

    @cached_property
    def channels(self) -> dict[str, Channel]:
        """Channels by id, as declared."""
        return {channel.id: channel for channel in self.handbook.organisation.channels}

    @cached_property
    def branches(self) -> dict[str, Branch]:
        """Branches by id, as declared."""
        return {branch.id: branch for branch in self.handbook.organisation.branches}

    @cached_property
    def cases(self) -> dict[str, Case]:
        """Kinds of case by id, as declared."""
        return {case.id: case for case in self.handbook.organisation.cases}

    @cached_property
    def pillars(self) -> dict[str, Pillar]:
        """Pillars of the mission by id, as declared."""
        return {pillar.id: pillar for pillar in self.handbook.organisation.mission.pillars}

    @cached_property
    def principles(self) -> dict[str, Principle]:
        """Service principles by id, as declared."""
        return {principle.id: principle for principle in self.handbook.organisation.principles}

    @cached_property
    def competitors(self) -> dict[str, Competitor]:
        """Competitors by id, as declared."""
        return {competitor.id: competitor for competitor in self.handbook.competitors}

    @cached_property
    def benchmarks(self) -> dict[str, Benchmark]:
        """Benchmarks by id, as declared."""
        return {benchmark.id: benchmark for benchmark in self.handbook.benchmarks}


def once(function: Callable[[Edition], Fact]) -> Callable[[Edition], Fact]:
    """Let a pure function of an edition work but once for each: several pages ask for the same facts."""

    @wraps(function)
    def known(edition: Edition) -> Fact:
        if function not in edition.facts:
            edition.facts[function] = function(edition)
        found: Fact = edition.facts[function]
        return found

    return known
