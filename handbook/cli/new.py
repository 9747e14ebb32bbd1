"""`handbook new`: begins a policy, a record or a pilot, explained field by field and not filled in.

Its options are the fields that the model declares. Nothing is overwritten; what is written is listed, and what is left
to do is named with its line.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from handbook.cli.options import Chosen, Unusable, day_option, hand_down, handbook_options
from handbook.cli.schema import refresh
from handbook.cli.subject import named_policy, stop_at_gates
from handbook.cli.writing import tell_written, write

if TYPE_CHECKING:
    from handbook.authoring.draft import Draft
    from handbook.model.handbook import Handbook
    from handbook.model.schema import FieldSchema

_POLICY = "policy"


class New(click.Group):
    """One command for each kind of thing that can be begun, made from its declaration when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The kinds, the policy first."""
        from handbook.authoring.draft import ITEMS, RECORDS

        return [_POLICY, *sorted((*ITEMS, *RECORDS))]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command that begins one of the kind."""
        return _command(cmd_name) if cmd_name in self.list_commands(ctx) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant; where there is none, what there is."""
        from handbook.model.diagnostic import did_you_mean

        known = self.list_commands(ctx)
        if args[0] not in known:
            raise click.UsageError(f"cannot create {args[0]!r}; {did_you_mean(args[0], known)}", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=New)
@click.pass_context
def new(context: click.Context) -> None:
    """Create a policy, or a record for one.

    Every field is explained, and none is filled in.
    """
    hand_down(context, context.default_map or {})


def _command(kind: str) -> click.Command:
    """The command that begins one of the kind; the declaration's plain fields are its options."""
    from handbook.authoring.draft import ITEMS, RECORDS, record_of
    from handbook.model.schema import schema
    from handbook.report.reference import record_meaning

    parameters: list[click.Parameter] = [click.Argument(["subject"], metavar="ID" if kind == _POLICY else "POLICY")]
    if kind in RECORDS:
        parameters.append(click.Option(["--name"], metavar="NAME", help="The file's name, an id; default: the day."))
    parameters += [_option(item) for item in schema(record_of(kind)) if item.record is None]
    text = f"Add a new {kind} to POLICY, in a file of its own under records/{RECORDS.get(kind, '')}/."
    if kind == _POLICY:
        text = "Create the policy ID: a working text in which every block is explained."
    elif kind in ITEMS:
        text = f"Add a new {kind} to the working text of POLICY. Comments and formatting stay as they are."
    short = "" if kind == _POLICY else _sentence(record_meaning(record_of(kind)).split(". ")[0])
    begin = handbook_options(_callback(kind) if kind == _POLICY else day_option(_callback(kind)))
    return click.command(kind, params=parameters, help=text, short_help=short or text)(begin)


def _option(item: "FieldSchema") -> click.Option:
    flags = [f"--{item.name.replace('_', '-')}", item.name]
    return click.Option(flags, multiple=item.many, metavar="TEXT", help=_sentence(item.doc.meaning))


def _sentence(meaning: str) -> str:
    """A meaning with a capital and the sign that ends a sentence, a question mark where it asks."""
    return f"{meaning[:1].upper()}{meaning[1:]}{'' if meaning.endswith(('.', '?')) else '.'}"


def _callback(kind: str) -> Callable[..., None]:
    def begin(choice: Chosen, subject: str, **options: str | tuple[str, ...] | None) -> None:
        given = {name: list(it) if isinstance(it, tuple) else it for name, it in options.items() if it}
        draft = _draft(choice, choice.readable(choice.load()), kind, subject, given)
        stop_at_gates(choice, draft.refused, "refused", "hint")
        write(choice.data, {draft.path: draft.content}, () if draft.is_new else (draft.path,))
        tell_written(choice.data, {draft.path: draft.content})
        refresh(choice)
        _tell_what_next(draft, choice.data.name, subject)

    return begin


def _draft(choice: Chosen, handbook: "Handbook", kind: str, subject: str, given: dict[str, Any]) -> "Draft":
    from handbook.authoring.draft import ITEMS, RECORDS, item_draft, policy_draft, record_draft
    from handbook.ledger.events import free_name

    folder = choice.data.name
    if kind == _POLICY:
        return policy_draft(folder, handbook, subject, given)
    policy = named_policy({policy.id: policy for policy in handbook.policies}, subject)
    day = choice.day(handbook)
    if kind in RECORDS:
        taken = (record.id for record in getattr(policy.records, RECORDS[kind]))
        return record_draft(folder, handbook, policy, kind, {"name": free_name(str(day), taken)} | given)
    if policy.working is None:
        raise Unusable(f"{subject} has no working text; policies/{subject}/policy.yml does not exist")
    working = (choice.data / "policies" / subject / "policy.yml").read_bytes()
    taken = (item.id for item in getattr(policy.working.text, ITEMS[kind]))
    return item_draft(folder, handbook, policy, kind, {"id": free_name(f"{kind}-{day}", taken)} | given, working)


def _tell_what_next(draft: "Draft", folder: str, subject: str) -> None:
    from handbook.load.scalars import printable

    if draft.to_do:
        click.echo("still to fill in:")
        for item in draft.to_do:
            click.echo(f"  {printable(item.source.file)}:{item.line}  {item.source.path[-1]}")
    click.echo("next: fill in the file, then run `handbook check`", err=True)
    if draft.path.endswith("policy.yml") and draft.is_new:
        commit = f"git add -A {folder}; git commit -m 'Draft {subject}'; git push -u origin HEAD"
        click.echo(f"to propose it: git switch -c {subject}; {commit}", err=True)
