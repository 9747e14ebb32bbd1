"""What mkdocs.yml says of the repository, joined with the frozen files that lines are looked up in."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from handbook.cli.options import Chosen

if TYPE_CHECKING:
    from handbook.render.editing import Editing


def editing(choice: Chosen) -> "Editing | None":
    """Where readers of this handbook can edit it; None where its repository is not known."""
    from handbook.load.clause_lines import clause_lines
    from handbook.render.editing import Editing
    from handbook.site.repository import read_published

    published = read_published(choice.config, choice.data)
    if published.repository is None:
        return None

    def lines_of(policy: str, version: str, clauses: Collection[str]) -> Mapping[str, int]:
        return clause_lines((choice.data / "policies" / policy / "versions" / f"{version}.yml").read_bytes(), clauses)

    return Editing(repository=published.repository, site=published.site, lines_of=lines_of)
