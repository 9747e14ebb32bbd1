"""The policy that a writing command is about, or the end of that command: refused with reasons.

What stands in the way is listed with its place and with what mends it; then nothing is written.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook.cli.options import EXIT_PROBLEMS, Chosen, Unusable, tell_more

if TYPE_CHECKING:
    from handbook.history.edition import Edition
    from handbook.ledger.gates import Check
    from handbook.model.diagnostic import Diagnostic
    from handbook.model.handbook import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The policy that a command is about, in an edition that can be judged."""

    choice: Chosen
    edition: "Edition"
    policy: "Policy"
    check: "Check"

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.choice.data


def open_subject(choice: Chosen, policy_id: str) -> Subject:
    """The policy and its handbook; ends the command where the reader has errors in what the policy stands on."""
    from handbook.check.rules import check
    from handbook.model.source import policy_of

    loaded = choice.load()
    concerned = {"", policy_id}  # the policy's own files, and those that all policies share
    _refuse(choice, [item for item in loaded.diagnostics if policy_of(item.source.file) in concerned])
    edition = choice.edition(choice.readable(loaded))
    policy = named_policy(edition.policies, policy_id)
    judge = partial(check, loaded_problems=loaded.diagnostics, incomplete=loaded.incomplete)
    return Subject(choice=choice, edition=edition, policy=policy, check=judge)


def named_policy(policies: "Mapping[str, Policy]", id_: str) -> "Policy":
    """The policy of the id; a usage error that names one like it where there is none."""
    from handbook.model.diagnostic import did_you_mean

    if id_ not in policies:
        raise Unusable(f"there is no policy {id_}; {did_you_mean(id_, policies)}".rstrip("; "))
    return policies[id_]


def refuse_unfit(subject: Subject) -> None:
    """End the command where there is no working text, or none that can be frozen."""
    from handbook.ledger.working_text import unfit

    name = f"policies/{subject.policy.id}/policy.yml"
    if subject.policy.working is None:
        raise Unusable(f"{subject.policy.id} has no working text; {name} does not exist")
    _refuse(subject.choice, unfit((subject.data / name).read_bytes(), f"{subject.data.name}/{name}"))


def _refuse(choice: Chosen, diagnostics: "Iterable[Diagnostic]") -> None:
    """End the command where there are errors, showing them as `check` does."""
    from handbook.load.locate import locate, source_line
    from handbook.model.diagnostic import Severity
    from handbook.report.diagnostics import as_text, verdict

    errors = [item for item in locate(diagnostics, choice.root) if item.severity is Severity.ERROR]
    if errors:
        click.echo(as_text(errors, lambda item: source_line(choice.root, item)))
        tell_more(item.code for item in errors)
        click.echo(f"{verdict(errors)}; nothing was written", err=True)
        raise click.exceptions.Exit(EXIT_PROBLEMS)


def stop_at_gates(choice: Chosen, gates: "Iterable[Diagnostic]", shut: str, opened: str) -> None:
    """List the gates that are shut, each with its place where it has one; end the command where there are any."""
    codes = tell(choice, gates, shut, opened)
    if codes:
        tell_more(codes)
        raise click.exceptions.Exit(EXIT_PROBLEMS)


def tell(choice: Chosen, found: "Iterable[Diagnostic]", said: str, mended: str) -> tuple[str, ...]:
    """List what was found, each with its place where it has one and what mends it; its codes."""
    from handbook.load.locate import locate
    from handbook.load.scalars import printable

    located = locate(found, choice.root)
    for item in located:
        place = f" {printable(item.source.file)}:{item.line}:{item.column}" if item.source.file else ""
        click.echo(f"{said} [{item.code}]{place}: {printable(item.message)}")
        if item.hint:
            click.echo(f"  {mended}: {printable(item.hint)}")
    return tuple(item.code for item in located)
