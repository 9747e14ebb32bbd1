"""The schemas that a handbook should have -> what is stale among those that lie in a folder, as names or diagnostics.

Reads the folder of schemas only; a handbook that has none does without. Writes nothing.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from handbook.authoring.json_schema import schema_files
from handbook.load.loaded import Loaded
from handbook.load.modeline import SCHEMAS
from handbook.machine.collector import collector_paused
from handbook.model.diagnostic import Diagnostic, warning
from handbook.model.handbook import Policy
from handbook.model.source import Source

_HINT = "run `handbook schema` and commit what it writes"


def stale(folder: Path, expected: Mapping[str, str]) -> dict[str, str]:
    """Of the files that should lie below a folder, those that are missing or say something else."""
    return {name: text for name, text in expected.items() if _read(folder / name) != text.encode()}


def stale_schemas(data: Path, loaded: Loaded) -> tuple[Diagnostic, ...]:
    """A warning for the schemas of a data folder that the editor should no longer believe. Codes: stale-schema."""
    if loaded.shared is None or not (data / SCHEMAS).is_dir():
        return ()
    handbook = replace(loaded.shared, policies=tuple(Policy(id=id_) for id_ in loaded.policies))
    with collector_paused():
        names = sorted(stale(data, schema_files(handbook)))
    if not names:
        return ()
    others = f" and {len(names) - 1} more" if len(names) > 1 else ""
    message = f"the editor's schema no longer matches the handbook: {Path(names[0]).name}{others}"
    return (warning("stale-schema", Source(f"{data.name}/{names[0]}"), message, _HINT).at(1, 1),)


def _read(path: Path) -> bytes:
    try:
        return b"" if path.is_symlink() else path.read_bytes()
    except OSError:
        return b""
