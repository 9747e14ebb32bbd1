"""A policy in force -> its review pack: one page to print, to go through, and to decide and sign on paper.

Nothing is marked in advance: the form below the facts is empty, whatever the facts say.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from msgspec import Struct

from handbook.history.wording import amount_text, duration_in_words, target_text
from handbook.model.handbook import Policy
from handbook.model.period import Duration
from handbook.model.record import ReviewOutcome
from handbook.render.page import Heading, Page
from handbook.render.phrases import day_text, words
from handbook.render.policy.beside import (
    Clauses,
    CorrectionView,
    ExceptionView,
    Report,
    checks,
    corrections,
    exceptions,
    feedback,
)
from handbook.render.policy.changed import ChangedView, changed_view
from handbook.render.policy.chronology import Issue
from handbook.render.policy.evidence import PilotView, pilot_view
from handbook.render.policy.head import cited
from handbook.render.press import Fact, Link, Sheet
from handbook.report.review_pack import AgedBenchmark, QuarterOfYear, ReviewPack, StandardQuarters
from handbook.report.standards import Measured

CHOICES = {
    ReviewOutcome.REAFFIRM: "the text stays as it is",
    ReviewOutcome.REVISE: "a new version is written",
    ReviewOutcome.WITHDRAW: "the policy ceases to bind",
}
_SIGNING = ("Reviewed by", "Approved by")


class ClauseReports(Struct, frozen=True, kw_only=True):
    """What was said about one clause; `clause` is None for what names none."""

    clause: Link | None
    reports: tuple[Report, ...]


class BenchmarkView(Struct, frozen=True, kw_only=True):
    """What a competitor was seen to do; `mark` is `old` where the observation is too old, else empty."""

    goal: Link
    competitor: str
    metric: str
    value: str
    observed: date
    age: str
    mark: str


class ScoreView(Struct, frozen=True, kw_only=True):
    """A value of a quarter; `verdict` is met or missed, by the target of its day, or not-measured without a value."""

    period: str
    value: str
    verdict: str
    note: str


class StandardView(Struct, frozen=True, kw_only=True):
    """A standard with its scores, oldest first; none where nothing was measured in the quarters looked at."""

    metric: Link
    target: str
    scores: tuple[ScoreView, ...]


class Corrected(Struct, frozen=True, kw_only=True):
    """A version in which mistakes were put right."""

    version: Link
    corrections: tuple[CorrectionView, ...]


class ReviewView(Struct, frozen=True, kw_only=True):
    """The page. `choices` are pairs of a decision and what it means; `signing` names the lines to sign on."""

    policy: Link
    facts: tuple[Fact, ...]
    since: str
    changes: tuple[ChangedView, ...]
    corrected: tuple[Corrected, ...]
    pilots: tuple[PilotView, ...]
    feedback: tuple[ClauseReports, ...]
    checks: tuple[Report, ...]
    exceptions: tuple[ExceptionView, ...]
    benchmarks: tuple[BenchmarkView, ...]
    oldest: str
    standards: tuple[StandardView, ...]
    choices: tuple[tuple[str, str], ...]
    signing: tuple[str, ...]
    command: str


def review_page(pack: ReviewPack, issues: tuple[Issue, ...], sheet: Sheet) -> Page:
    """The page of a review pack; `issues` are those of its policy."""
    policy, text = pack.current.policy, pack.current.text
    address = f"policies/{policy.id}/review/"
    return Page(
        address=address,
        place=f"policy/{text.category}",
        title=f"{text.title}: review pack",
        description=f"What a review of {text.title} looks at, due by {day_text(pack.due.due)}",
        body=sheet.body(address, "policy/review.html", page=_view(pack, issues, sheet)),
        entry=f"policies/{policy.id}/",
        headings=tuple(Heading(anchor=anchor, title=title) for anchor, title in SECTIONS.items()),
        cited=cited(policy, pack.current.version),
    )


SECTIONS = {
    "_changes": "What changed",
    "_corrections": "Corrections",
    "_pilots": "Pilots and what became of their findings",
    "_feedback": "Feedback by clause",
    "_checks": "Checks at the front line",
    "_exceptions": "Open and lapsed exceptions",
    "_benchmarks": "Benchmarks and their age",
    "_standards": "Standards met or missed",
    "_decision": "Decision",
}
"""The parts of every pack, by anchor; a part with nothing in it says so."""


def _view(pack: ReviewPack, issues: tuple[Issue, ...], sheet: Sheet) -> ReviewView:
    policy, organisation = pack.current.policy, sheet.press.edition.handbook.organisation
    shown = next(issue for issue in issues if issue.version.number == pack.current.version.number)
    fresh = {version.number for version in pack.versions}
    here = Clauses(ids=shown.clauses, page=f"{sheet.base}policies/{policy.id}/")
    narrowed = replace(policy, records=pack.records)
    return ReviewView(
        policy=sheet.policy(policy.id),
        facts=_facts(pack, sheet),
        since=_since(pack),
        changes=tuple(
            changed_view(policy, issue, sheet, listed=True) for issue in issues if issue.version.number in fresh
        ),
        corrected=tuple(_corrected(narrowed, issues, sheet)),
        pilots=tuple(pilot_view(pilot, frozenset(), sheet) for pilot in pack.pilots),
        feedback=_by_clause(feedback(narrowed, here, sheet)),
        checks=checks(narrowed, here, sheet),
        exceptions=exceptions(narrowed, here, sheet),
        benchmarks=tuple(_benchmark(item, here, sheet) for item in pack.benchmarks),
        oldest=duration_in_words(organisation.benchmark_age),
        standards=tuple(_standard(item, pack.quarters, here) for item in pack.standards),
        choices=tuple((words(outcome), meaning) for outcome, meaning in CHOICES.items()),
        signing=_SIGNING,
        command=f"handbook review {policy.id} --outcome",
    )


def _corrected(policy: Policy, issues: tuple[Issue, ...], sheet: Sheet) -> Iterator[Corrected]:
    """The versions that hold mistakes which were put right, oldest first."""
    for issue in issues:
        page = f"{sheet.base}policies/{policy.id}/{issue.number}/"
        found = corrections(policy, issue.version, Clauses(ids=issue.clauses, page=page), sheet)
        if found:
            yield Corrected(version=Link(f"Version {issue.number}", page), corrections=found)


def _facts(pack: ReviewPack, sheet: Sheet) -> tuple[Fact, ...]:
    text, release, review = pack.current.text, pack.current.version.release, pack.last_review
    address = f"{sheet.base}policies/{pack.current.id}/{release.version}/"
    cycle = text.review_every or sheet.press.edition.handbook.organisation.review_every
    return (
        Fact(term="Review due", day=pack.due.due, badge=pack.due.status),
        Fact(term="Review cycle", text=f"every {duration_in_words(cycle)}"),
        Fact(term="Version in force", links=(Link(str(release.version), address),)),
        Fact(term="In force since", day=release.effective),
        Fact(term="Owner", links=(sheet.role(text.owner),)),
        Fact(term="Approved by", links=(sheet.role(text.approver),)),
        *((Fact(term="Last review", day=review.reviewed, badge=review.outcome),) if review else ()),
        Fact(term="As known on", day=sheet.press.edition.as_of),
    )


def _since(pack: ReviewPack) -> str:
    event = "the last review" if pack.last_review else "the first publication"
    return f"{event} on {day_text(pack.since)}"


def _by_clause(reports: tuple[Report, ...]) -> tuple[ClauseReports, ...]:
    """Reports under their clause, clauses by name; those that name none come last."""
    found: dict[Link | None, list[Report]] = {}
    for report in reports:
        found.setdefault(report.clause, []).append(report)
    ordered = sorted(found.items(), key=lambda item: (item[0] is None, item[0].title if item[0] else ""))
    return tuple(ClauseReports(clause=clause, reports=tuple(listed)) for clause, listed in ordered)


def _benchmark(item: AgedBenchmark, here: Clauses, sheet: Sheet) -> BenchmarkView:
    benchmark = item.benchmark
    competitor = sheet.press.edition.competitors.get(benchmark.competitor)
    return BenchmarkView(
        goal=here.link(item.goal.id),
        competitor=competitor.title if competitor else benchmark.competitor,
        metric=benchmark.metric,
        value=amount_text(benchmark.value, benchmark.unit),
        observed=benchmark.observed,
        age=duration_in_words(Duration(months=item.months)) if item.months else "less than a month",
        mark="old" if item.old else "",
    )


def _standard(item: StandardQuarters, quarters: tuple[QuarterOfYear, ...], here: Clauses) -> StandardView:
    standard = item.standard
    scores = (_scores(quarter, values) for quarter, values in zip(quarters, item.quarters, strict=True))
    return StandardView(
        metric=Link(standard.metric, here.link(standard.id).address),
        target=target_text(standard.better, standard.target, standard.unit),
        scores=tuple(score for found in scores for score in found) if any(item.quarters) else (),
    )


def _scores(quarter: QuarterOfYear, values: tuple[Measured, ...]) -> tuple[ScoreView, ...]:
    period = f"Q{quarter.number} {quarter.year}"
    if not values:
        return (ScoreView(period=period, value="", verdict="not-measured", note=""),)
    return tuple(
        ScoreView(
            period=period,
            value=amount_text(item.measurement.value, item.standard.unit),
            verdict="met" if item.met else "missed",
            note=item.measurement.note,
        )
        for item in values
    )
