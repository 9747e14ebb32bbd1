"""The program `handbook`: its commands, and what it does without one (it builds).

Commands import what they need when they run, so that `--help` and `check` start at once.
"""

import atexit
import errno
from typing import Any

import click

from handbook.cli.build import build, run_build
from handbook.cli.check import check
from handbook.cli.ci import ci
from handbook.cli.codeowners import codeowners
from handbook.cli.diff import diff
from handbook.cli.due import due
from handbook.cli.explain import explain
from handbook.cli.in_force import in_force
from handbook.cli.init import init
from handbook.cli.ledger import seal, verify
from handbook.cli.new import new
from handbook.cli.options import Chosen, Unusable, day_option, hand_down, handbook_options
from handbook.cli.publish import publish, rename, review, withdraw
from handbook.cli.schema import schema
from handbook.cli.serve import serve
from handbook.machine.collector import freeze


class Program(click.Group):
    """The commands. What the machine refuses ends any of them with a message that names the file."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; raises Unusable where a file cannot be read or written."""
        try:
            return super().invoke(ctx)
        except OSError as problem:
            if problem.errno == errno.EPIPE:  # whoever read the output has gone: click ends quietly
                raise
            raise Unusable(f"a file cannot be read or written: {problem}") from problem


@click.group(
    "handbook",
    cls=Program,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@handbook_options
@day_option
@click.version_option(package_name="policy-handbook", prog_name="handbook")
@click.pass_context
def main(context: click.Context, choice: Chosen) -> None:
    """Build a handbook from versioned policies. Without a command: build.

    --data, --config and --as-of may stand before a command that takes them, or behind it. Exit codes: 0 success,
    1 problems in the data, 2 wrong usage or environment.
    """
    if context.invoked_subcommand is None:
        run_build(choice)
    else:
        hand_down(context, {name: value for name, value in context.params.items() if value is not None})


_COMMANDS = (
    *(build, serve, check, explain, schema, new, init, ci, codeowners),
    *(diff, in_force, due, publish, withdraw, rename, review, seal, verify),
)

for command in _COMMANDS:
    main.add_command(command)

atexit.register(freeze)  # else Python looks for cycles in all that was read before it ends
