"""A policy's versions and reviews -> a picture of its history: a bar for each version, a mark for each review.

Places are per cent of the picture's width, so that bars stretch and words keep their size on any screen. The table of
versions on the history page says the same in words.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from handbook.history.in_force import State
from handbook.history.wording import counted
from handbook.model.handbook import Policy
from handbook.render.phrases import day_text
from handbook.render.policy.chronology import Issue

_ROW = 44
_AXIS = 34
_MOST_TICKS = 6
_LEGEND = {
    State.IN_FORCE: "in force",
    State.PROSPECTIVE: "to come",
    State.SUPERSEDED: "past",
}


class Bar(Struct, frozen=True, kw_only=True):
    """A version: `left` and `width` in per cent, `top` in pixels. `label` is printed, `title` is spoken."""

    number: str
    state: str
    left: str
    width: str
    top: int
    label: str


class Mark(Struct, frozen=True, kw_only=True):
    """A point of time: a year's beginning, a review, the edition's day."""

    left: str
    label: str


class Timeline(Struct, frozen=True, kw_only=True):
    """The picture; `summary` says in one sentence what it shows, `hidden` counts older versions left out.

    `legend` explains what is in the picture and nothing else: pairs of a mark's name and its words.
    """

    height: int
    floor: int
    bars: tuple[Bar, ...]
    years: tuple[Mark, ...]
    reviews: tuple[Mark, ...]
    today: Mark
    legend: tuple[tuple[str, str], ...]
    summary: str
    hidden: int


def timeline(policy: Policy, issues: tuple[Issue, ...], as_of: date, most: int = 1000) -> Timeline:
    """The picture of the newest `most` versions, newest on top."""
    shown = issues[-most:]
    scale = _scale(shown, as_of)
    bars = tuple(_bar(issue, scale, place, as_of) for place, issue in enumerate(reversed(shown)))
    reviews = [item for item in policy.records.reviews if scale.start <= item.reviewed <= as_of]
    floor = _ROW * len(bars)
    return Timeline(
        height=floor + _AXIS,
        floor=floor,
        bars=bars,
        years=tuple(_years(scale)),
        reviews=tuple(
            Mark(left=scale.place(item.reviewed), label=f"Review of {day_text(item.reviewed)}: {item.outcome}")
            for item in reviews
        ),
        today=Mark(left=scale.place(as_of), label=day_text(as_of)),
        legend=_legend(shown, bool(reviews), as_of),
        summary=_summary(shown, len(reviews), as_of),
        hidden=len(issues) - len(shown),
    )


class _Scale(Struct, frozen=True, kw_only=True):
    start: date
    end: date

    def place(self, day: date) -> str:
        """Where a day stands, in per cent."""
        days = (min(max(day, self.start), self.end) - self.start).days
        return f"{100 * days / max((self.end - self.start).days, 1):.2f}%"

    def span(self, start: date, end: date) -> str:
        """The width of a period in per cent; never less than can be seen."""
        days = (min(end, self.end) - max(start, self.start)).days
        return f"{max(100 * days / max((self.end - self.start).days, 1), 0.8):.2f}%"


def _scale(issues: tuple[Issue, ...], as_of: date) -> _Scale:
    """From the first publication to a little after the last thing known."""
    start = min(min(issue.version.release.published, issue.version.release.effective) for issue in issues)
    last = max([as_of, *(issue.version.release.effective for issue in issues)])
    margin = max((last - start).days // 20, 14)
    return _Scale(start=start, end=min(last, date.max - timedelta(days=margin)) + timedelta(days=margin))


def _bar(issue: Issue, scale: _Scale, place: int, as_of: date) -> Bar:
    release = issue.version.release
    start = issue.period.start if issue.period else release.effective
    open_end = scale.end if release.effective > as_of else max(as_of, start)
    end = (issue.period.end or open_end) if issue.period else start
    return Bar(
        number=issue.number,
        state=issue.state,
        left=scale.place(start),
        width=scale.span(start, end),
        top=_ROW * place,
        label=_label(issue),
    )


def _label(issue: Issue) -> str:
    if issue.period is None:
        return "never in force"
    start, end = day_text(issue.period.start), issue.period.end
    if end is None:
        return f"since {start}" if issue.state is not State.PROSPECTIVE else f"from {start}"
    return f"{start} to {day_text(end - timedelta(days=1))}"


def _years(scale: _Scale) -> Iterator[Mark]:
    """At most so many ticks as have room, none so near to the end that its words would be cut."""
    years = range(scale.start.year + 1, scale.end.year + 1)
    step = -(-len(years) // _MOST_TICKS) or 1
    for year in years[::step]:
        if (scale.end - date(year, 1, 1)) * 20 > scale.end - scale.start:
            yield Mark(left=scale.place(date(year, 1, 1)), label=str(year))


def _legend(issues: tuple[Issue, ...], reviewed: bool, as_of: date) -> tuple[tuple[str, str], ...]:
    states = {State.SUPERSEDED if issue.state is State.WITHDRAWN else issue.state for issue in issues}
    return (
        *((state.value, said) for state, said in _LEGEND.items() if state in states),
        *((("review", "review"),) if reviewed else ()),
        ("today", day_text(as_of)),
    )


def _summary(issues: tuple[Issue, ...], reviews: int, as_of: date) -> str:
    said = "; ".join(f"version {issue.number} {_label(issue)}" for issue in issues)
    looked = f", {counted(reviews, 'review')}" if reviews else ""
    return f"{counted(len(issues), 'version')}{looked} up to {day_text(as_of)}: {said}."
