"""Marks that a field of the model carries: what it means, how its text is written, what it refers to.

The reader in `load.records`, the generated reference page, the reference checks and the clause list all
work from these marks, so a field is described once, where it is declared. Nothing here reads or converts.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated


class Format(StrEnum):
    """How the text of a scalar must be written; the value says it in one word."""

    ID = "id"
    LINE = "line"
    PROSE = "prose"
    URL = "url"
    SHA256 = "sha256"
    UNARY_TEST = "unary test"
    TIME_ZONE = "time zone"
    LANGUAGE = "language"
    HANDLE = "handle"


class Target(StrEnum):
    """The kind of thing a reference names. The last three are looked up inside the policy that refers."""

    ROLE = "role"
    PILLAR = "pillar"
    PRINCIPLE = "principle"
    CATEGORY = "category"
    CHANNEL = "channel"
    BRANCH = "branch"
    CASE = "case"
    COMPETITOR = "competitor"
    BENCHMARK = "benchmark"
    POLICY = "policy"
    GOAL = "goal"
    STANDARD = "standard"
    CLAUSE = "clause"


def may_be(target: Target) -> tuple[Target, ...]:
    """What may be named for it: the value of a goal's own measure is recorded as that of a standard."""
    return (target, Target.GOAL) if target is Target.STANDARD else (target,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refers:
    """The scalar is the id of something of this kind."""

    to: Target


@dataclass(frozen=True, slots=True)
class Doc:
    """What a field means to the owner who fills it in, with an example and the unit of its value."""

    meaning: str
    example: str = ""
    unit: str = ""


Id = Annotated[str, Format.ID]
Line = Annotated[str, Format.LINE]
Prose = Annotated[str, Format.PROSE]
Url = Annotated[str, Format.URL]
Sha256 = Annotated[str, Format.SHA256]
Number = Decimal
NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,6})?", re.ASCII)
"""How a number is written."""

FORMATTING = frozenset({"b", "br", "code", "del", "em", "i", "kbd", "mark", "q", "s", "strong", "sub", "sup", "wbr"})
"""Tags of HTML that prose may hold, without attributes."""

Day = date

RoleId = Annotated[str, Format.ID, Refers(to=Target.ROLE)]
PillarId = Annotated[str, Format.ID, Refers(to=Target.PILLAR)]
PrincipleId = Annotated[str, Format.ID, Refers(to=Target.PRINCIPLE)]
CategoryId = Annotated[str, Format.ID, Refers(to=Target.CATEGORY)]
ChannelId = Annotated[str, Format.ID, Refers(to=Target.CHANNEL)]
BranchId = Annotated[str, Format.ID, Refers(to=Target.BRANCH)]
CaseId = Annotated[str, Format.ID, Refers(to=Target.CASE)]
CompetitorId = Annotated[str, Format.ID, Refers(to=Target.COMPETITOR)]
BenchmarkId = Annotated[str, Format.ID, Refers(to=Target.BENCHMARK)]
PolicyId = Annotated[str, Format.ID, Refers(to=Target.POLICY)]
GoalId = Annotated[str, Format.ID, Refers(to=Target.GOAL)]
StandardId = Annotated[str, Format.ID, Refers(to=Target.STANDARD)]
ClauseId = Annotated[str, Format.ID, Refers(to=Target.CLAUSE)]
