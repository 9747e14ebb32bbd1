"""Policies in force -> who takes over which kind of case, in what order, on which channel, how fast."""

from collections import defaultdict
from dataclasses import dataclass

from handbook.history.edition import Edition, once
from handbook.model.field import RoleId
from handbook.model.handbook import Case, Channel
from handbook.model.period import Duration
from handbook.model.policy import EscalationLevel, Urgency
from handbook.report.current import Current, current

_URGENCY = {urgency: place for place, urgency in enumerate(Urgency)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of an escalation list, with the policy that sets it."""

    current: Current
    level: EscalationLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePath:
    """All levels that cover a kind of case, from the first on."""

    case: Case
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstContact:
    """Who takes a kind of case over first on some channels, as declared; no channel named means all of them."""

    case: Case
    urgency: Urgency
    role: RoleId
    within: Duration
    channels: tuple[Channel, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """The escalation lists of the whole handbook: cases as declared, and those that no level covers."""

    paths: tuple[CasePath, ...]
    uncovered: tuple[Case, ...]


@once
def escalation(edition: Edition) -> Directory:
    """The directory over all policies in force; a level stands under every case that it covers."""
    levels: dict[str, list[Level]] = defaultdict(list)
    for item in current(edition):
        for level in item.text.escalation:
            for case in level.cases:
                levels[case].append(Level(current=item, level=level))
    cases = edition.cases.values()
    return Directory(
        paths=tuple(
            CasePath(case=case, levels=tuple(sorted(levels[case.id], key=lambda item: item.level.level)))
            for case in cases
            if levels[case.id]
        ),
        uncovered=tuple(case for case in cases if not levels[case.id]),
    )


def first_contacts(directory: Directory, edition: Edition) -> tuple[FirstContact, ...]:
    """For each kind of case and channel who comes first: the most urgent first, channels with the same answer joined.

    Two policies that say the same of a case say it once here.
    """
    found: list[FirstContact] = []
    everywhere = tuple(edition.channels.values())
    for path in directory.paths:
        answers: dict[tuple[Urgency, RoleId, Duration], list[Channel]] = defaultdict(list)
        for channel in everywhere:
            for level in _first_levels(path, channel.id):
                same = answers[(level.urgency, level.role, level.within)]
                if channel not in same:
                    same.append(channel)
        found += [
            FirstContact(
                case=path.case,
                urgency=urgency,
                role=role,
                within=within,
                channels=() if len(channels) == len(everywhere) else tuple(channels),
            )
            for (urgency, role, within), channels in answers.items()
        ]
    return tuple(sorted(found, key=lambda contact: _URGENCY[contact.urgency]))


def _first_levels(path: CasePath, channel: str) -> list[EscalationLevel]:
    open_here = [item.level for item in path.levels if covers(item.level, channel)]
    first = min((level.level for level in open_here), default=0)
    return [level for level in open_here if level.level == first]


def covers(level: EscalationLevel, channel: str) -> bool:
    """Whether the level is for the channel; a level that names none is for all."""
    return not level.channels or channel in level.channels
