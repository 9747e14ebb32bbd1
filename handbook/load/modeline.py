"""Where the editor's schemas of a handbook lie, and the line of a YAML file that leads an editor to its own.

The line is an instruction to editors, not part of what the file says. Reads and writes nothing.
"""

from pathlib import PurePosixPath

from handbook.model.record import RECORD_KINDS

SCHEMAS = ".schema"
"""The folder below the data folder that holds the schemas; the handbook is not read from it."""

MARK = "# yaml-language-server:"

_FROZEN = frozenset({"versions", *(kind.folder for kind in RECORD_KINDS.values() if kind.frozen)})
"""Folders of files that are never rewritten; they carry no such line."""


def schema_name(path: str) -> str:
    """The schema's file for a YAML file, by its path below the data folder: `policies/phone/policy.yml`."""
    parts = PurePosixPath(path)
    if parts.parent.name == "versions":
        return "version.json"
    if "records" in parts.parts:
        return f"{parts.parent.name}.json"
    return f"{parts.stem}.json"


def modeline(path: str) -> str:
    """The first line of a YAML file, with its line break; empty for frozen files. `path` is below the data folder."""
    parts = PurePosixPath(path)
    if parts.parent.name in _FROZEN:
        return ""
    up = "../" * len(parts.parents[:-1])
    return f"{MARK} $schema={up or './'}{SCHEMAS}/{schema_name(path)}\n"
