"""`handbook diff`: what a change is and what it means, between two texts or against a git revision."""

import tempfile
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook.cli.options import EXIT_PROBLEMS, Chosen, Unusable, day_option, handbook_options
from handbook.cli.subject import named_policy

if TYPE_CHECKING:
    from handbook.load.loaded import Loaded
    from handbook.model.diagnostic import Diagnostic
    from handbook.model.handbook import Handbook, Policy
    from handbook.report.difference.copies import Copy, Means
    from handbook.report.difference.facts import Difference, Side

COMMENT = 65_536
"""What a comment on a pull request may hold at GitHub, in characters."""

_LEAST = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What the arguments ask for."""

    policy: str
    old: str
    new: str
    against: str
    head: str
    exact: bool


@click.command()
@click.argument("policy", default="", metavar="[POLICY")
@click.argument("old", default="", metavar="[OLD")
@click.argument("new", default="", metavar="[NEW]]]")
@handbook_options
@day_option
@click.option(
    "--against", default="", metavar="REVISION", help="Compare with the point where this branch left REVISION."
)
@click.option(
    "--exact", is_flag=True, help="Compare with REVISION itself, not with the point where this branch left it."
)
@click.option("--head", default="", metavar="REVISION", help="Compare this revision, not the files on disk.")
@click.option(
    "--format", "form", type=click.Choice(["text", "markdown", "html", "json"]), default="text", help="Output format."
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write to FILE instead of standard output.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=_LEAST),
    metavar="CHARS",
    help=f"Shorten Markdown to this many characters, least important first; a GitHub comment holds {COMMENT}.",
)
def diff(
    choice: Chosen,
    policy: str,
    old: str,
    new: str,
    against: str,
    exact: bool,
    head: str,
    form: str,
    output: Path | None,
    limit: int | None,
) -> None:
    """Show what a change is and what it means.

    It lists clauses and words, roles, standards, limits, briefings and pages.

    \b
    handbook diff                             all working texts against the newest versions
    handbook diff phone                       its working text against its newest version
    handbook diff phone 1.0 2.0               two versions
    handbook diff phone in-force              what is in force against the working text
    handbook diff phone 2025-03-01 in-force   what was in force that day against what is now
    handbook diff --against origin/main       everything that a pull request changes

    OLD and NEW are a version, `working`, `in-force` or a day. The exit code is 0 even if the texts differ.
    """  # noqa: D301 - click's mark for lines that stay as they are
    asked = _Asked(policy=policy, old=old, new=new, against=against, head=head, exact=exact)
    _refuse_mixtures(asked, form, limit)
    with tempfile.TemporaryDirectory(prefix="handbook-diff-") as scratch:
        found = _difference(choice, asked, Path(scratch))
    text = _printed(found, form, limit)
    if output is None:
        click.echo(text)
    else:
        try:
            output.write_text(text + "\n", encoding="utf-8")
        except OSError as problem:
            raise Unusable(f"{output} cannot be written: {problem.strerror}") from None


def _refuse_mixtures(asked: _Asked, form: str, limit: int | None) -> None:
    if asked.against and asked.old:
        raise Unusable("name either two texts of a policy or --against REVISION, not both")
    if (asked.head or asked.exact) and not asked.against:
        raise Unusable("--head and --exact require --against REVISION")
    if limit and form != "markdown":
        raise Unusable("--limit requires --format markdown; the other formats are never shortened")


def _difference(choice: Chosen, asked: _Asked, scratch: Path) -> "Difference":
    from handbook.ledger.revision import RevisionError
    from handbook.report.difference.copies import Unreadable

    try:
        found = _against(choice, asked, scratch) if asked.against else _here(choice, asked)
    except RevisionError as problem:
        raise Unusable(f"{problem}; {problem.hint}") from None
    except Unreadable as problem:
        _show_errors(choice, str(problem), problem.diagnostics)
        raise click.exceptions.Exit(EXIT_PROBLEMS) from None
    return _located(found, choice)


def _against(choice: Chosen, asked: _Asked, scratch: Path) -> "Difference":
    from handbook.ledger.repository import Repository
    from handbook.ledger.revision import find_revision, lay_out
    from handbook.report.difference.against import Older, against_revision

    choice.settle()
    repository = Repository(choice.data)
    with_ = "" if asked.exact else asked.head or "HEAD"
    revision = find_revision(repository, asked.against, with_)
    data, name = choice.data, "the files on disk"
    if asked.head:
        head = find_revision(repository, asked.head)
        data, name = scratch / "new" / choice.data.name, f"{asked.head} ({head.commit[:12]})"
        lay_out(repository, head.files, data)
    older = Older(revision=revision, repository=repository, scratch=scratch / "old")
    return against_revision(data, name, older, _means(choice), asked.policy)


def _here(choice: Chosen, asked: _Asked) -> "Difference":
    from handbook.report.difference.copies import between_texts, read_copy, working_texts

    choice.settle()
    name = "the handbook on disk"
    means = _means(choice)
    copy = read_copy(name, choice.data, [asked.policy] if asked.policy else None, means)
    if not asked.policy:
        return working_texts(copy, means)
    policy = named_policy(copy.edition.policies, asked.policy)
    _refuse_unread(choice, copy, policy)
    old, new = _named_sides(policy, asked, copy)
    return between_texts(copy, policy, old, new, means)


def _named_sides(policy: "Policy", asked: _Asked, copy: "Copy") -> "tuple[Side, Side]":
    from handbook.report.difference.sides import WORKING, UnknownSide, named_side, newest_side

    try:
        old = named_side(policy, asked.old, copy.edition) if asked.old else newest_side(policy, copy.edition)
        return old, named_side(policy, asked.new or WORKING, copy.edition)
    except UnknownSide as problem:
        raise Unusable(str(problem)) from None


def _refuse_unread(choice: Chosen, copy: "Copy", policy: "Policy") -> None:
    """End the command where a text of the policy cannot be read."""
    own = f"{choice.data.name}/policies/{policy.id}/"
    texts = tuple(item for item in copy.diagnostics if item.source.file.startswith((f"{own}policy", f"{own}v")))
    if any(item.source.file in copy.unread for item in texts):
        _show_errors(choice, policy.id, texts)
        raise click.exceptions.Exit(EXIT_PROBLEMS)


def _means(choice: Chosen) -> "Means":
    """How to read a data folder: the handbook's own with what earlier runs kept, any other from its files alone."""
    from handbook.load.loader import load
    from handbook.machine.store import NO_STORE
    from handbook.machine.workers import cores
    from handbook.report.difference.copies import Means

    def load_policies(data: Path, only: Collection[str] | None) -> "Loaded":
        return load(data, choice.store if data == choice.data else NO_STORE, cores(), only)

    return Means(load=load_policies, edition=choice.edition, page_problems=_page_problems)


def _page_problems(data: Path, handbook: "Handbook") -> "tuple[Diagnostic, ...]":
    from handbook.render.places import addresses, places
    from handbook.site.written import read_written

    return tuple(read_written(data / "pages", addresses(places(handbook.organisation))).problems)


def _located(found: "Difference", choice: Chosen) -> "Difference":
    """The problems and gates with their lines and columns."""
    from handbook.load.locate import locate

    problems = replace(found.problems, new=locate(found.problems.new, choice.root))
    policies = tuple(
        replace(item, plan=replace(item.plan, gates=locate(item.plan.gates, choice.root))) if item.plan else item
        for item in found.policies
    )
    return replace(found, problems=problems, policies=policies)


def _show_errors(choice: Chosen, name: str, diagnostics: "tuple[Diagnostic, ...]") -> None:
    from handbook.load.locate import locate, source_line
    from handbook.load.scalars import printable
    from handbook.model.diagnostic import Severity
    from handbook.report.diagnostics import as_text

    errors = [item for item in locate(diagnostics, choice.root) if item.severity is Severity.ERROR]
    click.echo(f"{printable(name)} cannot be read, so it cannot be compared:", err=True)
    click.echo(as_text(errors, lambda item: source_line(choice.root, item)), err=True)


def _printed(found: "Difference", form: str, limit: int | None) -> str:
    printers: dict[str, Callable[[], str]] = {
        "text": lambda: _text(found),
        "json": lambda: _json(found),
        "markdown": lambda: _markdown(found, limit),
        "html": lambda: _html(found),
    }
    return printers[form]()


def _text(found: "Difference") -> str:
    from handbook.report.difference.as_text import as_text

    return as_text(found)


def _json(found: "Difference") -> str:
    from handbook.report.difference.as_json import as_json

    return as_json(found)


def _markdown(found: "Difference", limit: int | None) -> str:
    from handbook.report.difference.as_markdown import as_markdown

    return as_markdown(found, limit)


def _html(found: "Difference") -> str:
    from handbook.render.difference import difference_page

    return difference_page(found)
