"""The sample as its owners' editors see it."""

from pathlib import Path

from handbook.authoring.json_schema import schema_files
from handbook.authoring.schema_folder import stale
from handbook.load.loader import load
from handbook.load.modeline import modeline

DATA = Path(__file__).resolve().parents[2] / "policy_data"


def test_the_schemas_are_of_the_sample_as_it_is() -> None:
    handbook = load(DATA).handbook
    assert handbook
    assert sorted(stale(DATA, schema_files(handbook))) == []


def test_every_file_names_its_schema_unless_it_is_frozen() -> None:
    files = {path.relative_to(DATA).as_posix(): path.read_text(encoding="utf-8") for path in DATA.rglob("*.yml")}
    assert len(files) > 500
    assert [name for name, text in files.items() if not text.startswith(modeline(name))] == []
