"""Where a reader can act on what a page says: the repository's web editor, the file of a version, the issue forms.

Every address is derived from what is published alone: the working text is linked as a whole, never by line, since its
lines would change a page whenever somebody writes a draft. Lines are those of the frozen file.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote

CLAUSE_MARK = "{clause}"
"""Stands for a clause's id in an address that a script completes."""


class Forge(StrEnum):
    """The kind of place where a repository lives; it decides what addresses look like."""

    GITHUB = "github"
    GITLAB = "gitlab"
    GITEA = "gitea"


class Form(StrEnum):
    """An issue form; the value is its file's name without its end."""

    PROPOSE = "propose-change"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """A repository on the web: `url` without a slash at its end, the `branch` that is published, the data `folder`."""

    forge: Forge
    url: str
    branch: str
    folder: str

    def editor(self, path: str) -> str:
        """The web editor for a file of the data folder. Source: MkDocs, `edit_uri`, and the forges' own addresses."""
        verb = {Forge.GITHUB: "edit", Forge.GITLAB: "-/edit", Forge.GITEA: "_edit"}[self.forge]
        return f"{self.url}/{verb}/{self._at(path)}"

    def file(self, path: str) -> str:
        """A file of the data folder as it is on the branch; `#L12` behind it leads to a line in all three."""
        verb = {Forge.GITHUB: "blob", Forge.GITLAB: "-/blob", Forge.GITEA: "src/branch"}[self.forge]
        return f"{self.url}/{verb}/{self._at(path)}"

    def issue(self, form: Form, fields: Mapping[str, str]) -> str:
        """A new issue by a form, filled with fields by id; values are for one line.

        GitLab has templates instead of forms: the fields become its first lines.
        """
        if self.forge is Forge.GITLAB:
            lines = "\n".join(f"{name.capitalize()}: {value}  " for name, value in fields.items() if value)
            return f"{self.url}/-/issues/new?" + _query(
                {"issuable_template": form.value, "issue[description]": f"{lines}\n"}
            )
        if self.forge is Forge.GITEA:
            template = f".github/ISSUE_TEMPLATE/{form.value}.yml"
            return f"{self.url}/issues/new?" + _query(
                {"template": template, **{f"field:{name}": value for name, value in fields.items()}}
            )
        return f"{self.url}/issues/new?" + _query({"template": f"{form.value}.yml", **fields})

    def _at(self, path: str) -> str:
        return quote("/".join(part for part in (self.branch, self.folder, path) if part))


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Editing:
    """What a page needs to name such places.

    `site` is the site's address with a slash at its end, or empty; `lines_of` gives the 1-based lines of
    some clauses in the frozen file of a policy's version, by id.
    """

    repository: Repository
    site: str
    lines_of: Callable[[str, str, Collection[str]], Mapping[str, int]]

    @property
    def stamp(self) -> str:
        """All that addresses are made of, as one text."""
        return f"{self.repository} {self.site}"

    def working_text(self, policy: str) -> str:
        """The web editor with what the next version will say."""
        return self.repository.editor(f"policies/{policy}/policy.yml")

    def version_file(self, policy: str, version: str) -> str:
        """The frozen file of a version."""
        return self.repository.file(f"policies/{policy}/versions/{version}.yml")

    def form(self, form: Form, policy: str, version: str, clause: str = "") -> str:
        """A form filled with what the reader looks at; `clause` may be `CLAUSE_MARK`."""
        page = f"{self.site}policies/{policy}/{f'#{clause}' if clause else ''}"
        return self.repository.issue(form, {"policy": policy, "version": version, "clause": clause, "page": page})


def _query(values: Mapping[str, str]) -> str:
    """The values for the part of an address behind `?`; the mark of a clause stays as it is."""
    return "&".join(f"{quote(name, safe='')}={quote(value, safe='/:{}')}" for name, value in values.items() if value)
