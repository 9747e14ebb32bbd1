"""All that ever happened to a policy -> its history page: versions with their approvals, reviews, records.

Published and effective are two dates; a review that changed nothing is recorded as a review, not as an update.
"""

from datetime import date, timedelta

from markupsafe import Markup
from msgspec import Struct

from handbook.history.in_force import State, known_withdrawal
from handbook.history.revision import review_due
from handbook.history.wording import amount_text, target_text
from handbook.model.handbook import Policy
from handbook.model.policy import Pilot
from handbook.model.record import Rename, Review
from handbook.render.page import Heading, Page
from handbook.render.phrases import period_text
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
from handbook.render.policy.changed import ReasonView, reasons
from handbook.render.policy.chronology import Issue
from handbook.render.policy.head import cited, withdrawal_facts, withdrawn_banner
from handbook.render.policy.timeline import Timeline, timeline
from handbook.render.press import Banner, Fact, Link, Sheet
from handbook.report.standards import Measured, measurements

FEEDS = (("substantive changes (Atom)", "feed.xml"), ("all changes (Atom)", "feed-all.xml"), ("JSON Feed", "feed.json"))
"""What can be subscribed to, as files beside the page that they go with."""


class VersionView(Struct, frozen=True, kw_only=True):
    """A version in the history; `approved_by` is None where no approval is recorded."""

    number: str
    state: str
    change: str
    page: Link
    redline: Link
    published: date
    effective: date
    last_day: date | None
    summary: Markup
    reasons: tuple[ReasonView, ...]
    approved_by: Link | None
    approved: date | None
    pilots: tuple[Fact, ...]
    corrections: tuple[CorrectionView, ...]
    sha256: str


class ReviewView(Struct, frozen=True, kw_only=True):
    """Somebody looked at the policy again."""

    anchor: str
    reviewed: date
    by: Link
    outcome: str
    note: Markup


class RenameView(Struct, frozen=True, kw_only=True):
    """The policy had another id before."""

    former: str
    renamed: date
    reason: str


class MeasuredView(Struct, frozen=True, kw_only=True):
    """A standard's value over a period, the target of its day, and whether it was met."""

    anchor: str
    period: str
    metric: Link
    value: str
    target: str
    verdict: str
    note: str


class HistoryView(Struct, frozen=True, kw_only=True):
    """The page; versions, reviews and reports newest first."""

    title: str
    policy: Link
    banner: Banner | None
    ending: tuple[Fact, ...]
    picture: Timeline
    versions: tuple[VersionView, ...]
    reviews: tuple[ReviewView, ...]
    review_due: Fact | None
    exceptions: tuple[ExceptionView, ...]
    feedback: tuple[Report, ...]
    checks: tuple[Report, ...]
    measurements: tuple[MeasuredView, ...]
    renames: tuple[RenameView, ...]
    feeds: tuple[Link, ...]


def history_page(policy: Policy, issues: tuple[Issue, ...], shown: Issue, sheet: Sheet) -> Page:
    """The history of a policy; `shown` is the version that its page shows."""
    address = f"policies/{policy.id}/history/"
    text = shown.version.text
    view = _view(policy, issues, shown, sheet)
    return Page(
        address=address,
        place=f"policy/{text.category}",
        title=f"{text.title}: history",
        description=view.picture.summary,
        body=sheet.body(address, "policy/history.html", page=view),
        entry=f"policies/{policy.id}/",
        headings=_headings(view),
        facts={"status": shown.state.value, "version": shown.number},
        cited=cited(policy, shown.version),
    )


def _view(policy: Policy, issues: tuple[Issue, ...], shown: Issue, sheet: Sheet) -> HistoryView:
    edition = sheet.press.edition
    as_of = edition.as_of
    own = f"{sheet.base}policies/{policy.id}/"
    page = f"{own}{shown.number}/" if shown.state is State.WITHDRAWN else own
    here = Clauses(ids=shown.clauses, page=page)
    ending, due = known_withdrawal(policy, as_of), review_due(policy, edition)
    return HistoryView(
        title=shown.version.text.title,
        policy=sheet.policy(policy.id),
        banner=withdrawn_banner(ending, sheet) if ending else None,
        ending=withdrawal_facts(ending, sheet) if ending else (),
        picture=timeline(policy, issues, as_of),
        versions=tuple(_version(policy, issue, sheet) for issue in reversed(issues)),
        reviews=tuple(_review(item, sheet) for item in reversed(policy.records.reviews) if item.reviewed <= as_of),
        review_due=Fact(term="Next review", day=due.due, badge=due.status) if due else None,
        exceptions=exceptions(policy, here, sheet)[::-1],
        feedback=feedback(policy, here, sheet),
        checks=checks(policy, here, sheet),
        measurements=tuple(_measured(item, here) for item in measurements(policy, edition)),
        renames=tuple(_rename(item) for item in policy.records.renames if item.renamed <= as_of),
        feeds=tuple(sheet.to(title, f"policies/{policy.id}/{file}") for title, file in FEEDS),
    )


def _version(policy: Policy, issue: Issue, sheet: Sheet) -> VersionView:
    release, number = issue.version.release, issue.number
    base = f"{sheet.base}policies/{policy.id}/{number}/"
    end = issue.period.end if issue.period else None
    return VersionView(
        number=number,
        state=issue.state,
        change=release.change,
        page=Link(f"Version {number}", base),
        redline=Link(f"What {number} changed", f"{base}changes/"),
        published=release.published,
        effective=release.effective,
        last_day=end - timedelta(days=1) if end else None,
        summary=sheet.prose(release.summary),
        reasons=reasons(policy, issue.version, sheet),
        approved_by=sheet.role(release.approval.role) if release.approval else None,
        approved=release.approval.approved if release.approval else None,
        pilots=tuple(_pilot(pilot, base) for pilot in issue.version.text.pilots),
        corrections=corrections(policy, issue.version, Clauses(ids=issue.clauses, page=base), sheet),
        sha256=issue.version.sha256,
    )


def _pilot(pilot: Pilot, base: str) -> Fact:
    links = (Link("what it showed", f"{base}#{pilot.id}"),)
    return Fact(term=f"Pilot of {pilot.version}", links=links, badge=pilot.outcome or "open")


def _review(review: Review, sheet: Sheet) -> ReviewView:
    return ReviewView(
        anchor=f"_review-{review.id}",
        reviewed=review.reviewed,
        by=sheet.role(review.by),
        outcome=review.outcome,
        note=sheet.prose(review.note),
    )


def _measured(item: Measured, here: Clauses) -> MeasuredView:
    measurement, standard = item.measurement, item.standard
    return MeasuredView(
        anchor=f"_measurement-{measurement.id}",
        period=period_text(measurement.begins, measurement.ends),
        metric=Link(standard.metric, here.link(standard.id).address),
        value=amount_text(measurement.value, standard.unit),
        target=target_text(standard.better, standard.target, standard.unit),
        verdict="met" if item.met else "missed",
        note=measurement.note,
    )


def _rename(rename: Rename) -> RenameView:
    return RenameView(former=rename.former, renamed=rename.renamed, reason=rename.reason)


def _headings(view: HistoryView) -> tuple[Heading, ...]:
    versions = tuple(
        Heading(anchor=f"_version-{item.number}", title=f"Version {item.number}") for item in view.versions
    )
    parts = (
        ("_versions", "Versions", bool(view.versions)),
        ("_reviews", "Reviews", bool(view.reviews or view.review_due)),
        ("_exceptions", "Exceptions", bool(view.exceptions)),
        ("_feedback", "Feedback", bool(view.feedback)),
        ("_checks", "Checks at the front line", bool(view.checks)),
        ("_measurements", "Measurements", bool(view.measurements)),
        ("_renames", "Earlier names", bool(view.renames)),
    )
    return tuple(
        Heading(anchor=anchor, title=title, children=versions if anchor == "_versions" else ())
        for anchor, title, present in parts
        if present
    )
