"""What is known of an organisation -> the files of its new handbook, before anything in it is published.

The files come from templates/starter/. Answers are put into them as YAML or Markdown text, never as part of either, and
every YAML file that is edited names its schema. Writes nothing.
"""

import html
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from types import MappingProxyType

from handbook.authoring.scaffold import scalar_text
from handbook.authoring.texts import make_texts
from handbook.load.modeline import modeline
from handbook.render.templates import templates_folder

DATA = "policy_data"

READY = ("policy-making", "escalation")
"""Policies of the starter that ask for no procedure, so that an approval is all they need to be published."""

APPROVER = "managing-director"
"""The role that approves the starter's policies."""

_HIDDEN: Mapping[str, str] = MappingProxyType(
    {
        "editorconfig": ".editorconfig",
        "gitattributes": ".gitattributes",
        "gitignore": ".gitignore",
        "vscode/extensions.json": ".vscode/extensions.json",
        "vscode/settings.json": ".vscode/settings.json",
    }
)
"""Files whose names begin with a dot at their place; packages leave such names out."""

_MARKS = re.compile(r"([\\`*_{}\[\]])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What is asked when a handbook is begun, each of it readable by `load.scalars`.

    `repository` and `site_url` are empty where there is none yet; `host` is `github`, `gitlab` or `none`.
    """

    organisation: str
    language: str = "en"
    time_zone: str = "UTC"
    repository: str = ""
    site_url: str = ""
    host: str = "none"
    published: bool = False


def starter_files(answers: Answers) -> dict[str, str]:
    """The texts by path from the top of the new folder."""
    folder = templates_folder() / "starter"
    environment = make_texts(folder)  # `yaml` and `markdown` make a value plain text of either
    environment.filters |= {"yaml": scalar_text, "markdown": as_markdown}
    values = asdict(answers) | {"title": "Customer service handbook"}
    found = {}
    for name in sorted(environment.list_templates()):
        path = _HIDDEN.get(name, name)
        found[path] = _modeline(path) + environment.get_template(name).render(values)
    return found


def host_of(repository: str) -> str:
    """The git host that an address speaks of: `github`, `gitlab`, or `none`."""
    name = re.sub(r"^https?://", "", repository).partition("/")[0]
    return next((host for host in ("github", "gitlab") if host in name.split(".")), "none")


def as_markdown(text: str) -> str:
    """The text within a line of Markdown, with everything escaped that could be taken for a mark or a tag."""
    return _MARKS.sub(r"\\\1", html.escape(text, quote=False))


def _modeline(path: str) -> str:
    below = path.removeprefix(f"{DATA}/")
    return modeline(below) if below != path and path.endswith(".yml") else ""
