"""mkdocs.yml -> the repository on the web that it names, read before anything is rendered.

`repo_url` says where it is; `edit_uri` which branch is published, where the data folder lies in it, and of what kind
the place is where the address does not tell. Without `repo_url`, or at a place of another kind, there is none.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
import yaml_env_tag

from handbook.render.editing import Forge, Repository

_BRANCH = "main"
_EDIT = re.compile(r"/?(?P<verb>-/edit|_edit|edit)/(?P<branch>[^/?#]+)/?(?P<folder>[^?#]*)")
_VERBS = {"-/edit": Forge.GITLAB, "_edit": Forge.GITEA}
_NAMES = {
    "github": Forge.GITHUB,
    "gitlab": Forge.GITLAB,
    "gitea": Forge.GITEA,
    "forgejo": Forge.GITEA,
    "codeberg": Forge.GITEA,
}
_PAGES = "pages"
_DEEPEST = 8
"""How often a configuration may inherit from another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """Where a handbook is published and kept: the site's address with a slash at its end, or empty; the repository."""

    site: str
    repository: Repository | None


def read_published(config: Path, data: Path) -> Published:
    """What mkdocs.yml says of both; nothing where it cannot be read, which building the site reports."""
    values = _configuration(config)
    site = str(values.get("site_url") or "")
    return Published(
        site=f"{site.rstrip('/')}/" if site else "",
        repository=repository(values, _below(config.parent, data)),
    )


def repository(values: Mapping[str, Any], folder: str) -> Repository | None:
    """The repository that the values of a configuration name; `folder` is where the data lie unless they say so."""
    url = str(values.get("repo_url") or "").rstrip("/")
    address = urlsplit(url)
    edit = str(values.get("edit_uri") or values.get("edit_uri_template") or "").partition("{")[0]
    told = _EDIT.fullmatch(edit)
    forge = _forge(address.hostname or "", told["verb"] if told else "")
    if address.scheme not in {"http", "https"} or forge is None or _is_strange(url):
        return None
    pages = told["folder"].strip("/").split("/") if told else []
    if pages[-1:] == [_PAGES]:
        folder = "/".join(pages[:-1])
    return Repository(forge=forge, url=url, branch=told["branch"] if told else _BRANCH, folder=folder)


def _forge(host: str, verb: str) -> Forge | None:
    """By the verb of `edit_uri` where only one kind has it, else by the host's name."""
    named = next((forge for label in host.split(".") for name, forge in _NAMES.items() if name in label), None)
    return _VERBS.get(verb) or named or (Forge.GITHUB if verb else None)


def _is_strange(url: str) -> bool:
    """Whether an address holds what none of a repository holds."""
    return re.search(r"[\s<>\"'`\\?#{}|^]", url) is not None


def _below(folder: Path, data: Path) -> str:
    """The data folder as seen from the configuration, which lies on top of the repository."""
    return data.relative_to(folder).as_posix() if data.is_relative_to(folder) else data.name


class _Loader(yaml.SafeLoader):
    """YAML as MkDocs reads it, but that nothing is made of tags: they are for other fields."""


def _nothing(loader: yaml.SafeLoader, node: yaml.Node) -> None:
    """What other tags stand for."""
    del loader, node


_Loader.add_constructor("!ENV", yaml_env_tag.construct_env_tag)
_Loader.add_constructor(None, _nothing)


def _configuration(config: Path, depth: int = 0) -> Mapping[str, Any]:
    """The values of a file over those of the one that it inherits from; nothing where one of them cannot be read."""
    try:
        values = yaml.load(config.read_bytes(), Loader=_Loader)
    except (OSError, yaml.YAMLError, ValueError):
        return {}
    if not isinstance(values, dict):
        return {}
    parent = values.get("INHERIT")
    inherited = _configuration(config.parent / str(parent), depth + 1) if parent and depth < _DEEPEST else {}
    return {**inherited, **values}
