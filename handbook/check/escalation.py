"""Escalation lists -> gaps, circles and doubles: for each case on each channel one role after another.

Which case belongs to which role is not judged. A list covers every kind of case, names the people there are, and keeps
two of them from doing the same thing.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from handbook.check.survey import Expression, Survey
from handbook.model.diagnostic import Diagnostic, warning
from handbook.model.policy import EscalationLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ladder:
    """The levels that one case climbs on some channels, lowest first; no channels: it is the same on all."""

    case: str
    channels: tuple[str, ...]
    levels: tuple[EscalationLevel, ...]

    def __str__(self) -> str:
        """The case and the channels, as a message names them."""
        return f"`{self.case}` on {', '.join(self.channels)}" if self.channels else f"`{self.case}`"


def escalation_ladders(survey: Survey) -> Iterator[Diagnostic]:
    """For each case on each channel the levels run 1, 2, 3, one role takes over at a time, and none for a second time.

    Codes: escalation-gap, escalation-double, escalation-loop.
    """
    for expression, ladder in _ladders(survey):
        yield from _gaps(expression, ladder)
        yield from _doubles(expression, ladder)
        yield from _loops(expression, ladder)


def _gaps(expression: Expression, ladder: _Ladder) -> Iterator[Diagnostic]:
    below = 0
    for level in ladder.levels:
        if level.level > below + 1 or level.level == 0:
            message = f"for {ladder} level {below + 1} is missing: `{level.id}` is level {level.level}"
            hint = "number the levels 1, 2, 3; name on each the channels that it is for"
            yield expression.problem("escalation-gap", level.source.of("level"), message, hint)
        below = level.level


def _doubles(expression: Expression, ladder: _Ladder) -> Iterator[Diagnostic]:
    for first, second in pairwise(ladder.levels):
        if first.level == second.level:
            message = f"for {ladder} both `{first.id}` and `{second.id}` are level {first.level}"
            hint = "tell them apart by their channels, or number one of them higher"
            yield expression.problem("escalation-double", second.source.of("level"), message, hint)


def _loops(expression: Expression, ladder: _Ladder) -> Iterator[Diagnostic]:
    held: dict[str, EscalationLevel] = {}
    for level in ladder.levels:
        first = held.setdefault(level.role, level)
        if first.level != level.level:
            message = f"for {ladder} `{level.role}` takes over again: it had the case at level {first.level}"
            yield expression.problem("escalation-loop", level.source.of("role"), message, "name a role above it")


def own_backups(survey: Survey) -> Iterator[Diagnostic]:
    """Nobody stands in for themselves.

    Codes: own-backup.
    """
    for expression in survey.expressions:
        for level in expression.text.escalation:
            if level.backup and level.backup == level.role:
                message = f"`{level.role}` is its own backup at `{level.id}`"
                hint = "name another role, who acts when that one is away"
                yield expression.problem("own-backup", level.source.of("backup"), message, hint)


def uncovered_cases(survey: Survey) -> Iterator[Diagnostic]:
    """Each kind of case has an escalation level in some policy that binds, will bind or is being written.

    Codes: uncovered-case.
    """
    for case in survey.handbook.organisation.cases:
        if case.id not in survey.outlines.cases:
            message = f"no escalation level of any policy covers the case `{case.id}`"
            yield warning("uncovered-case", case.source, message, "name it under `cases` of the level that does")


def _ladders(survey: Survey) -> Iterator[tuple[Expression, _Ladder]]:
    """The ladders of all texts, each once for the channels on which it is the same."""
    for expression in survey.expressions:
        by_case: dict[str, list[EscalationLevel]] = defaultdict(list)
        for level in expression.text.escalation:
            for case in dict.fromkeys(level.cases):
                by_case[case].append(level)
        for case, levels in by_case.items():
            levels.sort(key=lambda level: level.level)
            for rungs, channels in _by_channel(levels, _channels(expression, survey)).items():
                yield expression, _Ladder(case=case, channels=channels, levels=tuple(levels[place] for place in rungs))


def _channels(expression: Expression, survey: Survey) -> tuple[str, ...]:
    """The channels that a text covers."""
    return expression.text.scope.channels or tuple(survey.edition.channels)


def _by_channel(levels: list[EscalationLevel], channels: tuple[str, ...]) -> dict[tuple[int, ...], tuple[str, ...]]:
    """The places of the levels that hold on a channel -> the channels on which just these hold."""
    if not any(level.channels for level in levels):
        return {tuple(range(len(levels))): ()}
    found: dict[tuple[int, ...], tuple[str, ...]] = {}
    for channel in channels:
        rungs = tuple(place for place, level in enumerate(levels) if not level.channels or channel in level.channels)
        found[rungs] = (*found.get(rungs, ()), channel)
    return found
