"""What a repository is like -> the files by which its git host checks, shows, publishes and releases the handbook.

Workflows and issue forms come from templates/ci/. What is put into them is checked here, since it becomes part of
commands; nothing of the handbook's data is. Writes nothing.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType

from handbook.authoring.codeowners import Host
from handbook.authoring.texts import make_texts
from handbook.render.templates import templates_folder

HEADER = "Made by `handbook ci {host}`, which also renews it: do not edit."

ACTIONS: Mapping[str, str] = MappingProxyType(
    {
        "checkout": "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1",
        "setup_python": "actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97 # v7.0.0",
        "upload_artifact": "actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0",
        "download_artifact": "actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1",
        "upload_pages_artifact": "actions/upload-pages-artifact@fc324d3547104276b827a68afc52ff2a11cc49c9 # v5.0.0",
        "deploy_pages": "actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128 # v5.0.0",
    }
)
"""The actions that workflows use, each by the commit that its tag named when we read it: a tag can be moved."""

_FILES: Mapping[Host, Mapping[str, str]] = {
    Host.GITHUB: {
        ".github/workflows/handbook-check.yml": "handbook-check.yml",
        ".github/workflows/handbook-comment.yml": "handbook-comment.yml",
        ".github/workflows/handbook-publish.yml": "handbook-publish.yml",
        ".github/workflows/handbook-release.yml": "handbook-release.yml",
        ".github/ISSUE_TEMPLATE/propose-change.yml": "propose-change.yml",
        ".github/ISSUE_TEMPLATE/unclear.yml": "unclear.yml",
    },
    Host.GITLAB: {
        ".gitlab-ci.yml": "gitlab-ci.yml",
        ".gitlab/issue_templates/propose-change.md": "propose-change.md",
        ".gitlab/issue_templates/unclear.md": "unclear.md",
    },
}
"""For each host the files from the top of the repository, and the template of each."""

_SAFE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._+-]*(/[A-Za-z0-9_][A-Za-z0-9._+-]*)*")
_PIP = "python -m pip install --disable-pip-version-check"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a repository is like.

    `data` and `config` are paths from its top, `branch` is the one that is published, `time_zone` the handbook's.
    `requirements` is the file that names the program, and everything that it needs, for pip. `own_program`: the
    repository holds the program itself, and `requirements` only what it needs.
    """

    data: str = "policy_data"
    config: str = "mkdocs.yml"
    branch: str = "main"
    time_zone: str = "UTC"
    python: str = "3.12"
    requirements: str = "requirements.txt"
    own_program: bool = False

    def __post_init__(self) -> None:
        """Refuse what could mean something else to a shell or in YAML; raises ValueError."""
        for item in fields(self):
            value = getattr(self, item.name)
            if isinstance(value, str) and (not _SAFE.fullmatch(value) or ".." in value):
                raise ValueError(f"{item.name} {value!r}: use letters, digits, ., _, -, + and / only")


def ci_files(host: Host, settings: Settings) -> dict[str, str]:
    """The files for a host: path from the top of the repository -> content."""
    folder = templates_folder() / "ci" / host
    environment = make_texts(folder)  # Settings refuses what would need escaping
    values = {item.name: getattr(settings, item.name) for item in fields(settings)} | dict(ACTIONS)
    values |= {"header": HEADER.format(host=host), "install": _install(settings)}
    if host is Host.GITHUB:
        values["comment_script"] = _indented((folder / "comment.py").read_text(encoding="utf-8"))
    return {path: environment.get_template(name).render(values) for path, name in _FILES[host].items()}


def is_ours(content: str) -> bool:
    """Whether a file was made by `ci_files`, so that it may be replaced."""
    return any(HEADER.format(host=host) in content.partition("\n")[0] for host in Host)


def _install(settings: Settings) -> tuple[str, ...]:
    """The commands that install the program, from the top of the repository."""
    if not settings.own_program:
        return (f"{_PIP} --requirement '{settings.requirements}'",)
    return (
        f"{_PIP} --require-hashes --requirement '{settings.requirements}'",
        f"{_PIP} --no-deps --no-build-isolation .",
    )


def _indented(script: str) -> str:
    return "\n".join(f"          {line}" if line else "" for line in script.rstrip().splitlines())
