"""An escalation list -> a ladder for each kind of case: who takes over, in what order, how soon."""

from msgspec import Struct

from handbook.model.policy import EscalationLevel
from handbook.render.phrases import within_text
from handbook.render.press import Link, Sheet


class Rung(Struct, frozen=True, kw_only=True):
    """A level of a ladder. `anchor` is the clause's id where it is printed first, empty where it is repeated."""

    id: str
    anchor: str
    level: int
    trigger: str
    role: Link
    contact: str
    within: str
    urgency: str
    backup: Link | None
    channels: tuple[str, ...]
    limit: str
    hand_off: str


class Ladder(Struct, frozen=True, kw_only=True):
    """The levels, from 1 upwards, of the cases that move up in the same way."""

    anchor: str
    cases: tuple[str, ...]
    rungs: tuple[Rung, ...]


def ladders(levels: tuple[EscalationLevel, ...], sheet: Sheet) -> tuple[Ladder, ...]:
    """A ladder for each kind of case, in order of first mention; cases with the same levels share one."""
    by_case: dict[str, tuple[EscalationLevel, ...]] = {}
    for level in levels:
        for case in level.cases:
            by_case[case] = (*by_case.get(case, ()), level)
    cases_by_levels: dict[tuple[str, ...], list[str]] = {}
    for case, found in by_case.items():
        cases_by_levels.setdefault(tuple(level.id for level in found), []).append(case)
    printed: set[str] = set()
    return tuple(_ladder(tuple(cases), by_case[cases[0]], printed, sheet) for cases in cases_by_levels.values())


def _ladder(cases: tuple[str, ...], levels: tuple[EscalationLevel, ...], printed: set[str], sheet: Sheet) -> Ladder:
    titles = sheet.press.edition.cases
    rungs = []
    for level in sorted(levels, key=lambda item: item.level):
        rungs.append(_rung(level, "" if level.id in printed else level.id, sheet))
        printed.add(level.id)
    return Ladder(
        anchor=f"_case-{cases[0]}",
        cases=tuple(titles[case].title if case in titles else case for case in cases),
        rungs=tuple(rungs),
    )


def _rung(level: EscalationLevel, anchor: str, sheet: Sheet) -> Rung:
    role = sheet.press.edition.roles.get(level.role)
    return Rung(
        id=level.id,
        anchor=anchor,
        level=level.level,
        trigger=level.trigger,
        role=sheet.role(level.role),
        contact=role.contact if role else "",
        within=within_text(level.within),
        urgency=level.urgency,
        backup=sheet.role(level.backup) if level.backup else None,
        channels=sheet.channels(level.channels),
        limit=level.limit,
        hand_off=level.hand_off,
    )
