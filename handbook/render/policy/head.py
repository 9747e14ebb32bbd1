"""The top of a policy's pages: the facts in the box, the notices above it, the citation below.

Decides what a reader must be told before the text: that it does not bind yet, no longer binds, will change, was
corrected or was withdrawn.
"""

from datetime import date, timedelta

from msgspec import Struct

from handbook.history.in_force import State, known_withdrawal
from handbook.history.revision import ReviewStatus, review_due
from handbook.history.wording import duration_in_words
from handbook.model.handbook import Policy
from handbook.model.policy import PolicyText
from handbook.model.record import Withdrawal
from handbook.model.version import Version
from handbook.render.phrases import day_text
from handbook.render.policy.chronology import Issue
from handbook.render.press import Banner, Fact, Link, Sheet

_SHORT = 12
"""How much of a hash stands where it is only compared by eye."""


class Citation(Struct, frozen=True, kw_only=True):
    """How to cite a version so that the citation can be checked: whose handbook, which policy, the rest, the hash.

    `checking` is the page that says how.
    """

    handbook: str
    title: str
    details: str
    address: Link
    sha256: str
    checking: Link


def key_facts(policy: Policy, issue: Issue, sheet: Sheet) -> tuple[Fact, ...]:
    """The first line of the box: owner, version, since when, next review."""
    release, due = issue.version.release, review_due(policy, sheet.press.edition)
    begins = "In force since" if release.effective <= sheet.press.edition.as_of else "Takes effect on"
    found = [
        Fact(term="Owner", links=(sheet.role(issue.version.text.owner),)),
        Fact(term="Version", links=(Link(issue.number, f"{sheet.base}policies/{policy.id}/{issue.number}/"),)),
        Fact(term=begins, day=release.effective),
    ]
    if due:
        badge = "" if due.status is ReviewStatus.LATER else due.status
        found.append(Fact(term="Next review", day=due.due, badge=badge))
    return tuple(found)


def version_facts(issue: Issue, sheet: Sheet) -> tuple[Fact, ...]:
    """The first line of the box of one version: its dates, the kind of change, the approval."""
    release, period = issue.version.release, issue.period
    found = [
        Fact(term="Version", text=issue.number),
        Fact(term="Change", badge=release.change),
        Fact(term="Published", day=release.published),
        Fact(term="Effective", day=release.effective),
    ]
    if period and period.end:
        found.append(Fact(term="Last day in force", day=_day_before(period.end)))
    if release.approval:
        approval = release.approval
        found.append(Fact(term="Approved by", links=(sheet.role(approval.role),)))
        found.append(Fact(term="Approved on", day=approval.approved))
    return (*found, Fact(term="Owner", links=(sheet.role(issue.version.text.owner),)))


def scope_facts(policy: Policy, text: PolicyText, sheet: Sheet) -> tuple[Fact, ...]:
    """Whom and what the text covers; nothing said means all."""
    organisation = sheet.press.edition.handbook.organisation
    scope = text.scope
    cycle = duration_in_words(text.review_every or organisation.review_every)
    formerly = ", ".join(
        f"{item.former} until {day_text(item.renamed)}"
        for item in policy.records.renames
        if item.renamed <= sheet.press.edition.as_of
    )
    found = (
        Fact(term="Binds", links=sheet.roles(text.audience)),
        Fact(term="Channels", text=", ".join(sheet.channels(scope.channels)) or "all"),
        Fact(term="Branches", text=", ".join(sheet.branches(scope.branches)) or "all"),
        Fact(term="Customers", text=scope.customers or "all"),
        Fact(term="Approver", links=(sheet.role(text.approver),)),
        Fact(term="Review cycle", text=f"every {cycle}"),
        Fact(term="Earlier name", text=formerly),
    )
    return tuple(fact for fact in found if fact.text or fact.links)


def coming_banners(policy: Policy, issues: tuple[Issue, ...], sheet: Sheet) -> tuple[Banner, ...]:
    """What will change: versions that are published and do not bind yet, and a withdrawal to come."""
    as_of, base = sheet.press.edition.as_of, f"{sheet.base}policies/{policy.id}/"
    found = [
        Banner(
            kind="info",
            title=f"Version {issue.number} takes effect on {day_text(issue.version.release.effective)}",
            text=sheet.prose(issue.version.release.summary),
            links=(
                Link("What will change", f"{base}{issue.number}/changes/"),
                Link(f"Read version {issue.number}", f"{base}{issue.number}/"),
            ),
        )
        for issue in issues
        if issue.state is State.PROSPECTIVE
    ]
    ending = known_withdrawal(policy, as_of)
    if ending and ending.effective > as_of:
        found.append(withdrawn_banner(ending, sheet))
    return tuple(found)


def withdrawn_banner(ending: Withdrawal, sheet: Sheet) -> Banner:
    """That the policy no longer binds, or will not, since when, why, and what takes its place."""
    day = day_text(ending.effective)
    over = ending.effective <= sheet.press.edition.as_of
    return Banner(
        kind="warning",
        title=f"Withdrawn on {day}: this policy no longer binds anybody" if over else f"Withdrawn from {day}",
        text=sheet.prose(ending.reason),
        links=tuple(Link(f"Replaced by {link.title}", link.address) for link in map(sheet.policy, ending.replaced_by)),
    )


def withdrawal_facts(ending: Withdrawal, sheet: Sheet) -> tuple[Fact, ...]:
    """When the withdrawal was decided, from when it holds, and who approved it."""
    return (
        Fact(term="Decided on", day=ending.published),
        Fact(term="Withdrawn on", day=ending.effective),
        Fact(term="Approved by", links=(sheet.role(ending.by),)),
    )


def version_banner(policy: Policy, issue: Issue, current: Issue | None, sheet: Sheet) -> Banner:
    """What a version is to a reader who came by its address."""
    base = f"{sheet.base}policies/{policy.id}/"
    now = (Link(f"Version {current.number}, in force now", base),) if current else (Link("The policy's page", base),)
    if issue.state is State.IN_FORCE:
        since = day_text(issue.version.release.effective)
        return Banner(kind="success", title=f"In force since {since}", links=(Link("The policy's page", base),))
    if issue.state is State.PROSPECTIVE:
        begins = day_text(issue.version.release.effective)
        changes = Link("What will change", f"{base}{issue.number}/changes/")
        return Banner(
            kind="info",
            title=f"Takes effect on {begins}: it does not bind yet",
            links=(changes, *(now if current else ())),
        )
    if issue.state is State.WITHDRAWN:
        return Banner(kind="warning", title=f"Withdrawn, shown as it was: {_bound(issue)}", links=now)
    return Banner(kind="past", title=_superseded(issue), links=(*_redline(issue, base), *now))


def citation(policy: Policy, version: Version, sheet: Sheet) -> Citation:
    """A citation of a version by policy, number, dates and hash."""
    organisation, release = sheet.press.edition.handbook.organisation, version.release
    return Citation(
        handbook=f"{organisation.organisation}: {organisation.title}",
        title=version.text.title,
        details=(
            f"policy {policy.id}, version {version.number}, published {day_text(release.published)}, "
            f"effective {day_text(release.effective)}"
        ),
        address=Link(f"policies/{policy.id}/{version.number}/", f"{sheet.base}policies/{policy.id}/{version.number}/"),
        sha256=version.sha256,
        checking=sheet.to("How to check this", "audit/"),
    )


def cited(policy: Policy, version: Version) -> str:
    """A version in one line, with the beginning of its hash: what stands on every printed sheet."""
    return f"{version.text.title}: policy {policy.id}, version {version.number}, SHA-256 {version.sha256[:_SHORT]}…"


def _superseded(issue: Issue) -> str:
    later = f"superseded by version {issue.successor.number}" if issue.successor else "superseded"
    if issue.period is None or issue.period.end is None:
        return f"Never in force: {later} before it took effect"
    return f"As it was {_bound(issue)}: {later} on {day_text(issue.period.end)}"


def _bound(issue: Issue) -> str:
    if issue.period is None:
        return "never in force"
    start, end = day_text(issue.period.start), issue.period.end
    return f"from {start} to {day_text(_day_before(end))}" if end else f"since {start}"


def _redline(issue: Issue, base: str) -> tuple[Link, ...]:
    if issue.successor is None:
        return ()
    number = issue.successor.number
    return (Link(f"What version {number} changed", f"{base}{number}/changes/"),)


def _day_before(day: date) -> date:
    return day - timedelta(days=1) if day > date.min else day
