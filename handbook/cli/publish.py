"""Commands that add to what is published: publish, withdraw, rename, review. Each writes all of its files or none.

Where something stands in the way it is listed with what mends it, and the exit code is 1. Only `publish` asks, and only
somebody at a terminal.
"""

import sys
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import click

from handbook.cli.options import Chosen, Day, Unusable, day_option, handbook_options
from handbook.cli.schema import refresh
from handbook.cli.subject import Subject, open_subject, refuse_unfit, stop_at_gates, tell
from handbook.cli.writing import tell_written, write

if TYPE_CHECKING:
    from handbook.ledger.events import PreparedEvent
    from handbook.ledger.publish import Decision, Prepared
    from handbook.model.version import Reason

_REASON = "KIND:NOTE"


@click.command()
@click.argument("policy_id", metavar="POLICY")
@handbook_options
@day_option
@click.option("--effective", type=Day(), metavar="DATE", required=True, help="The first day on which it binds.")
@click.option("--approved-by", metavar="ROLE", help="The role that approved the text.")
@click.option("--approved-on", type=Day(), metavar="DATE", help="The day of the approval; default: the day of --as-of.")
@click.option("--approved-sha256", metavar="HASH", default="", help="The hash of the text that was approved.")
@click.option(
    "--change", type=click.Choice(["substantive", "editorial"]), help="The kind of change; default: as planned."
)
@click.option("--summary", default="", help="What changed, for the people who must act on it.")
@click.option(
    "--reason",
    "reasons",
    multiple=True,
    metavar=_REASON,
    help="Why, such as 'review:Targets were missed.'; may be repeated.",
)
@click.option(
    "--overrule",
    default="",
    metavar="REASON",
    help="Why the change is editorial although the comparison says otherwise.",
)
@click.option("--dry-run", is_flag=True, help="List the gates that are shut and how to open them; write nothing.")
def publish(
    choice: Chosen,
    policy_id: str,
    effective: date,
    approved_by: str | None,
    approved_on: date | None,
    approved_sha256: str,
    change: str | None,
    summary: str,
    reasons: tuple[str, ...],
    overrule: str,
    dry_run: bool,
) -> None:
    """Publish the working text of POLICY.

    It is frozen as the next version, with its ledger record. Nothing is published while a gate is shut. The gates: a
    pilot with a decision, an approval, a briefing before the version takes effect, and a kind of change that agrees
    with the comparison.
    """
    from handbook.ledger.publish import Decision, planned, prepare
    from handbook.model.version import Approval, ChangeKind

    subject = open_subject(choice, policy_id)
    refuse_unfit(subject)
    today = subject.edition.as_of
    approval = (
        Approval(role=approved_by, approved=approved_on or today, sha256=approved_sha256) if approved_by else None
    )
    decision = Decision(
        effective=effective,
        published=today,
        approval=approval,
        change=ChangeKind(change) if change else None,
        summary=summary,
        reasons=tuple(_reason(text) for text in reasons),
        overruled=overrule,
    )
    if not dry_run and _at_terminal():
        decision = _asked(planned(subject.policy, decision))
    prepared = prepare(subject.data, subject.edition, subject.policy, decision, subject.check)
    _show(prepared, subject, effective)
    tell(subject.choice, prepared.warnings, "warning", "hint")
    stop_at_gates(subject.choice, prepared.gates, "gate shut", "to open it")
    if dry_run:
        click.echo("all gates are open; nothing was written")
    else:
        write(subject.data, prepared.contents, prepared.replaced)
        tell_written(subject.data, prepared.contents)
        click.echo(f"published {policy_id} {prepared.number}, sha256 {prepared.sha256}")


@click.command()
@click.argument("policy_id", metavar="POLICY")
@handbook_options
@day_option
@click.option(
    "--effective", type=Day(), metavar="DATE", required=True, help="The first day on which it no longer binds."
)
@click.option("--by", metavar="ROLE", required=True, help="The role that approved the withdrawal.")
@click.option("--reason", required=True, help="Why.")
@click.option("--replaced-by", multiple=True, metavar="POLICY", help="A policy that takes its place; may be repeated.")
def withdraw(
    choice: Chosen,
    policy_id: str,
    effective: date,
    by: str,
    reason: str,
    replaced_by: tuple[str, ...],
) -> None:
    """Withdraw POLICY from a given day. Its page stays and says so; its versions stay as they are."""
    from handbook.ledger.events import prepare_withdrawal

    subject = open_subject(choice, policy_id)
    values = {
        "published": subject.edition.as_of,
        "effective": effective,
        "by": by,
        "reason": reason,
        "replaced_by": list(replaced_by),
    }
    _record(subject, prepare_withdrawal(subject.data, subject.edition, subject.policy, values, subject.check))


@click.command()
@click.argument("policy_id", metavar="POLICY")
@click.argument("new_id", metavar="NEW")
@handbook_options
@day_option
@click.option("--reason", required=True, help="Why.")
def rename(choice: Chosen, policy_id: str, new_id: str, reason: str) -> None:
    """Give POLICY the id NEW. Its old addresses lead to the new ones; its chain of records continues.

    If a working text names the old id, the place is shown: write NEW there first, then rename.
    """
    from handbook.ledger.events import prepare_rename
    from handbook.load.scalars import HINTS, is_id, shown
    from handbook.model.field import Format

    subject = open_subject(choice, policy_id)
    edition = subject.edition
    former = {record.former for policy in edition.handbook.policies for record in policy.records.renames}
    if not is_id(new_id):
        raise Unusable(f"{shown(new_id)} is not an id; {HINTS[Format.ID]}")
    if new_id in edition.policies or new_id in former:
        raise Unusable(f"{new_id} is the id of a policy, or was one; choose another")
    _record(
        subject, prepare_rename(subject.data, edition, subject.policy, new_id, edition.as_of, reason, subject.check)
    )
    refresh(subject.choice)


@click.command()
@click.argument("policy_id", metavar="POLICY")
@handbook_options
@day_option
@click.option(
    "--outcome", type=click.Choice(["reaffirm", "revise", "withdraw"]), required=True, help="The outcome of the review."
)
@click.option("--by", metavar="ROLE", required=True, help="The role that reviewed.")
@click.option("--note", required=True, help="What was reviewed, and the reason for the outcome.")
def review(choice: Chosen, policy_id: str, outcome: str, by: str, note: str) -> None:
    """Record a review of POLICY.

    Its text stays as it is; the date of the next review moves on.
    """
    from handbook.history.revision import review_due
    from handbook.ledger.events import prepare_review

    subject = open_subject(choice, policy_id)
    values = {"reviewed": subject.edition.as_of, "by": by, "outcome": outcome, "note": note}
    prepared = prepare_review(subject.data, subject.edition, subject.policy, values, subject.check)
    _record(subject, prepared)
    due = review_due(prepared.policy, subject.edition)
    if due:
        click.echo(f"next review of {policy_id} by {due.due}")


def _record(subject: Subject, prepared: "PreparedEvent") -> None:
    stop_at_gates(subject.choice, prepared.gates, "refused", "hint")
    write(subject.data, prepared.contents)
    tell_written(subject.data, prepared.contents)


def _show(prepared: "Prepared", subject: Subject, effective: date) -> None:
    from handbook.load.scalars import printable

    kind = prepared.change.value
    click.echo(
        f"{subject.policy.id} {prepared.number}: {kind}, published {subject.edition.as_of}, effective {effective}"
    )
    click.echo(f"text to approve: sha256 {prepared.approved_sha256}")
    if not subject.policy.versions:
        click.echo("  substantive: it is the first version")
    for item in prepared.material if subject.policy.versions else ():
        click.echo(f"  substantive: {item.clause_id or 'the head'}: {printable(item.reason)}")


def _at_terminal() -> bool:
    return sys.stdin.isatty()


def _asked(decision: "Decision") -> "Decision":
    """The decision with what is missing, as whoever sits at the terminal says it."""
    from handbook.model.version import ReasonKind

    summary, reasons = decision.summary, decision.reasons
    if not summary:
        summary = click.prompt("What changed, for the people who must act on it")
    if not reasons:
        kinds = ", ".join(kind.value for kind in ReasonKind)
        reasons = (_reason(click.prompt(f"Why ({_REASON}; KIND is one of {kinds})")),)
    return replace(decision, summary=summary, reasons=reasons)


def _reason(text: str) -> "Reason":
    from handbook.model.version import Reason, ReasonKind

    kinds = {kind.value: kind for kind in ReasonKind}
    kind, _, note = text.partition(":")
    if kind not in kinds or not note.strip():
        raise Unusable(f"write a reason as {_REASON}, where KIND is one of {', '.join(kinds)}")
    return Reason(kind=kinds[kind], note=note.strip())
